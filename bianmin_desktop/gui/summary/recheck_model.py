"""What to look at again, or what changed, as a model: under headings, one record a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Qt

from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.summary.grouped_model import GroupedModel
from bianmin_desktop.services.rechecking import ChangedLine, Line

communities_column = 1
"""What changed is listed without it."""
_headers = ("名称", "所在社区", "为什么要看，或改了什么")
_most_steps = 4
_empty = "（空）"


@dataclass(frozen=True, slots=True)
class Row:
    """A record as listed; `line` is what 看过了 settles, if it can be settled so."""

    type: str
    record_id: str
    name: str
    community: str
    words: str
    line: Line | None = None


class RecheckModel(GroupedModel[Row]):
    """Rows under the headings of their reasons or ledgers."""

    def __init__(self) -> None:
        """Empty until `lay` is called."""
        super().__init__(_headers)

    def cell(self, entry: Row, column: int, role: int) -> object:
        """The cell as text, in full as its tip."""
        words = (entry.name, entry.community, entry.words)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(words) or None
        return None

    def rows(self) -> Iterator[Row]:
        """Every row that is no heading."""
        return (entry for entry in self._entries if not isinstance(entry, str))


def due_entries(lines: Sequence[Line]) -> list[Row | str]:
    """The records to look at, under their reasons."""
    entries: list[Row | str] = []
    for recheck, held in groupby(lines, key=lambda line: line.recheck):
        rows = [_due(line) for line in held]
        way = "" if recheck.settles else "，请打开改正"
        entries += [f"{recheck.name}（{len(rows):,} 条{way}）", *rows]
    return entries


def changed_entries(lines: Sequence[ChangedLine], names: Mapping[str, str]) -> list[Row | str]:
    """The records that changed, under the names of their ledgers."""
    entries: list[Row | str] = []
    for type_id, held in groupby(lines, key=lambda line: line.type):
        rows = [_changed(line) for line in held]
        entries += [f"{names.get(type_id, type_id)}（{len(rows):,} 条）", *rows]
    return entries


def _due(line: Line) -> Row:
    seen = line if line.may_be_seen else None
    return Row(line.type, line.record_id, line.name, line.community, line.message, seen)


def _changed(line: ChangedLine) -> Row:
    words = line.action
    if line.action == "修改":
        told = "；".join(
            f"{step.label}：{step.before or _empty}→{step.after or _empty}"
            for step in line.steps[:_most_steps]
        )
        more = f"等 {len(line.steps)} 项" if len(line.steps) > _most_steps else ""
        words = f"{told}{more}"
    return Row(line.type, line.record_id, line.name, "", words)
