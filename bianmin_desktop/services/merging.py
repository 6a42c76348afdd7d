"""Making one stored record of two, in one transaction that can be undone as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bianmin_desktop.catalogue.definitions import Field, Kind, RecordType
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.encoding import plain
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.issues import Issue, worst
from bianmin_desktop.domain.merging import Side, filled, merged, unites
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.reading import Reading
from bianmin_desktop.store.work import Origin, Work

_source = "合并重复"

Ids = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge left behind: the record that stays, its issues, whom to tell, what to undo."""

    record: Record
    issues: tuple[Issue, ...]
    changes: Changes
    batch: str


class Merge:
    """Merges two stored records of one type."""

    def __init__(self, book: Book, gate: Gate, names: BookNames, clock: Clock) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names
        self._clock = clock

    def merge(
        self,
        type_id: str,
        ids: Ids,
        choices: Mapping[str, Side],
        revisions: tuple[int, int] | None = None,
    ) -> Merged:
        """Keep the first of `ids`, with the answers chosen from the second, which goes to the bin.

        What referred to the second refers to the first from then on. Raises `Refused` when one of
        them is gone or is not at its revision any more, `WrongUse` for a field there is not.
        """
        self._check_fields(type_id, choices)
        batch = keeping.new_id()
        with self._book.writing() as work:
            keep, drop = read_both(work, type_id, ids)
            self._check_revisions((keep, drop), revisions)
            self._check_both((keep, drop), choices)
            result = merged(keep, drop, choices)
            issues = self._gate.review(result, self._names, self._clock.today())
            result = replace(result, level=worst(issues))
            origin = Origin("合并", _source, self._clock.now(), batch)
            kept = work.put(result, keep, origin)
            self._bring_over(work, (keep, drop), origin)
            work.put(replace(drop, deleted=True), drop, replace(origin, action="删除"))
            changes = work.changes
        self._names.refresh(changes)
        return Merged(kept, issues, changes, batch)

    def _check_fields(self, type_id: str, choices: Mapping[str, Side]) -> None:
        record_type = self._book.edition.record_type(type_id)
        unknown = next((name for name in choices if not record_type.has_field(name)), "")
        if unknown:
            raise WrongUse(f"{record_type.name}没有“{unknown}”这一项，没有合并。", code="BM-211")

    def _check_both(self, pair: tuple[Record, Record], choices: Mapping[str, Side]) -> None:
        for name, side in choices.items():
            field = self._book.edition.field(pair[0].type, name)
            if side is Side.BOTH and not unites(field, *pair):
                raise WrongUse(
                    f"“{field.label}”不能两边都要，请选其中一个，没有合并。", code="BM-211"
                )

    def _check_revisions(
        self, pair: tuple[Record, Record], revisions: tuple[int, int] | None
    ) -> None:
        if revisions is None:
            return
        for record, revision in zip(pair, revisions, strict=True):
            if record.revision != revision:
                name = record.name(self._book.edition.record_type(record.type))
                raise Refused(
                    f"“{name}”在您打开之后被改过，没有合并。请关闭窗口，重新打开后再核对。",
                    code="BM-212",
                )

    def _bring_over(self, work: Work, pair: tuple[Record, Record], origin: Origin) -> None:
        """Everything that refers to the second refers to the first; doubles become one."""
        keep, drop = pair
        for field, found in list(references_to(work, drop)):
            record = work.record(found.type, found.id) or found
            moved = _pointed(record, field, (drop.id, keep.id))
            moved = replace(moved, level=worst(self._issues(moved)))
            twin = self._twin(work, field, moved)
            if twin is None:
                work.put(moved, record, origin)
            else:
                work.put(filled(twin, moved), twin, origin)
                work.put(replace(moved, deleted=True), record, replace(origin, action="删除"))

    def _twin(self, work: Work, field: Field, moved: Record) -> Record | None:
        """The record that says the same already of what both refer to now, e.g. of one event."""
        if moved.deleted or field.kind is not Kind.REFERENCE:
            return None
        record_type = self._book.edition.record_type(moved.type)
        for other in work.held_as(moved.type, field.id, moved.get(field.id)):
            if other.id != moved.id and _are_one(record_type, field.id, other, moved):
                return other
        return None

    def _issues(self, record: Record) -> tuple[Issue, ...]:
        return self._gate.review(record, self._names, self._clock.today())


def read_both(reading: Reading, type_id: str, ids: Ids) -> tuple[Record, Record]:
    """Two different living records. Raises `Refused` when there are none such."""
    first, second = (reading.record(type_id, record_id) for record_id in ids)
    if first is None or second is None or first.deleted or second.deleted:
        raise Refused(
            "其中一条已经不在台账里（可能已合并或删除），没有合并。请重新查找。", code="BM-213"
        )
    if first.id == second.id:
        raise Refused("这是同一条记录，不用合并。", code="BM-214")
    return first, second


def references_to(reading: Reading, record: Record) -> Iterator[tuple[Field, Record]]:
    """Every record that refers to this one, in the recycle bin or not, and by which field."""
    for record_type in reading.edition.record_types.values():
        for field in record_type.fields:
            if field.target == record.type:
                for found in _referring(reading, record_type.id, field, record.id):
                    yield field, found


def _referring(reading: Reading, type_id: str, field: Field, record_id: str) -> list[Record]:
    if field.kind is Kind.REFERENCE:
        living = reading.held_as(type_id, field.id, record_id)
        return living + reading.held_as(type_id, field.id, record_id, deleted=True)
    return [found for found in reading.records(type_id) if record_id in _ids(found, field)]


def _pointed(record: Record, field: Field, change: Ids) -> Record:
    """The record with one id in place of the other in that field."""
    old, new = change
    if field.kind is Kind.REFERENCE:
        return record.with_values({field.id: new})
    ids = dict.fromkeys(new if i == old else i for i in _ids(record, field))
    return record.with_values({field.id: tuple(ids)})


def _ids(record: Record, field: Field) -> tuple[str, ...]:
    value = record.get(field.id)
    return value if isinstance(value, tuple) else ()


def _are_one(record_type: RecordType, field_id: str, one: Record, other: Record) -> bool:
    """Whether the edition takes the two for the same thing, now that they refer to the same."""
    return any(
        all(one.get(k) is not None and plain(one.get(k)) == plain(other.get(k)) for k in keys)
        for keys in record_type.unique
        if field_id in keys
    )
