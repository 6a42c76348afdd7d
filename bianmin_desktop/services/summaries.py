"""The quarterly summary: opening it, and the figures the ledgers give for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.gate import Gate
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
ledger_types = ("community", "circle", "outlet", "event", "summary", "explanation")
first_quarter = Quarter(2023, 3)


@dataclass(frozen=True, slots=True)
class Opened:
    """A summary ready to be filled in, and whom to tell that it is there."""

    record: Record
    changes: Changes


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
        return self.record(quarter) or Record("summary", keeping.new_id(), self._blank(quarter))

    def _blank(self, quarter: Quarter) -> dict[str, Value]:
        return {"unit": self._office.code, "period": str(quarter), "state": "filling"}

    def _make(self, work: Work, quarter: Quarter) -> Record:
        now = self._clock.now()
        thrown = find_summary(work, self._office.code, quarter, deleted=True)
        if thrown is not None:
            back = replace(thrown, deleted=False)
            return work.put(back, thrown, Origin("恢复", "填报", now))
        fresh = Record("summary", keeping.new_id(), self._blank(quarter))
        return work.put(fresh, None, Origin("新增", "填报", now))

    def move(self, quarter: Quarter, state: str) -> Changes:
        """Put the summary into another state (a choice of `summary_state`)."""
        with self._book.writing() as work:
            found = find_summary(work, self._office.code, quarter)
            if found is not None:
                origin = Origin("状态", "填报", self._clock.now())
                work.put(found.with_values({"state": state}), found, origin)
            return work.changes

    def ledger(self) -> Ledger:
        """Everything the figures and checks are made from, as of one moment."""
        with self._book.reading() as reading:
            return read_ledger(reading)

    def figures(self, quarter: Quarter) -> tuple[FigureRow, ...]:
        """上期、新增、减少、期末 of every figure, with the ids of the records behind each."""
        return derive(self.ledger(), self._gate.edition, quarter)

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


def read_ledger(reading: Reading) -> Ledger:
    """The living records of every type the figures and checks use."""
    registers = (register.id for register in reading.edition.registers)
    types = (*ledger_types, *registers)
    return Ledger({type_id: reading.records(type_id) for type_id in types})
