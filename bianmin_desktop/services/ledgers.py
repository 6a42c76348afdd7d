"""Lists of records as a clerk sees them: filtered, searched, in pages, everything as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bianmin_desktop.catalogue.definitions import Field, Kind, Level
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.reading import Listing

found_everywhere = ("community", "circle", "outlet")


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


class LedgerService:
    """Reading lists; it never writes, and may be asked from another thread."""

    def __init__(self, book: Book, gate: Gate, names: BookNames) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names

    def columns(self, type_id: str) -> tuple[Field, ...]:
        """The fields a list shows unless others are chosen."""
        fields = self._gate.edition.record_type(type_id).fields
        return tuple(field for field in fields if field.listed)

    def listing(
        self, type_id: str, where: Sequence[tuple[str, str]] = (), search: str = ""
    ) -> Listing:
        """A list by answers as a clerk writes them. Raises `WrongUse` for an unknown field."""
        record_type = self._gate.edition.record_type(type_id)
        conditions: list[tuple[str, str | bool]] = []
        for field_id, text in where:
            if not record_type.has_field(field_id):
                raise WrongUse(f"{record_type.name}没有“{field_id}”这一项。", code="BM-301")
            field = self._gate.edition.field(type_id, field_id)
            value = self._gate.answers.read(field, text, self._names)
            conditions.append((field_id, value if isinstance(value, bool) else str(value or "")))
        return Listing(type_id, tuple(conditions), search)

    def count(self, listing: Listing) -> int:
        """How many records the list has."""
        with self._book.reading() as reading:
            return reading.count(listing)

    def page(
        self, listing: Listing, offset: int, limit: int, columns: Sequence[Field] | None = None
    ) -> list[Line]:
        """A window of the list's rows."""
        shown = self.columns(listing.type) if columns is None else columns
        return [self._line(r, shown) for r in self.records(replace(listing, offset=offset, limit=limit))]

    def records(self, listing: Listing) -> list[Record]:
        """The records of a list themselves."""
        with self._book.reading() as reading:
            return reading.listed(listing)

    def find(self, text: str, limit: int = 30) -> list[Hit]:
        """Communities, circles and outlets by name, code, address or pinyin initials."""
        hits: list[Hit] = []
        with self._book.reading() as reading:
            for type_id in found_everywhere:
                record_type = self._gate.edition.record_type(type_id)
                for record in reading.listed(Listing(type_id, search=text, limit=limit)):
                    detail = record.text("address") or record.text("code")
                    hits.append(Hit(type_id, record.id, record.name(record_type), detail))
        return hits[:limit]

    def hits(self, ids: Sequence[str]) -> list[Hit]:
        """Communities, circles and outlets by id, each as a hit."""
        found: list[Hit] = []
        with self._book.reading() as reading:
            for type_id in found_everywhere:
                record_type = self._gate.edition.record_type(type_id)
                for record in reading.records(type_id, ids):
                    detail = record.text("address") or record.text("code")
                    found.append(Hit(type_id, record.id, record.name(record_type), detail))
        return found

    def shown(self, field: Field, record: Record) -> str:
        """One cell as shown: labels for ids, what was typed where it could not be read."""
        if field.id in record.typed:
            return record.typed[field.id]
        return self.written(field, record.get(field.id))

    def written(self, field: Field, value: Value) -> str:
        """A value as shown."""
        if field.kind is Kind.DECIMAL and not isinstance(value, Absence) and value is not None:
            return f"{value:,f}"
        return self._gate.answers.write(field, value, self._names)

    def _line(self, record: Record, columns: Sequence[Field]) -> Line:
        cells = tuple(self.shown(field, record) for field in columns)
        return Line(record.id, cells, record.level, record.deleted)
