"""The quarterly summary: opening it, and the figures the ledgers give for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.counting import Counting
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.handed import HandedIn
from bianmin_desktop.domain.indicators import FigureRow, derive
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.services.office import OfficeService
from bianmin_desktop.services.standing import standing
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.reading import Reading
from bianmin_desktop.store.work import Origin, Work

report = "quarterly"
first_quarter = Quarter(2023, 3)


@dataclass(frozen=True, slots=True)
class Opened:
    """A summary ready to be filled in, and whom to tell that it is there."""

    record: Record
    changes: Changes


@dataclass(frozen=True, slots=True)
class Derived:
    """The figures of a quarter, up to a day of it if one was asked for.

    `before` and `same_last_year` are the versions that 上期 and 上年同期 were copied from.
    """

    quarter: Quarter
    day: date | None
    rows: tuple[FigureRow, ...]
    before: HandedIn | None
    same_last_year: HandedIn | None


class SummaryService:
    """Quarterly summaries of the unit."""

    def __init__(self, book: Book, gate: Gate, office: OfficeService, clock: Clock) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._office = office
        self._clock = clock

    @property
    def current(self) -> Quarter:
        """The quarter that holds today."""
        return Quarter.of(self._clock.today())

    def quarters(self) -> tuple[Quarter, ...]:
        """Every quarter that can be filled in, newest first."""
        found = [self.current]
        while found[-1] > first_quarter:
            found.append(found[-1].previous)
        return tuple(found)

    def record(self, quarter: Quarter) -> Record | None:
        """The summary of a quarter in the state that still holds, if it was ever opened."""
        with self._book.reading() as reading:
            found = find_summary(reading, self._office.code, quarter)
            return standing(reading, found) if found is not None else None

    def open(self, quarter: Quarter) -> Opened:
        """The summary of a quarter; made at the first opening, in the state 填报中.

        One that was deleted comes back with everything in it: a quarter never has two.
        """
        with self._book.writing() as work:
            found = find_summary(work, self._office.code, quarter)
            if found is None:
                found = self._make(work, quarter)
            return Opened(found, work.changes)

    def prepared(self, quarter: Quarter) -> Record:
        """The summary of a quarter, or an empty one of which nothing is stored yet."""
        found = self.record(quarter)
        if found is not None:
            return found
        with self._book.reading() as reading:
            return self._fresh(reading, quarter)

    def earlier(self, quarter: Quarter) -> Record | None:
        """The summary of an earlier quarter as it was handed in, else as it stands now."""
        with self._book.reading() as reading:
            handed = self._book.archive.newest(reading.connection, report).get(quarter)
        return handed.summary if handed is not None else self.record(quarter)

    def _fresh(self, reading: Reading, quarter: Quarter) -> Record:
        """A summary with what does not change from quarter to quarter (`carried` of the policy)."""
        values: dict[str, Value] = {
            "unit": self._office.code,
            "period": str(quarter),
            "state": "filling",
        }
        before = find_summary(reading, self._office.code, quarter.previous)
        if before is not None:
            fields = self._gate.edition.record_type("summary").fields
            kept = (f.id for f in fields if f.carried and f.id in before.values)
            values |= {field_id: before.values[field_id] for field_id in kept}
        return Record("summary", keeping.new_id(), values)

    def _make(self, work: Work, quarter: Quarter) -> Record:
        now = self._clock.now()
        thrown = find_summary(work, self._office.code, quarter, deleted=True)
        if thrown is not None:
            back = replace(thrown, deleted=False)
            return work.put(back, thrown, Origin("恢复", "填报", now))
        return work.put(self._fresh(work, quarter), None, Origin("新增", "填报", now))

    def move(self, quarter: Quarter, state: str) -> Changes:
        """Put the summary into another state (a choice of `summary_state`)."""
        with self._book.writing() as work:
            found = find_summary(work, self._office.code, quarter)
            if found is not None:
                origin = Origin("状态", "填报", self._clock.now())
                work.put(found.with_values({"state": state}), found, origin)
            return work.changes

    def forget(self) -> None:
        """Read the ledger anew the next time."""
        self._book.shelf.forget()

    def ledger(self) -> Ledger:
        """Everything the figures and checks are made from, as of one moment."""
        with self._book.reading() as reading:
            return self._book.shelf.ledger(reading)

    def figures(self, quarter: Quarter, day: date | None = None) -> tuple[FigureRow, ...]:
        """上期、新增、减少、期末 of every figure, with the ids of the records behind each.

        With a `day` of the quarter, as they were at the end of that day.
        """
        return self.derived(quarter, day).rows

    def derived(self, quarter: Quarter, day: date | None = None) -> Derived:
        """The same with the versions that 上期 and 上年同期 were copied from."""
        ledger = self.ledger()
        rows = derive(ledger, self._gate.edition, quarter, day)
        before = ledger.handed.get(quarter.previous)
        return Derived(quarter, day, rows, before, ledger.handed.get(quarter.same_last_year))

    def ids_handed_in(self, handed: HandedIn, figure_id: str) -> tuple[str, ...]:
        """The records that a version counted for a figure at the end of its quarter."""
        edition = self._gate.edition
        counted = {figure.id: figure for figure in edition.figures}
        figure = counted[figure_id]
        if figure.counts == "ratio":
            figure = counted[figure.numerator]
        if figure.counts == "event":
            return ()
        return tuple(Counting.frozen(handed.snapshot, edition).at_end(figure))

    def versions(self, quarter: Quarter) -> list[keeping.Submission]:
        """The versions of the quarter that were handed in, oldest first."""
        with self._book.reading() as reading:
            unit = self._office.code
            return keeping.submissions(reading.connection, unit, report, str(quarter))


def find_summary(
    reading: Reading, unit: str, quarter: Quarter, *, deleted: bool = False
) -> Record | None:
    """The living (or the deleted) summary of a unit and quarter, or nothing."""
    found = reading.held_as("summary", "period", str(quarter), deleted=deleted)
    return next((record for record in found if record.get("unit") == unit), None)
