"""Windows in front of the main one fit the screen, however large text is drawn."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_share = 0.93
"""The rest of the screen's height is the window's title bar."""


def scrolled(content: QWidget) -> QScrollArea:
    """A room for `content`: what does not fit is scrolled to, from top to bottom only."""
    room = QScrollArea()
    room.setFrameShape(QFrame.Shape.NoFrame)
    room.setWidgetResizable(True)
    room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    room.setWidget(content)
    bar = room.verticalScrollBar().sizeHint().width()
    room.setMinimumWidth(content.minimumSizeHint().width() + bar)
    return room


def fit(window: QWidget, wanted: QSize) -> None:
    """Make a window of that size, or as large as its screen has room for."""
    screen = window.screen().availableSize()
    window.resize(wanted.boundedTo(QSize(screen.width(), int(screen.height() * _share))))
