"""Pictures of the window: `shoot` for tests, `python -m tests.gui.screenshots FOLDER` for people.

Run with `QT_SCALE_FACTOR=1.5` for pictures at 150 %.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QWidget


def folder() -> Path:
    """Where pictures go: `BIANMIN_SCREENSHOTS`, else a folder of the system's temporary one."""
    named = os.environ.get("BIANMIN_SCREENSHOTS", "")
    place = Path(named) if named else Path(tempfile.gettempdir()) / "bianmin-screenshots"
    place.mkdir(parents=True, exist_ok=True)
    return place


def shoot(widget: QWidget, name: str, size: tuple[int, int] = (1366, 768)) -> Path:
    """A picture of the widget as it is now, as `name`.png; shows it if it is hidden."""
    if size != (widget.width(), widget.height()):
        widget.resize(*size)
    if not widget.isVisible():
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        widget.show()
    settle()
    path = folder() / f"{name}.png"
    assert widget.grab().save(str(path)), path
    return path


def settle(quiet: int = 50) -> None:
    """Let what is due happen: layouts, first paintings, answers that are already there (ms)."""
    loop = QEventLoop()
    QTimer.singleShot(quiet, loop.quit)
    loop.exec()
