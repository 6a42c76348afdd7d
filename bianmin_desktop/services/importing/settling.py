"""Answers that say the same in two ways of writing."""

from __future__ import annotations

from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value, number_of


def settled(stored: Record, admitted: Record) -> Record:
    """The admitted record, with stored values kept where the new ones say the same.

    A spreadsheet writes 85.50 as 85.5 and lists names in an order of its own.
    """
    same = {
        name: stored.values[name]
        for name, value in admitted.values.items()
        if name in stored.values
        and stored.values[name] is not value
        and _says_the_same(stored.values[name], value)
    }
    return admitted.with_values(same) if same else admitted


def _says_the_same(one: Value, other: Value) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    number = number_of(one)
    return number is not None and number == number_of(other)
