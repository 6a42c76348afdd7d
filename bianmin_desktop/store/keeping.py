"""Reading and writing what is kept beside the records: history, submissions, unsaved input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bianmin_desktop.store.schema.keeping import book, history, remembered, snapshot, unsaved

_ids_at_once = 256
_forgetting = delete(unsaved).where(
    unsaved.c.record_type == bindparam("of_type"), unsaved.c.record_id == bindparam("of_record")
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose book this is: the unit, and the marks that tell this copy from every other."""

    unit: str
    edition: str
    site: str
    lineage: str
    counter: int
    chain: str
    is_demo: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: what was done to which record, by which door, when."""

    id: str
    counter: int
    record_type: str
    record_id: str
    record_name: str
    action: str
    source: str
    at: datetime
    changes: Mapping[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class Batch:
    """What was written together: of one record type, by one action; how many records."""

    batch: str
    record_type: str
    action: str
    source: str
    at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done in one go: its last entry, its batch if it has one, and how many entries."""

    entry: Entry
    batch: str
    count: int


@dataclass(frozen=True, slots=True)
class Submission:
    """A frozen version of a report; `content` never changes once it is written."""

    id: str
    unit: str
    report: str
    period: str
    version: int
    edition: str
    fingerprint: str
    content: bytes
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Input that was typed but not saved when the program ended."""

    record_type: str
    record_id: str
    texts: Mapping[str, str]
    typed_at: datetime


def holder_of(connection: Connection) -> Holder:
    """Whose book the connection reads."""
    row = connection.execute(select(book)).one()
    return Holder(
        unit=row.unit,
        edition=row.edition,
        site=row.site,
        lineage=row.lineage,
        counter=row.counter,
        chain=row.chain,
        is_demo=row.is_demo,
        created_at=row.created_at,
    )


def open_page(connection: Connection, holder: Holder) -> None:
    """Write the book's only page about itself; done once, when the book is made."""
    cells = {name: getattr(holder, name) for name in Holder.__dataclass_fields__}
    connection.execute(insert(book).values(id=1, **cells))


def entries(connection: Connection, record_id: str = "", limit: int = 500) -> list[Entry]:
    """The newest history entries first; of one record if it is named."""
    query = select(history).order_by(history.c.counter.desc()).limit(limit)
    if record_id:
        query = query.where(history.c.record_id == record_id)
    return [_entry(row) for row in connection.execute(query)]


def entries_after(connection: Connection, counter: int, record_type: str) -> list[Entry]:
    """The history entries of a type that were written after that counter, the oldest first."""
    query = select(history).where(history.c.counter > counter, history.c.record_type == record_type)
    return [_entry(row) for row in connection.execute(query.order_by(history.c.counter))]


def was_written_since(connection: Connection, counter: int, record_types: Iterable[str]) -> bool:
    """Whether any record of these types was written after that counter."""
    query = select(history.c.id).where(
        history.c.counter > counter, history.c.record_type.in_(tuple(record_types))
    )
    return connection.execute(query.limit(1)).first() is not None


def has_been(connection: Connection, counter: int, chain: str) -> bool:
    """Whether the book was once in the state with those marks: not if an older copy came back."""
    query = select(history.c.id).where(history.c.counter == counter, history.c.chain == chain)
    return connection.execute(query).first() is not None


def deed_before(connection: Connection, counter: int | None = None) -> Deed | None:
    """The last thing done in one go, or the last before that counter; nothing if there is none.

    A batch is written in one transaction, so its entries stand side by side.
    """
    query = select(history).order_by(history.c.counter.desc()).limit(1)
    if counter is not None:
        query = query.where(history.c.counter < counter)
    row = connection.execute(query).first()
    if row is None:
        return None
    count = 1
    if row.batch:
        of_batch = select(func.count()).where(history.c.batch == row.batch)
        count = int(connection.execute(of_batch).scalar() or 1)
    return Deed(_entry(row), row.batch or "", count)


def entries_of_batch(connection: Connection, batch: str) -> list[Entry]:
    """The history entries that were written together, the newest first."""
    query = select(history).where(history.c.batch == batch).order_by(history.c.counter.desc())
    return [_entry(row) for row in connection.execute(query)]


def batches(connection: Connection, limit: int = 100) -> list[Batch]:
    """What was written together, the newest first."""
    cells = (history.c.batch, history.c.record_type, history.c.action)
    entry = (func.max(history.c.source).label("source"), func.max(history.c.at).label("at"))
    query = select(*cells, *entry, func.count().label("count"))
    query = query.where(history.c.batch.is_not(None)).group_by(*cells)
    newest = func.max(history.c.counter)
    rows = connection.execute(query.order_by(newest.desc()).limit(limit))
    names = Batch.__dataclass_fields__
    return [Batch(**{name: getattr(row, name) for name in names}) for row in rows]


