"""社区、生活圈、网点: the list of a ledger, and behind it the form of one record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, question
from bianmin_desktop.gui.pages.parts import Parts
from bianmin_desktop.gui.tables.ledger_list import LedgerList
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.entry import EntryService, Unsaved

if TYPE_CHECKING:
    from bianmin_desktop.gui.pages.record_panel import RecordPanel


class LedgerPage(QWidget):
    """The list in front until a record is opened; Escape leads back to it.

    The form takes the whole page: with large text or a small screen both would not fit side by
    side. Alt+Up and Alt+Down go on to the record before or after in the list.
    """

    def __init__(self, context: Context, type_id: str) -> None:
        """For a record type; the form is made when the first record is opened."""
        super().__init__()
        self._context = context
        self._type = context.application.edition.record_type(type_id)
        self._panel: RecordPanel | None = None
        self._open_id = ""
        self._build()
        self._lay_out()
        self._connect()

    @property
    def ledger(self) -> LedgerList:
        """The list."""
        return self._list

    def show_subject(self, record_id: str, field_id: str = "") -> None:
        """Open a record, and a field of it, if the record open now may be left."""
        if not record_id:
            self.show_list()
        elif self.may_leave():
            self._open(record_id, field_id)

    def open_new(self) -> None:
        """A new record, if the record open now may be left."""
        if self.may_leave():
            self._open_id = ""
            self._form().open_new()
            self._bring_form()

    def show_list(self) -> None:
        """Back to the list, if the record open now may be left."""
        if self._parts.currentWidget() is not self._list and self.may_leave():
            self._bring_list()

    def may_leave(self) -> bool:
        """Whether nothing would be lost; asks the clerk if something would."""
        return self._panel is None or not self._has_form_in_front or self._panel.may_leave()

    def restore(self, unsaved: Unsaved) -> None:
        """Show input that was typed before the program last stopped, if the page may be left."""
        if self.may_leave():
            self._open_id = unsaved.record_id
            self._form().restore(unsaved)
            self._bring_form()

    def keep_unsaved(self) -> None:
        """Keep what is typed and not saved, because the machine is about to stop."""
        keep = getattr(self._panel, "keep_unsaved", None)
        if keep is not None:
            keep()

    @property
    def _has_form_in_front(self) -> bool:
        return self._parts.currentWidget() is self._record

    def _build(self) -> None:
        self._list = LedgerList(self._context, self._type.id)
        self._record = QWidget()
        self._back = QPushButton("← 返回列表")
        self._back.setProperty("role", "link")
        self._back.setObjectName("back")
        self._back.setToolTip("Esc 键")
        self._place = label("", "muted")
        self._place.setObjectName("place")
        self._before = QPushButton("上一条")
        self._before.setToolTip("Alt+↑")
        self._after = QPushButton("下一条")
        self._after.setToolTip("Alt+↓")
        self._parts = Parts()
        self._parts.addWidget(self._list)
        self._parts.addWidget(self._record)
        self._keys = [
            QShortcut(
                QKeySequence(keys),
                self._record,
                context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
            )
            for keys in ("Esc", "Alt+Up", "Alt+Down")
        ]

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 0)
        bar.setSpacing(8)
        bar.addWidget(self._back)
        bar.addWidget(self._place)
        bar.addStretch(1)
        bar.addWidget(self._before)
        bar.addWidget(self._after)
        inside = QVBoxLayout(self._record)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._parts)

    def _connect(self) -> None:
        self._list.opened.connect(self.show_subject)
        self._list.new_wanted.connect(self.open_new)
        self._list.delete_wanted.connect(self._delete)
        self._back.clicked.connect(self.show_list)
        self._before.clicked.connect(self._go_before)
        self._after.clicked.connect(self._go_after)
        back, before, after = self._keys
        back.activated.connect(self.show_list)
        before.activated.connect(self._go_before)
        after.activated.connect(self._go_after)
        self._context.hub.changed.connect(self._list.refresh)

    def _form(self) -> RecordPanel:
        if self._panel is None:
            from bianmin_desktop.gui.pages.record_panel import RecordPanel

            self._panel = RecordPanel(self._context, self._type.id)
            self._panel.saved.connect(self._settle_on)
            self._panel.closed.connect(self._bring_list)
            layout = self._record.layout()
            if isinstance(layout, QVBoxLayout):
                layout.addWidget(self._panel, 1)
        return self._panel

    def _open(self, record_id: str, field_id: str = "") -> None:
        self._open_id = record_id
        self._form().open(record_id, field_id)
        self._bring_form()

    def _bring_form(self) -> None:
        self._parts.setCurrentWidget(self._record)
        self._tell_place()

    def _bring_list(self) -> None:
        self._parts.setCurrentWidget(self._list)
        if self._open_id:
            self._list.go_to(self._open_id)
        self._list.focus()

    def _settle_on(self, record_id: str) -> None:
        self._open_id = record_id
        # The panel may go on to a new record as soon as this one is told.
        QTimer.singleShot(0, self._tell_place)

    def _tell_place(self) -> None:
        row = self._row()
        rows = self._list.model.rowCount()
        self._place.setText(f"第 {row + 1:,} 条，共 {rows:,} 条" if row >= 0 else "")
        self._before.setEnabled(row > 0)
        self._after.setEnabled(0 <= row < rows - 1)

    def _row(self) -> int:
        shown = self._panel.record.id if self._panel is not None else ""
        return self._list.model.row_of(shown)

    def _go_before(self) -> None:
        self._step(-1)

    def _go_after(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        model = self._list.model
        row = self._row()
        there = model.id_at(row + by) if row >= 0 else ""
        if there and self.may_leave():
            self._open(there)

    def _delete(self, ids: Sequence[str]) -> None:
        if len(ids) > 1 and not self._is_sure(len(ids)):
            return
        application = self._context.application
        work = partial(_delete_one, application.entry, self._type.id, ids[0])
        if len(ids) > 1:
            work = partial(application.batches.delete, self._type.id, tuple(ids))
        self._context.tasks.start(work, self._tell_deleted, self._context.tell)

    def _is_sure(self, count: int) -> bool:
        buttons = QMessageBox.StandardButton
        words = (
            f"要删除选中的 {count:,} 条{self._type.name}吗？删除后可以在“数据维护—回收站”里恢复。"
        )
        return question(self, "删除多条记录", words, buttons.Yes | buttons.No) == buttons.Yes

    def _tell_deleted(self, changes: Changes) -> None:
        count = len(changes.touched.get(self._type.id, ()))
        self._context.hub.announce(changes)
        way_back = "按 Ctrl+Z 一次撤销，或到“数据维护—回收站”恢复"
        self._context.say(f"已删除 {count:,} 条{self._type.name}，{way_back}")


def _delete_one(entry: EntryService, type_id: str, record_id: str, _: Progress) -> Changes:
    return entry.delete(type_id, record_id)
