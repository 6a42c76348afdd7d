"""What a doubtful row is: a new record, one that is there, or nothing to import."""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.quiet_box import QuietBox
from bianmin_desktop.gui.tables.flow_row import FlowRow
from bianmin_desktop.services.importing.outcome import Fate, RowKey, RowOutcome

_name_letters = 16
first_rival = "first"
"""Stands for the likeliest record of each row, where several rows are decided at once."""


class Deciding(FlowRow):
    """`decided` carries `new`, `skip`, the id of a record, `first`, or empty to decide later."""

    decided = Signal(str)

    def __init__(self) -> None:
        """Hidden until a row is to be decided."""
        super().__init__()
        self._words = label("")
        self._words.setObjectName("doubt")
        self._rivals = QuietBox("可能是台账里的哪一条")
        self._rivals.setObjectName("rivals")
        self._rivals.setMinimumContentsLength(_name_letters)
        self._update = _button("更新这一条(&U)", "decide_update")
        self._new = _button("当作新增(&A)", "decide_new")
        self._skip = _button("跳过(&S)", "decide_skip")
        self._later = _button("改回存疑(&D)", "decide_later")
        self.add(self._words, self._rivals, self._update, self._new, self._skip, self._later)
        self._update.clicked.connect(lambda: self.decided.emit(self._rivals.value))
        self._new.clicked.connect(lambda: self.decided.emit("new"))
        self._skip.clicked.connect(lambda: self.decided.emit("skip"))
        self._later.clicked.connect(lambda: self.decided.emit(""))
        self.hide()

    def ask(self, outcomes: Sequence[RowOutcome], decided: Container[RowKey]) -> None:
        """Ask about those of these rows that may be decided; `decided` are those that are."""
        open_ones = [outcome for outcome in outcomes if may_be_decided(outcome)]
        settled = [outcome for outcome in outcomes if outcome.key in decided]
        self.setVisible(bool(open_ones or settled))
        for part in (self._rivals, self._update, self._new, self._skip):
            part.setVisible(bool(open_ones))
        self._later.setVisible(bool(settled))
        if len(open_ones) == 1:
            self._rivals.offer(open_ones[0].rivals)
            self._words.setText("这一行可能就是：")
        elif open_ones:
            self._rivals.offer(((first_rival, "各自最像的一条"),))
            self._words.setText(f"选中的 {len(open_ones):,} 行存疑：")
        else:
            self._words.setText("这一行已按您的决定处理。")


def may_be_decided(outcome: RowOutcome) -> bool:
    """Whether it is for the clerk to say what the row is."""
    return outcome.fate is Fate.DOUBTFUL and bool(outcome.rivals)


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
