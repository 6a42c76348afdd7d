"""From typed text to a value and back, one small reader a kind of field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Choice, Field, Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.names import Names, division_names
from bianmin_desktop.domain.parsing import codes, dates, numbers
from bianmin_desktop.domain.parsing.answers import Absence, absence, may_be_absence, yes_no
from bianmin_desktop.domain.parsing.text import half_width
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.values import Value

separators = re.compile(r"[、,，;；/|\n]+")
"""What stands between the answers to a field that takes several."""

_joint = "、"


def _folded(text: str) -> str:
    return half_width(text).replace(" ", "").lower()


@dataclass(frozen=True, slots=True)
class Answers:
    """Reads and writes the answers of an edition's fields.

    `read` raises `Unreadable` with a Chinese sentence when the text is no answer to the field.
    """

    edition: Edition
    labels: Mapping[str, Mapping[str, Choice]]

    @classmethod
    def of(cls, edition: Edition) -> Answers:
        """Prepared for an edition: every way of writing a choice is looked up once."""
        labels = {
            name: {
                _folded(word): choice
                for choice in reversed(entries.choices)
                for word in (*choice.aliases, choice.id, choice.label)
            }
            for name, entries in edition.choice_lists.items()
        }
        return cls(edition, labels)

    def read(self, field: Field, text: str, names: Names) -> Value:
        """The value meant by a cleaned text; a blank text is a blank."""
        if not text:
            return None
        if not field.required and may_be_absence(text):
            missing = absence(text)
            if missing is not None:
                return missing
        if field.kind in (Kind.CHOICE, Kind.CHOICES):
            return self._chosen(field, text)
        if field.kind in (Kind.REFERENCE, Kind.REFERENCES):
            return _referred(field, text, names)
        if field.kind is Kind.DIVISION:
            return _division(text, names)
        return _readers[field.kind](field, text)

    def write(self, field: Field, value: Value, names: Names) -> str:
        """The value as a clerk would type it, without its unit; reading it gives it back."""
        if value is None:
            return ""
        if isinstance(value, Absence):
            return value.label
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, Decimal):
            return format(value, "f")
        if isinstance(value, date):
            return value.isoformat()
        words = value if isinstance(value, tuple) else (str(value),)
        return _joint.join(self._word(field, word, names) for word in words)

    def _word(self, field: Field, word: str, names: Names) -> str:
        if field.kind in (Kind.CHOICE, Kind.CHOICES):
            choice = self.edition.choice_list(field.choices).choice(word)
            return choice.label if choice else word
        if field.kind in (Kind.REFERENCE, Kind.REFERENCES):
            name = names.name_of(field.target, word)
            return name if names.meant_by(field.target, name) == (word,) else word
        return word

    def _chosen(self, field: Field, text: str) -> Value:
        known = self.labels[field.choices]
        whole = known.get(_folded(text))
        if whole is not None:
            return whole.id if field.kind is Kind.CHOICE else (whole.id,)
        parts = separators.split(text) if field.kind is Kind.CHOICES else [text]
        found: list[str] = []
        for part in filter(None, parts):
            choice = known.get(_folded(part))
            if choice is None:
                raise Unreadable(f"“{part[:20]}”不在“{field.label}”的可选项里，请从列表中选择。")
            found.append(choice.id)
        return found[0] if field.kind is Kind.CHOICE else tuple(dict.fromkeys(found))


def _referred(field: Field, text: str, names: Names) -> Value:
    """Several references are a set, kept in the one order that the store gives back."""
    whole = names.meant_by(field.target, text)
    if len(whole) == 1:
        return whole[0] if field.kind is Kind.REFERENCE else whole
    parts = separators.split(text) if field.kind is Kind.REFERENCES else [text]
    found = tuple(_one_of(field, part, names) for part in filter(None, parts))
    return found[0] if field.kind is Kind.REFERENCE else tuple(sorted(set(found)))


def _one_of(field: Field, text: str, names: Names) -> str:
    found = names.meant_by(field.target, text.strip())
    if not found:
        raise Unreadable(f"台账里没有叫“{text[:20]}”的{field.label}，请先登记或从列表中选择。")
    if len(found) > 1:
        raise Unreadable(f"有 {len(found)} 个都叫“{text[:20]}”，请从列表中选择是哪一个。")
    return found[0]


def _division(text: str, names: Names) -> Value:
    """By code, or by a name that only one unit of the division table has."""
    named = names.meant_by(division_names, text) if not text[:1].isdigit() else ()
    return named[0] if len(named) == 1 else codes.division_code(text)


def _integer(field: Field, text: str) -> Value:
    return numbers.integer(text, unit=field.unit or None)


def _decimal(field: Field, text: str) -> Value:
    return numbers.decimal_number(text, unit=field.unit or None)


def _date(field: Field, text: str) -> Value:
    if not field.month_allowed:
        return dates.date_value(text)
    try:
        return dates.date_value(text)
    except Unreadable as refusal:
        try:
            return dates.month_value(text)
        except Unreadable:
            raise refusal from None


_readers: Mapping[Kind, Callable[[Field, str], Value]] = {
    Kind.TEXT: lambda _, text: text,
    Kind.LINES: lambda _, text: text,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.DATE: _date,
    Kind.YES_NO: lambda _, text: yes_no(text),
    Kind.USCC: lambda _, text: codes.uscc(text).text,
    Kind.PHONE: lambda _, text: codes.phone(text),
    Kind.QUARTER: lambda _, text: str(Quarter.parse(text)),
}
