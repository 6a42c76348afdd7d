"""历史: everything that was written, the newest first; any step can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, question
from bianmin_desktop.gui.maintenance.rows import Row, RowsModel, RowsTable
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.entry import EntryService, Saved
from bianmin_desktop.services.history import Event

_at_once = 300
_steps_asked = 8
_steps_shown = 3
_empty = "（空）"
_deleted = "已删除"


class HistoryTab(QWidget):
    """Read when it is shown, and again after every write while it is in front."""

    def __init__(self, context: Context) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._context = context
        self._limit = _at_once
        self._build()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the history again if somebody looks."""
        if self.isVisible():
            read = partial(self._context.application.history.events, limit=self._limit)
            self._context.tasks.look_up(read, self._show, self._context.tell)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Reading begins when somebody looks."""
        super().showEvent(event)
        self.refresh()

    def _build(self) -> None:
        self._note = label("每一次保存、删除、导入都记在这里，记录本身不会被改动。", "muted")
        self._model = RowsModel(("时间", "做了什么", "记录", "改动", "来源"))
        self._table = RowsTable(self._model, (10, 5, 18, 0, 7))
        self._table.setObjectName("history")
        self._table.setAccessibleName("历史")
        self._table.setMinimumHeight(self.fontMetrics().height() * 6)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._whole = QPlainTextEdit()
        self._whole.setObjectName("steps")
        self._whole.setAccessibleName("这一步改了什么")
        self._whole.setReadOnly(True)
        self._whole.setTabChangesFocus(True)
        self._whole.setMaximumHeight(self.fontMetrics().height() * 5)
        self._more = QPushButton("显示更早的")
        self._open = QPushButton("打开记录")
        self._undo = QPushButton("撤销这一步")
        self._undo.setObjectName("undo_step")

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        bottom.addWidget(self._more)
        bottom.addStretch(1)
        bottom.addWidget(self._open)
        bottom.addWidget(self._undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._whole)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self._more.clicked.connect(self._show_more)
        self._open.clicked.connect(self._go)
        self._undo.clicked.connect(self._take_back)
        self._table.opened.connect(self._go)
        self._table.selectionModel().currentRowChanged.connect(self._tell_one)
        self._tell_one()

    def _event(self) -> Event | None:
        held = self._model.subject(self._table.currentIndex().row())
        return held if isinstance(held, Event) else None

    def _show(self, events: Sequence[Event]) -> None:
        self._model.show([Row(_cells(event), event) for event in events])
        self._more.setEnabled(len(events) >= self._limit)
        if events:
            self._table.selectRow(0)
        self._tell_one()

    def _show_more(self) -> None:
        self._limit += _at_once
        self.refresh()

    def _tell_one(self) -> None:
        event = self._event()
        self._whole.setPlainText("\n".join(_said(event)) if event else "")
        self._open.setEnabled(event is not None and self._has_page(event))
        self._undo.setEnabled(event is not None)

    def _go(self) -> None:
        event = self._event()
        if event is not None and self._has_page(event):
            self._context.go(event.entry.record_type, event.entry.record_id)

    def _has_page(self, event: Event) -> bool:
        record_type = self._context.application.edition.record_type(event.entry.record_type)
        return record_type.in_ledger or record_type.id in ("summary", annual_summary)

    def _take_back(self) -> None:
        event = self._event()
        if event is None or not self._is_sure(event):
            return
        work = partial(_taken_back, self._context.application.entry, event)
        self._context.tasks.start(work, self._tell_taken_back, self._context.tell)

    def _is_sure(self, event: Event) -> bool:
        buttons = QMessageBox.StandardButton
        answer = question(self, "撤销这一步", _warning(event), buttons.Yes | buttons.No)
        return answer == buttons.Yes

    def _tell_taken_back(self, saved: Saved) -> None:
        self._context.hub.announce(saved.changes)
        self._context.say("已撤销这一步" if saved.changes.touched else "内容和撤销后一样，没有改动")
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)


def _taken_back(entry: EntryService, event: Event, _: Progress) -> Saved:
    return entry.undo(event.entry)


def _cells(event: Event) -> tuple[str, ...]:
    said = _said(event)
    short = "；".join(said[:_steps_shown])
    if len(said) > _steps_shown:
        short += f" 等 {len(said)} 项"
    return (f"{event.at:%Y-%m-%d %H:%M}", event.action, event.record, short, event.source)


def _said(event: Event) -> list[str]:
    steps = event.steps
    if [step.label for step in steps] == [_deleted]:
        return ["移到回收站" if event.action == "删除" else "从回收站取回"]
    if not any(step.before for step in steps):
        return [f"{step.label}：{step.after}" for step in steps if step.after]
    return [f"{step.label}：{step.before or _empty} → {step.after or _empty}" for step in steps]


def _warning(event: Event) -> str:
    if event.action == "新增":
        return f"{event.record}会移到回收站，以后可以恢复。要撤销吗？"
    back = [f"{step.label}：改回 {step.before or _empty}" for step in event.steps[:_steps_asked]]
    if len(event.steps) > _steps_asked:
        back.append(f"……共 {len(event.steps)} 项")
    listed = "\n".join(back)
    return (
        f"{event.record}将恢复为这一步之前的内容：\n{listed}\n\n"
        "这些项目后来的改动也会一起改回。要撤销吗？"
    )
