"""Before something typed would be lost: 保存、不保存 or 取消."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


class Leaving(Enum):
    """What the clerk wants done with unsaved input."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


def ask_leaving(parent: QWidget, what: str) -> Leaving:
    """Ask about the unsaved input of `what`; closing the question means staying."""
    buttons = QMessageBox.StandardButton
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "还没有保存",
        f"{what}里有刚才输入、还没有保存的内容。要保存吗？",
        buttons.Save | buttons.Discard | buttons.Cancel,
        parent,
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    for button, words in (
        (buttons.Save, "保存"),
        (buttons.Discard, "不保存"),
        (buttons.Cancel, "取消"),
    ):
        box.button(button).setText(words)
    box.setDefaultButton(buttons.Save)
    answer = box.exec()
    if answer == buttons.Save.value:
        return Leaving.SAVE
    return Leaving.DISCARD if answer == buttons.Discard.value else Leaving.STAY
