"""Taking one history entry back: what its fields held before it, unless they changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.changes import held
from bianmin_desktop.domain.encoding import value_of
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.store.keeping import Entry

_note = "note:"


def changed_since(record: Record, entry: Entry, edition: Edition) -> list[str]:
    """Labels of the entry's fields that do not hold any more what the entry wrote."""
    if entry.action == "新增":
        return []
    labels = {field.id: field.label for field in edition.record_type(record.type).fields}
    return [
        labels.get(name.removeprefix(_note), "是否删除")
        for name, (_, after) in entry.changes.items()
        if name == "deleted" or name.removeprefix(_note) in labels
        if held(record, name) != after
    ]


def as_before(record: Record, entry: Entry, edition: Edition) -> Record:
    """The record with what the entry's fields held before it; one that the entry made is deleted.

    What the gate says of it is to be asked again.
    """
    if entry.action == "新增":
        return replace(record, deleted=True)
    values, typed, notes = dict(record.values), dict(record.typed), dict(record.notes)
    was = {name: before for name, (before, _) in entry.changes.items()}
    deleted = bool(was.pop("deleted", record.deleted))
    for name, held_before in was.items():
        field_id = name.removeprefix(_note)
        place: dict[str, Any] = notes if name != field_id else values
        place.pop(field_id, None)
        if name == field_id:
            typed.pop(field_id, None)
        if isinstance(held_before, Mapping) and "typed" in held_before:
            typed[field_id] = str(held_before["typed"])
        elif held_before is not None:
            place[field_id] = _value(record.type, name, held_before, edition)
    return replace(record, values=values, typed=typed, notes=notes, deleted=deleted)


def _value(type_id: str, name: str, written: object, edition: Edition) -> Value:
    field = edition.fields.get((type_id, name))
    return value_of(field.kind if field else Kind.TEXT, written)
