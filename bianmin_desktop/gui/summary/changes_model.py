"""The list of a quarter's changes as a model: grouped, each line made when it is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from bianmin_desktop.domain.quarter_changes import Change, Group
from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.summary.grouped_model import GroupedModel
from bianmin_desktop.gui.theme import colours

reason_column = 3
_headers = ("网点或指标", "变动", "业态或数值", "原因")
_wanted = "● 要写明原因"


class ChangesModel(GroupedModel[Change]):
    """Changes under their groups' headings, with the reason given for each."""

    def __init__(self) -> None:
        """Empty until `show` is called."""
        super().__init__(_headers)
        self._reasons: dict[str, str] = {}

    def show(self, changes: Sequence[Change], reasons: Mapping[str, str]) -> None:
        """Replace everything."""
        self._reasons = dict(reasons)
        self.lay(_under_headings(changes))

    def give(self, change_id: str, reason: str) -> None:
        """Show another reason for a change."""
        self._reasons[change_id] = reason
        row = self.row_of(change_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row, reason_column), self.index(row, reason_column))

    def row_of(self, change_id: str) -> int:
        """The row of a change; -1 when it is not listed."""
        held = enumerate(self._entries)
        return next((r for r, e in held if not isinstance(e, str) and e.id == change_id), -1)

    def cell(self, entry: Change, column: int, role: int) -> object:
        """The cell as text; a reason that is still wanted stands out."""
        reason = self._reasons.get(entry.id, "")
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(entry, reason)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(_cells(entry, reason)[column]) or None
        is_wanted = column == reason_column and entry.is_asked and not reason
        if role == Qt.ItemDataRole.ForegroundRole and is_wanted:
            return QColor(colours["verify"])
        return None


def _under_headings(changes: Sequence[Change]) -> list[Change | str]:
    entries: list[Change | str] = []
    for group, members in groupby(changes, key=lambda change: change.group):
        held = list(members)
        entries += [f"{group.label}（{len(held):,} {group.unit}）", *held]
    return entries


def _cells(change: Change, reason: str) -> tuple[str, ...]:
    what = change.kind.label if change.on is None else f"{change.on} {change.kind.label}"
    if change.group is Group.FIGURE:
        what = change.amount or change.kind.label
    said = " ".join(reason.split())
    wanted = _wanted if change.is_asked else ""
    return change.name, what, _course(change), said or wanted


def _course(change: Change) -> str:
    """From what to what; of an outlet that came or went, what it is or was."""
    if change.group is Group.OPENED:
        return change.after
    return change.before if change.group is Group.CLOSED else f"{change.before} → {change.after}"
