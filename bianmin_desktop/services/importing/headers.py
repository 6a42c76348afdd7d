"""Which sheet holds which records, and which column which field: told by the header row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.parsing.text import clean, half_width

record_id_header = "记录编号"
"""The header of the column, hidden in our own files, that holds each record's id."""

record_id_field = "id"
searched_rows = 10
"""A title and remarks may stand above the header; it is looked for in so many rows."""

_least_matches = 2
_ignored = frozenset({"序号", "行号", "no", "#", "本季变动"})
"""Columns that say nothing of their own: numbers of lines, and what our exports derive."""

_remarks = re.compile(r"[(\[【〔].*?[)\]】〕]|[*＊:]")


def folded(header: str) -> str:
    """The header without spaces, units in brackets and marks of required fields."""
    plain = half_width(clean(header).text).replace(" ", "").lower()
    return _remarks.sub("", plain) or plain


def column_name(position: int) -> str:
    """A column's letters, as spreadsheets show them; the first has position 0."""
    name, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: where it is (from 0), what its columns hold, what nobody knows of."""

    row: int
    fields: Mapping[int, str]
    unknown: Mapping[int, str]
    twice: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every way of heading a column of one record type."""

    record_type: RecordType
    words: Mapping[str, str]

    @classmethod
    def of(cls, record_type: RecordType) -> Vocabulary:
        """By label, aliases and field id; an earlier field keeps a word two of them claim."""
        words: dict[str, str] = {}
        for field in record_type.fields:
            words.setdefault(folded(field.label), field.id)
        for field in record_type.fields:
            for word in (*field.aliases, field.id):
                words.setdefault(folded(word), field.id)
        words[folded(record_id_header)] = record_id_field
        words[record_id_field] = record_id_field
        return cls(record_type, words)

    def header(self, rows: Sequence[Sequence[str]]) -> Header | None:
        """The row among the first ten that names most fields, or nothing when none names two."""
        read = [self._read(number, row) for number, row in enumerate(rows[:searched_rows])]
        best = max(read, key=lambda header: len(header.fields), default=None)
        if best is None or len(best.fields) < _least_matches:
            return None
        return best

    def _read(self, number: int, row: Sequence[str]) -> Header:
        fields: dict[int, str] = {}
        unknown: dict[int, str] = {}
        twice: dict[int, str] = {}
        for position, cell in enumerate(row):
            word = folded(cell)
            if not word or (word in _ignored and word not in self.words):
                continue
            field_id = self.words.get(word)
            if field_id is None:
                unknown[position] = cell
            elif field_id in fields.values():
                twice[position] = cell
            else:
                fields[position] = field_id
        return Header(number, fields, unknown, twice)


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The vocabularies of all ledgers, to tell whose sheet one is."""

    of_type: Mapping[str, Vocabulary]

    @classmethod
    def of(cls, edition: Edition) -> Vocabularies:
        """For every record type that is a ledger of its own."""
        ledgers = (kind for kind in edition.record_types.values() if kind.in_ledger)
        return cls({kind.id: Vocabulary.of(kind) for kind in ledgers})

    def header(self, type_id: str, rows: Sequence[Sequence[str]]) -> Header | None:
        """The header if this is a sheet of that type: no other type knows more of its columns."""
        own = self.of_type[type_id].header(rows)
        if own is None or self.of_type[type_id].record_type.title not in own.fields.values():
            return None
        others = (
            vocabulary.header(rows)
            for other, vocabulary in self.of_type.items()
            if other != type_id
        )
        best = max((len(header.fields) for header in others if header is not None), default=0)
        return own if len(own.fields) >= best else None
