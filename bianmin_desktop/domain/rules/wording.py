"""Rules speak in the clerk's words: real values, labels, units, and honest percentages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bianmin_desktop.catalogue.definitions import Field, Kind, RuleSetting, Threshold
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.issues import Issue, Place
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rounding import percent_text
from bianmin_desktop.domain.values import Value

blank = "（空）"
_most_places = 12


def day_text(day: date) -> str:
    """A day as printed: 2024年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def value_text(field: Field, value: Value, edition: Edition) -> str:
    """A value with its unit, choices by their labels."""
    if value is None:
        return blank
    if isinstance(value, Absence):
        return value.label
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, int | Decimal):
        return f"{value:,f}{field.unit}" if isinstance(value, Decimal) else f"{value:,}{field.unit}"
    words = value if isinstance(value, tuple) else (value,)
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        listed = edition.choice_list(field.choices)
        words = tuple(c.label if (c := listed.choice(word)) else word for word in words)
    return "、".join(words)


def limit_text(threshold: Threshold) -> str:
    """A limit as said: 10%, 30㎡, 180天."""
    return f"{threshold.value:f}{threshold.unit}"


def honest_percent(part: Decimal, whole: Decimal, limit: Decimal) -> str:
    """The share with as many digits as it takes to see on which side of the limit it lies.

    9.96 % is not said to be 10.0 % while a sentence says that it is below 10 %.
    """
    exact = Fraction(part) * 100 / Fraction(whole)
    for places in range(1, _most_places):
        shown = percent_text(part, whole, places)
        if exact == Fraction(limit) or Fraction(shown.rstrip("%")) != Fraction(limit):
            return shown
    return percent_text(part, whole, _most_places)


class Words(dict[str, str]):
    """What a rule's message may name: the words its kind gives, else the record's own values."""

    def __init__(self, record: Record, edition: Edition, given: Mapping[str, str]) -> None:
        """Field values are only written out when the message asks for them."""
        super().__init__(given)
        self._record = record
        self._edition = edition

    def __missing__(self, field_id: str) -> str:
        """The record's value of that field in words; a word nobody knows stays as it stands."""
        field = self._edition.fields.get((self._record.type, field_id))
        if field is None:
            return f"{{{field_id}}}"
        return value_text(field, self._record.get(field_id), self._edition)


def issue_of(
    rule: RuleSetting,
    record: Record,
    edition: Edition,
    field_id: str,
    given: Mapping[str, str],
) -> Issue:
    """The finding of a rule on a record, as an issue at one of its fields."""
    record_type = edition.record_type(record.type)
    label = record_type.field(field_id).label if record_type.has_field(field_id) else ""
    place = Place(record.type, record.id, record.name(record_type), field_id, label)
    message = rule.message.format_map(Words(record, edition, given))
    return Issue(rule.id, rule.level, place, message, rule.clause)
