"""Reading texts into one field: plain ones at once, and each text that comes again only once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.domain.answers import Answers
from bianmin_desktop.domain.names import Names
from bianmin_desktop.domain.parsing import codes, numbers
from bianmin_desktop.domain.parsing.answers import may_be_absence
from bianmin_desktop.domain.parsing.text import Cleaned, clean, clean_lines, is_ordinary
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.values import Value

Reading = tuple[Value, str, str, tuple[str, ...]]
"""A text as it was read: its value; why there is none, empty if it could be read; the text as it
was tidied; and what was tidied. A bare tuple, because an import makes millions."""

_most_remembered = 8192
_longest_remembered = 100
_by_names = frozenset((Kind.REFERENCE, Kind.REFERENCES, Kind.DIVISION))
"""What these mean depends on the records there are, which change."""

_never_twice = frozenset((Kind.TEXT, Kind.LINES, Kind.USCC, Kind.PHONE))


class FieldReader:
    """Reads texts into one field under one edition."""

    def __init__(self, field: Field, answers: Answers) -> None:
        """Look at the field once for all texts."""
        self.field = field
        self.answers = answers
        self.limit = max(field.length, 200)
        self.known: dict[str, Reading] = {}
        """Texts read lately, of fields whose answers come again and mean the same every time."""
        self._is_remembering = field.kind not in _by_names | _never_twice
        self._plainly = _plainly.get(field.kind, _never)

    def read(self, text: str, names: Names) -> Reading:
        """The text read anew; what it refers to is looked up in `names`."""
        value = self._plainly(text)
        if value is not None and len(text) <= self.limit:
            reading: Reading = (value, "", text, ())
        else:
            reading = self._read(text, names)
        if self._is_remembering and len(text) <= _longest_remembered:
            if len(self.known) >= _most_remembered:
                self.known.clear()
            self.known[text] = reading
        return reading

    def _read(self, text: str, names: Names) -> Reading:
        cleaned = cleaned_for(self.field, text)
        length = len(cleaned.text)
        if length > self.limit:
            refusal = (
                f"共 {length:,} 个字，超过“{self.field.label}”的上限 {self.limit:,} 字，请删减。"
            )
            return (None, refusal, cleaned.text, cleaned.notes)
        try:
            value = self.answers.read(self.field, cleaned.text, names)
        except Unreadable as unreadable:
            return (None, unreadable.message, cleaned.text, cleaned.notes)
        return (value, "", cleaned.text, cleaned.notes)


def cleaned_for(field: Field, text: str) -> Cleaned:
    """The text as the gate takes it into that field."""
    return clean_lines(text) if field.kind is Kind.LINES else clean(text)


def _never(_: str) -> Value:
    return None


def _as_it_is(text: str) -> Value:
    return text if text and is_ordinary(text) and not may_be_absence(text) else None


_plainly: Mapping[Kind, Callable[[str], Value]] = {
    Kind.TEXT: _as_it_is,
    Kind.LINES: _as_it_is,
    Kind.USCC: codes.plain_uscc,
    Kind.PHONE: codes.plain_mobile,
    Kind.DECIMAL: numbers.plain_decimal,
    Kind.INTEGER: numbers.plain_integer,
}
"""What the plainest texts of a kind hold, written as nearly all are: nothing to tidy, no second
meaning. Nothing for all others, which the whole reader looks at."""
