"""Text on the screen is plain text: a shop called `<img src=…>` is shown, never interpreted.

Qt guesses that text with tags is rich text. So every label, tip and question with somebody's words
in it is made here.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


def label(text: str = "", role: str = "", *, wraps: bool = False) -> QLabel:
    """A label that shows exactly `text`; `role` is what the style sheet knows it by."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    return made


def tip(text: str) -> str:
    """`text` for a tool tip: signs that Qt would read as tags are written out."""
    return f"<span>{escape(text).replace(chr(10), '<br>')}</span>" if text else ""


def question(
    parent: QWidget, title: str, text: str, buttons: QMessageBox.StandardButton
) -> QMessageBox.StandardButton:
    """Ask the clerk something in plain text; returns the button pressed."""
    box = QMessageBox(QMessageBox.Icon.Question, title, text, buttons, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return QMessageBox.StandardButton(box.exec())
