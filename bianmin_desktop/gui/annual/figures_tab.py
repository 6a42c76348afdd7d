"""核对数字: the year from its four quarters, and what changed since they were handed in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSplitter,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.year_sources import QuarterSource
from bianmin_desktop.domain.years import SinceLine
from bianmin_desktop.gui.annual.figures_model import YearFiguresModel, first_quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.tables.headed_model import right
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.services.annual import Account

_widths = (10, 4, 6, 5, 5, 5, 7, 6, 6, 6, 6)
"""Chinese characters; the first column takes what is left as well."""
_least_lines, _least_since = 11, 5
"""Lines of text that the tables are high at least: on a low window the page scrolls."""
_since_headers = ("季度", "指标", "项目", "报送时", "现在", "差额")
_since_widths = (13, 14, 6, 8, 8, 8)
_since_numbers = (3, 4, 5)
_lead = (
    "四个季度报送的版本合计得出，不用填写；年末＝上年末＋新增－减少＋更正。"
    "双击某一季度的数，打开那个季度。"
)


class YearFiguresTab(QWidget):
    """Shows the account of a year; `shown` tells that it is on screen."""

    shown = Signal()

    def __init__(self, context: Context) -> None:
        """For the year shown last by `show_year`."""
        super().__init__()
        self._context = context
        self._year = Year(context.quarter.year)
        self._counting: Task[Account] | None = None
        self._build()
        self._lay_out()
        self._connect()

    def show_year(self, year: Year) -> None:
        """Sum the year up beside the window and show it."""
        self._year = year
        self._sources.setText(f"正在汇总{year.label}四个季度的数字…")
        if self._counting is not None:
            self._counting.cancel()
        read = partial(self._context.application.annual.account, year)
        self._counting = self._context.tasks.look_up(read, self._show, self._context.tell)

    def _build(self) -> None:
        self._note = label(_lead, "muted", wraps=True)
        self._sources = label("", wraps=True)
        self._sources.setObjectName("year_sources")
        self._model = YearFiguresModel()
        self._table = _YearTable()
        self._table.setObjectName("year_figures")
        self._table.setAccessibleName("年度数字表，双击某一季度的数打开那个季度")
        self._table.setModel(self._model)
        self._table.setMinimumHeight(self.fontMetrics().lineSpacing() * _least_lines)
        self._since_title = label("", "heading")
        self._since_title.setObjectName("since_title")
        self._since = QTreeWidget()
        self._since.setObjectName("since")
        self._since.setAccessibleName("报送以后变了的数，双击打开那个季度")
        self._since.setMinimumHeight(self.fontMetrics().lineSpacing() * _least_since)
        self._since.setRootIsDecorated(False)
        self._since.setUniformRowHeights(True)
        self._since.setHeaderLabels(_since_headers)
        header, letter = self._since.header(), self.fontMetrics().horizontalAdvance("便")
        header.setStretchLastSection(False)
        for column, letters in enumerate(_since_widths):
            header.resizeSection(column, letters * letter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column in _since_numbers:
            self._since.headerItem().setTextAlignment(column, right)

    def _lay_out(self) -> None:
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 6, 0, 0)
        below.addWidget(self._since_title)
        below.addWidget(self._since, 1)
        self._below.hide()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._table)
        split.addWidget(self._below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(self._sources)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        self._table.doubleClicked.connect(self._go_from_figure)
        self._since.itemActivated.connect(self._go_from_since)

    def _show(self, account: Account) -> None:
        self._sources.setText(_told(account.year, account.sources))
        self._table.clearSpans()
        self._model.show(account.figures, account.entered)
        for row in self._model.headings():
            self._table.setSpan(row, 0, 1, self._model.columnCount())
        self._since.clear()
        self._since.addTopLevelItems([_item(line) for line in account.since])
        count = len(account.since)
        self._since_title.setText(f"各季度报送以后变了的数（{count} 项），年度表仍按报送时的数")
        self._below.setVisible(bool(count))
        self.shown.emit()

    def _go_from_figure(self, index: QModelIndex) -> None:
        number = index.column() - first_quarter + 1
        if 1 <= number <= 4 and self._model.entry(index.row()) is not None:
            self._open(Quarter(self._year.number, number))

    def _go_from_since(self, item: QTreeWidgetItem) -> None:
        self._open(Quarter.parse(str(item.data(0, Qt.ItemDataRole.UserRole))))

    def _open(self, quarter: Quarter) -> None:
        self._context.quarter = quarter
        self._context.hub.choose(quarter)
        self._context.go("summary", "", "figures")


class _YearTable(QTableView):
    """The names of the figures take what is left."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(self.fontMetrics().lineSpacing() * 1.55))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width is shared out anew."""
        super().resizeEvent(event)
        letter = self.fontMetrics().horizontalAdvance("便")
        names, *others = (width * letter for width in _widths)
        header = self.horizontalHeader()
        header.resizeSection(0, max(names, self.viewport().width() - sum(others)))
        for column, width in enumerate(others, start=1):
            header.resizeSection(column, width)


def _told(year: Year, sources: Sequence[QuarterSource]) -> str:
    """Which version every quarter was counted from, in one line."""
    if not sources:
        return f"{year.label}还没有开始。"
    told = [
        f"{source.quarter.label[5:]}取第 {source.version} 版"
        if source.is_handed_in
        else f"{source.quarter.label[5:]}还没有报送，按现在的台账"
        for source in sources
    ]
    missing = 4 - len(sources)
    return "；".join(told) + (f"；还有 {missing} 个季度没有开始。" if missing else "。")


def _item(line: SinceLine) -> QTreeWidgetItem:
    quarter = f"{Quarter.parse(line.quarter).label}第{line.version}版"
    name = f"{line.label}（{line.unit}）" if line.unit else line.label
    numbers = (line.before, line.after, line.difference)
    item = QTreeWidgetItem([quarter, name, line.part or "填报数", *map(line.shown, numbers)])
    item.setData(0, Qt.ItemDataRole.UserRole, line.quarter)
    for column in _since_numbers:
        item.setTextAlignment(column, right)
    return item
