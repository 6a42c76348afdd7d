"""填写年度总结: the texts of the year, drafted from its figures and from its quarters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.periods import Year
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.summary.lock_banner import LockBanner
from bianmin_desktop.gui.summary.return_banner import ReturnBanner
from bianmin_desktop.gui.summary.summary_writing import SummaryWriting
from bianmin_desktop.services.annual_drafting import YearKnown
from bianmin_desktop.services.summaries import Opened


class YearWritingTab(SummaryWriting):
    """The annual summary's own form, with 「带入各季度写的」."""

    def __init__(self, context: Context) -> None:
        """Nothing is opened before `show_year`."""
        self._year = Year(context.quarter.year)
        super().__init__(context, annual_summary)

    @property
    def record_id(self) -> str:
        """The annual summary on screen."""
        return self._record.id

    def show_year(self, year: Year) -> None:
        """Show the annual summary; looking alone makes none."""
        try:
            record = self._context.application.annual.prepared(year)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._year = year
        self._load(record)
        self._drafting.show_period(year)
        self._lock.show_period(year)
        self._returned.show_period(year)

    def _name(self) -> str:
        return f"{self._year.label}度总结"

    def _source(self) -> str:
        return "年度总结"

    def _opened(self) -> Opened:
        return self._context.application.annual.open(self._year)

    def _buttons(self) -> Sequence[QWidget]:
        return (self._carry,)

    def _above(self) -> Sequence[QWidget]:
        return (self._lock, self._returned)

    def _build(self) -> None:
        super()._build()
        self._lock = LockBanner(self._context)
        self._returned = ReturnBanner(self._context)
        self._carry = QPushButton("带入各季度写的")
        self._carry.setObjectName("carry")
        told = "把四个季度报送的文字和填报人员带到空白项里，再改成全年的情况；已有文字不动"
        self._carry.setToolTip(tip(told))

    def _connect(self) -> None:
        super()._connect()
        self._lock.told.connect(self._hold)
        self._carry.clicked.connect(self._carry_over)

    def _carry_over(self) -> None:
        known = self._drafting.known
        if isinstance(known, YearKnown):
            self._fill_blanks({**known.quarters, **known.people})
        else:
            self._context.say("正在汇总四个季度，请稍候再点")
