"""One dated event of an outlet (开业、改造、迁移、关闭 …) in a small form of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.leaving import Leaving, ask_leaving
from bianmin_desktop.gui.forms.record_form import RecordForm
from bianmin_desktop.gui.labels import label

_size = (720, 520)


class EventDialog(QDialog):
    """Enters a new event or corrects one; closes when it is kept."""

    def __init__(self, context: Context, event: Record, outlet: str, parent: QWidget) -> None:
        """For an event that refers to its outlet already; `outlet` is what that is called."""
        super().__init__(parent)
        self._context = context
        self._event = event
        self.setWindowTitle("网点变动")
        self.resize(*_size)
        self._head = label(f"“{outlet}”的变动", "heading", wraps=True)
        self._form = RecordForm(context, "event", hidden=frozenset(("outlet",)))
        self._save = QPushButton("保存")
        self._save.setObjectName("save_event")
        self._save.setProperty("role", "primary")
        self._save.setShortcut("Ctrl+S")
        self._delete = QPushButton("删除这条变动")
        self._delete.setProperty("role", "danger")
        self._delete.setVisible(event.revision > 0)
        self._cancel = QPushButton("取消")
        self._lay_out()
        self._save.clicked.connect(self._keep)
        self._delete.clicked.connect(self._throw_away)
        self._cancel.clicked.connect(self.reject)
        self._form.ended.connect(self._save.setFocus)
        self._form.load(event)
        self._form.begin()

    def reject(self) -> None:
        """Close without keeping; asks first if something was typed."""
        if self._form.is_changed:
            answer = ask_leaving(self, "这条变动")
            if answer is Leaving.SAVE:
                self._keep()
                return
            if answer is Leaving.STAY:
                return
        super().reject()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self._delete)
        bar.addStretch(1)
        bar.addWidget(self._save)
        bar.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.addWidget(self._head)
        layout.addWidget(self._form, 1)
        layout.addLayout(bar)

    def _keep(self) -> None:
        self._form.settle()
        entry = self._context.application.entry
        try:
            saved = entry.save(self._form.draft(), self._event)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._context.hub.announce(saved.changes)
        self._context.say("已保存网点变动")
        self.accept()

    def _throw_away(self) -> None:
        try:
            changes = self._context.application.entry.delete("event", self._event.id)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._context.hub.announce(changes)
        self._context.say("已删除这条变动，按 Ctrl+Z 可以恢复")
        self.accept()
