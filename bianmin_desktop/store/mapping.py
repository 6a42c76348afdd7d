"""Records as rows and rows as records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Row, Table

from bianmin_desktop.catalogue.definitions import Kind, Level, RecordType
from bianmin_desktop.domain.encoding import Plain, all_plain, value_of
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.records import Mark, Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.store.marks import expanded
from bianmin_desktop.store.schema.records import system_columns

_canonical = msgspec.json.Encoder(order="sorted").encode


@cache
def typed_columns(table: Table) -> frozenset[str]:
    """Names of the columns that hold a field of the record."""
    return frozenset(column.name for column in table.columns) - system_columns


def gone_columns(table: Table, record_type: RecordType) -> frozenset[str]:
    """Columns whose field the edition does not ask for (any more); none as a rule."""
    asked = {field.id for field in record_type.fields}
    return typed_columns(table) - asked - {"record_type"}


def digest_of(record: Record) -> str:
    """The digest a stored record should have."""
    return digest(record, plain_values(record), record.revision)


def digest(record: Record, held: Mapping[str, Plain], revision: int) -> str:
    """A short hash of everything the clerk entered, to notice damage of a single row."""
    content = {
        "id": record.id,
        "values": held,
        "typed": record.typed,
        "notes": record.notes,
        "revision": revision,
        "deleted": record.deleted,
    }
    return hashlib.sha256(_canonical(content)).hexdigest()[:32]


def plain_values(record: Record) -> dict[str, Plain]:
    """Everything a record holds that the gate admitted, in JSON's own types."""
    return all_plain(kept(record))


def kept(record: Record) -> Mapping[str, Value]:
    """The record's values, those included that the edition does not ask for."""
    return {**record.unasked, **record.values} if record.unasked else record.values


def record_of(
    row: Row[Any],
    record_type: RecordType,
    linked: Mapping[str, tuple[str, ...]],
    gone: frozenset[str] = frozenset(),
) -> Record:
    """The record a row holds; `linked` are its references to several records, by field.

    What stands in `gone` columns, or under a field nobody asks for, is kept as `unasked`.
    """
    cells = row._asdict()  # SQLAlchemy's documented way to read by name
    values: dict[str, Value] = {name: ids for name, ids in linked.items() if ids}
    values |= _asked(cells, record_type)
    extra, absent = cells["extra"], cells["absent"]
    unasked: dict[str, Value] = {n: cells[n] for n in gone if cells[n] not in (None, {})}
    unasked |= {n: value_of(Kind.TEXT, held) for n, held in extra.items() if n not in values}
    unasked |= {n: Absence(held) for n, held in absent.items() if n not in values}
    marks: dict[str, Mark] = {}
    record = Record(
        type=record_type.id,
        id=cells["id"],
        values=values,
        typed=cells["typed"],
        notes=cells["field_notes"],
        revision=cells["revision"],
        vector=cells["vector"],
        marks=marks,
        level=Level(cells["worst_level"]) if cells["worst_level"] else None,
        deleted=cells["deleted"],
        changed_at=cells["changed_at"],
        unasked=unasked,
    )
    marks |= expanded(record, cells["marks"])
    return record


def _asked(cells: Mapping[str, Any], record_type: RecordType) -> Iterator[tuple[str, Value]]:
    """What the row holds of the fields that the edition asks for."""
    extra, absent = cells["extra"], cells["absent"]
    for field in record_type.fields:
        name = field.id
        if name in absent:
            yield name, Absence(absent[name])
        elif name in extra:
            yield name, value_of(field.kind, extra[name])
        elif (held := cells.get(name)) is not None and held != {}:
            yield name, tuple(held) if isinstance(held, list) else held
