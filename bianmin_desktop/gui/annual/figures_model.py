"""The year's figures as a table: the year first, then its four quarters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt

from bianmin_desktop.domain.years import EnteredLine, YearLine
from bianmin_desktop.gui.summary.grouped_model import GroupedModel
from bianmin_desktop.gui.tables.headed_model import right

_headers = (
    *("指标", "单位", "上年末", "新增", "减少", "更正", "年末（全年）"),
    *("一季度", "二季度", "三季度", "四季度"),
)
first_quarter = 7
"""The column of the first quarter."""
_by_hand = "填报数字（四个季度合计）"

Shown = YearLine | EnteredLine


class YearFiguresModel(GroupedModel[Shown]):
    """Figures under the headings of their sections, then the numbers typed by hand."""

    def __init__(self) -> None:
        """Empty until `show` is called."""
        super().__init__(_headers, numbers=range(2, len(_headers)))

    def show(self, figures: Sequence[YearLine], entered: Sequence[EnteredLine]) -> None:
        """Replace the rows."""
        entries: list[Shown | str] = list(_under_headings(figures))
        if entered:
            entries += [_by_hand, *entered]
        self.lay(entries)

    def cell(self, entry: Shown, column: int, role: int) -> object:
        """The cell as text, numbers to the right."""
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(entry)[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and column > 1:
            return right
        return None


def _under_headings(figures: Sequence[YearLine]) -> Iterator[YearLine | str]:
    section = ""
    for line in figures:
        if line.section != section:
            section = line.section
            yield section
        yield line


def _cells(entry: Shown) -> tuple[str, ...]:
    if isinstance(entry, EnteredLine):
        blanks = ("",) * 4
        quarters = (entry.shown(number) for number in entry.quarters)
        return (entry.label, entry.unit, *blanks, entry.shown(entry.total), *quarters)
    flows = (entry.opening, entry.added, entry.removed)
    shown = (entry.shown(n) if n is not None else "" for n in flows)
    corrected = entry.shown(entry.corrected) if entry.corrected else ""
    quarters = (entry.shown(number) for number in entry.closings)
    return (entry.label, entry.unit, *shown, corrected, entry.shown(entry.closing), *quarters)
