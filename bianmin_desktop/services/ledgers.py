"""Lists of records as a clerk sees them: filtered, searched, in pages, everything as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from bianmin_desktop.catalogue.definitions import Field, Kind, Level
from bianmin_desktop.domain.field_reading import cleaned_for
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.names import division_names
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.parsing.text import clean, half_width
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.listing import Listing
from bianmin_desktop.store.reading import Reading

_references = (Kind.REFERENCE, Kind.REFERENCES)
found_everywhere = ("community", "circle", "outlet")
_told_cells = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: the record's id, its cells as shown, and its state."""

    id: str
    cells: tuple[str, ...]
    level: Level | None
    deleted: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found by the search over everything."""

    type: str
    id: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """A record in the recycle bin, and when it was put there."""

    type: str
    type_name: str
    id: str
    name: str
    detail: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Query:
    """What a list is asked for: answers as a clerk writes them, a search, levels and an order.

    `order` is a field id, `level`, or empty for the type's own order. `review` narrows to what
    a quarter has to look at again (`due`) or what changed since the last version (`changed`).
    """

    type: str
    where: tuple[tuple[str, str], ...] = ()
    search: str = ""
    levels: tuple[Level, ...] = ()
    order: str = ""
    descending: bool = False
    review: str = ""
    quarter: Quarter | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is filtered out."""
        return bool(self.where or self.search.strip() or self.levels or self.review)


Reviewed = Callable[[Query, Quarter], tuple[str, ...]]
"""The records that a review names."""


