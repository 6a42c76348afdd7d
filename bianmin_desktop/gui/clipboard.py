"""What was copied stays on the clipboard when the program ends."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from shiboken6 import Shiboken


def leave_as_text() -> None:
    """Hand over what this program copied as plain text of Qt's own.

    The clipboard outlives Python, and what Python made must not be asked for anything by then:
    the program would end with a crash.
    """
    clipboard = QGuiApplication.clipboard()
    held = clipboard.mimeData()
    if held is not None and Shiboken.createdByPython(held):
        clipboard.setText(clipboard.text())
