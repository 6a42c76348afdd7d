"""Versions that were handed in, opened when somebody looks, and then kept open for a while.

A frozen version never changes, so what was opened once need not be opened again.
"""

from __future__ import annotations

from functools import lru_cache, partial

from sqlalchemy import Connection, func, select

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.handed import HandedIn
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.snapshots import Snapshot, snapshot_of
from bianmin_desktop.store.database import Database
from bianmin_desktop.store.keeping import holder_of
from bianmin_desktop.store.schema.keeping import snapshot

_kept_open = 3
"""The quarter before, the same quarter last year, and one more for whoever pages through."""


class Archive:
    """The newest version of every quarter of the book's own unit."""

    def __init__(self, database: Database, edition: Edition) -> None:
        """Over a database; contents are read by the record types of `edition`."""
        self._database = database
        self._edition = edition
        self._opened = lru_cache(_kept_open)(self._open)

    def newest(self, connection: Connection, report: str) -> dict[Quarter, HandedIn]:
        """What was handed in of each quarter; nothing is opened yet."""
        query = (
            select(snapshot.c.id, snapshot.c.period, func.max(snapshot.c.version).label("version"))
            .where(
                snapshot.c.unit == holder_of(connection).unit,
                snapshot.c.report == report,
            )
            .group_by(snapshot.c.period)
        )
        found: dict[Quarter, HandedIn] = {}
        for row in connection.execute(query):
            quarter = Quarter.parse(row.period)
            found[quarter] = HandedIn(quarter, row.version, partial(self._opened, row.id))
        return found

    def _open(self, snapshot_id: str) -> Snapshot:
        query = select(snapshot.c.content).where(snapshot.c.id == snapshot_id)
        with self._database.reading() as connection:
            content = connection.execute(query).scalar_one()
        return snapshot_of(bytes(content), self._edition)