class LedgerService:
    """Reading lists; it never writes, and may be asked from another thread."""

    def __init__(
        self, book: Book, gate: Gate, names: BookNames, reviewed: Reviewed | None = None
    ) -> None:
        """Over an open book; `reviewed` tells which records a review names."""
        self._reviewed = reviewed
        self._book = book
        self._gate = gate
        self._names = names

    def columns(self, type_id: str) -> tuple[Field, ...]:
        """The fields a list shows unless others are chosen."""
        return tuple(field for field in self.fields(type_id) if field.listed)

    def fields(self, type_id: str) -> tuple[Field, ...]:
        """Every field a list may show."""
        return self._gate.edition.record_type(type_id).fields

    def listing(
        self, type_id: str, where: Sequence[tuple[str, str]] = (), search: str = ""
    ) -> Listing:
        """A list by answers as a clerk writes them; an empty answer asks for the unanswered.

        Raises `WrongUse` for an unknown field or an answer the field can't have.
        """
        record_type = self._gate.edition.record_type(type_id)
        conditions: list[tuple[str, Value]] = []
        for field_id, text in where:
            if not record_type.has_field(field_id):
                raise WrongUse(f"{record_type.name}没有“{field_id}”这一项。", code="BM-301")
            field = self._gate.edition.field(type_id, field_id)
            try:
                asked = cleaned_for(field, text).text
                value = self._gate.answers.read(field, asked, self._names)
            except Unreadable as refusal:
                raise WrongUse(refusal.message, code="BM-302") from refusal
            conditions.append((field_id, value))
        return Listing(type_id, tuple(conditions), half_width(clean(search).text))

    def count(self, listing: Listing) -> int:
        """How many records the list has."""
        with self._book.reading() as reading:
            return reading.count(listing)

    def page(
        self, listing: Listing, offset: int, limit: int, columns: Sequence[Field] | None = None
    ) -> list[Line]:
        """A window of the list's rows."""
        shown = self.columns(listing.type) if columns is None else columns
        window = replace(listing, offset=offset, limit=limit)
        return [self._line(record, shown) for record in self.records(window)]

    def records(self, listing: Listing) -> list[Record]:
        """The records of a list themselves."""
        with self._book.reading() as reading:
            return reading.listed(listing)

    def asked(self, query: Query) -> Listing:
        """The list that a query asks for; raises as `listing` does."""
        quarter = query.quarter if query.review else None
        among = self._reviewed(query, quarter) if quarter and self._reviewed else None
        return replace(
            self.listing(query.type, query.where, query.search),
            among=among,
            levels=tuple(level.value for level in query.levels),
            order=query.order,
            descending=query.descending,
        )

    def found(self, query: Query) -> list[str]:
        """The ids of everything a list shows, in its order: rows are read when they are seen."""
        listing = self.asked(query)
        with self._book.reading() as reading:
            return reading.ids(listing)

    def lines(self, type_id: str, ids: Sequence[str], columns: Sequence[Field]) -> list[Line]:
        """Rows by id, in the order of the ids; unknown ids are left out."""
        with self._book.reading() as reading:
            return [self._line(record, columns) for record in reading.in_order(type_id, ids)]

    def deleted(self, limit: int = 2000) -> list[Deleted]:
        """The recycle bin, the last thrown away first."""
        found: list[Deleted] = []
        with self._book.reading() as reading:
            for kind in self._gate.edition.record_types.values():
                thrown = reading.listed(Listing(kind.id, deleted=True, limit=limit))
                found += (self._deleted(record, kind.name) for record in thrown)
        return sorted(found, key=_moment, reverse=True)

    def find(self, text: str, limit: int = 30) -> list[Hit]:
        """Records of every ledger by name, code, address or pinyin initials.

        Names that begin with the text come first. Communities, circles, outlets and all registers
        together get their share of the answer each.
        """
        search = half_width(clean(text).text)
        if not search:
            return []
        with self._book.reading() as reading:
            kinds = [self._found(reading, kind, search, limit) for kind in found_everywhere]
            kinds.append(self._in_registers(reading, search, limit))
        share = limit // len(kinds)
        spare = limit - sum(min(len(hits), share) for hits in kinds)
        shown: list[Hit] = []
        for hits in kinds:
            extra = min(max(len(hits) - share, 0), spare)
            spare -= extra
            shown += hits[: share + extra]
        return shown

    def hits(self, ids: Sequence[str]) -> list[Hit]:
        """Communities, circles and outlets by id, each as a hit; an event by its outlet.

        Deleted records are told as such: they may stand behind what was handed in.
        """
        with self._book.reading() as reading:
            found = [r for t in found_everywhere for r in reading.records(t, ids)]
            happened = reading.records("event", ids) if len(found) < len(ids) else []
            owners = {event.text("outlet") for event in happened}
            outlets = {outlet.id: outlet for outlet in reading.records("outlet", owners)}
        return [
            *(self._told(self._hit(record), record) for record in found),
            *(self._happened(event, outlets) for event in happened),
        ]

    def shown(self, field: Field, record: Record) -> str:
        """One cell as shown: labels for ids, what was typed where it could not be read."""
        if field.id in record.typed:
            return record.typed[field.id]
        value = record.get(field.id)
        if isinstance(value, str) and field.kind is Kind.DIVISION:
            return self._division(field, record, value)
        return self.written(field, value)

    def written(self, field: Field, value: Value) -> str:
        """A value as shown."""
        if field.kind is Kind.DECIMAL and not isinstance(value, Absence) and value is not None:
            return f"{value:,f}"
        return self._gate.answers.write(field, value, self._names)

    def _in_list(self, field: Field, record: Record) -> str:
        """A cell of a list, where other records are called by their short names."""
        value = record.get(field.id)
        if field.kind not in _references or not value or isinstance(value, Absence):
            return self.shown(field, record)
        ids = value if isinstance(value, tuple) else (str(value),)
        return "、".join(self._names.short_of(field.target, i) or i for i in ids)

    def _division(self, field: Field, record: Record, code: str) -> str:
        """The unit's name; the code where it says which record this is."""
        if (field.id,) in self._gate.edition.record_type(record.type).unique:
            return code
        return self._names.name_of(division_names, code) or code

    def _found(self, reading: Reading, type_id: str, search: str, limit: int) -> list[Hit]:
        begins = self._book.keys.initials.of(search)
        asked = Listing(type_id, search=search, limit=limit)
        records = reading.listed(replace(asked, begins=begins)) if begins else []
        if len(records) < limit:
            known = {record.id for record in records}
            records += [record for record in reading.listed(asked) if record.id not in known]
        return [self._hit(record) for record in records[:limit]]

    def _in_registers(self, reading: Reading, search: str, limit: int) -> list[Hit]:
        found: list[Hit] = []
        for register in self._gate.edition.registers:
            if len(found) < limit:
                found += self._found(reading, register.id, search, limit - len(found))
        return found

    def _hit(self, record: Record) -> Hit:
        name = record.name(self._gate.edition.record_type(record.type))
        return Hit(record.type, record.id, name, self._detail(record))

    def _told(self, hit: Hit, record: Record, detail: str = "") -> Hit:
        parts = ("已删除" if record.deleted else "", detail or hit.detail)
        return replace(hit, detail=" · ".join(filter(None, parts)))

    def _happened(self, event: Record, outlets: Mapping[str, Record]) -> Hit:
        """An event, which has no page of its own: its outlet, with what happened when."""
        outlet = outlets.get(event.text("outlet")) or Record("outlet", event.text("outlet"))
        fields = (self._gate.edition.field("event", name) for name in ("on", "kind"))
        told = " ".join(self.shown(field, event) for field in fields)
        return self._told(self._hit(outlet), event, told)

    def _detail(self, record: Record) -> str:
        """What tells records of one name apart: address or code, else the first cells of a list."""
        if said := record.text("address") or record.text("code"):
            return said
        record_type = self._gate.edition.record_type(record.type)
        others = (field for field in self.columns(record.type) if field.id != record_type.title)
        cells = (self._in_list(field, record) for field in others if record_type.register)
        return " · ".join(islice(filter(None, cells), _told_cells))

    def _deleted(self, record: Record, type_name: str) -> Deleted:
        hit = self._hit(record)
        return Deleted(hit.type, type_name, hit.id, hit.name, hit.detail, record.changed_at)

    def _line(self, record: Record, columns: Sequence[Field]) -> Line:
        cells = tuple(self._in_list(field, record) for field in columns)
        return Line(record.id, cells, record.level, record.deleted)


def _moment(thrown: Deleted) -> datetime:
    return thrown.at or datetime.min  # noqa: DTZ901 - local time, like every moment of the book
