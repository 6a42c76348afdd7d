"""季度数字: what the ledgers give for the quarter, and the records behind each figure."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTableView, QVBoxLayout, QWidget

from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.summary.behind_list import BehindList
from bianmin_desktop.gui.summary.day_box import DayBox
from bianmin_desktop.gui.summary.figures_model import (
    FiguresModel,
    corrected_in,
    correction_words,
    heading_of,
    ids_in,
    last_year,
    number_in,
)
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.summaries import Derived

_widths = (11, 3, 6, 6, 6, 6, 6)
"""Chinese characters; the first column takes what is left as well."""
_closing = 5
_hint = "选中一个数，这里列出它是由哪些记录数出来的。"


class FiguresTab(QWidget):
    """The derived table; choosing a number lists the records it was counted from."""

    derived = Signal()

    def __init__(self, context: Context) -> None:
        """For the quarter shown last by `show_quarter`."""
        super().__init__()
        self._context = context
        self._quarter = context.quarter
        self._shown: Derived | None = None
        self._deriving: Task[Derived] | None = None
        self._build()
        self._lay_out()
        self._connect()

    def show_quarter(self, quarter: Quarter) -> None:
        """Derive the figures beside the window and show them."""
        self._quarter = quarter
        self._day.show_quarter(quarter)
        self._derive()

    def _derive(self) -> None:
        quarter, day = self._quarter, self._day.day
        self._note.setText(f"正在从台账计算{quarter.label}的数字…")
        if self._deriving is not None:
            self._deriving.cancel()
        summaries = self._context.application.summaries

        def derive(_: Progress) -> Derived:
            return summaries.derived(quarter, day)

        self._deriving = self._context.tasks.start(derive, self._show, self._context.tell)

    def _build(self) -> None:
        self._note = label("", "muted", wraps=True)
        self._note.setObjectName("figures_note")
        self._day = DayBox()
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
        self._behind = BehindList(self._context)

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
        split.setSizes([900, 220])
        split.setChildrenCollapsible(False)
        top = QHBoxLayout()
        top.addWidget(self._note, 1)
        top.addWidget(self._day, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(top)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        self._table.selectionModel().currentChanged.connect(self._list_behind)
        self._day.chosen.connect(self._derive)
        self._day.refused.connect(self._context.say)

    def _show(self, derived: Derived) -> None:
        self._shown = derived
        self._table.clearSpans()
        self._model.show(derived.rows)
        for row in self._model.headings():
            self._table.setSpan(row, 0, 1, self._model.columnCount())
        self._table.setColumnHidden(last_year, derived.same_last_year is None)
        self._table.share_out()
        self._behind.show_records(())
        self._behind_title.setText(_hint)
        self._note.setText(_note(derived))
        self.derived.emit()

    def _list_behind(self, current: QModelIndex, _: QModelIndex) -> None:
        row, column = self._model.figure(current), current.column()
        if row is None:
            self._behind.show_records(())
            self._behind_title.setText(_hint)
            return
        if column == last_year:
            self._list_last_year(row)
            return
        self._behind_title.setText(_counted(row, column))
        self._behind.show_records(ids_in(row, column), corrected_in(row, column))

    def _list_last_year(self, row: FigureRow) -> None:
        handed = self._shown.same_last_year if self._shown is not None else None
        if handed is None or row.same_last_year is None:
            self._behind_title.setText(f"“{row.label}”上年同期没有报送过")
            self._behind.show_records(())
            return
        number = row.shown(row.same_last_year)
        self._behind_title.setText(f"“{row.label}”上年同期 {number}：取自{handed.say()}报送的数")
        summaries = self._context.application.summaries
        self._behind.await_records(partial(summaries.ids_handed_in, handed, row.id))


class _FiguresTable(QTableView):
    """The names of the figures take what is left, and are read in full where little is."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width is shared out anew."""
        super().resizeEvent(event)
        self.share_out()

    def share_out(self) -> None:
        """Give every column that is shown its width."""
        letter = self.fontMetrics().horizontalAdvance("便")
        shown = {c: w * letter for c, w in enumerate(_widths) if not self.isColumnHidden(c)}
        names = shown.pop(0)
        header = self.horizontalHeader()
        header.resizeSection(0, max(names, self.viewport().width() - sum(shown.values())))
        for column, width in shown.items():
            header.resizeSection(column, width)


def _note(derived: Derived) -> str:
    """Where the numbers come from."""
    until = f"，截至 {derived.day:%Y-%m-%d}" if derived.day else ""
    parts = [f"这些数字由台账按开业、关闭等日期自动得出{until}；期末数＝上期数＋新增－减少。"]
    if derived.before is not None:
        parts.append(f"上期数取自{derived.before.say()}报送的数。")
    corrected = sum(1 for row in derived.rows if row.correction is not None)
    if corrected:
        parts.append(f"带“＊”的 {corrected} 项与现台账推算的不同，差额作为上期更正计入新增、减少。")
    if derived.same_last_year is not None:
        parts.append(f"上年同期取自{derived.same_last_year.say()}。")
    return "".join(parts)


def _counted(row: FigureRow, column: int) -> str:
    """How the number came about, and how many records are behind it."""
    ids = ids_in(row, column)
    which = heading_of(column)
    number = row.shown(number_in(row, column) if column > 1 else row.closing)
    ratio = ""
    if row.numerator is not None and row.denominator is not None:
        ratio = f"（{row.numerator:,f} ÷ {row.denominator:,f}）"
    told = correction_words(row)
    more = f"。{told}" if told and 1 < column < _closing else ""
    return f"“{row.label}”{which} {number}{ratio}：来自 {len(ids):,} 条记录{more}"
