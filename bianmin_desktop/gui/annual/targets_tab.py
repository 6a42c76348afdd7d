"""目标进度: the city's goals, the unit's own (typed here), and how far they are met."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.periods import Year
from bianmin_desktop.domain.targets import Progress
from bianmin_desktop.gui.annual.targets_model import TargetsModel
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.progress import Progress as Reporting

_widths = (5, 7, 7, 9, 9, 10, 6, 5, 6, 5)
_lead = (
    "浅蓝色的格子填上级给本单位下达的目标，双击或按 F2 填写，没有下达的空着；其他数字由台账得出。"
)


class TargetsTab(QWidget):
    """Reads when it is looked at; `shown` tells that the progress is on screen."""

    shown = Signal()

    def __init__(self, context: Context) -> None:
        """Empty until `show_year`."""
        super().__init__()
        self._context = context
        self._year = Year(context.quarter.year)
        self._build()
        self._lay_out()
        self._connect()

    def show_year(self, year: Year) -> None:
        """Show the progress of all years, this one chosen."""
        self._year = year
        self._context.tasks.look_up(
            self._context.application.annual.progress, self._show, self._context.tell
        )

    def _build(self) -> None:
        edition = self._context.application.edition
        measure = edition.target_measure
        basis = f"完成数{measure.note}" if measure is not None and measure.note else ""
        city = f"全市目标出自{edition.title.document.number}。"
        self._note = label(f"{_lead}{city}{basis}", "muted", wraps=True)
        self._model = TargetsModel()
        self._table = _TargetsTable()
        self._table.setObjectName("targets")
        self._table.setAccessibleName("目标进度，浅蓝色的格子可以填写")
        self._table.setModel(self._model)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._model.typed.connect(self._keep)

    def _show(self, lines: tuple[Progress, ...]) -> None:
        self._model.show(lines)
        row = self._model.row_of(self._year.number)
        if row >= 0:
            self._table.setCurrentIndex(self._model.index(row, 3))
        self.shown.emit()

    def _keep(self, year: int, field: str, text: str) -> None:
        annual = self._context.application.annual
        self._year = Year(year)

        def keep(_: Reporting) -> Changes:
            return annual.set_target(year, {field: text})

        self._context.tasks.start(keep, self._kept, self._refused)

    def _kept(self, changes: Changes) -> None:
        self._context.hub.announce(changes)
        self._context.say("目标已保存")
        self.show_year(self._year)

    def _refused(self, error: BaseException) -> None:
        self._context.tell(error)
        self.show_year(self._year)


class _TargetsTable(QTableView):
    """Columns as wide as their headings; the basis takes what is left."""

    def __init__(self) -> None:
        super().__init__()
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().lineSpacing() * 1.7))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width is shared out anew."""
        super().resizeEvent(event)
        letter = self.fontMetrics().horizontalAdvance("便")
        widths = [width * letter for width in _widths]
        widths[5] += max(0, self.viewport().width() - sum(widths))
        for column, width in enumerate(widths):
            self.horizontalHeader().resizeSection(column, width)
