"""要再看一遍: what a quarter asks to be looked at, 看过了, and what changed since a version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bianmin_desktop.catalogue.definitions import Recheck
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.rechecking import Due, records_due
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.services.history import Event, HistoryService, Step
from bianmin_desktop.services.ledgers import Query
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.summaries import report
from bianmin_desktop.store import keeping
from bianmin_desktop.store.archive import Mark
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.work import Origin

_chunk = 500
due, changed = "due", "changed"
"""The reviews a list can be narrowed to."""
_event = "event"
_ledgers = ("community", "circle", "outlet", _event)


@dataclass(frozen=True, slots=True)
class Line:
    """A record to look at: why, and in which community it is (its short name, or nothing)."""

    recheck: Recheck
    type: str
    record_id: str
    name: str
    community: str
    message: str

    @property
    def may_be_seen(self) -> bool:
        """Whether 看过了 settles it; what has run out must be corrected in the record."""
        return bool(self.recheck.settles)


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A record that was written since: what was done to it, and its answers before and after."""

    type: str
    record_id: str
    name: str
    action: str
    steps: tuple[Step, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed since a quarter was handed in last, or since this one began."""

    since: Mark | None
    quarter: Quarter
    lines: tuple[ChangedLine, ...]

    def say(self) -> str:
        """Since when."""
        if self.since is None:
            return f"{self.quarter.label}开始以来"
        return f"{self.since.quarter.label}第{self.since.version}版报送以来"


class RecheckService:
    """Tells what to look at; `seen` is the only write."""

    def __init__(self, book: Book, gate: Gate, names: BookNames, clock: Clock) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names
        self._clock = clock
        self._history = HistoryService(book, gate, names)

    def due(self, quarter: Quarter) -> tuple[Line, ...]:
        """The records to look at in a quarter, reason by reason."""
        edition = self._gate.edition
        types = dict.fromkeys(recheck.record for recheck in edition.rechecks)
        with self._book.reading() as reading:
            ledger = Ledger({type_id: reading.records(type_id) for type_id in types})
        found = records_due(ledger, edition, quarter, self._clock.today())
        return tuple(self._line(due) for due in found)

    def seen(self, lines: Iterable[Line]) -> Changes:
        """看过了: put today into the field that settles each, through the gate, as one batch.

        Records that were deleted meanwhile, and lines that can't be settled so, are left out.
        """
        origin = Origin("修改", "看过了", self._clock.now(), keeping.new_id())
        wanted: dict[tuple[str, str], list[str]] = {}
        for line in lines:
            if line.may_be_seen:
                wanted.setdefault((line.type, line.recheck.settles), []).append(line.record_id)
        with self._book.writing() as work:
            for (type_id, field_id), ids in wanted.items():
                for start in range(0, len(ids), _chunk):
                    records = work.records(type_id, ids[start : start + _chunk])
                    work.put_all(self._looked_at(records, field_id), origin)
            changes = work.changes
        self._names.refresh(changes)
        return changes

    def changed(self, quarter: Quarter) -> Changed:
        """The records of all ledgers that are not what they were when a version was frozen last.

        Counted from the newest version of this or the nearest earlier quarter; when nothing was
        handed in yet, from the first day of the quarter.
        """
        archive = self._book.archive
        with self._book.reading() as reading:
            since = archive.mark_before(reading.connection, report, quarter)
            begun = datetime.combine(quarter.start, time.min)
            counter = since.counter if since else archive.mark_at(reading.connection, begun)
        registers = (register.id for register in self._gate.edition.registers)
        found = [
            event
            for type_id in (*_ledgers, *registers)
            for event in self._history.net_changes(counter, type_id)
        ]
        happened = [event.entry.record_id for event in found if event.entry.record_type == _event]
        owners = self._owners(happened)
        return Changed(since, quarter, tuple(_changed(event, owners) for event in found))

    def reviewed(self, query: Query, quarter: Quarter) -> tuple[str, ...]:
        """The records of a list that are due in a quarter, or that changed since."""
        lines = self.due(quarter) if query.review == due else self.changed(quarter).lines
        ids = (line.record_id for line in lines if line.type == query.type)
        return tuple(dict.fromkeys(ids))

    def _looked_at(
        self, records: Iterable[Record], field_id: str
    ) -> Iterator[tuple[Record, Record]]:
        today = self._clock.today()
        texts = {field_id: today.isoformat()}
        for record in records:
            if not record.deleted:
                draft = Draft(record.type, texts, record.id)
                yield self._gate.admit(draft, record, self._names, today).record, record

    def _owners(self, events: Sequence[str]) -> Mapping[str, Record]:
        """The outlets of events (网点变动), by the event's id."""
        with self._book.reading() as reading:
            held = {e.id: e.text("outlet") for e in reading.records(_event, events)}
            known = {o.id: o for o in reading.records("outlet", set(held.values()))}
        return {event: known[outlet] for event, outlet in held.items() if outlet in known}

    def _line(self, due: Due) -> Line:
        record = due.record
        record_type = self._gate.edition.record_type(record.type)
        community = self._names.short_of("community", record.text("community"))
        return Line(
            due.recheck,
            record.type,
            record.id,
            record.name(record_type),
            community or "",
            due.message,
        )


def _changed(event: Event, owners: Mapping[str, Record]) -> ChangedLine:
    """An event (网点变动) has no page and no name of its own: it is its outlet's."""
    entry = event.entry
    type_id, record_id, name = entry.record_type, entry.record_id, entry.record_name
    outlet = owners.get(record_id)
    if type_id == _event and outlet is not None:
        type_id, record_id, name = "outlet", outlet.id, f"{outlet.text('name')}的变动"
    return ChangedLine(type_id, record_id, name, event.action, event.steps, event.at)
