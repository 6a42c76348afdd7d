"""What is written: byte for byte what the schema's column types write, one or many."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite

from bianmin_desktop.bootstrap import Program, start
from bianmin_desktop.domain.changes import difference
from bianmin_desktop.domain.encoding import plain
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.records import Record
from bianmin_desktop.store.book import Book, open_book
from bianmin_desktop.store.schema.records import table_of
from bianmin_desktop.store.work import Origin

moment = datetime(2024, 4, 9, 10, 30, 15)
made_here = Origin("新增", "试", moment, "b" * 36)
Row = Mapping[str, Any]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    made = start(tmp_path / "数据")
    made.make_book("370212005000")
    return made


def opened(program: Program, path: Path | None = None) -> Book:
    return open_book(path or program.book_path, program.edition, program.keys)


def outlets() -> list[Record]:
    whole: dict[str, Any] = {
        "name": "岭上“便利”店",
        "business_type": "convenience",
        "area": Decimal("85.50"),
        "staff": 3,
        "opened": date(2022, 2, 15),
        "chain": True,
        "extra_services": ("printing", "repair"),
        "smart_features": ("cashless",),
        "hours": "08:00—21:30",
        "age_friendly": Absence.NOT_COLLECTED,
        "brand": "ＡＢ甲",
    }
    return [
        Record("outlet", "1", whole, notes={"area": "房本上是 86"}),
        Record("outlet", "2", {"name": "二"}, typed={"area": "很大", "phone": "138"}),
        Record("outlet", "3", typed={"name": "读不懂的"}, deleted=True),
        Record("outlet", "4", {"name": "四"}, unasked={"old_field": "旧"}),
        Record("fund", "5", {"name": "一笔资金"}),
        Record("circle", "6", {"name": "圈"}),
    ]


def rows(path: Path, table: str) -> list[Row]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute(f"SELECT * FROM {table} ORDER BY id")
        return [dict(row) for row in found]


def bound(type_id: str, cells: Row) -> Row:
    """The cells as the schema's own column types hand them to the driver."""
    dialect = sqlite.dialect()
    found = {}
    for column in table_of(type_id).columns:
        processor = column.type.dialect_impl(dialect).bind_processor(dialect)
        value = cells.get(column.name)
        found[column.name] = processor(value) if processor else value
    return found


def expected(record: Record, program: Program, site: str, counter: int) -> Row:
    """The row of a new record, put together without the fast way."""
    columns = {column.name for column in table_of(record.type).columns}
    kept = {**record.unasked, **record.values}
    absent = {n: v.value for n, v in kept.items() if isinstance(v, Absence)}
    linked = {"communities"} if record.type == "circle" else set()
    answered = {n: v for n, v in kept.items() if n not in absent and n not in linked}
    typed = {n: list(v) if isinstance(v, tuple) else v for n, v in answered.items() if n in columns}
    names = difference(Record(record.type, record.id), record)
    search, sort = program.keys.of(record, program.edition.record_type(record.type))
    return bound(
        record.type,
        {
            **typed,
            "record_type": record.type,
            "id": record.id,
            "extra": {n: plain(v) for n, v in answered.items() if n not in columns},
            "absent": absent,
            "typed": dict(record.typed),
            "field_notes": dict(record.notes),
            "revision": 1,
            "vector": {site: counter},
            "marks": _short(names, [site, counter], record),
            "deleted": record.deleted,
            "changed_at": moment,
            "search_text": search,
            "sort_key": sort,
            "digest": _digest(record, {name: plain(value) for name, value in kept.items()}),
        },
    )


def _short(names: Mapping[str, Any], mark: list[Any], record: Record) -> Row:
    """One mark for all names; none for what no edition asks for."""
    return {"*": mark, **dict.fromkeys(record.unasked)} if names else {}


def _digest(record: Record, values: Row) -> str:
    content = {
        "id": record.id,
        "values": values,
        "typed": dict(record.typed),
        "notes": dict(record.notes),
        "revision": 1,
        "deleted": record.deleted,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def test_that_rows_hold_exactly_what_the_column_types_write(program: Program) -> None:
    book = opened(program)
    site, counter = book.holder().site, book.holder().counter
    records = outlets()
    with book.writing() as work:
        work.write_all([(record, None) for record in records], made_here)
    book.close()
    for number, record in enumerate(records, counter + 1):
        table = table_of(record.type).name
        stored = {row["id"]: row for row in rows(program.book_path, table)}[record.id]
        assert stored == expected(record, program, site, number)


def test_that_each_history_entry_is_chained_to_the_one_before(program: Program) -> None:
    book = opened(program)
    chain = book.holder().chain
    with book.writing() as work:
        work.write_all([(record, None) for record in outlets()], made_here)
    last = book.holder().chain
    book.close()
    entries = [row for row in rows(program.book_path, "history") if row["batch"] == "b" * 36]
    assert len(entries) == len(outlets())
    for entry in sorted(entries, key=lambda row: row["counter"]):
        named = ("site", "counter", "record_type", "record_id", "record_name", "action", "source")
        content = {name: entry[name] for name in named} | {"changes": json.loads(entry["changes"])}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        chain = hashlib.sha256((chain + text).encode()).hexdigest()
        assert entry["chain"] == chain
    assert last == chain


def test_that_thousands_at_once_are_stored_as_one_by_one(program: Program, tmp_path: Path) -> None:
    twin = tmp_path / "副本.db"
    shutil.copy(program.book_path, twin)
    one, other = opened(program), opened(program, twin)
    changed = Origin("修改", "试", moment)
    for book, path in ((one, program.book_path), (other, twin)):
        with book.writing() as work:
            if path is twin:
                stored = [work.put(record, None, made_here) for record in outlets()]
            else:
                work.write_all([(record, None) for record in outlets()], made_here)
                stored = [work.record(r.type, r.id) or r for r in outlets()]
            again = [(record.with_values({"name": "改名"}), record) for record in stored]
            if path is twin:
                for record, before in again:
                    work.put(record, before, changed)
            else:
                work.write_all(again, changed)
        book.close()
    for table in ("outlet", "register", "circle", "book"):
        assert rows(program.book_path, table) == rows(twin, table)
    assert [
        {name: cell for name, cell in row.items() if name != "id"}
        for row in sorted(rows(program.book_path, "history"), key=lambda row: row["counter"])
    ] == [
        {name: cell for name, cell in row.items() if name != "id"}
        for row in sorted(rows(twin, "history"), key=lambda row: row["counter"])
    ]


def test_that_a_record_that_did_not_change_is_not_written(program: Program) -> None:
    book = opened(program)
    with book.writing() as work:
        (stored, *_) = work.put_all([(record, None) for record in outlets()], made_here)
        work.write_all([(stored, stored)], made_here)
    with book.reading() as reading:
        again = reading.record("outlet", "1")
    book.close()
    assert again is not None
    assert again.revision == 1
