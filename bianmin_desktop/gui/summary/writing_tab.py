"""填写总结: the figures only a person knows and the text under each heading."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import number_of
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.carry_dialog import CarryDialog
from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.summary.lock_banner import LockBanner
from bianmin_desktop.gui.summary.return_banner import ReturnBanner
from bianmin_desktop.gui.summary.summary_writing import SummaryWriting
from bianmin_desktop.services.summaries import Opened


class WritingTab(SummaryWriting):
    """The quarterly summary's own form, with a save bar and 「从上季度带入」."""

    def __init__(self, context: Context) -> None:
        """Nothing is opened before `show_quarter`."""
        self._quarter = context.quarter
        self._before: Record | None = None
        super().__init__(context, "summary")

    def show_quarter(self, quarter: Quarter) -> None:
        """Show the quarter's summary; looking alone makes none."""
        summaries = self._context.application.summaries
        try:
            record = summaries.prepared(quarter)
            before = summaries.record(quarter.previous)
            beside = self._beside(quarter)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._quarter = quarter
        self._before = before
        self._load(record)
        self._returned.show_period(quarter)
        self._lock.show_period(quarter)
        self._form.show_beside(beside)
        self._drafting.show_period(quarter)
        self._carry.setEnabled(before is not None)
        missing = "" if before else f"{quarter.previous.label}没有填过总结"
        self._carry.setToolTip(tip(missing))

    def _name(self) -> str:
        return f"{self._quarter.label}总结"

    def _source(self) -> str:
        return "季度总结"

    def _opened(self) -> Opened:
        return self._context.application.summaries.open(self._quarter)

    def _buttons(self) -> Sequence[QWidget]:
        return (self._carry,)

    def _above(self) -> Sequence[QWidget]:
        return (self._returned, self._lock)

    def _build(self) -> None:
        super()._build()
        self._returned = ReturnBanner(self._context)
        self._lock = LockBanner(self._context)
        self._carry = QPushButton("从上季度带入…")
        self._carry.setObjectName("carry")

    def _connect(self) -> None:
        super()._connect()
        self._lock.told.connect(self._hold)
        self._carry.clicked.connect(self._carry_over)

    def _beside(self, shown: Quarter) -> dict[str, str]:
        """Last quarter's numbers and those of a year ago, as they were handed in."""
        earlier = self._context.application.summaries.earlier
        told: dict[str, str] = {}
        for words, quarter in (
            ("上季度", shown.previous),
            ("上年同期", shown.same_last_year),
        ):
            record = earlier(quarter)
            for name, value in record.values.items() if record is not None else ():
                if (number := number_of(value)) is not None:
                    before = f"{told[name]}，" if name in told else ""
                    told[name] = f"{before}{words} {number:,f}"
        return told

    def _carry_over(self) -> None:
        if self._before is None:
            return
        application = self._context.application
        texts = application.entry.texts(self._before)
        blank = self._form.blank_fields()
        asked = application.edition.record_type("summary").fields
        fields = [f for f in asked if f.entered and f.id in blank and texts[f.id].strip()]
        if not fields:
            self._context.say("没有可以带入的空白项")
            return
        dialog = CarryDialog(fields, texts, self)
        if dialog.exec() == QDialog.DialogCode.Accepted.value:
            self._fill_blanks(dialog.chosen)
