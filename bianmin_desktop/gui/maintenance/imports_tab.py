"""导入与批量修改记录: what was written together, and taking it back as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, question
from bianmin_desktop.gui.maintenance.rows import Row, RowsModel, RowsTable
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.gui.under_way import UnderWay
from bianmin_desktop.gui.undo import undone_in_words

if TYPE_CHECKING:
    from bianmin_desktop.services.batches import Batch, Undone


class ImportsTab(QWidget):
    """Read when it is shown, and again after every write while it is in front."""

    def __init__(self, context: Context) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._context = context
        self._build()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read again if somebody looks."""
        if self.isVisible():
            read = self._context.application.batches.recent
            self._context.tasks.look_up(read, self._show, self._context.tell)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Reading begins when somebody looks."""
        super().showEvent(event)
        self.refresh()

    def _build(self) -> None:
        self._note = label(
            "一次导入、粘贴、批量修改或合并算一批，可以整批撤销；撤销后又想要，再撤销那次撤销就行。",
            "muted",
            wraps=True,
        )
        self._model = RowsModel(("时间", "做了什么", "台账", "条数", "来源", "状态"))
        self._table = RowsTable(self._model, (10, 6, 7, 5, 0, 6))
        self._table.setObjectName("batches")
        self._table.setAccessibleName("导入与批量修改记录")
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._outcome = label("", wraps=True)
        self._outcome.setObjectName("batch_outcome")
        self._outcome.hide()
        self._work = UnderWay(self._context)
        self._import = QPushButton("导入表格(&I)")
        self._import.setObjectName("import")
        kinds = self._context.application.edition.record_types.values()
        ledgers = [kind for kind in kinds if kind.in_ledger]
        self._import.setMenu(self._menu_of(ledgers, self._begin_import))
        self._templates = QPushButton("给社区发模板(&T)")
        self._templates.setObjectName("templates")
        by_community = [kind for kind in ledgers if _is_of_community(kind)]
        self._templates.setMenu(self._menu_of(by_community, self._begin_templates))
        self._undo = QPushButton("撤销这一批(&U)")
        self._undo.setObjectName("undo_batch")

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        bottom.addWidget(self._import)
        bottom.addWidget(self._templates)
        bottom.addStretch(1)
        bottom.addWidget(self._undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._outcome)
        layout.addWidget(self._work)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self._undo.clicked.connect(self._take_back)
        self._table.selectionModel().currentRowChanged.connect(self._judge)
        self._work.began.connect(self._judge)
        self._work.ended.connect(self._judge)
        self._judge()

    def _menu_of(self, kinds: Sequence[RecordType], deed: Callable[[str], None]) -> QMenu:
        menu = QMenu(self)
        for kind in kinds:
            menu.addAction(f"{kind.name}…", partial(deed, kind.id))
        return menu

    def _begin_templates(self, type_id: str) -> None:
        from bianmin_desktop.gui.dialogs.template_dispatch import TemplateDispatch

        TemplateDispatch(self._context, type_id, self).open()

    def _begin_import(self, type_id: str) -> None:
        from bianmin_desktop.gui.wizards.import_wizard.journey import Journey
        from bianmin_desktop.gui.wizards.import_wizard.wizard import ImportWizard

        ImportWizard(self._context, Journey(type_id), self).open()

    def _show(self, batches: Sequence[Batch]) -> None:
        self._model.show([Row(self._cells(batch), batch) for batch in batches])
        if batches:
            self._table.selectRow(0)
        self._judge()

    def _cells(self, batch: Batch) -> tuple[str, ...]:
        return (
            f"{batch.at:%Y-%m-%d %H:%M}",
            batch.action,
            self._name(batch),
            f"{batch.count:,}",
            batch.source,
            "已撤销" if batch.is_undone else "",
        )

    def _name(self, batch: Batch) -> str:
        return self._context.application.edition.record_type(batch.type).name

    def _batch(self) -> Batch | None:
        from bianmin_desktop.services.batches import Batch

        held = self._model.subject(self._table.currentIndex().row())
        return held if isinstance(held, Batch) else None

    def _judge(self) -> None:
        batch = self._batch()
        is_open = batch is not None and not batch.is_undone
        self._undo.setEnabled(is_open and not self._work.is_busy)

    def _take_back(self) -> None:
        batch = self._batch()
        if batch is None or not self._is_sure(batch):
            return
        work = partial(self._context.application.batches.undo, batch.id)
        self._outcome.hide()
        self._work.run("正在撤销", work, self._tell_undone, self._fail)

    def _is_sure(self, batch: Batch) -> bool:
        buttons = QMessageBox.StandardButton
        words = (
            f"要撤销 {batch.at:%Y-%m-%d %H:%M} 的“{batch.source}”吗？"
            f"涉及 {batch.count:,} 条{self._name(batch)}：新增的移到回收站，修改的改回原来的内容。"
            "后来又改过的记录保持不动，会列出来。"
        )
        return question(self, "撤销这一批", words, buttons.Yes | buttons.No) == buttons.Yes

    def _tell_undone(self, undone: Undone) -> None:
        self._tell(undone_in_words(undone), "verify" if undone.kept else "good")
        self._context.hub.announce(undone.changes)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, Fault):
            self._tell(f"{error.message}（代码 {error.code}）", "blocking")
            self.refresh()
        else:
            self._context.tell(error)

    def _tell(self, words: str, level: str) -> None:
        self._outcome.setText(words)
        self._outcome.show()
        restyle(self._outcome, "level", level)


def _is_of_community(kind: RecordType) -> bool:
    """Whether its records belong to communities, so that each can be sent its own."""
    return kind.id == "community" or any(field.target == "community" for field in kind.fields)
