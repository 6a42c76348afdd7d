"""What the check tab works with, whether a quarter is checked or a year."""

from __future__ import annotations

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.issues import Place
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.annual_checks import YearChecked
from bianmin_desktop.services.checks import Checked

Period = Quarter | Year
Judged = Checked | YearChecked


class Judging:
    """Checks a period, keeps reasons, and knows where to correct what is wrong."""

    def __init__(self, application: Application) -> None:
        """Over the services of an open book."""
        self._application = application

    def name(self, period: Period) -> str:
        """What is checked, in words."""
        return f"{period.label}度总结" if isinstance(period, Year) else period.label

    def check(self, period: Period, progress: Progress) -> Judged:
        """Everything that is wrong."""
        if isinstance(period, Year):
            return self._application.annual_checks.check(period)
        return self._application.checks.check(period, progress)

    def settle(self, period: Period, progress: Progress) -> Changes:
        """Have a quarter's summary say what the check came to: 已审核, or 填报中 again."""
        if isinstance(period, Year):
            return Changes({})
        return self._application.states.settle(period, progress)

    def explain(self, period: Period, issue_id: str, text: str) -> Changes:
        """Keep the reason for a 核实 issue."""
        if isinstance(period, Year):
            return self._application.annual_checks.explain(period, issue_id, text)
        return self._application.checks.explain(period, issue_id, text)

    def destination(self, place: Place) -> Place:
        """Where a clerk goes to correct it; of a year the tab, where no text is meant."""
        if place.record_type == annual_summary:
            return _in_year(place)
        return self._application.checks.destination(place)


def _in_year(place: Place) -> Place:
    """A quarter is handed in at 季度总结; what changed stands with the year's figures."""
    if place.record_id:
        return place
    tab = "targets" if place.field in ("added", "cumulative") else "figures"
    return Place(annual_summary, "", place.record_name, tab)
