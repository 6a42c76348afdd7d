"""变动: the dated events of an outlet, which the quarter's figures are counted from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.event_dialog import EventDialog
from bianmin_desktop.gui.labels import label

_event_role = Qt.ItemDataRole.UserRole


class OutletEvents(QWidget):
    """Lists the events of the outlet shown last; a new one is entered in a dialog."""

    def __init__(self, context: Context) -> None:
        """Empty until `show_outlet`."""
        super().__init__()
        self._context = context
        self._outlet: Record | None = None
        self._title = label("变动记录", "heading")
        self._note = label("", "hint-line", wraps=True)
        self._list = QListWidget()
        self._list.setObjectName("events")
        self._list.setAccessibleName("这个网点的变动，回车或双击可以修改")
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._add = QPushButton("新增变动…")
        self._add.setObjectName("add_event")
        self._add.setAutoDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)
        layout.addWidget(self._note)
        layout.addWidget(self._list, 100)
        layout.addWidget(self._add)
        layout.addStretch(1)
        self._add.clicked.connect(self._enter)
        self._list.itemActivated.connect(self._correct)
        context.hub.changed.connect(self._refresh)

    def show_outlet(self, outlet: Record) -> None:
        """List the events of an outlet; one that was never saved can't have any yet."""
        self._outlet = outlet
        is_stored = outlet.revision > 0 and not outlet.deleted
        self._add.setEnabled(is_stored)
        events = self._events() if is_stored else []
        self._list.clear()
        for event in events:
            item = QListWidgetItem(self._said(event))
            item.setData(_event_role, event)
            self._list.addItem(item)
        self._list.setVisible(bool(events))
        self._note.setText(_note(is_stored=is_stored, has_events=bool(events)))

    def _events(self) -> list[Record]:
        if self._outlet is None:
            return []
        try:
            found = self._context.application.entry.belonging("event", "outlet", self._outlet.id)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return []
        return sorted(found, key=lambda event: str(event.get("on") or ""), reverse=True)

    def _said(self, event: Record) -> str:
        ledgers = self._context.application.ledgers
        fields = self._context.application.edition.record_type("event")
        shown = {f.id: ledgers.shown(f, event) for f in fields.fields if f.id != "outlet"}
        change = " → ".join(filter(None, (shown.get("before"), shown.get("after"))))
        words = (shown.get("on"), shown.get("kind"), change, shown.get("note"))
        return "　".join(word for word in words if word)

    def _enter(self) -> None:
        if self._outlet is not None:
            blank = self._context.application.entry.blank("event")
            self._open(blank.with_values({"outlet": self._outlet.id}))

    def _correct(self, item: QListWidgetItem) -> None:
        self._open(item.data(_event_role))

    def _open(self, event: Record) -> None:
        if self._outlet is None:
            return
        record_type = self._context.application.edition.record_type("outlet")
        name = self._outlet.name(record_type)
        dialog = EventDialog(self._context, event, name, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _refresh(self, changes: Changes) -> None:
        if changes.touches("event") and self._outlet is not None:
            self.show_outlet(self._outlet)


def _note(*, is_stored: bool, has_events: bool) -> str:
    if not is_stored:
        return "保存网点后，可以在这里登记开业、改造、迁移、关闭等变动。"
    if not has_events:
        return "还没有变动。开业和关闭日期之外的改造、迁移、恢复营业等在这里登记。"
    return ""
