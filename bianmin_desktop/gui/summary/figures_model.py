"""The table of figures as a model: label, unit, 上期, 新增, 减少, 期末, under section headings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt

from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.gui.summary.grouped_model import GroupedModel
from bianmin_desktop.gui.tables.headed_model import Index, right

_headers = ("指标", "单位", "上期数", "本期新增", "本期减少", "期末数")


class FiguresModel(GroupedModel[FigureRow]):
    """Rows as the domain derived them; nothing here is typed."""

    def __init__(self) -> None:
        """Empty until `show` is called."""
        super().__init__(_headers, numbers=range(2, len(_headers)))

    def show(self, rows: Sequence[FigureRow]) -> None:
        """Replace the rows."""
        self.lay(_under_headings(rows))

    def figure(self, index: Index) -> FigureRow | None:
        """The figure of a table row; nothing for a heading."""
        return self.entry(index.row()) if index.isValid() else None

    def cell(self, entry: FigureRow, column: int, role: int) -> object:
        """The cell as text, numbers to the right."""
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(entry, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column > 1:
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


def _under_headings(rows: Sequence[FigureRow]) -> list[FigureRow | str]:
    entries: list[FigureRow | str] = []
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
