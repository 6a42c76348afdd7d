"""A table in which something is chosen in every row, and said how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.quiet_box import QuietBox
from bianmin_desktop.gui.theme import colours

_air = 10
_least_lines = 8


class ChoosingTable(QTableWidget):
    """Texts at the left, a drop-down before the last column, in that a few words."""

    def __init__(self, name: str, headings: Sequence[str], widths: Sequence[int]) -> None:
        """Called `name`; widths in Chinese letters, 0 for the column that takes the rest."""
        super().__init__(0, len(headings))
        self.boxes: list[QuietBox] = []
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(headings)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMinimumHeight(self.fontMetrics().height() * _least_lines)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._fit(widths)

    def start(self, rows: int) -> None:
        """Empty the table, and make so many rows."""
        self.boxes = []
        self.setRowCount(0)
        self.setRowCount(rows)

    def put(self, row: int, texts: Sequence[str], box: QuietBox) -> None:
        """Fill the next row."""
        for place, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(tip(text))
            self.setItem(row, place, item)
        self.boxes.append(box)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(max(rows.minimumSectionSize(), box.sizeHint().height() + _air))
        self.setCellWidget(row, len(texts), _centred(box))
        self.setItem(row, len(texts) + 1, QTableWidgetItem())

    def say(self, row: int, words: str, colour: str) -> None:
        """Say how sure the choice of a row is."""
        item = self.item(row, self.columnCount() - 1)
        if item is not None:
            item.setText(words)
            item.setForeground(QColor(colours[colour]))

    def dim(self, row: int, *, is_dim: bool) -> None:
        """Show the texts of a row as left out, or not."""
        for place in range(self.columnCount() - 2):
            item = self.item(row, place)
            if item is not None:
                item.setForeground(QColor(colours["disabled" if is_dim else "ink"]))

    def _fit(self, widths: Sequence[int]) -> None:
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        letter = self.fontMetrics().horizontalAdvance("便")
        for column, width in enumerate(widths):
            if width:
                header.resizeSection(column, width * letter)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


def _centred(box: QuietBox) -> QWidget:
    """The box in the middle of its cell, however high the row is."""
    cell = QWidget()
    layout = QVBoxLayout(cell)
    layout.setContentsMargins(4, 2, 4, 2)
    layout.addStretch(1)
    layout.addWidget(box)
    layout.addStretch(1)
    return cell
