"""年度总结: opening it, the year from its four quarters, and how far the targets are met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.names import KnownNames
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.years import YearCase
from bianmin_desktop.domain.targets import (
    Progress,
    measured,
    measuring_figure,
    progress,
    target_type,
    years_of,
)
from bianmin_desktop.domain.values import Value
from bianmin_desktop.domain.year_sources import QuarterSource, source_of_now, source_of_version
from bianmin_desktop.domain.years import (
    EnteredLine,
    SinceLine,
    YearLine,
    changed_since,
    entered_lines,
    year_lines,
)
from bianmin_desktop.errors import Refused
from bianmin_desktop.services.desk import Desk
from bianmin_desktop.services.periods import annual as report
from bianmin_desktop.services.summaries import Opened, first_quarter
from bianmin_desktop.services.summaries import report as quarterly
from bianmin_desktop.store import keeping
from bianmin_desktop.store.reading import Reading
from bianmin_desktop.store.work import Origin, Work

Frozen = keeping.Submission
"""A version as it is kept."""


@dataclass(frozen=True, slots=True)
class Account:
    """The year as it stands: its quarters, its figures, what changed since, and its targets.

    `ledger` is everything as of now; `summary` the annual summary, if it was begun.
    """

    year: Year
    sources: tuple[QuarterSource, ...]
    figures: tuple[YearLine, ...] = field(repr=False)
    entered: tuple[EnteredLine, ...] = field(repr=False)
    since: tuple[SinceLine, ...] = field(repr=False)
    targets: tuple[Progress, ...] = field(repr=False)
    ledger: Ledger = field(repr=False)
    summary: Record | None = field(repr=False)

    @property
    def target(self) -> Progress | None:
        """The line of the year itself."""
        return next((line for line in self.targets if line.year == self.year.number), None)

    def case(self, edition: Edition, today: date) -> YearCase:
        """What the rules on years judge."""
        return YearCase(
            edition,
            self.year,
            self.summary,
            self.sources,
            self.figures,
            self.since,
            self.target,
            today,
        )


class AnnualService:
    """Annual summaries of the unit and its targets."""

    def __init__(self, desk: Desk, editions: Callable[[str], Edition]) -> None:
        """Over an open book; `editions` gives those that are not in force (or `Refused`)."""
        self._book = desk.book
        self._gate = desk.gate
        self._office = desk.office
        self._clock = desk.clock
        self._editions = editions

    def years(self) -> tuple[Year, ...]:
        """Every year that can be summed up, newest first."""
        current = Year.of(self._clock.today()).number
        return tuple(Year(number) for number in range(current, first_quarter.year - 1, -1))

    def year_at_hand(self) -> Year:
        """The year to begin with: in its first quarter the one before is still being told."""
        today = self._clock.today()
        current = Year.of(today)
        return current if Quarter.of(today).number > 1 else current.previous

    def record(self, year: Year) -> Record | None:
        """The annual summary, if it was ever opened."""
        with self._book.reading() as reading:
            return find_annual(reading, self._office.code, year)

    def state(self, year: Year) -> str:
        """Where the annual summary stands, a choice of `summary_state`; empty if not begun."""
        record = self.record(year)
        return record.text("state") if record is not None else ""

    def prepared(self, year: Year) -> Record:
        """The annual summary, or an empty one of which nothing is stored yet."""
        return self.record(year) or Record(annual_summary, keeping.new_id(), self._blank(year))

    def open(self, year: Year) -> Opened:
        """The annual summary; made at the first opening. A deleted one comes back whole."""
        with self._book.writing() as work:
            found = find_annual(work, self._office.code, year) or self._make(work, year)
            return Opened(found, work.changes)

    def versions(self, year: Year) -> list[keeping.Submission]:
        """The versions of the year that were handed in, oldest first."""
        with self._book.reading() as reading:
            return keeping.submissions(reading.connection, self._office.code, report, str(year))

    def account(self, year: Year) -> Account:
        """The year from its four quarters, as of one moment. Raises `Refused` as `edition_of`."""
        edition, today = self._book.edition, self._clock.today()
        with self._book.reading() as reading:
            ledger = self._book.shelf.ledger(reading)
            goals = reading.records(target_type)
            summary = find_annual(reading, self._office.code, year)
            handed = self._handed_in(reading, year)
        begun = [quarter for quarter in year.quarters if quarter.start <= today]
        now = {
            quarter: source_of_now(
                quarter, derive(ledger, edition, quarter), ledger.summary(quarter), edition
            )
            for quarter in begun
        }
        sources = [handed.get(quarter, now[quarter]) for quarter in begun]
        figures = year_lines(sources, year.quarters, edition) if sources else ()
        return Account(
            year,
            tuple(sources),
            figures,
            entered_lines(sources, year.quarters, edition),
            changed_since(sources, now, edition),
            self._targets(Ledger({**ledger.records, target_type: goals}), year, figures),
            ledger,
            summary,
        )

    def progress(self) -> tuple[Progress, ...]:
        """Target progress by the ledgers as they are now, year by year: cheap at any size."""
        with self._book.reading() as reading:
            ledger = Ledger({t: reading.records(t) for t in ("circle", "community", target_type)})
        now = Year.of(self._clock.today())
        edition, unit = self._book.edition, self._office.code
        years = years_of(ledger, edition, unit, now)
        return progress(ledger, edition, unit, years, now)

    def set_target(self, year: int, texts: dict[str, str], source: str = "目标进度") -> Changes:
        """Keep the unit's own target of a year (`added`, `cumulative`, `note`), as typed.

        Raises `Refused` when one of them can't be read; nothing is written then.
        """
        unit, today = self._office.code, self._clock.today()
        with self._book.writing() as work:
            held = work.held_as(target_type, "year", str(year))
            before = next((r for r in held if r.get("unit") == unit), None)
            fresh = Record(target_type, keeping.new_id(), {"unit": unit, "year": str(year)})
            draft = Draft(target_type, texts, (before or fresh).id)
            admitted = self._gate.admit(draft, before or fresh, KnownNames(), today)
            wrong = [issue for issue in admitted.issues if issue.place.field in texts]
            if wrong:
                raise Refused(f"目标没有保存：{wrong[0].message}", code="BM-390")
            origin = Origin("修改" if before else "新增", source, self._clock.now())
            work.put(admitted.record, before, origin)
            return work.changes

    def edition_of(self, edition_id: str) -> Edition:
        """The edition a version was made under. Raises `Refused` when it is not at hand."""
        edition = self._book.edition
        return edition if edition_id == edition.id else self._editions(edition_id)

    def _handed_in(self, reading: Reading, year: Year) -> dict[Quarter, QuarterSource]:
        """The newest version of every quarter that has one."""
        found: dict[Quarter, QuarterSource] = {}
        for quarter in year.quarters:
            kept = keeping.submissions(
                reading.connection, self._office.code, quarterly, str(quarter)
            )
            if kept:
                last = kept[-1]
                found[quarter] = source_of_version(
                    last.content, last.version, last.fingerprint, self.edition_of(last.edition)
                )
        return found

    def _targets(
        self, ledger: Ledger, year: Year, figures: Sequence[YearLine]
    ) -> tuple[Progress, ...]:
        """Up to the year; its own line says what was handed in."""
        edition, unit = self._book.edition, self._office.code
        begun = min(year, Year.of(self._clock.today()))
        years = [n for n in years_of(ledger, edition, unit, year) if n <= year.number]
        lines = progress(ledger, edition, unit, years, begun)
        measure = measuring_figure(edition)
        told = {
            line.id: (line.added, line.closing)
            for line in figures
            if measure is not None and line.id == measure.id
        }
        return tuple(measured(one, told) if one.year == year.number else one for one in lines)

    def _blank(self, year: Year) -> dict[str, Value]:
        return {"unit": self._office.code, "period": str(year), "state": "filling"}

    def _make(self, work: Work, year: Year) -> Record:
        now = self._clock.now()
        thrown = find_annual(work, self._office.code, year, deleted=True)
        if thrown is not None:
            return work.put(replace(thrown, deleted=False), thrown, Origin("恢复", "填报", now))
        fresh = Record(annual_summary, keeping.new_id(), self._blank(year))
        return work.put(fresh, None, Origin("新增", "填报", now))


def find_annual(reading: Reading, unit: str, year: Year, *, deleted: bool = False) -> Record | None:
    """The living (or the deleted) annual summary of a unit and year, or nothing."""
    found = reading.held_as(annual_summary, "period", str(year), deleted=deleted)
    return next((record for record in found if record.get("unit") == unit), None)
