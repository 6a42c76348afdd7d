"""A list and what stands behind it, one of them in front."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class Parts(QStackedWidget):
    """Lists whose filters take several lines must not push a form's buttons off the screen.

    With `least_lines` it asks for so many lines of text in height, whatever its parts ask for.
    """

    def __init__(self, least_lines: int = 0, parent: QWidget | None = None) -> None:
        """Without parts yet."""
        super().__init__(parent)
        self._least_lines = least_lines

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The tables and forms inside scroll by themselves."""
        return False

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for the filters as they stand at a usual width, not at the narrowest."""
        asked = super().minimumSizeHint()
        if not self._least_lines:
            return asked
        return QSize(asked.width(), self.fontMetrics().height() * self._least_lines)
