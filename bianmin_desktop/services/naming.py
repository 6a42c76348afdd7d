"""Names of the book's records, kept at hand while nothing changes them."""

from __future__ import annotations

from bianmin_desktop.catalogue.divisions import Divisions
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.names import KnownNames, division_names
from bianmin_desktop.domain.values import Value
from bianmin_desktop.store.book import Book

_too_many = frozenset(("outlet",))
"""Types whose names are looked up one by one."""


class BookNames:
    """Finds records by what clerks call them; all but the outlets are held in memory."""

    def __init__(self, book: Book, divisions: Divisions) -> None:
        """Over an open book; nothing is read before it is asked for."""
        self._book = book
        self._divisions = divisions
        self._names: KnownNames | None = None
        types = book.edition.record_types.values()
        self._kept = tuple(kind.id for kind in types if kind.in_ledger and kind.id not in _too_many)

    @property
    def kept(self) -> frozenset[str]:
        """The types whose names are at hand without a look into the book."""
        return frozenset(self._kept)

    def meant_by(self, type_id: str, text: str) -> tuple[str, ...]:
        """Ids of the records a text may mean: id, code, name or short name; codes of divisions."""
        if type_id == division_names:
            return tuple(division.code for division in self._divisions.named(text))
        if type_id in self._kept:
            return self._known().meant_by(type_id, text)
        with self._book.reading() as reading:
            if reading.record(type_id, text) is not None:
                return (text,)
            title = self._book.edition.record_type(type_id).title
            return tuple(record.id for record in reading.held_as(type_id, title, text))

    def name_of(self, type_id: str, record_id: str) -> str:
        """What a clerk calls the record; empty when nothing short enough means it alone."""
        if type_id == division_names:
            return self._divisions.name_of(record_id)
        if type_id in self._kept:
            return self._known().name_of(type_id, record_id)
        with self._book.reading() as reading:
            record = reading.record(type_id, record_id)
        return record.name(self._book.edition.record_type(type_id)) if record else ""

    def names_of(self, type_id: str, referred: Value) -> str:
        """One or several records by their names, for people: another of that name may exist.

        To make sure that a name means one record alone, as what is read again must, takes a look
        through all of them.
        """
        ids = referred if isinstance(referred, tuple) else (str(referred or ""),)
        return "、".join(self.name_of(type_id, record_id) or record_id for record_id in ids)

    def short_of(self, type_id: str, record_id: str) -> str:
        """What a list calls the record: its short name where there is one."""
        if type_id in self._kept:
            return self._known().short_of(type_id, record_id)
        return self.name_of(type_id, record_id)

    def all_of(self, type_id: str) -> tuple[tuple[str, str], ...]:
        """Every (id, name) of a type, living records only, by name."""
        known = self._known() if type_id in self._kept else self._read((type_id,))
        living = {found for ids in known.spoken.get(type_id, {}).values() for found in ids}
        titles = known.titles.get(type_id, {})
        pairs = ((record_id, titles[record_id]) for record_id in living)
        return tuple(sorted(pairs, key=lambda pair: pair[1]))

    def refresh(self, changes: Changes) -> None:
        """Read names anew after these changes."""
        if any(changes.touches(type_id) for type_id in self._kept):
            self._names = None

    def _known(self) -> KnownNames:
        if self._names is None:
            self._names = self._read(self._kept)
        return self._names

    def _read(self, types: tuple[str, ...]) -> KnownNames:
        with self._book.reading() as reading:
            return reading.names(types)
