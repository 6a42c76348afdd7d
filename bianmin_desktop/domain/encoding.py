"""Values as plain JSON and back: one notation for the store, the history and the packages.

A decimal is written as its exact digits, a date in ISO form, an absence as `{"absent": …}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.values import Value

_as_they_are = frozenset((str, int, bool))
Plain = str | int | bool | list[str] | dict[str, str] | None


def plain(value: Value) -> Plain:
    """The value in JSON's own types."""
    if type(value) in _as_they_are:
        return value  # type: ignore[return-value]
    if isinstance(value, Absence):
        return {"absent": value.value}
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value


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
