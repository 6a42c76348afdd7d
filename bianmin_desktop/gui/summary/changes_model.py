"""The list of a quarter's changes as a model: grouped, each line made when it is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont

from bianmin_desktop.domain.quarter_changes import Change, Group
from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.tables.headed_model import HeadedModel, Index
from bianmin_desktop.gui.theme import colours

reason_column = 3
_headers = ("网点或指标", "变动", "业态或数值", "原因")
_wanted = "● 要写明原因"
Entry = Change | str


class ChangesModel(HeadedModel):
    """Changes under their groups' headings, with the reason given for each."""

    def __init__(self) -> None:
        """Empty until `show` is called."""
        super().__init__(_headers)
        self._entries: Sequence[Entry] = ()
        self._reasons: dict[str, str] = {}

    def show(self, changes: Sequence[Change], reasons: Mapping[str, str]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._entries = _under_headings(changes)
        self._reasons = dict(reasons)
        self.endResetModel()

    def give(self, change_id: str, reason: str) -> None:
        """Show another reason for a change."""
        self._reasons[change_id] = reason
        row = self.row_of(change_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row, reason_column), self.index(row, reason_column))

    def headings(self) -> list[int]:
        """The rows that are headings."""
        return [row for row, entry in enumerate(self._entries) if isinstance(entry, str)]

    def change(self, row: int) -> Change | None:
        """The change of a row; nothing for a heading."""
        entry = self._entries[row] if 0 <= row < len(self._entries) else ""
        return None if isinstance(entry, str) else entry

    def row_of(self, change_id: str) -> int:
        """The row of a change; -1 when it is not listed."""
        held = enumerate(self._entries)
        return next((r for r, e in held if not isinstance(e, str) and e.id == change_id), -1)

    def count(self) -> int:
        """How many rows are shown."""
        return len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if self.change(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell as text; a reason that is still wanted stands out."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if isinstance(entry, str):
            return _heading(entry, index.column(), role)
        reason = self._reasons.get(entry.id, "")
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(entry, reason)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(_cells(entry, reason)[index.column()]) or None
        is_wanted = index.column() == reason_column and entry.is_asked and not reason
        if role == Qt.ItemDataRole.ForegroundRole and is_wanted:
            return QColor(colours["verify"])
        return None


def _under_headings(changes: Sequence[Change]) -> list[Entry]:
    entries: list[Entry] = []
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
