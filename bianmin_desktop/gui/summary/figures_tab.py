"""季度数字: what the ledgers give for the quarter, and the records behind each figure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
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
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.summary.figures_model import FiguresModel, heading_of, ids_in, number_in
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.ledgers import Hit

_shown = 300
_widths = (11, 4, 6, 6, 6, 6)
"""Chinese characters; the first column takes what is left as well."""
_hint = "选中一个数，这里列出它是由哪些记录数出来的。"


class FiguresTab(QWidget):
    """The derived table; choosing a number lists the records it was counted from."""

    derived = Signal()

    def __init__(self, context: Context) -> None:
        """For the quarter shown last by `show_quarter`."""
        super().__init__()
        self._context = context
        self._deriving: Task[tuple[FigureRow, ...]] | None = None
        self._listing: Task[list[Hit]] | None = None
        self._build()
        self._lay_out()
        self._connect()

    def show_quarter(self, quarter: Quarter) -> None:
        """Derive the figures beside the window and show them."""
        self._note.setText(f"正在从台账计算{quarter.label}的数字…")
        if self._deriving is not None:
            self._deriving.cancel()
        summaries = self._context.application.summaries

        def derive(_: Progress) -> tuple[FigureRow, ...]:
            return summaries.figures(quarter)

        self._deriving = self._context.tasks.start(derive, self._show, self._context.tell)

    def _build(self) -> None:
        self._note = label("", "muted", wraps=True)
        self._model = FiguresModel()
        self._table = _FiguresTable()
        self._table.setObjectName("figures")
        self._table.setAccessibleName("季度数字表")
        self._table.setModel(self._model)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.verticalHeader().hide()
        rows = self._table.verticalHeader()
        rows.setDefaultSectionSize(round(self.fontMetrics().lineSpacing() * 1.55))
        self._behind_title = label(_hint, wraps=True)
        self._behind_title.setObjectName("behind_title")
        self._behind = QListWidget()
        self._behind.setObjectName("behind")
        self._behind.setAccessibleName("数字背后的记录，回车或双击打开")
        self._behind.setWordWrap(True)

    def _lay_out(self) -> None:
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(12, 0, 0, 0)
        beside.addWidget(self._behind_title)
        beside.addWidget(self._behind, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._table)
        split.addWidget(side)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([880, 250])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        self._table.selectionModel().currentChanged.connect(self._list_behind)
        self._behind.itemActivated.connect(self._go)

    def _show(self, rows: Sequence[FigureRow]) -> None:
        self._table.clearSpans()
        self._model.show(rows)
        for row in self._model.headings():
            self._table.setSpan(row, 0, 1, self._model.columnCount())
        self._behind.clear()
        self._behind_title.setText(_hint)
        self._note.setText(
            "这些数字由台账按开业、关闭等日期自动得出，不用填写；期末数＝上期数＋新增－减少。"
        )
        self.derived.emit()

    def _list_behind(self, current: QModelIndex, _: QModelIndex) -> None:
        row = self._model.figure(current)
        self._behind.clear()
        if row is None:
            self._behind_title.setText(_hint)
            return
        self._behind_title.setText(_counted(row, current.column()))
        if self._listing is not None:
            self._listing.cancel()
        read = partial(
            self._context.application.ledgers.hits, ids_in(row, current.column())[:_shown]
        )
        self._listing = self._context.tasks.look_up(read, self._show_behind, self._context.tell)

    def _show_behind(self, hits: Sequence[Hit]) -> None:
        self._behind.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.name}\n{hit.detail}" if hit.detail else hit.name)
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self._behind.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        hit = item.data(Qt.ItemDataRole.UserRole)
        self._context.go(hit.type, hit.id)


class _FiguresTable(QTableView):
    """The names of the figures take what is left, and are read in full where little is."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width is shared out anew."""
        super().resizeEvent(event)
        letter = self.fontMetrics().horizontalAdvance("便")
        names, *others = (width * letter for width in _widths)
        header = self.horizontalHeader()
        header.resizeSection(0, max(names, self.viewport().width() - sum(others)))
        for column, width in enumerate(others, start=1):
            header.resizeSection(column, width)


def _counted(row: FigureRow, column: int) -> str:
    """How the number came about, and how many records are listed."""
    ids = ids_in(row, column)
    which = heading_of(column)
    number = row.shown(number_in(row, column) if column > 1 else row.closing)
    ratio = ""
    if row.numerator is not None and row.denominator is not None:
        ratio = f"（{row.numerator:,f} ÷ {row.denominator:,f}）"
    listed = f"，列出前 {_shown} 条" if len(ids) > _shown else ""
    return f"“{row.label}”{which} {number}{ratio}：来自 {len(ids):,} 条记录{listed}"
