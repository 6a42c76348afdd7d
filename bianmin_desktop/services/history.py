"""The history: who wrote what, when, by which door; read by people, changed by nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.domain.encoding import value_of
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.periods import period_label
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.keeping import Entry

_made, _deleted = "新增", "deleted"
_references = (Kind.REFERENCE, Kind.REFERENCES)


@dataclass(frozen=True, slots=True)
class Step:
    """One field of a history entry, before and after, in the clerk's words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """One history entry in the clerk's words; `entry` is what an undo needs."""

    entry: Entry
    action: str
    record: str
    source: str
    at: datetime
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done in one go: its last event; writes made together share a `batch`."""

    event: Event
    batch: str
    count: int

    @property
    def key(self) -> str:
        """What tells the deed from every other."""
        return self.batch or self.event.entry.id

    @property
    def first_counter(self) -> int:
        """The counter of its first entry."""
        return self.event.entry.counter - self.count + 1


class HistoryService:
    """Reads the history."""

    def __init__(self, book: Book, gate: Gate, names: BookNames) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names

    def events(self, record_id: str = "", limit: int = 500) -> list[Event]:
        """The newest first; of one record if it is named."""
        with self._book.reading() as reading:
            found = keeping.entries(reading.connection, record_id, limit)
        return [self._event(entry) for entry in found]

    def net_changes(self, counter: int, type_id: str) -> list[Event]:
        """What became of records of a type since that counter: one event a record, the net of all.

        Records that are again what they were are left out.
        """
        with self._book.reading() as reading:
            found = keeping.entries_after(reading.connection, counter, type_id)
        grouped: dict[str, list[Entry]] = {}
        for entry in found:
            grouped.setdefault(entry.record_id, []).append(entry)
        merged = (_merged(entries) for entries in grouped.values())
        return [self._event(entry) for entry in merged if entry.changes]

    def deed_before(self, counter: int | None = None) -> Deed | None:
        """The last thing done, or the last before that counter; an import is one deed."""
        with self._book.reading() as reading:
            found = keeping.deed_before(reading.connection, counter)
        return Deed(self._event(found.entry), found.batch, found.count) if found else None

    def _event(self, entry: Entry) -> Event:
        steps = tuple(
            Step(
                self._label(entry.record_type, name),
                self._said(entry.record_type, name, before),
                self._said(entry.record_type, name, after),
            )
            for name, (before, after) in entry.changes.items()
            if not self._is_internal(entry.record_type, name)
        )
        record_type = self._gate.edition.record_type(entry.record_type)
        is_named = not self._is_internal(entry.record_type, record_type.title)
        record = f"{record_type.name}“{entry.record_name}”" if is_named else record_type.name
        return Event(entry, entry.action, record, entry.source, entry.at, steps)

    def _is_internal(self, type_id: str, name: str) -> bool:
        """Whether a field holds an id the program made, which says nothing to a clerk."""
        record_type = self._gate.edition.record_type(type_id)
        field = record_type.field(name) if record_type.has_field(name) else None
        return field is not None and field.kind is Kind.TEXT and not field.entered

    def _label(self, type_id: str, name: str) -> str:
        if name == _deleted:
            return "已删除"
        field_id = name.removeprefix("note:")
        field = self._field(type_id, field_id)
        label = field.label if field is not None else field_id
        return f"{label}的备注" if name.startswith("note:") else label

    def _said(self, type_id: str, name: str, held: object) -> str:
        if held is None:
            return ""
        if isinstance(held, Mapping) and "typed" in held:
            return str(held["typed"])
        if isinstance(held, bool):
            return "是" if held else "否"
        field = self._field(type_id, name)
        if field is None:
            return str(held)
        return self._worded(field, held)

    def _worded(self, field: Field, held: object) -> str:
        if field.kind is Kind.QUARTER:
            return period_label(str(held))
        value = value_of(field.kind, held)
        if field.kind in _references and not isinstance(value, Absence):
            return self._names.names_of(field.target, value)
        return self._gate.answers.write(field, value, self._names)

    def _field(self, type_id: str, field_id: str) -> Field | None:
        """The field, asked for today or once."""
        edition = self._gate.edition
        return edition.fields.get((type_id, field_id)) or edition.retired.get((type_id, field_id))


def _merged(entries: Sequence[Entry]) -> Entry:
    """Several entries of one record, the oldest first, as if everything was written in one go."""
    changes: dict[str, tuple[object, object]] = {}
    for entry in entries:
        for name, (before, after) in entry.changes.items():
            changes[name] = changes.get(name, (before,))[0], after
    net = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    is_gone = net.get(_deleted, (False, False))[1] is True
    is_made = entries[0].action == _made
    action = "删除" if is_gone else _made if is_made else "修改"
    return replace(entries[-1], action=action, changes={} if is_gone and is_made else net)
