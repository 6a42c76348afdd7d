"""How records are called: finding the record a text means, and saying a record's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Names(Protocol):
    """What the gate must know of other records to read and write references."""

    def meant_by(self, type_id: str, text: str) -> tuple[str, ...]:
        """Ids of the records a clerk may mean: by id, code, name or short name."""
        ...

    def name_of(self, type_id: str, record_id: str) -> str:
        """What a clerk calls the record; empty when it is unknown."""
        ...


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names held in memory: every way of calling a record, by type."""

    spoken: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    short: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Short names by id, where there is one."""

    def meant_by(self, type_id: str, text: str) -> tuple[str, ...]:
        """Ids of the records called so, in no particular order."""
        if text in self.titles.get(type_id, {}):
            return (text,)
        return self.spoken.get(type_id, {}).get(text, ())

    def name_of(self, type_id: str, record_id: str) -> str:
        """The title of the record, or an empty text."""
        return self.titles.get(type_id, {}).get(record_id, "")

    def short_of(self, type_id: str, record_id: str) -> str:
        """The short name if it means this record alone, else the title."""
        short = self.short.get(type_id, {}).get(record_id, "")
        if short and self.meant_by(type_id, short) == (record_id,):
            return short
        return self.name_of(type_id, record_id)
