"""Saving one record: by the form's own way against a raw commit of the same bytes.

The floor writes the very cells a save writes (record, history entry, book) with the driver alone,
over a connection with the same settings, so the disk's share is the same on both sides.
"""

from __future__ import annotations

import itertools
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.store.listing import Listing
from tests.benchmarks.harness import Line, Ratio, paired

_pragmas = (
    "foreign_keys=ON",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "secure_delete=ON",
    "mmap_size=0",
)

Step = Callable[[], object]


def run(data: Path, rounds: int) -> Iterator[Line]:
    """Saves of an outlet that is there, and of a new one."""
    application = start(data).open()
    connection = sqlite3.connect(data / "bianmin.db", isolation_level=None)
    with closing(connection) as raw:
        for pragma in _pragmas:
            raw.execute(f"PRAGMA {pragma}")
        known, other = application.ledgers.records(Listing("outlet", limit=2))
        changing = _changing(application, known)
        changing()
        changing()
        ours, floor = paired(changing, _raw_change(raw, known.id, other.id), rounds=rounds)
        yield Ratio("save one record", ours, floor, "raw commit", 2)
        adding = _adding(application, known)
        ours, floor = paired(adding, _raw_add(raw, known.id), rounds=rounds)
        yield Ratio("save one new record", ours, floor, "raw commit", 2)
    application.close()


def _changing(application: Application, record: Record) -> Step:
    texts = application.entry.texts(record)
    staff = itertools.cycle(("3", "4"))
    last = [record]

    def save() -> None:
        draft = Draft("outlet", texts | {"staff": next(staff)}, record.id)
        last[0] = application.entry.save(draft, last[0]).record

    return save


def _adding(application: Application, like: Record) -> Step:
    texts = application.entry.texts(like)

    def save() -> None:
        fresh = application.entry.blank("outlet")
        application.entry.save(Draft("outlet", texts, fresh.id), fresh)

    return save


def _raw_change(raw: sqlite3.Connection, like: str, record_id: str) -> Step:
    columns, row = _row(raw, "outlet", "id", like)
    place = columns.index('"id"')
    cells = (*row[:place], record_id, *row[place + 1 :], record_id)
    update = f"UPDATE outlet SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"
    return _committed(raw, like, lambda: raw.execute(update, cells))


def _raw_add(raw: sqlite3.Connection, record_id: str) -> Step:
    columns, row = _row(raw, "outlet", "id", record_id)
    place = columns.index('"id"')
    insert = f"INSERT INTO outlet ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"

    def add() -> None:
        raw.execute(insert, (*row[:place], str(uuid.uuid4()), *row[place + 1 :]))

    return _committed(raw, record_id, add)


def _committed(raw: sqlite3.Connection, record_id: str, write: Step) -> Step:
    columns, row = _row(raw, "history", "record_id", record_id)
    entry = dict(zip(columns, row, strict=True))
    insert = f"INSERT INTO history ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    site = f"floor-{uuid.uuid4()}"
    counters = itertools.count(1)

    def commit() -> None:
        raw.execute("BEGIN IMMEDIATE")
        write()
        fresh = {'"id"': str(uuid.uuid4()), '"site"': site, '"counter"': next(counters)}
        raw.execute(insert, tuple((entry | fresh).values()))
        raw.execute("UPDATE book SET counter = counter, chain = chain")
        raw.execute("COMMIT")

    return commit


def _row(
    raw: sqlite3.Connection, table: str, key: str, value: str
) -> tuple[list[str], tuple[Any, ...]]:
    newest = f"SELECT * FROM {table} WHERE {key} = ? ORDER BY rowid DESC LIMIT 1"
    found = raw.execute(newest, (value,))
    columns = [f'"{column[0]}"' for column in found.description]
    row: tuple[Any, ...] = found.fetchone()
    return columns, row
