"""A unit of work: records written in one transaction, each with its history entry."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.changes import Change, Changes, difference
from bianmin_desktop.domain.records import Mark, Record
from bianmin_desktop.domain.searching import SearchKeys
from bianmin_desktop.store.mapping import row_of
from bianmin_desktop.store.reading import Reading
from bianmin_desktop.store.schema.keeping import book, history
from bianmin_desktop.store.schema.records import links, table_of

_page = select(book.c.site, book.c.counter, book.c.chain)
_turning = update(book).values(counter=bindparam("to_counter"), chain=bindparam("to_chain"))
_canonical = msgspec.json.Encoder(order="sorted").encode


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a write comes from: what was done (`action`), by which door (`source`), when.

    Writes that are taken back together, such as those of one import, share a `batch`.
    """

    action: str
    source: str
    at: datetime
    batch: str = ""


class Work(Reading):
    """Reads as `Reading` does, and writes; everything is committed together or not at all."""

    def __init__(self, connection: Connection, edition: Edition, keys: SearchKeys) -> None:
        """Over an open write transaction."""
        super().__init__(connection, edition)
        self._keys = keys
        holder = connection.execute(_page).one()
        self._site, self._counter, self._chain = str(holder[0]), int(holder[1]), str(holder[2])
        self._written: list[Record] = []

    @property
    def changes(self) -> Changes:
        """What has been written so far."""
        return Changes.of(self._written)

    def put(self, record: Record, before: Record | None, origin: Origin) -> Record:
        """Write one record and its history; returns it as stored. Nothing changed: nothing done."""
        return self.put_all([(record, before)], origin)[0]

    def put_all(
        self, pairs: Iterable[tuple[Record, Record | None]], origin: Origin
    ) -> list[Record]:
        """Write many records (`record`, what was stored `before`) in one go."""
        stored: list[Record] = []
        fresh: dict[str, list[Record]] = {}
        changed: dict[str, list[Record]] = {}
        entries: list[dict[str, object]] = []
        for record, before in pairs:
            differing = difference(before or Record(record.type, record.id), record)
            if before is not None and not differing:
                stored.append(before)
                continue
            marked = self._marked(record, differing, origin.at)
            entries.append(self._entry(marked, differing, origin))
            (fresh if before is None else changed).setdefault(record.type, []).append(marked)
            stored.append(marked)
        for type_id, records in fresh.items():
            self._write_rows(type_id, records)
        for type_id, records in changed.items():
            self._write_rows(type_id, records)
        self._keep(entries)
        self._written.extend([*_flat(fresh), *_flat(changed)])
        return stored

    def _marked(self, record: Record, differing: Iterable[str], at: datetime) -> Record:
        self._counter += 1
        mark = Mark(self._site, self._counter)
        return replace(
            record,
            revision=record.revision + 1,
            vector={**record.vector, self._site: self._counter},
            marks={**record.marks, **dict.fromkeys(differing, mark)},
            changed_at=at,
        )

    def _write_rows(self, type_id: str, records: list[Record]) -> None:
        table = table_of(type_id)
        record_type = self.edition.record_type(type_id)
        rows = []
        for record in records:
            search, sort = self._keys.of(record, record_type)
            rows.append(row_of(record, table) | {"search_text": search, "sort_key": sort})
        self.connection.execute(_writing(table), rows)
        self._link(type_id, records)

    def _link(self, type_id: str, records: list[Record]) -> None:
        for (owner, field_id), table in links.items():
            if owner != type_id:
                continue
            near, far = table.columns
            for record in records:
                self.connection.execute(delete(table).where(near == record.id))
                ids = record.values.get(field_id)
                if isinstance(ids, tuple) and ids:
                    pairs = [{near.name: record.id, far.name: target} for target in ids]
                    self.connection.execute(insert(table), pairs)

    def _entry(
        self, record: Record, differing: Mapping[str, Change], origin: Origin
    ) -> dict[str, object]:
        entry: dict[str, object] = {
            "site": self._site,
            "counter": self._counter,
            "record_type": record.type,
            "record_id": record.id,
            "record_name": record.name(self.edition.record_type(record.type)),
            "action": origin.action,
            "source": origin.source,
            "changes": {name: [c.before, c.after] for name, c in differing.items()},
        }
        content = self._chain.encode() + _canonical(entry)
        self._chain = hashlib.sha256(content).hexdigest()
        rest = {"id": str(uuid.uuid4()), "at": origin.at, "batch": origin.batch or None}
        return entry | rest | {"chain": self._chain}

    def _keep(self, entries: list[dict[str, object]]) -> None:
        if not entries:
            return
        self.connection.execute(insert(history), entries)
        turned = {"to_counter": self._counter, "to_chain": self._chain}
        self.connection.execute(_turning, turned)


@cache
def _writing(table: Table) -> Insert:
    """The statement that writes rows of a table, new ones and changed ones alike."""
    statement = upsert(table)
    changed = {c.name: c for c in statement.excluded if c.name != "id"}
    return statement.on_conflict_do_update(index_elements=["id"], set_=changed)


def _flat(grouped: Mapping[str, list[Record]]) -> list[Record]:
    return [record for records in grouped.values() for record in records]
