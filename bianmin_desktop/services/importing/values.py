"""Texts that their field cannot read, once each with how often, and what they may mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.domain.answers import separators
from bianmin_desktop.domain.likeness import likeness
from bianmin_desktop.domain.names import core_of
from bianmin_desktop.domain.parsing.answers import Absence, is_vague_mark
from bianmin_desktop.domain.parsing.text import clean
from bianmin_desktop.services.importing.evidence import Evidence
from bianmin_desktop.services.importing.outcome import Problem
from bianmin_desktop.services.importing.proposals import (
    How,
    TableProposal,
    ValueMeaning,
    left_blank,
)
from bianmin_desktop.services.naming import BookNames

most_listed = 200
"""Texts of one field that are listed; a column with more of them is hardly that field."""

_most_offered = 5
_least = 0.4
_longest = 40
_vague = 0.5
_listed = frozenset((Kind.CHOICE, Kind.CHOICES, Kind.YES_NO))
_names = frozenset((Kind.REFERENCE, Kind.REFERENCES))
_several = frozenset((Kind.CHOICES, Kind.REFERENCES))
_no = tuple("不非无未没否")

Decided = Mapping[tuple[str, str], tuple[str, How]]
"""The meanings that were chosen or remembered, by field and text."""


@dataclass
class Meanings:
    """Finds what the texts of one record type's code lists and names may mean."""

    evidence: Evidence
    names: BookNames
    decided: Decided
    _words: dict[str, list[tuple[str, str]]] = field(init=False, default_factory=dict)

    def of(
        self, tables: Sequence[TableProposal]
    ) -> tuple[tuple[ValueMeaning, ...], tuple[Problem, ...]]:
        """The texts of all tables that cannot be read; what is to be told of a field besides."""
        values: list[ValueMeaning] = []
        problems: list[Problem] = []
        for asked in self.evidence.record_type.fields:
            if asked.kind in _listed or (
                asked.kind in _names and asked.target in self.evidence.kept
            ):
                counts = self._unread(asked, _texts(asked, tables))
                values += self._valued(asked, counts)
                if len(counts) > most_listed:
                    problems += _too_many(asked, len(counts), tables)
        return tuple(values), tuple(problems)

    def _unread(self, asked: Field, counts: Mapping[str, int]) -> Counter[str]:
        unread: Counter[str] = Counter()
        for text, count in counts.items():
            if count < 1 or not text or self.evidence.reads(asked, text):
                continue
            parts = separators.split(text) if asked.kind in _several else [text]
            for part in filter(None, (part.strip() for part in parts)):
                if len(parts) == 1 or not self.evidence.reads(asked, part):
                    unread[part] += count
        return unread

    def _valued(self, asked: Field, counts: Counter[str]) -> Iterator[ValueMeaning]:
        for text, count in counts.most_common(most_listed):
            offered = self._offered(asked, text)
            best = offered[0][1] if offered else 0.0
            meaning, how = self._decision(asked, text)
            how = how or (How.LIKENESS if offered else How.NONE)
            sure = 1.0 if how in (How.CHOSEN, How.REMEMBERED) else round(best, 2)
            words = tuple(word for word, _ in offered)
            yield ValueMeaning(asked.id, text, count, meaning, sure, words, how)

    def _decision(self, asked: Field, text: str) -> tuple[str, How | None]:
        meaning, how = self.decided.get((asked.id, text), ("", None))
        if meaning in ("", left_blank) or self.evidence.reads(asked, meaning):
            return meaning, how
        return "", None

    def _offered(self, asked: Field, text: str) -> list[tuple[str, float]]:
        if is_vague_mark(text) and not asked.required:
            return [(left_blank, _vague), (Absence.NOT_APPLICABLE.label, _vague - 0.1)]
        if asked.kind is Kind.YES_NO:
            answers = ("否", "是") if text.startswith(_no) else ("是", "否")
            return [(answers[0], _vague), (answers[1], _vague - 0.1)]
        if len(text) > _longest:
            return []
        wanted = core_of(text) if asked.kind in _names else clean(text).text
        best: dict[str, float] = {}
        for word, meant in self._ways(asked):
            score = likeness(wanted, word)
            if score >= _least and score > best.get(meant, 0.0):
                best[meant] = score
        return sorted(best.items(), key=lambda pair: -pair[1])[:_most_offered]

    def _ways(self, asked: Field) -> list[tuple[str, str]]:
        """Every way of calling an answer, and the answer as it is put in the text's place."""
        source = asked.choices or asked.target
        if source not in self._words:
            found = self._choices(asked) if asked.choices else self._called(asked.target)
            self._words[source] = list(dict.fromkeys(found))
        return self._words[source]

    def _choices(self, asked: Field) -> Iterator[tuple[str, str]]:
        for choice in self.evidence.answers.edition.choice_list(asked.choices).choices:
            for word in (choice.label, *choice.aliases):
                yield word, choice.label

    def _called(self, target: str) -> Iterator[tuple[str, str]]:
        for record_id, name in self.names.all_of(target):
            if self.names.meant_by(target, name) == (record_id,):
                yield core_of(name), name


def _texts(asked: Field, tables: Sequence[TableProposal]) -> Counter[str]:
    """How often each text stands in the field's columns, rows without a record left out."""
    counts: Counter[str] = Counter()
    for table in tables:
        column = table.fields.get(asked.id)
        if column is not None:
            counts.update(_column_texts(table, column.position))
        counts.update(text for name, text in table.sections.values() if name == asked.id)
    stripped: Counter[str] = Counter()
    for text, count in counts.items():
        stripped[text.strip()] += count
    return stripped


def _column_texts(table: TableProposal, place: int) -> Counter[str]:
    rows = table.sheet.rows
    long = [row for row in rows[table.first_row :] if len(row) > place]
    counts = Counter(map(itemgetter(place), long))
    counts.subtract(rows[number][place] for number in table.skips if len(rows[number]) > place)
    return counts


def _too_many(asked: Field, count: int, tables: Iterable[TableProposal]) -> Iterator[Problem]:
    for table in tables:
        column = table.fields.get(asked.id)
        if column is not None:
            message = (
                f"“{column.heading}”这一列有 {count:,} 种写法不能识别为“{asked.label}”，"
                f"只列出最常见的 {most_listed} 种。请核对这一列是不是“{asked.label}”。"
            )
            row = table.header_rows[1] + 1
            yield Problem(
                table.file,
                message,
                "import.many_unread",
                table.sheet.name,
                row,
                column.letters,
                asked.id,
            )
            return
