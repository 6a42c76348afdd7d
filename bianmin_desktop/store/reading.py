"""Reading records, names and history inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    literal_column,
    select,
    type_coerce,
)

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.names import KnownNames
from bianmin_desktop.domain.records import Record
from bianmin_desktop.store.listing import Listing, cell_of, count_of, ids_of
from bianmin_desktop.store.looking import RowReader
from bianmin_desktop.store.mapping import gone_columns, record_of
from bianmin_desktop.store.schema.records import links, of_type, register, table_of

_batch = 500
_merging = frozenset(("vector", "marks"))
_found_by = frozenset(("search_text", "sort_key", "digest"))


class Reading:
    """What can be read of a book, over an open transaction."""

    def __init__(self, connection: Connection, edition: Edition) -> None:
        """Over `connection`, read by the record types of `edition`."""
        self.connection = connection
        self.edition = edition

    def record(self, type_id: str, record_id: str) -> Record | None:
        """The record with that id, deleted or not; nothing if there is none."""
        found = list(
            self._records(type_id, _by_id(table_of(type_id), type_id), {"named": record_id})
        )
        return found[0] if found else None

    def records(self, type_id: str, ids: Iterable[str] | None = None) -> list[Record]:
        """All records of a type (those with the given ids), deleted ones left out unless named."""
        table = table_of(type_id)
        if ids is None:
            living = (of_type(type_id), table.c.deleted.is_(False))
            query = select(table).where(*living).order_by(table.c.id)
            return list(self._records(type_id, query))
        wanted = list(ids)
        found: list[Record] = []
        for start in range(0, len(wanted), _batch):
            part = wanted[start : start + _batch]
            found += self._records(type_id, select(table).where(table.c.id.in_(part)))
        return found

    def listed(self, listing: Listing) -> list[Record]:
        """The records of a list, in its order."""
        return self.in_order(listing.type, self.ids(listing))

    def ids(self, listing: Listing) -> list[str]:
        """The ids of a list, in its order."""
        return list(self.connection.execute(ids_of(listing, self.edition)).scalars())

    def ids_elsewhere(self, type_id: str) -> frozenset[str]:
        """The ids that records of other types have in the table the type shares with them."""
        table = table_of(type_id)
        if table is not register:
            return frozenset()
        query = select(table.c.id).where(table.c.record_type != type_id)
        return frozenset(self.connection.execute(query).scalars())

    def in_order(self, type_id: str, ids: Sequence[str]) -> list[Record]:
        """The records with these ids, in the order of the ids; unknown ones are left out."""
        found = {record.id: record for record in self.records(type_id, ids)}
        return [found[record_id] for record_id in ids if record_id in found]

    def to_show(self, type_id: str, ids: Sequence[str]) -> list[Record]:
        """As `in_order`, in half the time: without the marks of merging, so never to be written."""
        table = table_of(type_id)
        found: dict[str, Record] = {}
        for start in range(0, len(ids), _batch):
            part = ids[start : start + _batch]
            query = select(*_shown(table)).where(table.c.id.in_(part))
            found.update((record.id, record) for record in self._records(type_id, query))
        return [found[record_id] for record_id in ids if record_id in found]

    def all_to_show(self, type_id: str) -> list[Record]:
        """All living records of a type, as `to_show` gives them."""
        reader = RowReader(self.edition.record_type(type_id))
        rows = self.connection.exec_driver_sql(reader.text, reader.parameters).all()
        linked = self._linked(type_id, rows)
        return [reader.record(tuple(row), linked.get(row[0], {})) for row in rows]

    def count(self, listing: Listing) -> int:
        """How many records the list has in all."""
        return int(self.connection.execute(count_of(listing, self.edition)).scalar_one())

    def held_as(
        self, type_id: str, field_id: str, value: object, *, deleted: bool = False
    ) -> list[Record]:
        """Living (or deleted) records whose field holds exactly this text or number."""
        table = table_of(type_id)
        cell = cell_of(table, self.edition.field(type_id, field_id))
        query = select(table).where(of_type(type_id), table.c.deleted.is_(deleted), cell == value)
        return list(self._records(type_id, query.order_by(table.c.id)))

    def names(self, type_ids: Sequence[str]) -> KnownNames:
        """Every way of calling the living records of these types."""
        spoken: dict[str, dict[str, tuple[str, ...]]] = {}
        titles: dict[str, dict[str, str]] = {}
        short: dict[str, dict[str, str]] = {}
        for type_id in type_ids:
            table = table_of(type_id)
            title = self.edition.record_type(type_id).title
            asked = [name for name in (title, "code", "short_name") if self._asks(type_id, name)]
            cells = [cell_of(table, self.edition.field(type_id, n)).label(n) for n in asked]
            query = select(table.c.id, table.c.deleted, *cells).where(of_type(type_id))
            ways = spoken.setdefault(type_id, {})
            for row in self.connection.execute(query).mappings():
                titles.setdefault(type_id, {})[row["id"]] = row[title] or ""
                short.setdefault(type_id, {})[row["id"]] = row.get("short_name") or ""
                words = {row[name] for name in asked} - {None, ""}
                for word in words if not row["deleted"] else ():
                    ways[word] = (*ways.get(word, ()), row["id"])
        return KnownNames(spoken, titles, short)

    def _asks(self, type_id: str, field_id: str) -> bool:
        return self.edition.record_type(type_id).has_field(field_id)

    def _records(
        self, type_id: str, query: Select[Any], answers: Mapping[str, object] | None = None
    ) -> Iterator[Record]:
        rows = self.connection.execute(query, answers).all()
        record_type = self.edition.record_type(type_id)
        linked = self._linked(type_id, rows)
        gone = gone_columns(table_of(type_id), record_type)
        for row in rows:
            yield record_of(row, record_type, linked.get(row.id, {}), gone)

    def _linked(
        self, type_id: str, rows: Sequence[Row[Any]]
    ) -> dict[str, dict[str, tuple[str, ...]]]:
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for (owner, field_id), table in links.items():
            if owner != type_id or not rows:
                continue
            near, far = table.columns
            query = select(near, far).order_by(far)
            if len(rows) <= _batch:
                query = query.where(near.in_([row.id for row in rows]))
            for record_id, target in self.connection.execute(query):
                held = found.setdefault(record_id, {})
                held[field_id] = (*held.get(field_id, ()), target)
        return found


@cache
def _shown(table: Table) -> tuple[ColumnElement[Any], ...]:
    """The columns that a record is made of, with nothing in those of merging."""
    nothing: ColumnElement[Any] = literal_column("'{}'")
    return tuple(
        type_coerce(nothing, column.type).label(column.name) if column.name in _merging else column
        for column in table.columns
        if column.name not in _found_by
    )


@cache
def _by_id(table: Table, type_id: str) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("named"), of_type(type_id))
