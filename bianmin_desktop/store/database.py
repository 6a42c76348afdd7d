"""The database: how it is opened safely, and its two kinds of transaction.

Settings follow what power-cut and kill trials demanded of an office PC: rollback journal,
`synchronous=EXTRA`, our own `BEGIN IMMEDIATE` (the driver's own would commit half a migration).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from bianmin_desktop.store.faults import told

application_id = 0x424D5142
"""`BMQB`, written into the file's header: tells our book from any other SQLite file."""

_pragmas = (
    "foreign_keys=ON",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "secure_delete=ON",
)


class Database:
    """One book file and the connections to it."""

    def __init__(self, path: Path) -> None:
        """For the file at `path`, which is opened at the first transaction."""
        self.path = path
        self.engine = _engine(path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read transaction: everything read inside it is of one moment."""
        with self._transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction: all or nothing, and nobody else writes meanwhile."""
        with self._transaction(writes=True) as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        with told(self.path), self.engine.connect() as plain:
            connection = plain.execution_options(writes=writes)
            with connection.begin():
                yield connection


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=2,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(raw: Any, _: object) -> None:  # noqa: ANN401 - the driver's own connection
    for pragma in _pragmas:
        raw.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
