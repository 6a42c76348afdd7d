"""The book: opening, making and bringing up to date the file everything is kept in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.searching import SearchKeys
from bianmin_desktop.errors import EnvironmentFault
from bianmin_desktop.store.archive import Archive
from bianmin_desktop.store.database import Database, application_id
from bianmin_desktop.store.faults import driver_fault
from bianmin_desktop.store.keeping import Holder, holder_of, open_page
from bianmin_desktop.store.reading import Reading
from bianmin_desktop.store.shelf import Shelf
from bianmin_desktop.store.work import Work

newest_revision = "0002"
"""The schema revision this program writes; a test holds it against the migrations."""


class Book:
    """An open book: read transactions and units of work."""

    def __init__(self, database: Database, edition: Edition, keys: SearchKeys) -> None:
        """Over a database whose schema is up to date (`open_book`, `make_book`)."""
        self.database = database
        self.edition = edition
        self.keys = keys
        self.archive = Archive(database, edition)
        self.shelf = Shelf(self.archive)

    @property
    def path(self) -> Path:
        """Where the book's file lies."""
        return self.database.path

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Read as of one moment."""
        with self.database.reading() as connection:
            yield Reading(connection, self.edition)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Write several records together; nothing is kept if the block raises."""
        with self.database.writing() as connection:
            yield Work(connection, self.edition, self.keys)

    def holder(self) -> Holder:
        """Whose book it is."""
        with self.database.reading() as connection:
            return holder_of(connection)

    def close(self) -> None:
        """Close the file."""
        self.database.close()


def make_book(path: Path, edition: Edition, keys: SearchKeys, holder: Holder) -> Book:
    """A new, empty book for a unit. Raises `EnvironmentFault` when there is one already."""
    from bianmin_desktop.store.upgrade import upgrade

    if path.exists():
        raise EnvironmentFault(f"这里已经有数据了：{path}。请换一个文件夹。", code="BM-120")
    path.parent.mkdir(parents=True, exist_ok=True)
    database = Database(path)
    upgrade(database)
    with database.writing() as connection:
        open_page(connection, holder)
    return Book(database, edition, keys)


def open_book(path: Path, edition: Edition, keys: SearchKeys) -> Book:
    """The book at `path`, its schema brought up to date after a backup if need be.

    Raises `EnvironmentFault` when the file is not a book of ours, was written by a newer program,
    or cannot be read; the file is left as it is then.
    """
    _check_header(path)
    database = Database(path)
    with database.reading() as connection:
        revision = _revision(connection)
    if revision != newest_revision:
        _bring_up_to_date(database, revision)
    return Book(database, edition, keys)


def _bring_up_to_date(database: Database, revision: str) -> None:
    from bianmin_desktop.store.backup import back_up
    from bianmin_desktop.store.upgrade import is_known, upgrade

    if not is_known(revision):
        database.close()
        raise EnvironmentFault(
            "这份数据由更新版本的程序写成，本机程序较旧，没有改动它。请安装新版本后再打开。",
            code="BM-121",
        )
    back_up(database, database.path.parent / "backups" / f"升级前_{revision}.db")
    upgrade(database)


def _revision(connection: Connection) -> str:
    table = "SELECT name FROM sqlite_master WHERE name = 'alembic_version'"
    if connection.exec_driver_sql(table).scalar() is None:
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def _check_header(path: Path) -> None:
    if not path.is_file():
        raise EnvironmentFault(f"找不到数据文件：{path}。", code="BM-112")
    if _mark_of(path) != application_id:
        raise EnvironmentFault(
            f"这不是本软件的数据文件，程序没有改动它：{path}。请检查是否选错了文件夹。",
            code="BM-111",
        )


def _mark_of(path: Path, mode: str = "ro") -> int | None:
    """Whose file it is; asks SQLite itself: nothing else may ever open a live book's file.

    Reading alone is enough, unless the program was stopped in the middle of a save: then SQLite
    has to take the half-written save back first, which it may not do when it only reads.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)) as held:
            return int(held.execute("PRAGMA application_id").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith("SQLITE_READONLY") and mode == "ro":
            return _mark_of(path, "rw")
        if error.sqlite_errorname == "SQLITE_NOTADB":
            return None
        raise driver_fault(error, path) or error from error
