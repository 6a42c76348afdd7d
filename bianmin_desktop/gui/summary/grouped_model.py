"""Rows under the headings of their groups; a heading is a row that can't be chosen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont

from bianmin_desktop.gui.tables.headed_model import HeadedModel, Index
from bianmin_desktop.gui.theme import colours

T = TypeVar("T")


class GroupedModel(HeadedModel, Generic[T]):
    """Entries are rows, and headings as their words."""

    def __init__(self, headings: Sequence[str], numbers: Collection[int] = ()) -> None:
        """Empty until `lay` is called."""
        super().__init__(headings, numbers)
        self._entries: Sequence[T | str] = ()

    def lay(self, entries: Sequence[T | str]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def headings(self) -> list[int]:
        """The rows that are headings."""
        return [row for row, entry in enumerate(self._entries) if isinstance(entry, str)]

    def entry(self, row: int) -> T | None:
        """What stands in a row; nothing for a heading or where there is no row."""
        held = self._entries[row] if 0 <= row < len(self._entries) else ""
        return None if isinstance(held, str) else held

    def count(self) -> int:
        """How many rows are shown."""
        return len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if self.entry(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell of an entry by `cell`; a heading is dark on pale and bold."""
        if not index.isValid():
            return None
        held = self._entries[index.row()]
        if isinstance(held, str):
            return _heading(held, index.column(), role)
        return self.cell(held, index.column(), role)

    def cell(self, entry: T, column: int, role: int) -> object:
        """What a column of an entry shows."""
        raise NotImplementedError


def _heading(words: str, column: int, role: int) -> object:
    if role == Qt.ItemDataRole.DisplayRole:
        return words if column == 0 else ""
    if role == Qt.ItemDataRole.ForegroundRole:
        return QColor(colours["accent-dark"])
    if role == Qt.ItemDataRole.BackgroundRole:
        return QColor(colours["accent-pale"])
    if role == Qt.ItemDataRole.FontRole:
        font = QFont()
        font.setBold(True)
        return font
    return None
