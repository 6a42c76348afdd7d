"""Values as plain JSON and back: one notation for the store, the history and the packages.

A decimal is written as its exact digits, a date in ISO form, an absence as `{"absent": …}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.values import Value

Plain = str | int | bool | list[str] | dict[str, str] | None

_writers: Mapping[type, Callable[[Any], Plain]] = {
    Absence: lambda absence: {"absent": absence.value},
    Decimal: lambda number: format(number, "f"),
    date: date.isoformat,
    tuple: list,
}
"""How values are written that JSON has no type for; all others are as they are."""


def plain(value: Value) -> Plain:
    """The value in JSON's own types."""
    write = _writers.get(type(value))
    return value if write is None else write(value)  # type: ignore[return-value]


def all_plain(values: Mapping[str, Value]) -> dict[str, Plain]:
    """Many values in JSON's own types, by name."""
    writers = _writers
    return {
        name: writers[kind](value) if (kind := type(value)) in writers else value  # type: ignore[misc]
        for name, value in values.items()
    }


def value_of(kind: Kind, written: object) -> Value:
    """The value a field of that kind has, read from what `plain` wrote."""
    if isinstance(written, Mapping):
        return Absence(str(written["absent"]))
    if written is None:
        return None
    if kind is Kind.DECIMAL:
        return Decimal(str(written))
    if kind is Kind.DATE:
        return date.fromisoformat(str(written))
    if isinstance(written, list):
        return tuple(str(item) for item in written)
    return written if isinstance(written, str | int) else str(written)
