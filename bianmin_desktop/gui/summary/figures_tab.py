"""季度数字: what the ledgers give for the quarter, and the records behind each figure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.summary.figures_model import FiguresModel

_shown = 300
_columns = {2: "期初", 3: "本期新增", 4: "本期减少", 5: "期末"}


class FiguresTab(QWidget):
    """The derived table; choosing a number lists the records it was counted from."""

    derived = Signal()

    def __init__(self, context: Context) -> None:
        """For the quarter shown last by `show_quarter`."""
        super().__init__()
        self._context = context
        self._build()
        self._lay_out()
        self._connect()

    def show_quarter(self, quarter: Quarter) -> None:
        """Derive the figures beside the window and show them."""
        self._note.setText(f"正在从台账计算{quarter.label}的数字…")
        summaries = self._context.application.summaries
        self._context.tasks.look_up(
            lambda: summaries.figures(quarter), self._show, self._context.tell
        )

    def _build(self) -> None:
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._model = FiguresModel()
        self._table = QTableView()
        self._table.setObjectName("figures")
        self._table.setAccessibleName("季度数字表")
        self._table.setModel(self._model)
        self._table.setAlternatingRowColors(True)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(34)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._behind_title = QLabel("选中一个数，这里列出它是由哪些记录数出来的。")
        self._behind_title.setTextFormat(Qt.TextFormat.PlainText)
        self._behind_title.setWordWrap(True)
        self._behind = QListWidget()
        self._behind.setAccessibleName("数字背后的记录")

    def _lay_out(self) -> None:
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(8, 0, 0, 0)
        beside.addWidget(self._behind_title)
        beside.addWidget(self._behind)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._table)
        split.addWidget(side)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self._note)
        layout.addWidget(split)

    def _connect(self) -> None:
        self._table.selectionModel().currentChanged.connect(self._list_behind)
        self._behind.itemActivated.connect(self._go)

    def _show(self, rows: Sequence[FigureRow]) -> None:
        self._model.show(rows)
        self._behind.clear()
        self._note.setText("这些数字由台账按开业、关闭等日期自动得出，不用填写；期末数＝上期数＋新增－减少。")
        self.derived.emit()

    def _list_behind(self, current: QModelIndex, _: QModelIndex) -> None:
        self._behind.clear()
        if not current.isValid():
            return
        row = self._model.row(current)
        ids = (row.added_ids, row.removed_ids, row.closing_ids)
        column = current.column()
        chosen = ids[column - 3] if column in (3, 4) else ids[2]
        which = _columns.get(column, "期末")
        self._behind_title.setText(f"“{row.label}”{which}：共 {len(chosen):,} 条记录")
        self._context.tasks.look_up(
            lambda: self._context.application.ledgers.hits(chosen[:_shown]),
            self._show_behind,
            self._context.tell,
        )

    def _show_behind(self, hits: Sequence[object]) -> None:
        self._behind.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.name}　{hit.detail}")
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self._behind.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        hit = item.data(Qt.ItemDataRole.UserRole)
        self._context.go(hit.type, hit.id)
