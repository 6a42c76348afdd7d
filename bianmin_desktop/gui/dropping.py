"""Files dropped on the window: which of what is dragged are files, and where they lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent


def dropped_paths(content: QMimeData) -> list[Path]:
    """The files and folders of this machine among what is dragged."""
    return [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()]


def take_drag(event: QDragEnterEvent) -> bool:
    """Let files be dropped, and nothing else; returns whether they may."""
    may = bool(dropped_paths(event.mimeData()))
    if may:
        event.acceptProposedAction()
    return may
