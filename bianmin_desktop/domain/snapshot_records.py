"""The records in a frozen content: written as plain JSON, and opened type by type when looked at.

Most readers of a version want its figures or its summary and none of its thousands of outlets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.encoding import Plain, plain, value_of
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.environment.collecting import collector_at_rest

Written = Mapping[str, Mapping[str, Plain]]
"""A record as `written_record` writes it."""

_parsers: Mapping[Kind, Callable[[str], Value]] = {
    Kind.DECIMAL: Decimal,
    Kind.DATE: date.fromisoformat,
}
"""Of the kinds written as a text that do not stay one."""


class Enclosed(Mapping[str, tuple[Record, ...]]):
    """The records of a content by type id; those of a type are read at the first look."""

    def __init__(self, written: Mapping[str, msgspec.Raw], edition: Edition) -> None:
        """Of the types `edition` has, the one the content was frozen under."""
        self._written = {t: found for t, found in written.items() if t in edition.record_types}
        self._edition = edition
        self._opened: dict[str, tuple[Record, ...]] = {}

    def __getitem__(self, type_id: str) -> tuple[Record, ...]:
        """The records of a type, in the order they are printed."""
        found = self._opened.get(type_id)
        if found is None:
            with collector_at_rest():
                written = msgspec.json.decode(self._written[type_id])
                found = self._opened[type_id] = read_records(type_id, written, self._edition)
        return found

    def __contains__(self, type_id: object) -> bool:
        """Whether there are records of the type, without opening them."""
        return type_id in self._written

    def __iter__(self) -> Iterator[str]:
        """The types, in the order of the content."""
        return iter(self._written)

    def __len__(self) -> int:
        """How many types there are."""
        return len(self._written)


def written_record(record: Record) -> dict[str, object]:
    """A record as it stands in a content: its values in plain notation, and what was typed."""
    values = {name: plain(value) for name, value in record.values.items()}
    written: dict[str, object] = {"id": record.id, "values": values}
    return written | ({"typed": dict(record.typed)} if record.typed else {})


def read_record(type_id: str, written: Written, edition: Edition) -> Record:
    """The record that `written_record` wrote, read by the edition it was frozen under."""
    return read_records(type_id, (written,), edition)[0]


def read_records(
    type_id: str, written: Iterable[Mapping[str, Any]], edition: Edition
) -> tuple[Record, ...]:
    """Many records of one type; what the edition does not ask for is left out."""
    asked = {**edition.retired, **edition.fields}
    kinds = {name: field.kind for (owner, name), field in asked.items() if owner == type_id}
    return tuple(_read(type_id, one, kinds) for one in written)


def _read(type_id: str, written: Mapping[str, Any], kinds: Mapping[str, Kind]) -> Record:
    values: dict[str, Value] = {}
    for name, value in written["values"].items():
        kind = kinds.get(name)
        if kind is None:
            continue
        if type(value) is str:
            parse = _parsers.get(kind)
            values[name] = value if parse is None else parse(value)
        else:
            values[name] = value_of(kind, value)
    typed = {name: str(text) for name, text in written.get("typed", {}).items()}
    return Record(type_id, str(written["id"]), values, typed)
