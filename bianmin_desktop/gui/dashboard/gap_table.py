"""业态“有没有”: circles against the 必备业态, with what is missing standing out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from bianmin_desktop.domain.gaps import GapMatrix, GapRow
from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.theme import colours

_circle = Qt.ItemDataRole.UserRole
_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class GapTable(QTableWidget):
    """One row a circle; `chosen` names the circle that was opened."""

    chosen = Signal(str)

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setObjectName("gaps")
        self.setAccessibleName("业态有没有")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.itemActivated.connect(self._choose)

    def show_gaps(self, gaps: GapMatrix) -> None:
        """Show these circles and columns, those that lack most first."""
        self.setColumnCount(len(gaps.columns) + 1)
        self.setHorizontalHeaderLabels(["", *(column.label for column in gaps.columns)])
        first = QTableWidgetItem("生活圈")
        first.setTextAlignment(_left)
        self.setHorizontalHeaderItem(0, first)
        self.setRowCount(len(gaps.rows))
        for number, row in enumerate(_lacking_first(gaps)):
            self._fill(number, row, gaps)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._widen_names()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)

    def _fill(self, number: int, row: GapRow, gaps: GapMatrix) -> None:
        name = QTableWidgetItem(row.circle_name)
        name.setData(_circle, row.circle_id)
        name.setToolTip(tip(row.circle_name))
        self.setItem(number, 0, name)
        cells = zip(gaps.columns, row.counts, row.standing_in, strict=True)
        for place, (column, count, helping) in enumerate(cells, start=1):
            item = QTableWidgetItem(f"有 {count}" if count else "✕ 无")
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            item.setData(_circle, row.circle_id)
            item.setForeground(QBrush(QColor(colours["good" if count else "blocking"])))
            if not count:
                item.setBackground(QBrush(QColor(colours["blocking-pale"])))
            item.setToolTip(tip(_told(column.label, count, helping)))
            self.setItem(number, place, item)

    def _widen_names(self) -> None:
        """Names take what is left; where that is too little, they are whole and one scrolls."""
        header = self.horizontalHeader()
        if not header.count():
            return
        others = sum(map(header.sectionSize, range(1, header.count())))
        # The width without the scroll bar's, so that its coming and going changes nothing.
        left = self.width() - self.verticalScrollBar().sizeHint().width() - others
        modes = QHeaderView.ResizeMode
        fits = left >= self.sizeHintForColumn(0)
        header.setSectionResizeMode(0, modes.Stretch if fits else modes.ResizeToContents)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A circle's name stays readable on a narrow window."""
        super().resizeEvent(event)
        self._widen_names()

    def _choose(self, item: QTableWidgetItem) -> None:
        self.chosen.emit(item.data(_circle))


def _lacking_first(gaps: GapMatrix) -> list[GapRow]:
    return sorted(gaps.rows, key=lambda row: -len(gaps.missing(row)))


def _told(name: str, count: int, helping: int) -> str:
    if count:
        return f"{name}：{count} 个网点"
    help_words = f"，另有 {helping} 个网点以一店多能提供类似服务" if helping else ""
    return f"{name}：没有{help_words}"
