"""The table of figures as a model: label, unit, 上期, 新增, 减少, 期末 and 上年同期 by section."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt

from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.summary.grouped_model import GroupedModel
from bianmin_desktop.gui.tables.headed_model import Index, right

_headers = ("指标", "单位", "上期数", "本期新增", "本期减少", "期末数", "上年同期")
last_year = len(_headers) - 1
"""The column of 上年同期."""
_closing = 5
_corrected = "＊"


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
        if role == Qt.ItemDataRole.ToolTipRole and entry.correction and column in (2, 3, 4):
            return tip(correction_words(entry))
        return None


def number_in(row: FigureRow, column: int) -> Decimal | None:
    """The number a column shows; nothing where the row has none."""
    numbers = (row.opening, row.added, row.removed, row.closing, row.same_last_year)
    return numbers[column - 2] if column > 1 else None


def correction_words(row: FigureRow) -> str:
    """How 上期 as handed in differs from what the ledger gives by now; empty when it does not."""
    change = row.correction
    if change is None:
        return ""
    handed, now = row.shown(change.handed), row.shown(change.now)
    parts = ((change.added, "新增"), (change.removed, "减少"))
    told = "、".join(f"{word}中 {row.shown(number)}" for number, word in parts if number)
    return f"上期更正：报送 {handed}，现台账推算 {now}；{told} 是更正。"


def corrected_in(row: FigureRow, column: int) -> tuple[str, ...]:
    """The records that stand behind 新增 or 减少 as corrections."""
    if row.correction is None:
        return ()
    return {3: row.correction.added_ids, 4: row.correction.removed_ids}.get(column, ())


def ids_in(row: FigureRow, column: int) -> tuple[str, ...]:
    """The records the number of a column was counted from; of the closing one for words.

    Those behind 上年同期 are known to the version it was copied from.
    """
    if column == last_year:
        return ()
    ids = {2: row.opening_ids, 3: row.added_ids, 4: row.removed_ids}
    return ids.get(column, row.closing_ids) if row.is_flow else row.closing_ids


def heading_of(column: int) -> str:
    """What a number is called: 上期数, 本期新增, 本期减少; 期末数 for all else."""
    return _headers[column] if 1 < column < len(_headers) else _headers[_closing]


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
    if column < _closing and not row.is_flow:
        return ""
    if column == last_year and row.same_last_year is None:
        return ""
    mark = _corrected if column == 2 and row.correction else ""
    return f"{mark}{row.shown(number_in(row, column))}"
