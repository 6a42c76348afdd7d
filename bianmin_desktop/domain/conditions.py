"""Tests on a record as policy files write them: a field equals one of these answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bianmin_desktop.catalogue.definitions import Condition
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value

_list = "list:"


def is_answered(value: Value) -> bool:
    """Whether there is an answer: a blank, 不适用 and 未采集 are none, 0 and 否 are."""
    return value is not None and not isinstance(value, Absence) and value not in ((), "")


def answers_of(value: Value) -> tuple[str, ...]:
    """A value as the words a condition is written in: ids, `yes`/`no`, digits."""
    if not is_answered(value):
        return ()
    if isinstance(value, bool):
        return ("yes",) if value else ("no",)
    return value if isinstance(value, tuple) else (str(value),)


def holds(condition: Condition, record: Record, edition: Edition) -> bool:
    """Whether the record, as it is now, passes the test."""
    if condition.field.startswith(_list):
        return record.text("business_type") in leaves_of(condition, edition)
    found = answers_of(record.get(condition.field))
    return bool(found) if not condition.any_of else any(word in condition.any_of for word in found)


def predicate_of(condition: Condition, edition: Edition) -> Callable[[Record], bool]:
    """The test as a function, everything it needs of the edition looked up once."""
    if condition.field.startswith(_list):
        leaves = leaves_of(condition, edition)
        return lambda record: record.text("business_type") in leaves
    field_id, wanted = condition.field, frozenset(condition.any_of)
    if not wanted:
        return lambda record: is_answered(record.values.get(field_id))

    def passes(record: Record) -> bool:
        value = record.values.get(field_id)
        if type(value) is str:
            return value in wanted
        return value is not None and not wanted.isdisjoint(answers_of(value))

    return passes


def all_hold(conditions: Iterable[Condition], record: Record, edition: Edition) -> bool:
    """Whether the record passes every test."""
    return all(holds(condition, record, edition) for condition in conditions)


def is_by_type(condition: Condition) -> bool:
    """Whether the test asks for the business type, which has a past of its own."""
    return condition.field.startswith(_list)


def leaves_of(condition: Condition, edition: Edition) -> frozenset[str]:
    """The business types a `list:` condition lets pass."""
    items = edition.business_list(condition.field.removeprefix(_list)).items
    return frozenset(
        leaf
        for item in items
        if not condition.any_of or item.id in condition.any_of
        for leaf in item.covers
    )