def recall(connection: Connection, kind: str, key: str) -> Mapping[str, Any]:
    """What was decided once under that key; an empty mapping when nothing was."""
    query = select(remembered.c.content).where(remembered.c.kind == kind, remembered.c.key == key)
    return connection.execute(query).scalar() or {}


def recall_all(connection: Connection, kind: str) -> dict[str, Mapping[str, Any]]:
    """Everything of a kind that was decided once, by key."""
    query = select(remembered.c.key, remembered.c.content).where(remembered.c.kind == kind)
    return {row.key: row.content for row in connection.execute(query)}


def remember(
    connection: Connection, kind: str, key: str, content: Mapping[str, Any], at: datetime
) -> None:
    """Keep a decision in place of the one before it."""
    statement = upsert(remembered).values(kind=kind, key=key, content=dict(content), at=at)
    taken = {"content": statement.excluded.content, "at": statement.excluded.at}
    connection.execute(statement.on_conflict_do_update(index_elements=["kind", "key"], set_=taken))


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        counter=row.counter,
        record_type=row.record_type,
        record_id=row.record_id,
        record_name=row.record_name,
        action=row.action,
        source=row.source,
        at=row.at,
        changes={name: (before, after) for name, (before, after) in row.changes.items()},
    )


def submissions(
    connection: Connection, unit: str, report: str, period: str = ""
) -> list[Submission]:
    """The versions handed in, oldest first."""
    query = select(snapshot).where(snapshot.c.unit == unit, snapshot.c.report == report)
    if period:
        query = query.where(snapshot.c.period == period)
    rows = connection.execute(query.order_by(snapshot.c.period, snapshot.c.version))
    return [_submission(row) for row in rows]


def submissions_with(connection: Connection, fingerprint: str) -> list[Submission]:
    """The versions with that 一致码, of whatever report; as a rule there is at most one."""
    query = select(snapshot).where(snapshot.c.fingerprint == fingerprint)
    rows = connection.execute(query.order_by(snapshot.c.made_at, snapshot.c.version))
    return [_submission(row) for row in rows]


def _submission(row: Row[Any]) -> Submission:
    names = Submission.__dataclass_fields__
    return Submission(**{name: getattr(row, name) for name in names})


def newest_version(connection: Connection, unit: str, report: str, period: str) -> int:
    """The number of the last version handed in; 0 when there is none."""
    query = select(func.max(snapshot.c.version)).where(
        snapshot.c.unit == unit, snapshot.c.report == report, snapshot.c.period == period
    )
    return int(connection.execute(query).scalar() or 0)


def keep_submission(connection: Connection, submission: Submission) -> None:
    """Freeze a version; the database refuses any later change to it."""
    holder = holder_of(connection)
    cells = {name: getattr(submission, name) for name in Submission.__dataclass_fields__}
    marks = {"site": holder.site, "lineage": holder.lineage, "counter": holder.counter}
    connection.execute(insert(snapshot).values(**cells, **marks))


def keep_unsaved(connection: Connection, held: Unsaved) -> None:
    """Remember input that is not saved yet, in case the machine stops."""
    statement = upsert(unsaved).values(
        record_type=held.record_type,
        record_id=held.record_id,
        texts=dict(held.texts),
        typed_at=held.typed_at,
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["record_type", "record_id"],
            set_={"texts": statement.excluded.texts, "typed_at": statement.excluded.typed_at},
        )
    )


def drop_unsaved(connection: Connection, record_type: str, record_id: str) -> None:
    """Forget remembered input: it was saved or given up."""
    connection.execute(_forgetting, {"of_type": record_type, "of_record": record_id})


def all_unsaved(connection: Connection) -> list[Unsaved]:
    """Everything that was typed and neither saved nor given up."""
    rows = connection.execute(select(unsaved).order_by(unsaved.c.typed_at))
    return [Unsaved(row.record_type, row.record_id, row.texts, row.typed_at) for row in rows]


def new_id() -> str:
    """A fresh identity: records are known by it everywhere, whoever made them."""
    return _as_uuid(token_hex(16))


def new_ids() -> Iterator[str]:
    """Fresh identities without end, for those who need thousands: chance is asked for many."""
    while True:
        made = token_hex(16 * _ids_at_once)
        for start in range(0, len(made), 32):
            yield _as_uuid(made[start : start + 32])


def _as_uuid(made: str) -> str:
    """A random UUID as `uuid4` makes it, in a third of the time."""
    variant = "89ab"[int(made[16], 16) & 3]
    return f"{made[:8]}-{made[8:12]}-4{made[13:16]}-{variant}{made[17:20]}-{made[20:]}"
