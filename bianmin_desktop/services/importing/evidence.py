"""What the cells of a column tell of it: the first few of them, read by the gate's own readers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from bianmin_desktop.catalogue.definitions import Field, Kind, RecordType
from bianmin_desktop.domain.answers import Answers
from bianmin_desktop.domain.field_reading import cleaned_for
from bianmin_desktop.domain.names import Names
from bianmin_desktop.domain.parsing.unreadable import Unreadable

telling = frozenset(kind for kind in Kind if kind not in (Kind.TEXT, Kind.LINES, Kind.QUARTER))
"""Kinds that do not take any text, so that cells speak for or against them."""

_unmistakable = frozenset((Kind.USCC, Kind.PHONE, Kind.REFERENCE))
_long_list = 20
_looked_at = 400
_enough = 20


def samples_of(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """The first texts of a column that differ; none only if the whole column is blank."""
    found: dict[str, None] = {}
    for number, row in enumerate(rows):
        if place < len(row) and (text := row[place].strip()):
            found[text] = None
        if len(found) >= _enough or (number >= _looked_at and found):
            break
    return list(found)


@dataclass(frozen=True)
class Evidence:
    """Holds cells against the fields of one record type."""

    record_type: RecordType
    answers: Answers
    names: Names
    kept: Collection[str]
    """The types whose records can be found by name at once."""

    def share(self, asked: Field, samples: Sequence[str]) -> float:
        """The share of the samples that the field can read, from 0 to 1."""
        return sum(self.reads(asked, text) for text in samples) / max(len(samples), 1)

    def reads(self, asked: Field, text: str) -> bool:
        """Whether the field can read the text."""
        try:
            self.answers.read(asked, cleaned_for(asked, text).text, self.names)
        except Unreadable:
            return False
        return True

    @cached_property
    def unmistakable(self) -> tuple[Field, ...]:
        """The fields that cells alone tell of: codes, telephones, names, long code lists."""
        return tuple(self._unmistakable())

    def _unmistakable(self) -> Iterator[Field]:
        for asked in self.record_type.fields:
            if asked.kind is Kind.CHOICE:
                choices = self.answers.edition.choice_list(asked.choices).choices
                if len(choices) >= _long_list:
                    yield asked
            elif asked.kind in _unmistakable and (not asked.target or asked.target in self.kept):
                yield asked

    def told_by(self, samples: Sequence[str]) -> Iterator[Field]:
        """The fields that nearly all of these samples speak for, if there are enough of them."""
        # An office that is known by a number only, or two cells, tell nothing.
        words = [text for text in islice(samples, _enough) if len(text) > 1]
        if len(words) < 3:
            return
        for asked in self.unmistakable:
            if asked.kind is Kind.REFERENCE and all(text.isdigit() for text in words):
                continue
            if self.share(asked, words) >= 0.8:
                yield asked
