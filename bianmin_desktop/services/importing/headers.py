"""The words columns are headed with: which field of which record type each one means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.parsing.text import clean, half_width
from bianmin_desktop.domain.parsing.units import known_units
from bianmin_desktop.services.importing.proposals import How

record_id_header = "记录编号"
"""The header of the column, hidden in our own files, that holds each record's id."""

record_id_field = "id"
ignored = frozenset({"序号", "序", "行号", "no", "#", "本季变动", "期末业态", "期末营业状态"})
"""Columns that say nothing of their own: numbers of lines, and what our exports derive."""

_vague = frozenset({"数量", "个数", "总数", "合计"})
"""Headings that do not tell of what, though the words of many fields end with them."""
_longest_heading = 60
_remarks = re.compile(r"[(\[【〔{].*?[)\]】〕}]|[*＊:★]")
_in_brackets = re.compile(r"[(\[【〔](.*?)[)\]】〕]")
_numbering = re.compile(r"^(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[.、．](?=\D)")


@lru_cache(maxsize=4096)
def folded(header: str) -> str:
    """The header without spaces, numbering, units in brackets and marks of required fields."""
    plain = _plain(header)
    bare = _numbering.sub("", _remarks.sub("", plain))
    name, _, unit = bare.rpartition("/")
    return (name if name and unit in known_units() else bare) or plain


def _plain(header: str) -> str:
    return half_width(clean(header[: _longest_heading * 4]).text).replace(" ", "").lower()


def units_named(heading: str) -> tuple[str, ...]:
    """What a heading puts in brackets or behind a slash, perhaps a unit: 面积（亩）, 面积/㎡."""
    plain = _plain(heading)
    inside = [found for found in _in_brackets.findall(plain) if found]
    behind = _remarks.sub("", plain).rpartition("/")
    return (*inside, behind[2]) if behind[0] else tuple(inside)


def column_name(position: int) -> str:
    """A column's letters, as spreadsheets show them; the first has position 0."""
    name, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


@dataclass(frozen=True, slots=True)
class Meaning:
    """The field a word heads, and whether the word is its label or another name of it."""

    field: str
    how: How


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every way of heading a column of one record type."""

    record_type: RecordType
    words: Mapping[str, Meaning]
    _likely: dict[str, list[tuple[str, float]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, record_type: RecordType) -> Vocabulary:
        """By label, aliases and field id; an earlier field keeps a word two of them claim."""
        words: dict[str, Meaning] = {}
        for asked in record_type.fields:
            words.setdefault(folded(asked.label), Meaning(asked.id, How.EXACT))
        for asked in record_type.fields:
            for word in (*asked.aliases, asked.id):
                words.setdefault(folded(word), Meaning(asked.id, How.ALIAS))
        for word in (record_id_header, record_id_field):
            words[folded(word)] = Meaning(record_id_field, How.EXACT)
        return cls(record_type, words)

    def named(self, headings: Sequence[Sequence[str]]) -> frozenset[str]:
        """The fields that columns mean, each given by its folded words, the most telling first."""
        first = (next((w for w in words if w in self.words), "") for words in headings)
        return frozenset(self.known(word for word in first if word))

    def known(self, words: Iterable[str]) -> set[str]:
        """The fields that these folded headings mean, each taken by its first known word."""
        return {self.words[word].field for word in words if word in self.words}

    def likely(self, heading: str, least: float) -> list[tuple[str, float]]:
        """The fields whose words are most like a folded heading, the likest first.

        Worked out once a heading: a table each community has them again and again.
        """
        if heading not in self._likely:
            self._likely[heading] = self._compared(heading)
        return [(name, score) for name, score in self._likely[heading] if score >= least]

    def _compared(self, heading: str) -> list[tuple[str, float]]:
        from bianmin_desktop.domain.likeness import likeness

        best: dict[str, float] = {}
        if len(heading) <= _longest_heading and heading not in _vague:
            for word, meaning in self.words.items():
                score = likeness(heading, word)
                if score > best.get(meaning.field, 0.0):
                    best[meaning.field] = score
        best.pop(record_id_field, None)
        return sorted(best.items(), key=lambda pair: -pair[1])


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The vocabularies of all ledgers, to tell whose sheet one is."""

    of_type: Mapping[str, Vocabulary]

    @classmethod
    def of(cls, edition: Edition) -> Vocabularies:
        """For every record type that is a ledger of its own."""
        ledgers = (kind for kind in edition.record_types.values() if kind.in_ledger)
        return cls({kind.id: Vocabulary.of(kind) for kind in ledgers})

    def other_knowing(self, type_id: str, headings: Sequence[Sequence[str]]) -> str:
        """The other record type that knows most of these columns, if more than this one does.

        Each column comes as its folded words; the answer is empty when no other knows more. A
        column headed with the very label of this type's title counts twice.
        """
        counts = {other: len(held.named(headings)) for other, held in self.of_type.items()}
        own = self.of_type[type_id].record_type
        title = folded(own.field(own.title).label)
        counts[type_id] += any(title in words[:1] for words in headings)
        best = max(counts, key=lambda other: counts[other])
        return best if counts[best] > counts[type_id] else ""
