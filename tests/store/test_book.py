"""The book on disk: safe settings, transactions, merging marks, history, refusal of strangers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import IntegrityError

from bianmin_desktop.bootstrap import Application, Program, start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.errors import EnvironmentFault, Refused
from bianmin_desktop.store.book import Book, newest_revision, open_book
from bianmin_desktop.store.database import application_id
from bianmin_desktop.store.listing import Listing
from bianmin_desktop.store.mapping import digest_of
from bianmin_desktop.store.schema.columns import metadata
from bianmin_desktop.store.schema.records import record_tables, system_columns
from bianmin_desktop.store.upgrade import scripts
from bianmin_desktop.store.work import Origin


@pytest.fixture
def program(tmp_path: Path) -> Program:
    made = start(tmp_path / "数据 100%")
    made.make_book("370212005000")
    return made


def _value(path: Path, pragma: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {pragma}").fetchone()[0]


def test_that_a_new_book_is_marked_as_ours_and_uses_the_rollback_journal(program: Program) -> None:
    assert _value(program.book_path, "application_id") == application_id
    assert _value(program.book_path, "journal_mode") == "delete"
    with closing(sqlite3.connect(program.book_path)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert {"outlet", "history", "snapshot", "alembic_version"} <= tables


def test_that_every_connection_forces_foreign_keys_and_full_sync(program: Program) -> None:
    book = open_book(program.book_path, program.edition, program.keys)
    with book.database.reading() as connection:
        ask = connection.exec_driver_sql
        assert ask("PRAGMA foreign_keys").scalar() == 1
        assert ask("PRAGMA synchronous").scalar() == 3
        assert ask("PRAGMA trusted_schema").scalar() == 0
        assert ask("PRAGMA secure_delete").scalar() == 1
    book.close()


def test_that_the_migrations_make_exactly_the_schema_the_program_uses(program: Program) -> None:
    book = open_book(program.book_path, program.edition, program.keys)
    with book.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []
    book.close()
    assert scripts().get_current_head() == newest_revision


def test_that_no_field_of_any_record_type_is_called_like_a_column_of_ours(program: Program) -> None:
    for type_id in record_tables:
        fields = {field.id for field in program.edition.record_type(type_id).fields}
        assert not fields & system_columns
        columns = {column.name for column in record_tables[type_id].columns}
        assert columns - system_columns <= fields


def test_that_a_saved_record_carries_a_version_vector_and_marks_for_each_field(
    program: Program,
) -> None:
    application = program.open()
    blank = application.entry.blank("circle")
    first = application.entry.save(Draft("circle", {"name": "岭上生活圈"}), blank).record
    second = application.entry.save(Draft("circle", {"radius": "800"}), first).record
    (site,) = second.vector
    assert second.vector[site] == first.vector[site] + 1
    assert second.marks["name"] == first.marks["name"]
    assert second.marks["radius"].counter == second.vector[site]
    assert second.revision == 2
    application.close()


def test_that_several_references_are_read_back_as_they_were_written_in_whatever_order(
    program: Program,
) -> None:
    application = program.open()
    ids = sorted(community.id for community in _communities(application))[:3]
    for order in (ids, ids[::-1], [ids[1], ids[0], ids[2]]):
        blank = application.entry.blank("circle")
        texts = {"name": "岭上生活圈", "communities": "、".join(order)}
        saved = application.entry.save(Draft("circle", texts), blank).record
        again = application.entry.record("circle", saved.id)
        assert saved.get("communities") == again.get("communities") == tuple(ids)
        with closing(sqlite3.connect(program.book_path)) as connection:
            named = connection.execute("SELECT digest FROM circle WHERE id = ?", (saved.id,))
            assert named.fetchone() == (digest_of(again),)
    application.close()


def _communities(application: Application) -> list[Record]:
    return application.ledgers.records(Listing("community"))


def test_that_every_write_leaves_a_history_entry_that_nobody_can_change(program: Program) -> None:
    application = program.open()
    blank = application.entry.blank("circle")
    saved = application.entry.save(Draft("circle", {"name": "岭上生活圈"}), blank).record
    (event,) = application.history.events(saved.id)
    assert event.action == "新增"
    assert [(step.label, step.after) for step in event.steps if step.after == "岭上生活圈"]
    application.close()
    with closing(sqlite3.connect(program.book_path)) as connection:
        for attempt in ("UPDATE history SET action = 'x'", "DELETE FROM history"):
            with pytest.raises(sqlite3.IntegrityError, match="历史记录不可"):
                connection.execute(attempt)


def test_that_saving_over_somebody_elses_change_is_refused_and_names_the_fields(
    program: Program,
) -> None:
    application = program.open()
    blank = application.entry.blank("circle")
    first = application.entry.save(Draft("circle", {"name": "岭上生活圈"}), blank).record
    application.entry.save(Draft("circle", {"radius": "800"}), first)
    with pytest.raises(Refused, match="服务半径"):
        application.entry.save(Draft("circle", {"radius": "500"}), first)
    application.close()


def test_that_what_cannot_be_read_is_kept_word_for_word(program: Program) -> None:
    application = program.open()
    blank = application.entry.blank("outlet")
    draft = Draft("outlet", {"name": "李村便利店", "area": "大概八九十"})
    saved = application.entry.save(draft, blank)
    again = application.entry.record("outlet", saved.record.id)
    assert again.typed == {"area": "大概八九十"}
    assert application.entry.texts(again)["area"] == "大概八九十"
    assert any(issue.place.field == "area" for issue in saved.issues)
    application.close()


def _write_and_fail(book: Book, program: Program) -> None:
    with book.writing() as work:
        record = work.records("community")[0]
        changed = replace(record, values={**record.values, "households": 5})
        work.put(changed, record, Origin("修改", "测试", program.clock.now()))
        raise ZeroDivisionError


def test_that_a_failed_transaction_leaves_no_trace(program: Program) -> None:
    book = open_book(program.book_path, program.edition, program.keys)
    before = book.holder().counter
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(book, program)
    assert book.holder().counter == before
    with book.reading() as reading:
        assert all(r.get("households") is None for r in reading.records("community"))
    book.close()


def test_that_an_outlet_cannot_point_to_a_community_that_does_not_exist(program: Program) -> None:
    application = program.open()
    record = application.entry.blank("outlet").with_values({"name": "某店", "community": "没有"})
    with pytest.raises(IntegrityError):
        application.entry.save(Draft("outlet", {}), record)
    application.close()


def test_that_what_a_killed_program_left_does_not_get_into_a_new_book(tmp_path: Path) -> None:
    program = start(tmp_path)
    for name in ("bianmin.making.db", "bianmin.making.db-journal", "bianmin.db-journal"):
        (tmp_path / name).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 5000)
    program.make_book("370212005000")
    assert [path.name for path in tmp_path.iterdir()] == ["bianmin.db"]
    assert _value(program.book_path, "integrity_check") == "ok"


@pytest.mark.parametrize("content", [b"", b"not a database at all, just words" * 40])
def test_that_a_file_that_is_not_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    program = start(tmp_path)
    program.book_path.write_bytes(content)
    with pytest.raises(EnvironmentFault, match="不是本软件的数据"):
        program.open()
    assert program.book_path.read_bytes() == content


def test_that_a_book_of_a_newer_program_is_refused_and_left_as_it_is(program: Program) -> None:
    with closing(sqlite3.connect(program.book_path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = program.book_path.read_bytes()
    with pytest.raises(EnvironmentFault, match="更新版本的程序"):
        program.open()
    assert program.book_path.read_bytes() == before
