"""The table of figures as a model: label, unit, 上期, 新增, 减少, 期末, under section headings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont

from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.gui.tables.headed_model import HeadedModel, Index, right
from bianmin_desktop.gui.theme import colours

_headers = ("指标", "单位", "上期数", "本期新增", "本期减少", "期末数")
Entry = FigureRow | str


class FiguresModel(HeadedModel):
    """Rows as the domain derived them; nothing here is typed."""

    def __init__(self) -> None:
        """Empty until `show` is called."""
        super().__init__(_headers, numbers=range(2, len(_headers)))
        self._entries: Sequence[Entry] = ()

    def show(self, rows: Sequence[FigureRow]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._entries = _under_headings(rows)
        self.endResetModel()

    def headings(self) -> list[int]:
        """The table rows that are headings."""
        return [place for place, entry in enumerate(self._entries) if isinstance(entry, str)]

    def figure(self, index: Index) -> FigureRow | None:
        """The figure of a table row; nothing for a heading."""
        entry = self._entries[index.row()] if index.isValid() else ""
        return None if isinstance(entry, str) else entry

    def count(self) -> int:
        """How many rows are shown."""
        return len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if self.figure(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell as text, numbers to the right."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if isinstance(entry, str):
            return _heading(entry, index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(entry, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > 1:
            return right
        return None


def number_in(row: FigureRow, column: int) -> Decimal | None:
    """The number a column shows; nothing where the row has none."""
    return (row.opening, row.added, row.removed, row.closing)[column - 2] if column > 1 else None


def ids_in(row: FigureRow, column: int) -> tuple[str, ...]:
    """The records the number of a column was counted from; of the closing one for words."""
    ids = {2: row.opening_ids, 3: row.added_ids, 4: row.removed_ids}
    return ids.get(column, row.closing_ids) if row.is_flow else row.closing_ids


def heading_of(column: int) -> str:
    """What a number is called: 上期数, 本期新增, 本期减少; 期末数 for all else."""
    return _headers[column] if 1 < column < len(_headers) else _headers[-1]


def _under_headings(rows: Sequence[FigureRow]) -> list[Entry]:
    entries: list[Entry] = []
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            entries.append(section)
        entries.append(row)
    return entries


def _cell(row: FigureRow, column: int) -> str:
    if column == 0:
        return row.label
    if column == 1:
        return row.unit
    if column < 5 and not row.is_flow:
        return ""
    return row.shown(number_in(row, column))


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
