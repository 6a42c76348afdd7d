"""截至: a day of the quarter that the figures are derived for, typed or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from bianmin_desktop.domain.parsing.dates import date_value
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.forms.editors.calendar import CalendarButton
from bianmin_desktop.gui.labels import label, tip

_letters = 7


class DayBox(QWidget):
    """`chosen` tells the day, or nothing for the whole quarter; `refused` why it is none."""

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        """For the quarter shown last by `show_quarter`."""
        super().__init__()
        self._quarter: Quarter | None = None
        self._said: date | None = None
        self._line = QLineEdit()
        self._line.setObjectName("figures_day")
        self._line.setAccessibleName("数字截至哪一天，留空是整个季度")
        self._line.setMaxLength(20)
        self._line.setFixedWidth(self.fontMetrics().horizontalAdvance("便") * _letters)
        self._button = CalendarButton(self._line.text)
        words = label("截至")
        words.setBuddy(self._line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (words, self._line, self._button):
            layout.addWidget(part)
        self._line.editingFinished.connect(self._take)
        self._button.chosen.connect(self._pick)

    def show_quarter(self, quarter: Quarter) -> None:
        """Another quarter begins with its end; the same one keeps its day."""
        if quarter == self._quarter:
            return
        self._quarter, self._said = quarter, None
        self._line.clear()
        self._line.setPlaceholderText(quarter.end.isoformat())
        span = f"{quarter.start:%Y-%m-%d} 到 {quarter.end:%Y-%m-%d}"
        self._line.setToolTip(tip(f"{span} 之间的任意一天；留空是季度末"))

    @property
    def day(self) -> date | None:
        """The day that holds; nothing for the end of the quarter."""
        return self._said

    def _pick(self, text: str) -> None:
        self._line.setText(text)
        self._take()

    def _take(self) -> None:
        text = self._line.text().strip()
        try:
            day = date_value(text) if text else None
        except Unreadable as refusal:
            self._refuse(refusal.message)
            return
        quarter = self._quarter
        if quarter is None or day == self._said:
            return
        if day is not None and not quarter.start <= day <= quarter.end:
            self._refuse(f"{day:%Y-%m-%d} 不在{quarter.label}里，其他季度请先在窗口上方选择")
            return
        self._said = None if day == quarter.end else day
        self.chosen.emit(self._said)

    def _refuse(self, words: str) -> None:
        self._line.setText(self._said.isoformat() if self._said else "")
        self.refused.emit(words)
