"""One record: its form, what is wrong with it, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.gate import Admission
from bianmin_desktop.domain.records import Record
from bianmin_desktop.errors import Refused
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.leaving import Leaving, ask_leaving
from bianmin_desktop.gui.forms.doubt_hint import DoubtHint
from bianmin_desktop.gui.forms.issue_list import IssueList
from bianmin_desktop.gui.forms.record_form import RecordForm
from bianmin_desktop.gui.forms.remembering import Remembered, Remembering
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.pages.outlet_events import OutletEvents
from bianmin_desktop.gui.pages.record_bar import RecordBar
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.services.entry import Saved

_changed_meanwhile = "BM-202"


class RecordPanel(QWidget):
    """Opens, enters, saves, deletes and restores records of one type."""

    saved = Signal(str)
    closed = Signal()
    shown = Signal()

    def __init__(self, context: Context, type_id: str) -> None:
        """Shows a new record until another one is opened."""
        super().__init__()
        self._context = context
        self._entry = context.application.entry
        self._type = context.application.edition.record_type(type_id)
        self._stored = Record(type_id, "")
        self._last: Record | None = None
        self._build()
        self._lay_out()
        self._connect()

    @property
    def record(self) -> Record:
        """The record shown, as it is stored."""
        return self._stored

    @property
    def is_changed(self) -> bool:
        """Whether something was typed and not saved."""
        return self._form.is_changed

    def open(self, record_id: str, field_id: str = "") -> None:
        """Show a stored record, the cursor in a field of it; unsaved input before it is gone."""
        try:
            record = self._entry.record(self._type.id, record_id)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._show(record)
        if field_id:
            self._form.show_field(field_id)
        else:
            self._form.begin()

    def open_new(self, like: Record | None = None) -> None:
        """A new record, carrying over what stays the same from `like` or the one saved last."""
        self._show(self._entry.blank(self._type.id, like or self._last))
        self._form.begin()

    def restore(self, unsaved: Remembered) -> None:
        """Show input that was typed before a crash, over the record as it is stored now."""
        try:
            record = self._entry.record(self._type.id, unsaved.record_id)
        except Refused:
            record = replace(self._entry.blank(self._type.id), id=unsaved.record_id)
        self._show(record)
        self._remembering.adopt(record.type, record.id)
        self._form.put_texts(unsaved.texts)
        self._form.begin()

    def may_leave(self) -> bool:
        """Whether nothing would be lost; asks the clerk if something would."""
        if not self._form.is_changed:
            return True
        self._form.review()
        answer = ask_leaving(self, f"“{self._name()}”")
        if answer is Leaving.SAVE:
            return self.save()
        if answer is Leaving.DISCARD:
            self.revert()
            return True
        return False

    def keep_unsaved(self) -> None:
        """Write unsaved input down at once, because the machine is about to stop."""
        if self._form.is_changed:
            self._entry.remember(self._form.draft())

    def save(self) -> bool:
        """Keep what was typed, valid or not; returns whether it is kept."""
        self._form.settle()
        if not self._form.is_changed:
            is_stored = self._stored.revision > 0
            self._context.say("没有需要保存的修改" if is_stored else "还没有填写任何内容")
            return is_stored
        try:
            saved = self._entry.save(self._form.draft(), self._stored)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._catch_up(error)
            return False
        self._last = saved.record
        self._show(saved.record)
        self._context.hub.announce(saved.changes)
        self._context.say(f"已保存：{self._name()}{self._remarks(saved)}")
        self.saved.emit(saved.record.id)
        return True

    def save_and_go_on(self) -> None:
        """Save, then begin the next record."""
        if self.save():
            self.open_new(self._stored)

    def revert(self) -> None:
        """Back to what is stored."""
        self._show(self._stored)

    def delete(self) -> None:
        """Move the record to the recycle bin, or bring it back from there."""
        if self._stored.revision == 0:
            self.revert()
            self.closed.emit()
            return
        is_deleted = self._stored.deleted
        change = self._entry.restore if is_deleted else self._entry.delete
        name = self._name()
        if not is_deleted and not self.may_leave():
            return
        try:
            changes = change(self._type.id, self._stored.id)
            self._show(self._entry.record(self._type.id, self._stored.id))
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._context.hub.announce(changes)
        if is_deleted:
            self._context.say(f"已恢复：{name}")
        else:
            self._context.say(f"已删除：{name}。按 Ctrl+Z 撤销，也可到“数据维护”的回收站恢复")
            self.closed.emit()

    def show_history(self) -> None:
        """Who changed what, when; a step can be undone there."""
        from bianmin_desktop.gui.dialogs.record_history import RecordHistory

        dialog = RecordHistory(self._context, self._stored, self)
        dialog.exec()
        dialog.deleteLater()

    def _build(self) -> None:
        self._title = label("", "title")
        self._title.setObjectName("record_title")
        self._state = label("", "chip")
        self._state.setObjectName("record_state")
        self._form = RecordForm(self._context, self._type.id)
        self._doubt = DoubtHint(self._context)
        self._issues = IssueList(self._context.application.edition)
        has_events = self._type.id == "outlet"
        self._events = OutletEvents(self._context) if has_events else None
        self._bar = RecordBar()
        self._remembering = Remembering(self._context, self._form.draft, self)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._state)
        head.addStretch(1)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(12, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(self._issues, 3)
        if self._events is not None:
            beside.addWidget(self._events, 2)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self._form)
        self._split.addWidget(side)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([760, 300])
        self._split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 10, 16, 12)
        layout.addLayout(head)
        layout.addWidget(self._doubt)
        layout.addWidget(self._split, 1)
        layout.addWidget(self._bar)

    def _connect(self) -> None:
        self._form.edited.connect(self._note_edit)
        self._form.reviewed.connect(self._judge)
        self._form.ended.connect(self._go_to_bar)
        self._issues.chosen.connect(self._form.show_field)
        self._bar.save_wanted.connect(self.save)
        self._bar.next_wanted.connect(self.save_and_go_on)
        self._bar.revert_wanted.connect(self.revert)
        self._bar.history_wanted.connect(self.show_history)
        self._bar.delete_wanted.connect(self.delete)
        self._context.hub.changed.connect(self._refresh)

    def _show(self, record: Record) -> None:
        self._remembering.forget()
        self._stored = record
        self._form.load(record)
        if self._events is not None:
            self._events.show_outlet(record)
        self._renew()
        self.shown.emit()

    def _note_edit(self) -> None:
        self._renew()
        self._remembering.follow(is_changed=self._form.is_changed)

    def _judge(self, admission: Admission) -> None:
        self._issues.show_issues(admission.issues)
        self._doubt.look(admission.record)
        self._title.setText(admission.record.name(self._type)[:60])

    def _renew(self) -> None:
        is_changed = self._form.is_changed
        words, level = _state(self._stored, is_changed=is_changed)
        self._state.setText(words)
        restyle(self._state, "level", level)
        self._bar.show_record(self._stored, is_changed=is_changed)

    def _go_to_bar(self) -> None:
        self._bar.take_cursor(is_new=self._stored.revision == 0)

    def _catch_up(self, error: Exception) -> None:
        """Told in words; after a change by others, what was not typed over is renewed."""
        if isinstance(error, Refused) and error.code == _changed_meanwhile:
            self._renew_stored()
        self._context.tell(error)

    def _refresh(self, changes: Changes) -> None:
        if self._stored.id in changes.touched.get(self._type.id, frozenset()):
            self._renew_stored()

    def _renew_stored(self) -> None:
        try:
            record = self._entry.record(self._type.id, self._stored.id)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        if record.revision == self._stored.revision:
            return
        self._stored = record
        self._form.rebase(record)
        if self._events is not None:
            self._events.show_outlet(record)
        self._renew()

    def _name(self) -> str:
        return self._title.text()

    def _remarks(self, saved: Saved) -> str:
        labels = {field.id: field.label for field in self._type.fields}
        tidied = [
            f"{labels[field_id]}{'，'.join(notes)}" for field_id, notes in saved.tidied.items()
        ]
        words = [f"还有 {len(saved.issues)} 个问题，见右侧"] if saved.issues else []
        return "".join(f"；{word}" for word in (*tidied, *words))


def _state(record: Record, *, is_changed: bool) -> tuple[str, str]:
    """The state in words, and the level it is coloured by."""
    if record.deleted:
        return "已删除", "blocking"
    if is_changed:
        return "有未保存的修改", "verify"
    if record.revision == 0:
        return "新建，还没有保存", ""
    when = f"{record.changed_at:%Y-%m-%d %H:%M}" if record.changed_at else ""
    return f"已保存 {when}".strip(), "good"
