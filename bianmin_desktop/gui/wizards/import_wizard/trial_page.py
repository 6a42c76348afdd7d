"""④ 试导入结果: what would become of every row, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.wizards.import_wizard.deciding import (
    Deciding,
    first_rival,
    may_be_decided,
)
from bianmin_desktop.gui.wizards.import_wizard.file_lines import FileLines
from bianmin_desktop.gui.wizards.import_wizard.outcome_model import OutcomeModel, steps_of
from bianmin_desktop.gui.wizards.import_wizard.outcome_table import OutcomeTable
from bianmin_desktop.gui.wizards.import_wizard.tiles import Tiles
from bianmin_desktop.services.importing.outcome import Fate, RowKey, RowOutcome

if TYPE_CHECKING:
    from bianmin_desktop.services.importing.trial import Trial


class TrialPage(QWidget):
    """Tiles, the rows, what is to be seen of one row, and decisions on the doubtful ones.

    `decided` is emitted with every decision; `marked_wanted` asks for the error workbooks.
    """

    decided = Signal()
    marked_wanted = Signal()

    def __init__(self) -> None:
        """Empty until `show_trial`."""
        super().__init__()
        self._trial: Trial | None = None
        self._decisions: dict[RowKey, str] = {}
        self._build()
        self._lay_out()
        self._connect()

    @property
    def decisions(self) -> dict[RowKey, str]:
        """What the clerk decided, by file, sheet and row."""
        return dict(self._decisions)

    def show_trial(self, trial: Trial, decisions: Mapping[RowKey, str]) -> None:
        """Show a trial run that was made with these decisions."""
        self._trial = trial
        self._decisions = dict(decisions)
        self._tiles.show_counts(trial.counts)
        has_file = any(table.path is not None for table in trial.proposal.taken)
        self._marked.setVisible(has_file and any(problem.row for problem in trial.problems))
        self._files.show_files(trial.files)
        self._table.show_places(_sheets(trial))
        self._hint.setText(_hint(trial))
        self._narrow(self._tiles.chosen)

    def _build(self) -> None:
        self._tiles = Tiles()
        self._hint = label("", "muted", wraps=True)
        self._hint.setObjectName("trial_hint")
        self._marked = QPushButton("导出需修改的表格…(&M)")
        self._marked.setObjectName("save_marked")
        self._marked.setAutoDefault(False)
        self._marked.setToolTip("把原表另存一份，有问题的格子涂色并加批注，改好后可以再导入")
        self._model = OutcomeModel()
        self._model.setParent(self)
        self._table = OutcomeTable(self._model)
        self._whole = QPlainTextEdit()
        self._whole.setObjectName("outcome")
        self._whole.setAccessibleName("这一行的改动和问题")
        self._whole.setReadOnly(True)
        self._whole.setTabChangesFocus(True)
        self._whole.setFixedHeight(self.fontMetrics().height() * 4)
        self._deciding = Deciding()
        self._files = FileLines()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._hint, 1)
        top.addWidget(self._marked, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._tiles)
        layout.addLayout(top)
        layout.addWidget(self._files)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._deciding)
        layout.addWidget(self._whole)

    def _connect(self) -> None:
        self._tiles.narrowed.connect(self._narrow)
        self._marked.clicked.connect(self.marked_wanted)
        self._deciding.decided.connect(self._decide)
        self._table.selectionModel().selectionChanged.connect(self._tell_row)

    def _narrow(self, fate: Fate | None) -> None:
        trial = self._trial
        if trial is None:
            return
        # One kind of rows is worked on: the files have been read, their room is needed.
        self._files.setVisible(fate is None and len(trial.files) > 1)
        rows = trial.rows if fate is None else trial.rows.of(fate)
        self._model.show_rows(rows, self._decisions)
        if self._model.rowCount():
            self._table.selectRow(0)
        self._tell_row()

    def _tell_row(self) -> None:
        selected = self._table.selected()
        outcome = selected[0] if selected else None
        told = _whole(outcome) if outcome else self._refused_files()
        self._whole.setPlainText("\n".join(told))
        self._deciding.ask(selected, self._decisions)

    def _refused_files(self) -> list[str]:
        """Where no row can be shown: the files of which none was read, and why."""
        files = self._trial.files if self._trial is not None else ()
        refused = [file for file in files if file.count(Fate.REFUSED) and file.explanation]
        said = [f"{file.name}：{file.explanation}" for file in refused]
        return ["这些文件整个没有读：", *said] if said else []

    def _decide(self, decision: str) -> None:
        for outcome in self._table.selected():
            if not decision:
                self._decisions.pop(outcome.key, None)
            elif may_be_decided(outcome):
                of_row = outcome.rivals[0][0] if decision == first_rival else decision
                self._decisions[outcome.key] = of_row
        self._model.decide(self._decisions)
        self._tell_row()
        self.decided.emit()


def _whole(outcome: RowOutcome) -> list[str]:
    parts = (outcome.file, outcome.sheet, f"第 {outcome.row:,} 行")
    place = " ".join(part for part in dict.fromkeys(parts) if part)
    head = f"{outcome.fate.label}：{outcome.title or '（没有名称）'}　{place}"
    return [head, *steps_of(outcome)]


def _sheets(trial: Trial) -> set[tuple[str, str]]:
    return {(table.file, table.sheet.name) for table in trial.proposal.taken}


def _hint(trial: Trial) -> str:
    counts = trial.counts
    doubtful = counts.get(Fate.DOUBTFUL, 0)
    words = "还没有写入任何内容。点上面的数字只看那一类；点一行看它的改动。"
    if doubtful:
        words += f"有 {doubtful:,} 行存疑：选中后决定是更新、新增还是跳过；不决定就不导入。"
    return words
