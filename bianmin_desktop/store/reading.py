"""Reading records, names and history inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, select

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.names import KnownNames
from bianmin_desktop.domain.records import Record
from bianmin_desktop.store.mapping import record_of
from bianmin_desktop.store.schema.records import links, record_tables

_batch = 500


@dataclass(frozen=True, slots=True)
class Listing:
    """Which records a list shows: equal values, a piece of the search text, a window of rows."""

    type: str
    where: tuple[tuple[str, str | bool], ...] = ()
    search: str = ""
    levels: tuple[str, ...] = ()
    deleted: bool = False
    offset: int = 0
    limit: int | None = None
    order: str = ""
    descending: bool = False


class Reading:
    """What can be read of a book, over an open transaction."""

    def __init__(self, connection: Connection, edition: Edition) -> None:
        """Over `connection`, read by the record types of `edition`."""
        self.connection = connection
        self.edition = edition

    def record(self, type_id: str, record_id: str) -> Record | None:
        """The record with that id, deleted or not; nothing if there is none."""
        table = record_tables[type_id]
        found = list(self._records(type_id, select(table).where(table.c.id == record_id)))
        return found[0] if found else None

    def records(self, type_id: str, ids: Iterable[str] | None = None) -> list[Record]:
        """All records of a type (those with the given ids), deleted ones left out unless named."""
        table = record_tables[type_id]
        if ids is None:
            query = select(table).where(table.c.deleted.is_(False)).order_by(table.c.id)
            return list(self._records(type_id, query))
        wanted = list(ids)
        found: list[Record] = []
        for start in range(0, len(wanted), _batch):
            part = wanted[start : start + _batch]
            found += self._records(type_id, select(table).where(table.c.id.in_(part)))
        return found

    def listed(self, listing: Listing) -> list[Record]:
        """The records of a list, in its order."""
        table = record_tables[listing.type]
        key = _ordered_by(table, listing)
        query = _matching(select(table), table, listing).order_by(key, table.c.id)
        if listing.limit is not None:
            query = query.limit(listing.limit).offset(listing.offset)
        return list(self._records(listing.type, query))

    def count(self, listing: Listing) -> int:
        """How many records the list has in all."""
        table = record_tables[listing.type]
        query = _matching(select(func.count()).select_from(table), table, listing)
        return int(self.connection.execute(query).scalar_one())

    def held_as(self, type_id: str, field_id: str, value: object) -> list[Record]:
        """Living records whose typed column holds exactly this value."""
        table = record_tables[type_id]
        query = select(table).where(table.c.deleted.is_(False), table.c[field_id] == value)
        return list(self._records(type_id, query.order_by(table.c.id)))

    def names(self, type_ids: Sequence[str]) -> KnownNames:
        """Every way of calling the living records of these types."""
        spoken: dict[str, dict[str, tuple[str, ...]]] = {}
        titles: dict[str, dict[str, str]] = {}
        for type_id in type_ids:
            table = record_tables[type_id]
            columns = [
                c for n in ("name", "code", "short_name") if (c := table.c.get(n)) is not None
            ]
            query = select(table.c.id, table.c.deleted, *columns)
            ways = spoken.setdefault(type_id, {})
            for record_id, deleted, name, *others in self.connection.execute(query):
                titles.setdefault(type_id, {})[record_id] = name or ""
                for word in {name, *others} - {None, ""} if not deleted else ():
                    ways[word] = (*ways.get(word, ()), record_id)
        return KnownNames(spoken, titles)

    def _records(self, type_id: str, query: Select[Any]) -> Iterator[Record]:
        rows = self.connection.execute(query).all()
        record_type = self.edition.record_type(type_id)
        linked = self._linked(type_id, rows)
        for row in rows:
            yield record_of(row, record_type, linked.get(row.id, {}))

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


def _matching(query: Select[Any], table: Table, listing: Listing) -> Select[Any]:
    query = query.where(table.c.deleted.is_(listing.deleted))
    for field_id, value in listing.where:
        column = table.c.get(field_id)
        if column is None:
            query = query.where(func.json_extract(table.c.extra, f"$.{field_id}") == value)
        else:
            query = query.where(column.is_(None) if value == "" else column == value)
    for word in listing.search.lower().split():
        query = query.where(table.c.search_text.contains(word, autoescape=True))
    if listing.levels:
        query = query.where(table.c.worst_level.in_(listing.levels))
    return query


def _ordered_by(table: Table, listing: Listing) -> Any:  # noqa: ANN401 - a column or its reverse
    column = table.c.get(listing.order) if listing.order else None
    key = table.c.sort_key if column is None else column
    return key.desc() if listing.descending else key
