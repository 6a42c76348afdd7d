"""A small button beside a date that opens a calendar; typing is always possible instead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QWidgetAction

from bianmin_desktop.gui.theme import icon


class CalendarButton(QToolButton):
    """Says which day was chosen, written as the form writes days."""

    chosen = Signal(str)

    def __init__(self, typed: Callable[[], str]) -> None:
        """Opens at the day `typed` gives, if it is one."""
        super().__init__()
        self._typed = typed
        self.setIcon(icon("calendar", "muted"))
        self.setToolTip("从日历中选择")
        self.setAccessibleName("从日历中选择日期")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = QDate.fromString(self._typed().strip(), "yyyy-MM-dd")
        if day.isValid():
            calendar.setSelectedDate(day)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.clicked.connect(self._choose)
        calendar.clicked.connect(menu.close)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, day: QDate) -> None:
        self.chosen.emit(day.toString("yyyy-MM-dd"))
