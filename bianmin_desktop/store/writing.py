"""Records and history entries as the driver takes them: one pass over a record, each text once.

What is written here is byte for byte what the column types of the schema would write.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Insert, Table, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert as upsert

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.domain.encoding import Plain
from bianmin_desktop.domain.records import Mark, Record
from bianmin_desktop.domain.searching import SearchKeys
from bianmin_desktop.store.mapping import digest, typed_columns
from bianmin_desktop.store.marks import is_marked_alike, rest, written
from bianmin_desktop.store.schema.keeping import history
from bianmin_desktop.store.schema.records import links, register, table_of

_encode = msgspec.json.Encoder(order="sorted").encode

_most_places = 32_000
"""Of the 32,766 that SQLite allows in a statement."""

Cells = tuple[Any, ...]


class Statement(NamedTuple):
    """A statement for one row, and the names a row is made of.

    `many` is the same for as many rows as one statement may take: the driver goes through them
    without holding up other threads.
    """

    text: str
    names: tuple[str, ...]

    @property
    def most(self) -> int:
        """How many rows one statement may take."""
        return _most_places // len(self.names)

    def many(self, count: int) -> str:
        """The statement for so many rows at once."""
        places = f"({', '.join('?' * len(self.names))})"
        return self.text.replace(places, ", ".join([places] * count), 1)


class Marks(NamedTuple):
    """What a write adds to a record: its site and counter, the names it changed, and when."""

    site: str
    counter: int
    names: Mapping[str, object]
    at: datetime


class RowWriter:
    """Makes the rows of records of one type."""

    def __init__(self, record_type: RecordType, keys: SearchKeys) -> None:
        """Look at the record type once for all records."""
        table = table_of(record_type.id)
        self.adding, self.changing = adding(table), changing(table)
        self._arranged = itemgetter(*self.adding.names)
        self._columns = typed_columns(table) - {"record_type"}
        self._blank: dict[str, object] = dict.fromkeys(self._columns)
        if table is register:
            self._blank["record_type"] = record_type.id
        self.has_links = any(owner == record_type.id for owner, _ in links)
        self._linked = frozenset(name for owner, name in links if owner == record_type.id)
        self._keys: Callable[[Record], tuple[str, str]] = keys.teller(record_type)

    def cells(self, record: Record, held: Mapping[str, Plain], marks: Marks) -> Cells:
        """The row of a record, its values as `plain_values` gives them, with this write's marks."""
        revision = record.revision + 1
        search, sort = self._keys(record)
        row = self._placed(held)
        row["id"] = record.id
        row["typed"] = _json(record.typed)
        row["field_notes"] = _json(record.notes)
        row["revision"] = revision
        row["vector"] = _encode({**record.vector, marks.site: marks.counter}).decode()
        row["marks"] = _marked(record, marks)
        row["worst_level"] = record.level.value if record.level else None
        row["deleted"] = record.deleted
        row["changed_at"] = marks.at.isoformat(timespec="seconds")
        row["search_text"], row["sort_key"] = search, sort
        row["digest"] = digest(record, held, revision)
        arranged: Cells = self._arranged(row)
        return arranged

    def _placed(self, held: Mapping[str, Plain]) -> dict[str, object]:
        """The values in the columns of their names, or together where they have none."""
        row = self._blank.copy()
        columns = self._columns
        extra: dict[str, Plain] = {}
        absent: dict[str, str] = {}
        for name, value in held.items():
            if type(value) is dict:
                absent[name] = value["absent"]
            elif name not in columns:
                if name not in self._linked:
                    extra[name] = value
            elif type(value) is list:
                row[name] = _json(value)
            else:
                row[name] = value
        row["extra"], row["absent"] = _json(extra), _json(absent)
        return row


def written_changes(changes: Mapping[str, object]) -> bytes:
    """The changes of a history entry, (before, after) by name, as they are stored."""
    return _encode(changes)


def chained(chain: str, entry: Mapping[str, object], changes: bytes) -> str:
    """The next link of the history's chain: no entry can be changed without changing it."""
    content = {**entry, "changes": msgspec.Raw(changes)}
    return hashlib.sha256(chain.encode() + _encode(content)).hexdigest()


@cache
def adding(table: Table) -> Statement:
    """The statement that writes new rows of a table."""
    return _compiled(insert(table))


@cache
def changing(table: Table) -> Statement:
    """The statement that writes rows of a table in place of those with their ids."""
    statement = upsert(table)
    changed = {c.name: c for c in statement.excluded if c.name != "id"}
    return _compiled(statement.on_conflict_do_update(index_elements=["id"], set_=changed))


def adding_history() -> Statement:
    """The statement that writes history entries."""
    return adding(history)


def _compiled(statement: Insert) -> Statement:
    compiled = statement.compile(dialect=sqlite.dialect())
    return Statement(str(compiled), tuple(compiled.positiontup or ()))


def _marked(record: Record, marks: Marks) -> str:
    if is_marked_alike(record):
        return _encode({rest: (marks.site, marks.counter)}).decode()
    last = Mark(marks.site, marks.counter)
    every = {**record.marks, **dict.fromkeys(marks.names, last)}
    return _encode(written(record, every)).decode()


def _json(value: object) -> str | None:
    return _encode(value).decode() if value else None
