"""审核年度总结: everything that is wrong with a year, and the explanations clerks give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.drafting.facts import Facts
from bianmin_desktop.domain.drafting.mentions import Ear, places_of
from bianmin_desktop.domain.drafting.year_facts import YearBasis, year_facts
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.periods import Year
from bianmin_desktop.domain.readiness import Readiness, readiness
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.texts import Texts, judge_texts
from bianmin_desktop.domain.rules.years import judge_year
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.services.annual import Account, AnnualService, find_annual
from bianmin_desktop.services.desk import Desk
from bianmin_desktop.services.locking import refuse_locked
from bianmin_desktop.store import keeping
from bianmin_desktop.store.work import Origin

_quarterly = ("季度",)
"""A sentence that speaks of a quarter is not about the year."""


@dataclass(frozen=True, slots=True)
class YearChecked:
    """The outcome of a check of a year, and what it was made from."""

    year: Year
    issues: tuple[Issue, ...]
    explanations: Mapping[str, str]
    readiness: Readiness
    account: Account = field(repr=False)
    facts: Facts = field(repr=False)

    @property
    def period(self) -> Year:
        """What was checked."""
        return self.year


class AnnualCheckService:
    """Checks of annual summaries."""

    def __init__(self, desk: Desk, annual: AnnualService) -> None:
        """Over an open book."""
        self._book = desk.book
        self._gate = desk.gate
        self._names = desk.names
        self._office = desk.office
        self._clock = desk.clock
        self._annual = annual

    def check(self, year: Year) -> YearChecked:
        """Every issue of the annual summary and of the year as a whole, heaviest first."""
        account = self._annual.account(year)
        facts = self.facts(account)
        found = judge_year(account.case(self._gate.edition, self._clock.today()))
        summary = account.summary
        if summary is not None:
            found += self._gate.review(summary, self._names, self._clock.today())
            found += judge_texts(Texts(summary, self._gate.edition, facts, self.ear(account)))
        found.sort(key=lambda issue: list(type(issue.level)).index(issue.level))
        explanations = self._explanations(year)
        ready = readiness(found, explanations)
        return YearChecked(year, tuple(found), explanations, ready, account, facts)

    def facts(self, account: Account) -> Facts:
        """What the texts of the year may refer to."""
        return year_facts(
            YearBasis(
                self._gate.edition,
                account.year,
                account.ledger,
                account.figures,
                account.entered,
                account.target,
                account.sources[-1] if account.sources else None,
                self._office.name,
            )
        )

    def ear(self, account: Account) -> Ear:
        """Hears numbers typed by hand in sentences about the whole unit and the whole year."""
        places = places_of(account.ledger, self._gate.edition)
        return Ear(self._gate.edition, (*places, *_quarterly))

    def explain(self, year: Year, issue_id: str, text: str) -> Changes:
        """Keep the reason for a 核实 issue of the year; an empty text takes it back.

        Raises `WrongUse` when the year has no such issue, `Refused` when the text is too long;
        nothing is written then.
        """
        issues = {issue.id: issue for issue in self.check(year).issues}
        if issue_id not in issues:
            raise WrongUse(f"{year.label}度没有编号为“{issue_id}”的问题。", code="BM-320")
        place = issues[issue_id].place
        with self._book.writing() as work:
            refuse_locked(work, find_annual(work, self._office.code, year))
            held = work.held_as("explanation", "period", str(year))
            before = next((r for r in held if r.get("issue") == issue_id), None)
            stored = before or Record("explanation", keeping.new_id())
            draft = Draft("explanation", {"text": text}, stored.id)
            admitted = self._gate.admit(draft, stored, self._names, self._clock.today())
            if admitted.record.typed:
                raise Refused(f"说明没有保存：{admitted.issues[0].message}", code="BM-321")
            values = {"period": str(year), "issue": issue_id}
            values |= {"record": place.record_id, "field": place.field}
            after = admitted.record.with_values({n: v for n, v in values.items() if v})
            work.put(after, before, Origin("说明", "年度审核", self._clock.now()))
            return work.changes

    def _explanations(self, year: Year) -> dict[str, str]:
        with self._book.reading() as reading:
            held = reading.held_as("explanation", "period", str(year))
        return {r.text("issue"): r.text("text") for r in held if r.text("text")}
