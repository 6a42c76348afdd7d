"""Records without a table of their own, writes that belong together, remembered decisions."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bianmin_desktop.bootstrap import Program, start
from bianmin_desktop.catalogue.definitions import Field, Kind, RecordType, Section
from bianmin_desktop.domain.records import Record
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book, open_book
from bianmin_desktop.store.database import Database
from bianmin_desktop.store.listing import Listing
from bianmin_desktop.store.upgrade import upgrade
from bianmin_desktop.store.work import Origin

_stamp = datetime(2024, 4, 9, 10, 30)
_fields = (
    Field(id="title", label="名称", kind=Kind.TEXT, section="all", searched=True),
    Field(id="amount", label="金额", kind=Kind.DECIMAL, section="all"),
)


def _register(type_id: str) -> RecordType:
    section = Section(id="all", label="内容")
    return RecordType(id=type_id, name="登记", title="title", sections=(section,), fields=_fields)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    made = start(tmp_path / "数据")
    made.make_book("370212005000")
    return made


@pytest.fixture
def book(program: Program) -> Book:
    edition = program.edition
    types = {**edition.record_types, "one": _register("one"), "other": _register("other")}
    fields = {**edition.fields}
    fields |= {(type_id, held.id): held for type_id in ("one", "other") for held in _fields}
    opened = open_book(program.book_path, program.edition, program.keys)
    opened.edition = replace(edition, record_types=types, fields=fields)
    return opened


def _put(book: Book, type_id: str, name: str, batch: str = "") -> Record:
    fresh = Record(type_id, keeping.new_id(), {"title": name})
    with book.writing() as work:
        return work.put(fresh, None, Origin("新增", "试", _stamp, batch))


def test_that_two_registers_in_one_table_never_see_each_others_records(book: Book) -> None:
    mine = _put(book, "one", "农贸市场补建")
    _put(book, "other", "农贸市场补建")
    with book.reading() as reading:
        assert [record.id for record in reading.records("one")] == [mine.id]
        assert reading.count(Listing("one", search="nmsc")) == 1
        assert [one.id for one in reading.held_as("one", "title", "农贸市场补建")] == [mine.id]
        assert reading.record("other", mine.id) is None
        assert reading.names(["one"]).meant_by("one", "农贸市场补建") == (mine.id,)
    book.close()


def test_that_writes_of_one_batch_are_found_together(book: Book) -> None:
    batch = keeping.new_id()
    for name in ("甲", "乙"):
        _put(book, "one", name, batch)
    _put(book, "one", "丙")
    with book.reading() as reading:
        entries = keeping.entries_of_batch(reading.connection, batch)
        (line,) = keeping.batches(reading.connection)
    assert [entry.record_name for entry in entries] == ["乙", "甲"]
    assert (line.batch, line.record_type, line.count) == (batch, "one", 2)
    book.close()


def test_that_the_last_decision_under_a_key_is_the_one_remembered(book: Book) -> None:
    with book.writing() as work:
        for meaning in ("address", "name"):
            keeping.remember(work.connection, "layout", "甲", {"0": meaning}, _stamp)
        assert keeping.recall(work.connection, "layout", "甲") == {"0": "name"}
        assert keeping.recall(work.connection, "layout", "乙") == {}
        assert keeping.recall_all(work.connection, "layout") == {"甲": {"0": "name"}}
    book.close()


def test_that_a_book_of_the_first_schema_keeps_everything_when_it_is_brought_up_to_date(
    program: Program, tmp_path: Path
) -> None:
    old = tmp_path / "旧.db"
    database = Database(old)
    upgrade(database, "0001")
    database.close()
    with closing(sqlite3.connect(program.book_path)) as source, closing(sqlite3.connect(old)) as to:
        to.executescript("DROP TRIGGER history_is_not_changed")
        for table in ("unit", "community", "book", "history"):
            named = [row[1] for row in to.execute(f"PRAGMA table_info({table})")]
            columns = ", ".join(f'"{name}"' for name in named)
            rows = source.execute(f"SELECT {columns} FROM {table}").fetchall()
            marks = ", ".join("?" * len(named))
            to.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
        to.commit()
        before = to.execute("SELECT count(*), max(counter) FROM history").fetchone()
    opened = open_book(old, program.edition, program.keys)
    with opened.reading() as reading:
        assert reading.records("community")
        held = reading.connection.exec_driver_sql("SELECT count(*), max(counter) FROM history")
        assert tuple(held.one()) == before
        assert keeping.batches(reading.connection) == []
    opened.close()
    assert (tmp_path / "backups" / "升级前_0001.db").exists()
