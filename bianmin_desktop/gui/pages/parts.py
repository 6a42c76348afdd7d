"""A list and what stands behind it, one of them in front."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget


class Parts(QStackedWidget):
    """Lists whose filters take several lines must not push a form's buttons off the screen."""

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The tables and forms inside scroll by themselves."""
        return False
