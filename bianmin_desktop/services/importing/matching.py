"""Which stored record a row means: by its id, else by what makes two records the same thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.domain.encoding import plain
from bianmin_desktop.domain.records import Record

Key = tuple[str, ...]


class Keys(NamedTuple):
    """What a record can be known by: keys without a blank in them, and what it is called."""

    whole: tuple[Key, ...]
    called: tuple[Key, ...]

    @property
    def telling(self) -> tuple[Key, ...]:
        """What a row is looked up by: the whole keys; its title when every one has blanks."""
        return self.whole or self.called[:1]


no_keys = Keys((), ())


@dataclass
class Known:
    """The records a row may mean, by id and by the keys of the record type's `unique`."""

    record_type: RecordType
    by_id: dict[str, Record] = field(default_factory=dict)
    by_key: dict[Key, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, record_type: RecordType, records: Iterable[Record]) -> Known:
        """Over the living records of a type."""
        known = cls(record_type)
        for record in records:
            known.add(record, known.keys(record))
        return known

    def add(self, record: Record, keys: Keys) -> None:
        """Know one more record, by its keys."""
        self.by_id[record.id] = record
        by_key = self.by_key
        mine = (record.id,)
        for key in (*keys.whole, *keys.called):
            held = by_key.setdefault(key, mine)
            if held is not mine and record.id not in held:
                by_key[key] = (*held, record.id)

    def keys(self, record: Record) -> Keys:
        """The keys of a record."""
        values, typed = record.values, record.typed
        asked = self._asked
        held = [_held(values.get(name), typed.get(name)) for name in asked]
        told = dict(zip(asked, held, strict=True))
        whole: list[Key] = []
        for names in self.record_type.unique:
            key = (*names, *[told[name] for name in names])
            if "" not in key:
                whole.append(key)
        called = told[self.record_type.title], told["short_name"]
        return Keys(tuple(whole), tuple([("called", name) for name in called if name]))

    @cached_property
    def _asked(self) -> tuple[str, ...]:
        """The fields that keys are made of, each once."""
        unique = (name for names in self.record_type.unique for name in names)
        return tuple(dict.fromkeys((*unique, self.record_type.title, "short_name")))

    def meant_by(self, keys: Keys) -> tuple[str, ...]:
        """Ids of the stored records that share the first key that any of them has."""
        for key in keys.telling:
            if key in self.by_key:
                return self.by_key[key]
        return ()


def _held(value: object, typed: str | None) -> str:
    """A field as comparable text; what could not be read is compared as it was typed."""
    if typed is not None:
        return f"typed:{typed}"
    if type(value) is str:
        return value
    held = plain(value)  # type: ignore[arg-type]
    return "" if held is None else str(held)
