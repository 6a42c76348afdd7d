"""Which stored record a row means: by its id, else by what makes two records the same thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.domain.encoding import plain
from bianmin_desktop.domain.records import Record

Key = tuple[str, ...]


@dataclass
class Known:
    """The records a row may mean, by id and by the keys of the record type's `unique`."""

    record_type: RecordType
    by_id: dict[str, Record] = field(default_factory=dict)
    by_key: dict[Key, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, record_type: RecordType, records: Iterable[Record]) -> Known:
        """Over the living records of a type."""
        known = cls(record_type)
        for record in records:
            known.add(record)
        return known

    def add(self, record: Record) -> None:
        """Know one more record."""
        self.by_id[record.id] = record
        for key in (*self._whole_keys(record), *self._names(record)):
            held = self.by_key.setdefault(key, [])
            if record.id not in held:
                held.append(record.id)

    def keys(self, record: Record) -> list[Key]:
        """The keys of a row: those without a blank; when every one has blanks, its title."""
        return self._whole_keys(record) or self._names(record)[:1]

    def meant_by(self, record: Record) -> list[str]:
        """Ids of the stored records that share the first key that any of them has."""
        for key in self.keys(record):
            if key in self.by_key:
                return self.by_key[key]
        return []

    def _whole_keys(self, record: Record) -> list[Key]:
        return [
            (*names, *held)
            for names in self.record_type.unique
            if all(held := tuple(_held(record, name) for name in names))
        ]

    def _names(self, record: Record) -> list[Key]:
        held = (_held(record, name) for name in (self.record_type.title, "short_name"))
        return [("called", name) for name in held if name]


def _held(record: Record, field_id: str) -> str:
    """The field as comparable text; what could not be read is compared as it was typed."""
    if field_id in record.typed:
        return f"typed:{record.typed[field_id]}"
    value = plain(record.get(field_id))
    return "" if value is None else str(value)
