"""What one write changed: the difference of two records, and the news of it for the views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bianmin_desktop.domain.encoding import Plain, plain
from bianmin_desktop.domain.records import Record

_deleted = "deleted"
_note = "note:"


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
    earlier, later = before.values, after.values
    fields = {n for n in (*earlier, *later) if earlier.get(n) is not later.get(n)}
    fields |= {*before.typed, *after.typed}
    notes = {f"{_note}{field_id}" for field_id in (*before.notes, *after.notes)}
    changed: dict[str, Change] = {}
    for name in (*sorted(fields), *sorted(notes), _deleted):
        old, new = held(before, name), held(after, name)
        if old != new:
            changed[name] = Change(old, new)
    return changed


def made(record: Record, values: Mapping[str, Plain]) -> dict[str, tuple[Plain, Plain]]:
    """What every field of a new record holds before (nothing) and after; `values` are plain."""
    changed: dict[str, tuple[Plain, Plain]] = {
        name: (None, value) for name, value in values.items() if value is not None
    }
    for name in record.unasked:
        changed.pop(name, None)
    for name, text in record.typed.items():
        changed[name] = (None, {"typed": text})
    for name, note in record.notes.items():
        changed[f"{_note}{name}"] = (None, note)
    if record.deleted:
        changed[_deleted] = (False, True)
    return changed


def held(record: Record, name: str) -> Plain:
    """What a record holds under a name of its history: a field, `note:<field>` or `deleted`."""
    if name == _deleted:
        return record.deleted
    if name.startswith(_note):
        return record.notes.get(name.removeprefix(_note))
    if name in record.typed:
        return {"typed": record.typed[name]}
    return plain(record.values.get(name))
