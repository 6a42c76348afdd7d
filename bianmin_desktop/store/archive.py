"""Versions that were handed in, opened when somebody looks, and then kept open for a while.

A frozen version never changes, so what was opened once need not be opened again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial

from sqlalchemy import Connection, func, select

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.handed import HandedIn
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.snapshots import Snapshot, snapshot_of
from bianmin_desktop.store.database import Database
from bianmin_desktop.store.keeping import holder_of
from bianmin_desktop.store.schema.keeping import history, snapshot

_kept_open = 3
"""The quarter before, the same quarter last year, and one more for whoever pages through."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A version, and where the book stood when it was frozen."""

    quarter: Quarter
    version: int
    counter: int
    made_at: datetime


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

    def mark_before(self, connection: Connection, report: str, quarter: Quarter) -> Mark | None:
        """Where the book stood when a quarter up to this one was handed in last, if any was."""
        query = (
            select(snapshot.c.period, snapshot.c.version, snapshot.c.counter, snapshot.c.made_at)
            .where(
                snapshot.c.unit == holder_of(connection).unit,
                snapshot.c.report == report,
                snapshot.c.period <= str(quarter),
            )
            .order_by(snapshot.c.period.desc(), snapshot.c.version.desc())
        )
        row = connection.execute(query.limit(1)).first()
        if row is None:
            return None
        return Mark(Quarter.parse(row.period), row.version, row.counter, row.made_at)

    def mark_at(self, connection: Connection, moment: datetime) -> int:
        """The counter of the last entry of the history before a moment; 0 when there is none."""
        query = select(func.max(history.c.counter)).where(history.c.at < moment)
        return int(connection.execute(query).scalar() or 0)

    def _open(self, snapshot_id: str) -> Snapshot:
        query = select(snapshot.c.content).where(snapshot.c.id == snapshot_id)
        with self._database.reading() as connection:
            content = connection.execute(query).scalar_one()
        return snapshot_of(bytes(content), self._edition)
