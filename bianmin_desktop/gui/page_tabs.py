"""The tabs of a page: their parts scroll by themselves, so that the page need not."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabWidget


class PageTabs(QTabWidget):
    """As high as the window lets it be, whatever the sentences inside would like."""

    def __init__(self) -> None:
        """Without tabs yet."""
        super().__init__()
        self.setDocumentMode(True)
        self.currentChanged.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Long sentences and whole forms must not make the page higher than the window."""
        return False

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """What the part in front needs; the others may need more."""
        hint, front = super().minimumSizeHint(), self.currentWidget()
        if front is None:
            return hint
        height = front.minimumSizeHint().height() + self.tabBar().sizeHint().height()
        return QSize(hint.width(), height)
