"""What one write changed: the difference of two records, and the news of it for the views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bianmin_desktop.domain.encoding import Plain, plain
from bianmin_desktop.domain.records import Record


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, in plain notation; unreadable text stands under `typed`."""

    before: Plain
    after: Plain


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids a command wrote, by record type; views refresh when theirs are among them."""

    touched: Mapping[str, frozenset[str]]

    def touches(self, type_id: str) -> bool:
        """Whether any record of that type was written."""
        return bool(self.touched.get(type_id))

    @classmethod
    def of(cls, records: Iterable[Record]) -> Changes:
        """The news of these records."""
        touched: dict[str, set[str]] = {}
        for record in records:
            touched.setdefault(record.type, set()).add(record.id)
        return cls({type_id: frozenset(ids) for type_id, ids in touched.items()})


def difference(before: Record, after: Record) -> dict[str, Change]:
    """What the field holds before and after, for every field in which the records differ."""
    fields = {*before.values, *after.values, *before.typed, *after.typed}
    changed: dict[str, Change] = {}
    for field_id in sorted(fields):
        old, new = _held(before, field_id), _held(after, field_id)
        if old != new:
            changed[field_id] = Change(old, new)
    for field_id in sorted({*before.notes, *after.notes}):
        old_note, new_note = before.notes.get(field_id), after.notes.get(field_id)
        if old_note != new_note:
            changed[f"note:{field_id}"] = Change(old_note, new_note)
    if before.deleted != after.deleted:
        changed["deleted"] = Change(before.deleted, after.deleted)
    return changed


def _held(record: Record, field_id: str) -> Plain:
    if field_id in record.typed:
        return {"typed": record.typed[field_id]}
    return plain(record.values.get(field_id))
