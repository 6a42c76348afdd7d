"""回收站: records that were deleted, the last first; each can be brought back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.maintenance.rows import Row, RowsModel, RowsTable
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.entry import EntryService
from bianmin_desktop.services.ledgers import Deleted


class RecycleTab(QWidget):
    """Read when it is shown, and again after every write while it is in front."""

    def __init__(self, context: Context) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._context = context
        self._note = label("", "muted")
        self._note.setObjectName("recycle_note")
        self._model = RowsModel(("类别", "名称", "编号或地址", "删除时间"))
        self._table = RowsTable(self._model, (7, 20, 0, 11))
        self._table.setObjectName("recycle_bin")
        self._table.setAccessibleName("回收站")
        self._restore = QPushButton("恢复选中的记录")
        self._restore.setObjectName("restore")
        self._restore.setEnabled(False)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self._restore)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(self._table, 1)
        layout.addLayout(bottom)
        self._restore.clicked.connect(self._bring_back)
        self._table.opened.connect(self._bring_back)
        self._table.selectionModel().selectionChanged.connect(self._judge)

    def refresh(self) -> None:
        """Read the recycle bin again if somebody looks."""
        if self.isVisible():
            read = self._context.application.ledgers.deleted
            self._context.tasks.look_up(read, self._show, self._context.tell)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Reading begins when somebody looks."""
        super().showEvent(event)
        self.refresh()

    def _show(self, found: Sequence[Deleted]) -> None:
        self._model.show([Row(_cells(thrown), thrown) for thrown in found])
        count = f"回收站里有 {len(found):,} 条记录，恢复后回到原来的台账。"
        self._note.setText(count if found else "回收站是空的。")
        if found:
            self._table.selectRow(0)
        self._judge()

    def _judge(self) -> None:
        self._restore.setEnabled(bool(self._table.chosen()))

    def _bring_back(self) -> None:
        held = [self._model.subject(row) for row in self._table.chosen()]
        wanted = [thrown for thrown in held if isinstance(thrown, Deleted)]
        if wanted:
            work = partial(_restored, self._context.application.entry, wanted)
            self._context.tasks.start(work, self._tell_restored, self._context.tell)

    def _tell_restored(self, changes: Changes) -> None:
        count = sum(len(ids) for ids in changes.touched.values())
        self._context.hub.announce(changes)
        self._context.say(f"已恢复 {count:,} 条记录")


def _cells(thrown: Deleted) -> tuple[str, ...]:
    at = f"{thrown.at:%Y-%m-%d %H:%M}" if thrown.at else ""
    return (thrown.type_name, thrown.name, thrown.detail, at)


def _restored(entry: EntryService, wanted: Sequence[Deleted], progress: Progress) -> Changes:
    back: dict[str, set[str]] = {}
    for done, thrown in enumerate(wanted):
        progress.report(done, len(wanted), "正在恢复")
        for type_id, ids in entry.restore(thrown.type, thrown.id).touched.items():
            back.setdefault(type_id, set()).update(ids)
    return Changes({type_id: frozenset(ids) for type_id, ids in back.items()})
