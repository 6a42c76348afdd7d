"""While a new record is entered: the ledger may hold it already; computed beside the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.services.duplicates import DuplicateService, Suspicion

_Answer = tuple[str, list[Suspicion]]
"""Which record was asked about, and what is like it."""


class DoubtHint(QFrame):
    """One line above the form, for new records only; it never keeps anybody from typing on."""

    def __init__(self, context: Context) -> None:
        """Hidden until something is found."""
        super().__init__()
        self._context = context
        self._record_id = ""
        self._asked: tuple[object, ...] = ()
        self._dismissed: set[str] = set()
        self._shown: Suspicion | None = None
        self._task: Task[_Answer] | None = None
        self._build()
        self.hide()

    def look(self, record: Record) -> None:
        """Ask what is like the record as it is typed now; stored ones are not asked about."""
        if record.revision or record.type != self._context.application.duplicates.type:
            self._clear()
            return
        if record.id != self._record_id:
            self._clear()
            self._record_id = record.id
        said = (dict(record.values), dict(record.typed))
        if said == self._asked:
            return
        self._asked = said
        self._stop()
        read = partial(_alike, self._context.application.duplicates, record)
        self._task = self._context.tasks.look_up(read, self._show, self._context.tell)

    def _build(self) -> None:
        self.setObjectName("doubt")
        self.setProperty("role", "notice")
        self._words = label("", wraps=True)
        self._words.setObjectName("doubt_words")
        self._open = _button("打开它", "open_double")
        self._apart = _button("不是同一家", "no_double")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._apart, 0, Qt.AlignmentFlag.AlignTop)
        self._open.clicked.connect(self._go)
        self._apart.clicked.connect(self._dismiss)

    def _show(self, answer: _Answer) -> None:
        record_id, found = answer
        if record_id != self._record_id:
            return
        self._task = None
        left = [s for s in found if s.other(record_id).id not in self._dismissed]
        self._shown = left[0] if left else None
        self.setVisible(bool(left))
        if not left:
            return
        other = left[0].other(record_id)
        where = f"（{other.place}）" if other.place else ""
        more = f"，另有 {len(left) - 1} 条也像" if len(left) > 1 else ""
        reasons = "；".join(left[0].pair.reasons)
        self._words.setText(f"台账里可能已有这家店：{other.name}{where}{more}。{reasons}")
        self._words.setToolTip(tip(reasons))

    def _go(self) -> None:
        if self._shown is not None:
            self._context.go(self._shown_type(), self._shown.other(self._record_id).id)

    def _dismiss(self) -> None:
        if self._shown is None:
            return
        other = self._shown.other(self._record_id).id
        try:
            self._context.application.duplicates.not_duplicates(self._record_id, other)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._dismissed.add(other)
        self.hide()
        self._asked = ()
        self._context.say("已记住：不是同一家，可以继续录入")

    def _shown_type(self) -> str:
        return self._context.application.duplicates.type

    def _clear(self) -> None:
        self._stop()
        self._record_id = ""
        self._asked = ()
        self._dismissed = set()
        self._shown = None
        self.hide()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None


def _alike(duplicates: DuplicateService, record: Record) -> _Answer:
    return record.id, duplicates.like(record)


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setProperty("role", "link")
    return button
