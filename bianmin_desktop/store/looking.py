"""All records of a type at once, to be looked at: read from bare rows, without merging marks.

What comes out is what `record_of` makes of the same rows, marks left out, in half the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from sqlalchemy import Boolean, Table

from bianmin_desktop.catalogue.definitions import Kind, Level, RecordType
from bianmin_desktop.domain.encoding import value_of
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.store.mapping import typed_columns
from bianmin_desktop.store.schema.columns import Day, Exact, Plain
from bianmin_desktop.store.schema.records import register, table_of

_system = ("id", "extra", "absent", "typed", "field_notes", "revision", "worst_level", "changed_at")
_decode = msgspec.json.decode
_nothing: Mapping[str, str] = {}

Convert = Callable[[Any], Value]


class RowReader:
    """Reads the living records of one type."""

    def __init__(self, record_type: RecordType) -> None:
        """Look at the record type once for all rows."""
        table = table_of(record_type.id)
        self._type = record_type.id
        self._kinds = {field.id: field.kind for field in record_type.fields}
        columns = sorted(typed_columns(table) - {"record_type"})
        self._typed = [(place, n, _convert(table, n)) for place, n in enumerate(columns, 8)]
        self.text = _text(table, (*_system, *columns))
        self.parameters = (record_type.id,) if table is register else ()

    def record(self, row: tuple[Any, ...], linked: Mapping[str, tuple[str, ...]]) -> Record:
        """The record of a row that `text` gives; `linked` are its references to several."""
        record_id, extra, absent, typed, notes, revision, level, changed_at = row[:8]
        values: dict[str, Value] = {name: ids for name, ids in linked.items() if ids}
        unasked: dict[str, Value] = {}
        kinds = self._kinds
        for place, name, convert in self._typed:
            cell = row[place]
            if cell is not None:
                told = values if name in kinds else unasked
                told[name] = cell if convert is None else convert(cell)
        for name, held in _decode(extra).items() if extra else ():
            told = values if name in kinds else unasked
            told[name] = value_of(kinds.get(name, Kind.TEXT), held)
        for name, held in _decode(absent).items() if absent else ():
            told = values if name in kinds else unasked
            told[name] = Absence(held)
        return Record(
            type=self._type,
            id=record_id,
            values=values,
            typed=_decode(typed) if typed else _nothing,
            notes=_decode(notes) if notes else _nothing,
            revision=revision,
            level=Level(level) if level else None,
            changed_at=datetime.fromisoformat(changed_at),
            unasked=unasked,
        )


def _text(table: Table, columns: tuple[str, ...]) -> str:
    quoted = ", ".join(f'"{name}"' for name in columns)
    mine = " AND record_type = ?" if table is register else ""
    return f"SELECT {quoted} FROM {table.name} WHERE deleted = 0{mine} ORDER BY id"


def _convert(table: Table, name: str) -> Convert | None:
    kind = table.columns[name].type
    if isinstance(kind, Exact):
        return Decimal
    if isinstance(kind, Day):
        return date.fromisoformat
    if isinstance(kind, Plain):
        return _several
    return bool if isinstance(kind, Boolean) else None


def _several(text: str) -> Value:
    return tuple(_decode(text))
