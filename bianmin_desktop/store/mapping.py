"""Records as rows and rows as records."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Row, Table

from bianmin_desktop.catalogue.definitions import Level, RecordType
from bianmin_desktop.domain.encoding import plain, value_of
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.records import Mark, Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.store.schema.records import links, register, system_columns

_canonical = msgspec.json.Encoder(order="sorted").encode

Cells = dict[str, Any]


@cache
def typed_columns(table: Table) -> frozenset[str]:
    """Names of the columns that hold a field of the record."""
    return frozenset(column.name for column in table.columns) - system_columns


def digest_of(record: Record) -> str:
    """A short hash of everything the clerk entered, to notice damage of a single row."""
    content = {
        "id": record.id,
        "values": {name: plain(value) for name, value in record.values.items()},
        "typed": dict(record.typed),
        "notes": dict(record.notes),
        "revision": record.revision,
        "deleted": record.deleted,
    }
    return hashlib.sha256(_canonical(content)).hexdigest()[:32]


def row_of(record: Record, table: Table) -> Cells:
    """The cells of a record, `search_text` and `sort_key` not included."""
    columns = typed_columns(table)
    cells: Cells = dict.fromkeys(columns)
    extra: dict[str, object] = {}
    absent: dict[str, str] = {}
    for name, value in record.values.items():
        if isinstance(value, Absence):
            absent[name] = value.value
        elif (record.type, name) in links:
            continue
        elif name in columns:
            cells[name] = list(value) if isinstance(value, tuple) else value
        else:
            extra[name] = plain(value)
    if table is register:
        cells["record_type"] = record.type
    marks = {name: [mark.site, mark.counter] for name, mark in record.marks.items()}
    return cells | {
        "id": record.id,
        "extra": extra,
        "absent": absent,
        "typed": dict(record.typed),
        "field_notes": dict(record.notes),
        "revision": record.revision,
        "vector": dict(record.vector),
        "marks": marks,
        "worst_level": record.level.value if record.level else None,
        "deleted": record.deleted,
        "changed_at": record.changed_at,
        "digest": digest_of(record),
    }


def record_of(
    row: Row[Any], record_type: RecordType, linked: Mapping[str, tuple[str, ...]]
) -> Record:
    """The record a row holds; `linked` are its references to several records, by field."""
    cells = row._mapping  # noqa: SLF001 - SQLAlchemy's documented way to read by name
    values: dict[str, Value] = {name: ids for name, ids in linked.items() if ids}
    extra, absent = cells["extra"], cells["absent"]
    for field in record_type.fields:
        if field.id in absent:
            values[field.id] = Absence(absent[field.id])
        elif field.id in extra:
            values[field.id] = value_of(field.kind, extra[field.id])
        elif field.id in cells and (held := cells[field.id]) is not None and held != {}:
            values[field.id] = tuple(held) if isinstance(held, list) else held
    return Record(
        type=record_type.id,
        id=cells["id"],
        values=values,
        typed=cells["typed"],
        notes=cells["field_notes"],
        revision=cells["revision"],
        vector=cells["vector"],
        marks={name: Mark(site, counter) for name, (site, counter) in cells["marks"].items()},
        level=Level(cells["worst_level"]) if cells["worst_level"] else None,
        deleted=cells["deleted"],
        changed_at=cells["changed_at"],
    )
