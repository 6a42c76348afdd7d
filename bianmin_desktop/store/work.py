"""A unit of work: records written in one transaction, each with its history entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import chain
from operator import itemgetter

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.changes import Changes, difference, made
from bianmin_desktop.domain.encoding import Plain
from bianmin_desktop.domain.records import Mark, Record
from bianmin_desktop.domain.searching import SearchKeys
from bianmin_desktop.store.conveyor import Conveyor
from bianmin_desktop.store.keeping import new_ids
from bianmin_desktop.store.mapping import plain_values
from bianmin_desktop.store.reading import Reading
from bianmin_desktop.store.schema.keeping import book
from bianmin_desktop.store.schema.records import links
from bianmin_desktop.store.writing import (
    Cells,
    Marks,
    RowWriter,
    Statement,
    adding_history,
    chained,
    written_changes,
)

_page = select(book.c.site, book.c.counter, book.c.chain)
_turning = update(book).values(counter=bindparam("to_counter"), chain=bindparam("to_chain"))
_together = 600
_roomy, _usual = "PRAGMA cache_size=-65536", "PRAGMA cache_size=-2000"
"""With room for 64 MB of pages, thousands of rows need not be written out again and again."""


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
        self._writers: dict[str, RowWriter] = {}
        self._touched: dict[str, set[str]] = {}
        self._ids = new_ids()

    @property
    def changes(self) -> Changes:
        """What has been written so far."""
        return Changes({name: frozenset(ids) for name, ids in self._touched.items()})

    def put(self, record: Record, before: Record | None, origin: Origin) -> Record:
        """Write one record and its history; returns it as stored. Nothing changed: nothing done."""
        return self.put_all([(record, before)], origin)[0]

    def put_all(
        self, pairs: Iterable[tuple[Record, Record | None]], origin: Origin
    ) -> list[Record]:
        """Write many records (`record`, what was stored `before`) in one go."""
        sheaf = _Sheaf()
        stored: list[Record] = []
        for record, before in pairs:
            marks = self._add(sheaf, record, before, origin)
            unchanged = before if marks is None else None
            stored.append(unchanged or _marked(record, marks))
        self._write(sheaf)
        self._turn()
        return stored

    def write_all(self, pairs: Iterable[tuple[Record, Record | None]], origin: Origin) -> None:
        """The same for many thousands, when nobody asks how they are stored.

        Rows are written while the next are prepared. Raises what iterating over `pairs` raises.
        """
        self.connection.exec_driver_sql(_roomy)
        with Conveyor() as conveyor:
            sheaf = _Sheaf()
            for record, before in pairs:
                self._add(sheaf, record, before, origin)
                if len(sheaf.entries) >= _together:
                    conveyor.put(partial(self._write, sheaf))
                    sheaf = _Sheaf()
            conveyor.put(partial(self._write, sheaf))
        self._turn()
        self.connection.exec_driver_sql(_usual)

    def _add(
        self, sheaf: _Sheaf, record: Record, before: Record | None, origin: Origin
    ) -> Marks | None:
        """Put a record and its history entry with the others; nothing if it is as it was."""
        held = plain_values(record)
        changes = made(record, held) if before is None else _changes(before, record)
        if before is not None and not changes:
            return None
        self._counter += 1
        marks = Marks(self._site, self._counter, changes, origin.at)
        writer = self._writer(record.type)
        rows = sheaf.fresh if before is None else sheaf.changed
        rows.setdefault(record.type, []).append(writer.cells(record, held, marks))
        if writer.has_links:
            sheaf.linked.append(record)
        sheaf.entries.append(self._entry(record, changes, origin))
        self._touched.setdefault(record.type, set()).add(record.id)
        return marks

    def _writer(self, type_id: str) -> RowWriter:
        writer = self._writers.get(type_id)
        if writer is None:
            record_type = self.edition.record_type(type_id)
            writer = self._writers[type_id] = RowWriter(record_type, self._keys)
        return writer

    def _write(self, sheaf: _Sheaf) -> None:
        for type_id, rows in sheaf.fresh.items():
            self._run(self._writer(type_id).adding, rows)
        for type_id, rows in sheaf.changed.items():
            self._run(self._writer(type_id).changing, rows)
        self._link(sheaf.linked)
        self._run(adding_history(), sheaf.entries)

    def _run(self, statement: Statement, rows: list[Cells]) -> None:
        run, most = self.connection.exec_driver_sql, statement.most
        for start in range(0, len(rows), most):
            part = rows[start : start + most]
            run(statement.many(len(part)), tuple(chain.from_iterable(part)))

    def _turn(self) -> None:
        """Write down how far the book has come."""
        turned = {"to_counter": self._counter, "to_chain": self._chain}
        self.connection.execute(_turning, turned)

    def _link(self, records: Iterable[Record]) -> None:
        for record in records:
            for (owner, field_id), table in links.items():
                if owner != record.type:
                    continue
                near, far = table.columns
                self.connection.execute(delete(table).where(near == record.id))
                ids = record.values.get(field_id)
                if isinstance(ids, tuple) and ids:
                    pairs = [{near.name: record.id, far.name: target} for target in ids]
                    self.connection.execute(insert(table), pairs)

    def _entry(self, record: Record, changes: Mapping[str, object], origin: Origin) -> Cells:
        entry: dict[str, object] = {
            "site": self._site,
            "counter": self._counter,
            "record_type": record.type,
            "record_id": record.id,
            "record_name": record.name(self.edition.record_type(record.type)),
            "action": origin.action,
            "source": origin.source,
        }
        written = written_changes(changes)
        self._chain = chained(self._chain, entry, written)
        entry["id"] = next(self._ids)
        entry["at"] = origin.at.isoformat(timespec="seconds")
        entry["batch"] = origin.batch or None
        entry["changes"] = written.decode()
        entry["chain"] = self._chain
        cells: Cells = _arranged(entry)
        return cells


@dataclass
class _Sheaf:
    """What is written together: rows by type, history entries, records with links."""

    fresh: dict[str, list[Cells]] = field(default_factory=dict)
    changed: dict[str, list[Cells]] = field(default_factory=dict)
    linked: list[Record] = field(default_factory=list)
    entries: list[Cells] = field(default_factory=list)


_arranged = itemgetter(*adding_history().names)


def _changes(before: Record, after: Record) -> dict[str, tuple[Plain, Plain]]:
    return {n: (c.before, c.after) for n, c in difference(before, after).items()}


def _marked(record: Record, marks: Marks | None) -> Record:
    """The record as it is stored."""
    if marks is None:
        return record
    mark = Mark(marks.site, marks.counter)
    return replace(
        record,
        revision=record.revision + 1,
        vector={**record.vector, marks.site: marks.counter},
        marks={**record.marks, **dict.fromkeys(marks.names, mark)},
        changed_at=marks.at,
    )
