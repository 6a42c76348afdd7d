"""A drop-down inside a page that scrolls: the wheel scrolls the page and changes no choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

_most_shown = 16
_least_letters = 6


class QuietBox(QComboBox):
    """Offers (value, label) pairs; it never asks for more width than a few letters."""

    def __init__(self, name: str) -> None:
        """Called `name` for those who hear the screen."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(_most_shown)
        self.setMinimumContentsLength(_least_letters)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    @property
    def value(self) -> str:
        """The value chosen."""
        return str(self.currentData() or "")

    def offer(self, first: Sequence[tuple[str, str]], rest: Sequence[tuple[str, str]] = ()) -> None:
        """Replace the entries: those likely `first`, then a line, then the `rest`."""
        self.clear()
        for value, label in first:
            self.addItem(label, value)
        if first and rest:
            self.insertSeparator(self.count())
        for value, label in rest:
            self.addItem(label, value)

    def choose(self, value: str) -> None:
        """Choose a value that is offered."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Left to the page around it."""
        event.ignore()
