"""审核: everything that is wrong with a quarter, and the explanations clerks give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.readiness import Readiness, readiness
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules import judge_quarter
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.summaries import SummaryService
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.work import Origin

checked_types = ("community", "circle", "outlet", "event")


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: every issue, heaviest first, with its explanation if given."""

    quarter: Quarter
    issues: tuple[Issue, ...]
    explanations: Mapping[str, str]
    readiness: Readiness


class CheckService:
    """Checks of a quarter."""

    def __init__(
        self, book: Book, gate: Gate, names: BookNames, summaries: SummaryService, clock: Clock
    ) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names
        self._summaries = summaries
        self._clock = clock

    def check(self, quarter: Quarter, progress: Progress = silent) -> Checked:
        """Every issue of the quarter's records and of the quarter as a whole."""
        return self.judged(self._summaries.ledger(), quarter, progress)

    def judged(self, ledger: Ledger, quarter: Quarter, progress: Progress = silent) -> Checked:
        """The same for a ledger that was read already."""
        today = self._clock.today()
        records = [r for type_id in checked_types for r in ledger.of(type_id)]
        records += [s for s in ledger.of("summary") if s.get("period") == str(quarter)]
        found: list[Issue] = []
        for done, record in enumerate(records):
            if done % 500 == 0:
                progress.report(done, len(records), "逐条审核")
            found += self._gate.review(record, self._names, today)
        figures = derive(ledger, self._gate.edition, quarter)
        found += judge_quarter(ledger, self._gate.edition, quarter, figures, today)
        found.sort(key=lambda issue: list(type(issue.level)).index(issue.level))
        explanations = _explanations(ledger, quarter)
        return Checked(quarter, tuple(found), explanations, readiness(found, explanations))

    def explain(self, quarter: Quarter, issue_id: str, text: str) -> Changes:
        """Keep the reason for a 核实 issue; an empty text takes it back.

        Raises `WrongUse` when the issue is not among those of the quarter.
        """
        known = {issue.id: issue for issue in self.check(quarter).issues}
        if issue_id not in known:
            raise WrongUse(f"{quarter.label}没有编号为“{issue_id}”的问题。", code="BM-320")
        with self._book.writing() as work:
            held = work.held_as("explanation", "period", str(quarter))
            before = next((r for r in held if r.get("issue") == issue_id), None)
            values = {"period": str(quarter), "issue": issue_id, "text": text.strip()}
            place = known[issue_id].place
            values |= {"record": place.record_id, "field": place.field}
            fresh = before or Record("explanation", keeping.new_id())
            kept = {name: value for name, value in values.items() if value}
            after = fresh.with_values({"text": None, **kept}) if before else fresh.with_values(kept)
            work.put(after, before, Origin("说明", "审核", self._clock.now()))
            return work.changes


def _explanations(ledger: Ledger, quarter: Quarter) -> dict[str, str]:
    return {
        record.text("issue"): record.text("text")
        for record in ledger.of("explanation")
        if record.get("period") == str(quarter) and record.text("text")
    }
