"""The rows of a trial run as a table: cells are worded when they are seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.tables.headed_model import HeadedModel, Index, right
from bianmin_desktop.gui.theme import colours
from bianmin_desktop.gui.wizards.import_wizard.tiles import levels
from bianmin_desktop.services.importing.outcome import Fate, RowKey, RowOutcome

headings = ("结果", "名称", "改动或问题", "行", "工作表", "文件")
_empty = "（空）"
_steps_shown = 4
_said_column, _row_column = 2, 3
_decided = {"new": "当作新增", "skip": "跳过"}
_pale = {Fate.DOUBTFUL: "verify-pale", Fate.REFUSED: "blocking-pale"}


class OutcomeModel(HeadedModel):
    """Shows all rows or those of one fate, with what the clerk decided of them."""

    def __init__(self) -> None:
        """Empty until `show_rows`."""
        super().__init__(headings, numbers=(_row_column,))
        self._rows: Sequence[RowOutcome] = ()
        self._decisions: dict[RowKey, str] = {}

    def show_rows(self, rows: Sequence[RowOutcome], decisions: Mapping[RowKey, str]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows, self._decisions = rows, dict(decisions)
        self.endResetModel()

    def decide(self, decisions: Mapping[RowKey, str]) -> None:
        """Show what was decided, the rows staying where they are."""
        self._decisions = dict(decisions)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def outcome(self, row: int) -> RowOutcome | None:
        """What became of the row of the file that is shown in `row`."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def count(self) -> int:
        """How many rows are shown."""
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Cells as text; rows with problems are coloured."""
        outcome = self.outcome(index.row()) if index.isValid() else None
        if outcome is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(outcome, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _row_column:
            return right
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return QColor(colours[levels[outcome.fate]])
        if role == Qt.ItemDataRole.BackgroundRole:
            return _ground(outcome)
        is_tip = role == Qt.ItemDataRole.ToolTipRole
        return (tip(self._text(outcome, index.column())) or None) if is_tip else None

    def _text(self, outcome: RowOutcome, column: int) -> str:
        if column == 0:
            decision = self._decisions.get(outcome.key, "")
            meant = _decided.get(decision, "更新") if decision else ""
            return f"{outcome.fate.label} → {meant}" if meant else outcome.fate.label
        if column == _said_column:
            said = steps_of(outcome)
            more = f" 等 {len(said)} 项" if len(said) > _steps_shown else ""
            return "；".join(words.rstrip("。") for words in said[:_steps_shown]) + more
        return (outcome.title, "", f"{outcome.row:,}", outcome.sheet, outcome.file)[column - 1]


def steps_of(outcome: RowOutcome) -> list[str]:
    """What is wrong with a row and what it changes, a sentence each."""
    said = [problem.message for problem in outcome.problems]
    for name, old, new in outcome.changes:
        if outcome.fate is Fate.NEW or not old:
            said.append(f"{name}：{new or _empty}")
        else:
            said.append(f"{name}：{old} → {new or _empty}")
    return said


def _ground(outcome: RowOutcome) -> QColor | None:
    pale = _pale.get(outcome.fate)
    if pale is None and outcome.problems and outcome.fate in (Fate.NEW, Fate.CHANGED):
        pale = "verify-pale"
    return QColor(colours[pale]) if pale else None
