"""A plain table of rows, each standing for something: a history entry, a deleted record, a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.tables.headed_model import HeadedModel, Index

_row_air = 10
_enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells as shown, and what they stand for."""

    cells: tuple[str, ...]
    subject: object


class RowsModel(HeadedModel):
    """Rows under fixed headings; replaced as a whole."""

    def __init__(self, headings: Sequence[str]) -> None:
        """Empty until `show` is called."""
        super().__init__(headings)
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def subject(self, row: int) -> object:
        """What a row stands for; nothing when there is no such row."""
        return self._rows[row].subject if 0 <= row < len(self._rows) else None

    def count(self) -> int:
        """How many rows are shown."""
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cells as text."""
        if not index.isValid():
            return None
        text = self._rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text) or None
        return None


class RowsTable(QTableView):
    """Shows a `RowsModel`; Enter and a double click emit `opened`."""

    opened = Signal()

    def __init__(self, model: RowsModel, widths: Sequence[int]) -> None:
        """With column widths in Chinese letters; 0 for the one that takes the rest."""
        super().__init__()
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + _row_air)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        letter = self.fontMetrics().horizontalAdvance("便")
        for column, width in enumerate(widths):
            if width:
                header.resizeSection(column, width * letter)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self.opened)

    def chosen(self) -> list[int]:
        """The rows selected, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens."""
        if event.key() in _enter and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)
