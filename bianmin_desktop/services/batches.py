"""Writes that belong together: many records changed at once, and taken back as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.changes import Changes, difference
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.gate import Admission, Gate
from bianmin_desktop.domain.issues import worst
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.errors import Refused
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.undoing import as_before, changed_since
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.keeping import Entry
from bianmin_desktop.store.reading import Reading
from bianmin_desktop.store.work import Origin, Work

_undone = "undone_batch"
_undo, _made = "撤销", "新增"
_chunk = 500
_most_messages = 5
_longest_source = 80


@dataclass(frozen=True, slots=True)
class Batch:
    """What was written together: how (导入, 批量修改, 合并 …), by which door, how many records.

    `type` is the record type most of them are of.
    """

    id: str
    action: str
    source: str
    at: datetime
    type: str
    count: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that was changed again since and was therefore left as it is."""

    type: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a batch back came to: whom to tell, and what was not taken back."""

    changes: Changes
    kept: tuple[Kept, ...]
    batch: str


@dataclass(frozen=True, slots=True)
class FieldTrial:
    """What setting a field in many records would do; nothing is written.

    `issues` counts the records of which the gate asks something at that field then; `messages`
    are a few of its sentences.
    """

    changed: int
    same: int
    issues: int
    messages: tuple[str, ...]


class BatchService:
    """Changes many records in one go, and takes such changes back."""

    def __init__(self, book: Book, gate: Gate, names: BookNames, clock: Clock) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names
        self._clock = clock

    def recent(self, limit: int = 100) -> list[Batch]:
        """What was written together, the newest first."""
        with self._book.reading() as reading:
            lines = keeping.batches(reading.connection, limit)
            undone = keeping.recall_all(reading.connection, _undone)
        grouped: dict[str, list[keeping.Batch]] = {}
        for line in lines:
            grouped.setdefault(line.batch, []).append(line)
        return [_batch(same, undone) for same in grouped.values()]

    def undo(self, batch_id: str, progress: Progress = silent) -> Undone:
        """Take everything back that was written under the batch, as new changes of one batch.

        A record that was changed again since is kept as it is, and named. Raises `Refused` when
        there is no such batch or it was taken back already, and what `progress` raises; nothing
        is written then.
        """
        with self._book.writing() as work:
            entries = keeping.entries_of_batch(work.connection, batch_id)
            self._check(work, batch_id, entries)
            origin = self._origin(_undo, f"{_undo} {entries[0].source}")
            kept: list[Kept] = []
            done = 0
            for type_id, by_record in _by_type(entries).items():
                for ids in _parts(list(by_record)):
                    progress.report(done, len(entries), "正在撤销")
                    pairs = self._taken_back(work.records(type_id, ids), by_record, kept)
                    work.put_all(pairs, origin)
                    done += len(ids)
            self._remember(work, batch_id, origin)
            progress.report(len(entries), len(entries), "正在保存")
            changes = work.changes
        self._names.refresh(changes)
        return Undone(changes, tuple(kept), origin.batch)

    def set_field(
        self,
        type_id: str,
        ids: Sequence[str],
        field_id: str,
        text: str,
        progress: Progress = silent,
    ) -> Changes:
        """Write one text into one field of many records, through the gate; a blank one clears it.

        What the gate cannot read is kept as it was typed, as everywhere. Raises what `progress`
        raises; nothing is written then.
        """
        origin = self._origin("修改", "批量修改")
        with self._book.writing() as work:
            for read in self._set(work, (type_id, ids), (field_id, text), progress):
                work.put_all([(a.record, before) for before, a in read], origin)
            changes = work.changes
        self._names.refresh(changes)
        return changes

    def delete(self, type_id: str, ids: Sequence[str], progress: Progress = silent) -> Changes:
        """Move many records to the recycle bin, as one batch; those that lie there stay.

        Raises what `progress` raises; nothing is written then.
        """
        origin = self._origin("删除", "批量删除")
        done = 0
        with self._book.writing() as work:
            for part in _parts(ids):
                progress.report(done, len(ids), "正在删除")
                records = work.records(type_id, part)
                work.put_all([(replace(r, deleted=True), r) for r in records], origin)
                done += len(part)
            changes = work.changes
        self._names.refresh(changes)
        return changes

    def try_field(
        self,
        type_id: str,
        ids: Sequence[str],
        field_id: str,
        text: str,
        progress: Progress = silent,
    ) -> FieldTrial:
        """What `set_field` would do."""
        changed = same = issues = 0
        messages: dict[str, None] = {}
        with self._book.reading() as reading:
            for read in self._set(reading, (type_id, ids), (field_id, text), progress):
                for before, admission in read:
                    is_same = not difference(before, admission.record)
                    same, changed = same + is_same, changed + (not is_same)
                    asked = _asked_at(admission, field_id)
                    issues += bool(asked)
                    messages |= dict.fromkeys(asked)
        return FieldTrial(changed, same, issues, tuple(messages)[:_most_messages])

    def _set(
        self,
        reading: Reading,
        records: tuple[str, Sequence[str]],
        draft: tuple[str, str],
        progress: Progress,
    ) -> Iterator[list[tuple[Record, Admission]]]:
        type_id, ids = records
        texts, today = {draft[0]: draft[1]}, self._clock.today()
        done = 0
        for part in _parts(ids):
            progress.report(done, len(ids), "正在修改")
            living = [r for r in reading.records(type_id, part) if not r.deleted]
            admit = self._gate.admit
            yield [(r, admit(Draft(type_id, texts, r.id), r, self._names, today)) for r in living]
            done += len(part)

    def _check(self, work: Work, batch_id: str, entries: Sequence[Entry]) -> None:
        if not entries:
            raise Refused("这一批修改不在历史里，无法撤销。", code="BM-421")
        if keeping.recall(work.connection, _undone, batch_id).get("by"):
            raise Refused("这一批修改已经撤销过了。", code="BM-422")

    def _taken_back(
        self, records: Sequence[Record], entries: Mapping[str, Sequence[Entry]], kept: list[Kept]
    ) -> Iterator[tuple[Record, Record]]:
        today, edition = self._clock.today(), self._gate.edition
        for record in records:
            before = self._before(record, entries[record.id])
            if before is None:
                name = record.name(edition.record_type(record.type))
                kept.append(Kept(record.type, record.id, name))
                continue
            issues = self._gate.review(before, self._names, today)
            yield replace(before, level=worst(issues)), record

    def _before(self, record: Record, entries: Sequence[Entry]) -> Record | None:
        """The record as it was before these entries (the newest first); nothing if it moved on."""
        edition = self._gate.edition
        is_made_here = entries[-1].action == _made
        if is_made_here and record.revision != len(entries):
            return None
        before = record
        for entry in entries:
            if changed_since(before, entry, edition):
                return None
            before = as_before(before, entry, edition)
        return before

    def _remember(self, work: Work, batch_id: str, origin: Origin) -> None:
        """That the batch is taken back; one that it had taken back itself is in force again."""
        connection = work.connection
        for other, content in keeping.recall_all(connection, _undone).items():
            if content.get("by") == batch_id:
                keeping.remember(connection, _undone, other, {"by": ""}, origin.at)
        keeping.remember(connection, _undone, batch_id, {"by": origin.batch}, origin.at)

    def _origin(self, action: str, source: str) -> Origin:
        return Origin(action, source[:_longest_source], self._clock.now(), keeping.new_id())


def _batch(lines: Sequence[keeping.Batch], undone: Mapping[str, Mapping[str, object]]) -> Batch:
    first = max(lines, key=lambda line: line.count)
    is_undone = bool(undone.get(first.batch, {}).get("by"))
    return Batch(
        first.batch,
        first.source.partition(" ")[0],
        first.source,
        max(line.at for line in lines),
        first.record_type,
        sum(line.count for line in lines),
        is_undone,
    )


def _by_type(entries: Sequence[Entry]) -> dict[str, dict[str, list[Entry]]]:
    """The entries by type and record, the newest of a record first."""
    grouped: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        grouped.setdefault(entry.record_type, {}).setdefault(entry.record_id, []).append(entry)
    return grouped


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _chunk):
        yield ids[start : start + _chunk]


def _asked_at(admission: Admission, field_id: str) -> list[str]:
    return [
        issue.message
        for issue in admission.issues
        if issue.place.field == field_id and issue.level is not Level.HINT
    ]
