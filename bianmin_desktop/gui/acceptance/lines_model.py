"""The lines of a checklist under their sections."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from bianmin_desktop.domain.acceptance.scores import contradicted, section_marks
from bianmin_desktop.domain.acceptance.sheet import Sheet, SheetLine
from bianmin_desktop.gui.acceptance.showing import marks, verdict_of
from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.summary.grouped_model import GroupedModel
from bianmin_desktop.gui.tables.headed_model import left, right
from bianmin_desktop.gui.theme import colours

_headings = ("项", "验收项目", "分值", "自评", "区评", "市评", "结论", "佐证")
_numbers = (2, 3, 4, 5)
_label, _self, _verdict, _evidence = 1, 3, 6, 7


class LinesModel(GroupedModel[SheetLine]):
    """Own marks that only follow from the ledgers stand in grey, until somebody types some."""

    def __init__(self) -> None:
        """Empty until `show_sheet` is called."""
        super().__init__(_headings, _numbers)
        self._is_same = False

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a checklist; the same lines with other marks keep what is chosen."""
        entries: list[SheetLine | str] = []
        for place, section in enumerate(sheet.sections, start=1):
            given, possible = section_marks(sheet, section.id, "self")
            told = "最多加" if section.is_bonus else "共"
            entries.append(
                f"{place}　{section.label}　自评 {marks(given)}，{told} {marks(possible)} 分"
            )
            entries += sheet.of_section(section)
        old = [_id(entry) for entry in self._entries]
        if old == [_id(entry) for entry in entries]:
            self._entries = entries
            last = self.index(len(entries) - 1, len(_headings) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.lay(entries)

    def row_of(self, line_id: str) -> int:
        """The row of a line; -1 if it is not there."""
        for row, entry in enumerate(self._entries):
            if isinstance(entry, SheetLine) and entry.id == line_id:
                return row
        return -1

    def next_row(self, row: int, step: int = 1) -> int:
        """The next (or the last) row that is a line; -1 at the end."""
        place = row + step
        while 0 <= place < len(self._entries):
            if isinstance(self._entries[place], SheetLine):
                return place
            place += step
        return -1

    def cell(self, entry: SheetLine, column: int, role: int) -> object:
        """The cell as text, its side and colour."""
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(entry)[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return right if column in _numbers else left
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(entry, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(_tip(entry, column)) or None
        return None


def _id(entry: SheetLine | str) -> str:
    return entry.id if isinstance(entry, SheetLine) else ""


def _cells(line: SheetLine) -> tuple[str, ...]:
    star = "★" if line.is_veto else ""
    own = "" if line.is_out else marks(line.score("self"))
    lacking = f"缺 {len(line.lacking)}" if line.lacking else ""
    attached = f"{len(line.evidence)} 份" if line.evidence else ""
    return (
        line.number,
        f"{star}{line.label}",
        marks(line.points),
        own,
        marks(line.district_score),
        marks(line.city_score),
        verdict_of(line),
        "，".join(filter(None, (attached, lacking))),
    )


def _colour(line: SheetLine, column: int) -> QColor:
    if line.is_out:
        return QColor(colours["disabled"])
    if column == _self and contradicted(line):
        name = "verify"
    elif column == _self and line.self_score is None:
        name = "muted"
    elif line.is_failed and (column == _verdict or (column == _label and line.is_veto)):
        name = "blocking"
    else:
        name = "verify" if column == _evidence and line.lacking else "ink"
    return QColor(colours[name])


def _tip(line: SheetLine, column: int) -> str:
    if column == _self and contradicted(line) and line.derived is not None:
        return f"台账算出的是 {marks(line.derived.score)} 分：{line.derived.words}"
    if column == _self and line.self_score is None and line.derived is not None:
        return f"按台账计分：{line.derived.words}"
    if column == _evidence and line.lacking:
        return f"还缺：{'、'.join(line.lacking)}"
    return line.label
