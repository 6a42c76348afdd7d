"""Two records that are one thing: what to keep of each, and the record that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from itertools import chain

from bianmin_desktop.catalogue.definitions import Field, RecordType
from bianmin_desktop.domain.conditions import is_answered
from bianmin_desktop.domain.records import Record


class Side(StrEnum):
    """Whose answer is kept: that of the record that stays, of the one that goes, or both.

    Both only where several answers may be given (`unites`).
    """

    KEEP = "keep"
    DROP = "drop"
    BOTH = "both"

    @property
    def opposite(self) -> Side:
        """The other one's."""
        return Side.DROP if self is Side.KEEP else Side.KEEP


def differ(field: Field, keep: Record, drop: Record) -> bool:
    """Whether two records say different things under a field; a blank says something different."""
    same_value = keep.get(field.id) == drop.get(field.id)
    return not same_value or keep.typed.get(field.id) != drop.typed.get(field.id)


def unites(field: Field, keep: Record, drop: Record) -> bool:
    """Whether two different answers of several choices each can be made one answer of all."""
    one, other = keep.get(field.id), drop.get(field.id)
    if not (isinstance(one, tuple) and isinstance(other, tuple)):
        return False
    return not set(one) <= set(other) and not set(other) <= set(one)


def united(field_id: str, keep: Record, drop: Record) -> tuple[str, ...]:
    """All choices of both, those of the record that stays first; empty where there are none."""
    found = (record.get(field_id) for record in (keep, drop))
    return tuple(dict.fromkeys(chain.from_iterable(v for v in found if isinstance(v, tuple))))


def suggested(
    record_type: RecordType, keep: Record, drop: Record, verified: str = ""
) -> dict[str, Side]:
    """Whose answer is likely the right one, for every field in which they differ.

    An answer comes before none (不适用 and 未采集 are none), what could be read before what could
    not; else that of the record with the later day in the field `verified`, or changed later.
    """
    newer = _newer(keep, drop, verified)
    return {
        field.id: _side(field.id, keep, drop, newer)
        for field in record_type.fields
        if differ(field, keep, drop)
    }


def merged(keep: Record, drop: Record, choices: Mapping[str, Side]) -> Record:
    """The record that stays, with the answers chosen from the other one.

    A remark on a field comes with its answer; where the chosen side has none, the other's stays.
    """
    values, typed, notes = dict(keep.values), dict(keep.typed), dict(keep.notes)
    for field_id, side in choices.items():
        if side is Side.BOTH:
            values[field_id] = united(field_id, keep, drop)
        if side is not Side.DROP:
            continue
        values.pop(field_id, None)
        typed.pop(field_id, None)
        if field_id in drop.typed:
            typed[field_id] = drop.typed[field_id]
        elif field_id in drop.values:
            values[field_id] = drop.values[field_id]
        if field_id in drop.notes:
            notes[field_id] = drop.notes[field_id]
    return replace(keep, values=values, typed=typed, notes={**drop.notes, **notes})


def filled(record: Record, other: Record) -> Record:
    """The record with the other's answers where it has none itself."""
    said = {*record.values, *record.typed}
    values = {name: value for name, value in other.values.items() if name not in said}
    typed = {name: text for name, text in other.typed.items() if name not in said}
    return replace(
        record,
        values={**record.values, **values},
        typed={**record.typed, **typed},
        notes={**other.notes, **record.notes},
    )


def fullest_first(one: Record, other: Record) -> tuple[Record, Record]:
    """The two in the order in which one would be kept: the one that says more, else the older."""

    def rank(record: Record) -> tuple[int, int, str]:
        return -_answers(record), _age(record), record.id

    first, second = sorted((one, other), key=rank)
    return first, second


def _answers(record: Record) -> int:
    return sum(is_answered(value) for value in record.values.values())


def _age(record: Record) -> int:
    """The counter of the first change that still shows: the lower, the older."""
    return min((mark.counter for mark in record.marks.values()), default=0)


def _side(field_id: str, keep: Record, drop: Record, newer: Side) -> Side:
    ranks = {Side.KEEP: _rank(field_id, keep), Side.DROP: _rank(field_id, drop)}
    if ranks[Side.KEEP] != ranks[Side.DROP]:
        return max(ranks, key=lambda side: ranks[side])
    return newer


def _rank(field_id: str, record: Record) -> int:
    """3 an answer, 2 what could not be read, 1 不适用 or 未采集, 0 nothing."""
    if is_answered(record.get(field_id)):
        return 3
    if record.typed.get(field_id):
        return 2
    return 1 if record.get(field_id) is not None else 0


def _newer(keep: Record, drop: Record, verified: str) -> Side:
    mine, theirs = _moment(keep, verified), _moment(drop, verified)
    return Side.DROP if theirs > mine else Side.KEEP


def _moment(record: Record, verified: str) -> tuple[date, datetime]:
    seen = record.get(verified)
    changed = record.changed_at or datetime.min  # noqa: DTZ901 - local time, as in the book
    return seen if isinstance(seen, date) else date.min, changed
