"""报送时限: every quarter and year, when it is due, and whether it was handed in in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.deadlines import Period, Standing, Timeliness
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.note_dialog import Note, NoteDialog
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.services.periods import PeriodLine

_headers = ("报告期", "可以报出", "截止日期", "报出日期", "状态", "时限依据")
_letters = (9, 8, 8, 8, 7)
_line = Qt.ItemDataRole.UserRole
_watched = ("deadline", "summary", "annual_summary")
_late = (Timeliness.OVERDUE, Timeliness.LATE, Timeliness.MADE_UP)
_explanation = (
    "上级通知了某一期的时限，选中它点“改时限…”。没有通知的按口径文件里的默认天数算，"
    "落在法定节假日的顺延，标“参考模板”。"
)


class DeadlinesTab(QWidget):
    """A table of the periods, the newest first."""

    def __init__(self, context: Context) -> None:
        """Reads when it is looked at."""
        super().__init__()
        self._context = context
        self._is_stale = True
        self._tree = QTreeWidget()
        self._tree.setObjectName("deadlines")
        self._tree.setAccessibleName("报送时限")
        self._tree.setRootIsDecorated(False)
        self._tree.setHeaderLabels(_headers)
        header = self._tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        letter = self.fontMetrics().horizontalAdvance("便")
        for column, count in enumerate(_letters):
            header.resizeSection(column, count * letter)
        self._change = QPushButton("改时限…")
        self._change.setObjectName("change_deadline")
        bar = QHBoxLayout()
        bar.addWidget(label(_explanation, "muted", wraps=True), 1)
        bar.addWidget(self._change)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addLayout(bar)
        layout.addWidget(self._tree, 1)
        self._change.clicked.connect(self._ask)
        self._tree.itemActivated.connect(self._ask)
        context.hub.changed.connect(self._refresh)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read what there is."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            periods = self._context.application.periods
            self._context.tasks.look_up(periods.lines, self._list, self._context.tell)

    def _list(self, lines: tuple[PeriodLine, ...]) -> None:
        chosen = self._chosen
        self._tree.clear()
        for line in lines:
            item = _item(line)
            self._tree.addTopLevelItem(item)
            if chosen is not None and line.period == chosen:
                self._tree.setCurrentItem(item)
        newest = self._tree.topLevelItem(0)
        if self._tree.currentItem() is None and newest is not None:
            self._tree.setCurrentItem(newest)

    @property
    def _chosen(self) -> Period | None:
        item = self._tree.currentItem()
        line = item.data(0, _line) if item is not None else None
        return line.period if isinstance(line, PeriodLine) else None

    def _ask(self) -> None:
        period = self._chosen
        if period is None:
            return
        periods = self._context.application.periods

        def keep(texts: Mapping[str, str]) -> Changes:
            return periods.name_day(period, texts)

        note = Note(
            title="保存时限",
            head=f"{period.label}的总结最晚哪天报出：照上级的通知填写，写明是哪份通知。",
            blank=periods.blank(period),
            keep=keep,
            kept=f"{period.label}的报送时限已保存",
        )
        NoteDialog(self._context, note, self).exec()

    def _refresh(self, changes: Changes) -> None:
        if any(changes.touches(name) for name in _watched):
            self._is_stale = True
            if self.isVisible():
                self.showEvent(QShowEvent())


def _item(line: PeriodLine) -> QTreeWidgetItem:
    standing = line.standing
    due = standing.due
    basis = f"{due.basis}{'（参考模板）' if due.is_template else ''}" if due else "没有设定"
    cells = [
        standing.period.label,
        _day(standing.opens),
        _day(standing.closes),
        _day(standing.handed_in),
        _state(standing),
        basis,
    ]
    item = QTreeWidgetItem(cells)
    item.setData(0, _line, line)
    item.setToolTip(5, tip(basis))
    return item


def _state(standing: Standing) -> str:
    mark = "！" if standing.timeliness in _late else ""
    return f"{mark}{standing.timeliness.label}"


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else "—"
