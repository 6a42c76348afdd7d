"""Rules on what must be answered, may not be answered, or must be answered so.

Here 不适用 and 未采集 count as answered (the clerk has said why there is nothing) unless the
option `absent = "missing"` says otherwise; unreadable text counts as answered, because the gate
already asks for it.
"""

from __future__ import annotations

from bianmin_desktop.domain.conditions import answers_of, is_answered
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.single import Finding, Setting


def requires(setting: Setting, record: Record) -> Finding | None:
    """Every field must be answered; says which are not (`{missing}`)."""
    missing = missing_fields(setting, record)
    if not missing:
        return None
    labels = "、".join(setting.label(record, field_id) for field_id in missing)
    return Finding(missing[0], {"missing": labels})


def requires_one(setting: Setting, record: Record) -> Finding | None:
    """At least one of the fields must be answered."""
    if len(missing_fields(setting, record)) < len(setting.rule.fields):
        return None
    return Finding(setting.rule.fields[0])


def requires_answer(setting: Setting, record: Record) -> Finding | None:
    """The field must have the answer of option `answer`; a blank fails unless `blanks` skips."""
    field_id = setting.rule.fields[0]
    found = answers_of(record.get(field_id))
    if setting.rule.options["answer"] in found:
        return None
    if not found and setting.rule.blanks == "skip":
        return None
    return Finding(field_id)


def forbids(setting: Setting, record: Record) -> Finding | None:
    """The field must be blank (where the rule's conditions hold)."""
    field_id = setting.rule.fields[0]
    return Finding(field_id) if is_answered(record.get(field_id)) else None


def missing_fields(setting: Setting, record: Record) -> list[str]:
    """The rule's fields that are not answered."""
    counts = setting.rule.options.get("absent") != "missing"
    values = record.values
    return [
        name
        for name in setting.rule.fields
        if (type(values.get(name)) is not str or not values[name])
        and not _is_there(record, name, absent_counts=counts)
    ]


def _is_there(record: Record, field_id: str, *, absent_counts: bool) -> bool:
    value = record.get(field_id)
    if value is None:
        return field_id in record.typed
    if isinstance(value, Absence):
        return absent_counts
    return is_answered(value) or field_id in record.typed
