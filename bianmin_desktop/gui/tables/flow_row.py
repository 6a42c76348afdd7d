"""Widgets side by side that go on in the next line where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from bianmin_desktop.gui.tables.flow_layout import FlowLayout


class FlowRow(QWidget):
    """Asks for one line; how many it really takes is told by `heightForWidth`."""

    def __init__(self, gap: int = 8) -> None:
        """Empty; `add` puts widgets at its end."""
        super().__init__()
        self._flow = FlowLayout(self, gap)
        self._gap = gap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets at the end."""
        for widget in widgets:
            self._flow.addWidget(widget)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line of all widgets."""
        sizes = self._sizes()
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(width, self._line(sizes))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As wide as the widest widget."""
        sizes = self._sizes()
        return QSize(max((size.width() for size in sizes), default=0), self._line(sizes))

    def _line(self, sizes: list[QSize]) -> int:
        return max((size.height() for size in sizes), default=0)

    def _sizes(self) -> list[QSize]:
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        return [item.sizeHint() for item in items if item is not None and not item.isEmpty()]
