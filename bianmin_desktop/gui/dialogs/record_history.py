"""历史: who changed what in a record, when, from what, by which door; any step can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.services.history import Event

_size = (920, 560)
_event_role = Qt.ItemDataRole.UserRole
_headers = ("时间和操作", "项目", "原来", "改成", "来源")
_widths = (210, 150, 190, 190, 90)


class RecordHistory(QDialog):
    """Lists the events of one record, newest first; one of them can be taken back."""

    def __init__(self, context: Context, record: Record, parent: QWidget) -> None:
        """For a stored record."""
        super().__init__(parent)
        self._context = context
        self._record = record
        record_type = context.application.edition.record_type(record.type)
        self.setWindowTitle("修改历史")
        self.resize(*_size)
        self._head = label(f"“{record.name(record_type)}”的修改历史", "heading", wraps=True)
        self._note = label(
            "每次保存都记在这里，不会丢失。撤销一步会把那一步改过的栏目写回原来的内容，并另记一步。",
            "muted",
            wraps=True,
        )
        self._build()
        self._lay_out()
        self._fill()

    def _build(self) -> None:
        self._tree = QTreeWidget()
        self._tree.setObjectName("history")
        self._tree.setAccessibleName("修改历史")
        self._tree.setHeaderLabels(_headers)
        self._tree.setAlternatingRowColors(True)
        self._tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_widths):
            self._tree.header().resizeSection(column, width)
        self._undo = QPushButton("撤销这一步")
        self._undo.setObjectName("undo_step")
        self._close = QPushButton("关闭")
        self._close.setDefault(True)
        self._undo.clicked.connect(self._take_back)
        self._close.clicked.connect(self.accept)
        self._tree.currentItemChanged.connect(self._choose)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self._undo)
        bar.addStretch(1)
        bar.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.addWidget(self._head)
        layout.addWidget(self._note)
        layout.addWidget(self._tree, 1)
        layout.addLayout(bar)

    def _fill(self) -> None:
        try:
            events = self._context.application.history.events(self._record.id)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._show(events)

    def _show(self, events: Sequence[Event]) -> None:
        self._tree.clear()
        for event in events:
            when = f"{event.at:%Y-%m-%d %H:%M}　{event.action}"
            head = QTreeWidgetItem([when, f"{len(event.steps)} 项", "", "", event.source])
            head.setData(0, _event_role, event)
            for step in event.steps:
                line = QTreeWidgetItem(
                    ["", step.label, step.before or "（空）", step.after or "（空）"]
                )
                for column, text in ((2, step.before), (3, step.after)):
                    line.setToolTip(column, tip(text[:1000]))
                head.addChild(line)
            self._tree.addTopLevelItem(head)
            head.setExpanded(event.action != "新增" and self._tree.topLevelItemCount() < 20)
        newest = self._tree.topLevelItem(0)
        if newest is not None:
            self._tree.setCurrentItem(newest)
        self._choose()

    def _chosen(self) -> Event | None:
        item = self._tree.currentItem()
        while item is not None and item.parent() is not None:
            item = item.parent()
        event = item.data(0, _event_role) if item is not None else None
        return event if isinstance(event, Event) else None

    def _choose(self) -> None:
        self._undo.setEnabled(self._chosen() is not None)

    def _take_back(self) -> None:
        event = self._chosen()
        if event is None:
            return
        try:
            saved = self._context.application.entry.undo(event.entry)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._context.hub.announce(saved.changes)
        self._context.say(f"已撤销：{event.action}{event.record}")
        self._fill()
