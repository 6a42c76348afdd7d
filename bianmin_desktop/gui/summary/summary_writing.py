"""The form of a summary, of a quarter or a year: drafted, judged, saved, remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.gate import Admission
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.records import Record
from bianmin_desktop.errors import Refused
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.forms.issue_list import IssueList
from bianmin_desktop.gui.forms.record_form import RecordForm
from bianmin_desktop.gui.forms.remembering import Remembering
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.summary.drafting_bar import DraftingBar
from bianmin_desktop.gui.tables.flow_row import FlowRow
from bianmin_desktop.services.summaries import Opened

_changed_meanwhile = "BM-202"


class SummaryWriting(QWidget):
    """What both kinds of summaries have in common; which one it is, is said by who derives."""

    def __init__(self, context: Context, type_id: str) -> None:
        """Nothing is shown before `_load`."""
        super().__init__()
        self._context = context
        self._type = type_id
        self._record = Record(type_id, "")
        self._found: tuple[Issue, ...] = ()
        self._found_in_texts: tuple[Issue, ...] = ()
        self._build()
        self._lay_out()
        self._connect()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed and not saved."""
        return self._form.is_changed

    def restore(self, texts: Mapping[str, str]) -> None:
        """Show input that was typed before a crash over the summary as it is stored."""
        self._remembering.adopt(self._type, self._record.id)
        self._form.put_texts(texts)

    def save(self) -> bool:
        """Keep what was typed, valid or not; returns whether it is kept."""
        self._form.settle()
        if not self._form.is_changed:
            self._context.say("没有需要保存的修改")
            return True
        if not self._is_begun():
            return False
        entry, name = self._context.application.entry, self._name()
        try:
            saved = entry.save(self._form.draft(), self._record, source=self._source())
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            if isinstance(error, Refused) and error.code == _changed_meanwhile:
                self._renew()
            self._context.tell(error)
            return False
        self._load(saved.record)
        self._context.hub.announce(saved.changes)
        self._context.say(f"已保存：{name}")
        return True

    def revert(self) -> None:
        """Back to what is stored."""
        self._load(self._record)

    def keep_unsaved(self) -> None:
        """Write unsaved input down at once, because the machine is about to stop."""
        if self._form.is_changed:
            self._context.application.entry.remember(self._form.draft())

    def show_field(self, field_id: str) -> None:
        """Bring a field into view and put the cursor into it."""
        self._form.show_field(field_id)

    def _name(self) -> str:
        """What the summary is called."""
        raise NotImplementedError

    def _source(self) -> str:
        """The door it is written by, for the history."""
        raise NotImplementedError

    def _opened(self) -> Opened:
        """The summary, stored."""
        raise NotImplementedError

    def _buttons(self) -> Sequence[QWidget]:
        """What stands behind 保存 and 撤销修改."""
        return ()

    def _above(self) -> Sequence[QWidget]:
        """What stands above the form."""
        return ()

    def _build(self) -> None:
        self._form = RecordForm(self._context, self._type)
        self._drafting = DraftingBar(self._context, self._form, self._type)
        self._issues = IssueList(self._context.application.edition)
        self._state = label("", "muted")
        self._state.setObjectName("writing_state")
        self._save = QPushButton("保存")
        self._save.setObjectName("save")
        self._save.setProperty("role", "primary")
        self._save.setShortcut("Ctrl+S")
        self._save.setToolTip("Ctrl+S")
        self._save.setAutoDefault(True)
        self._revert = QPushButton("撤销修改")
        self._remembering = Remembering(self._context, self._form.draft, self)

    def _lay_out(self) -> None:
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(12, 0, 0, 0)
        beside.addWidget(self._issues)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._form)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setSizes([820, 280])
        split.setChildrenCollapsible(False)
        bar = FlowRow()
        bar.add(self._save, self._revert, *self._buttons(), self._drafting, self._state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        for widget in self._above():
            layout.addWidget(widget)
        layout.addWidget(split, 1)
        layout.addWidget(bar)

    def _connect(self) -> None:
        self._form.edited.connect(self._note_edit)
        self._form.reviewed.connect(self._judge)
        self._drafting.judged.connect(self._judge_texts)
        self._form.ended.connect(self._save.setFocus)
        self._issues.chosen.connect(self._form.show_field)
        self._save.clicked.connect(self.save)
        self._revert.clicked.connect(self.revert)
        self._context.hub.changed.connect(self._refresh)

    def _load(self, record: Record) -> None:
        self._remembering.forget()
        self._record = record
        self._form.load(record)
        self._say_state()

    def _hold(self, is_locked: bool) -> None:  # noqa: FBT001 - a signal's argument
        """A report that the upper level took is only looked at."""
        for widget in (self._form, self._drafting, self._save, *self._buttons()):
            widget.setEnabled(not is_locked)

    def _fill_blanks(self, texts: Mapping[str, str]) -> None:
        count = self._form.fill_blanks(texts)
        self._context.say(
            f"带入了 {count} 个空白项，请逐项核对后保存" if count else "没有可以带入的空白项"
        )

    def _note_edit(self) -> None:
        self._say_state()
        is_changed = self._form.is_changed
        self._remembering.follow(is_changed=is_changed and self._is_begun())

    def _is_begun(self) -> bool:
        """Whether the summary is stored: it is made when its first word is typed."""
        if self._record.revision:
            return True
        try:
            opened = self._opened()
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return False
        self._record = opened.record
        self._form.rebase(opened.record)
        self._context.hub.announce(opened.changes)
        return True

    def _judge(self, admission: Admission) -> None:
        self._found = admission.issues
        self._issues.show_issues((*self._found, *self._found_in_texts))
        self._drafting.look(admission.record)

    def _judge_texts(self, issues: Sequence[Issue]) -> None:
        self._found_in_texts = tuple(issues)
        self._issues.show_issues((*self._found, *self._found_in_texts))

    def _say_state(self) -> None:
        is_changed = self._form.is_changed
        self._revert.setEnabled(is_changed)
        self._state.setText("有未保存的修改" if is_changed else "")

    def _refresh(self, changes: Changes) -> None:
        if self._record.id in changes.touched.get(self._type, frozenset()):
            self._renew()

    def _renew(self) -> None:
        """Take over what was stored by others (an undo, the export's state); typed text stays."""
        try:
            record = self._context.application.entry.record(self._type, self._record.id)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        if record.revision != self._record.revision:
            self._record = record
            self._form.rebase(record)
            self._say_state()
