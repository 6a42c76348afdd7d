"""What is proposed for an import: which sheets, which columns, what unknown texts may mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.exchange.tables import Sheet
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.importing import remarks
from bianmin_desktop.services.importing.answering import Answering
from bianmin_desktop.services.importing.arrivals import turned_away
from bianmin_desktop.services.importing.columns import Decided, Reader
from bianmin_desktop.services.importing.evidence import Evidence
from bianmin_desktop.services.importing.headers import Vocabularies
from bianmin_desktop.services.importing.layouts import Layout, find_layout
from bianmin_desktop.services.importing.memory import recalled_columns, recalled_values
from bianmin_desktop.services.importing.outcome import Problem
from bianmin_desktop.services.importing.proposals import (
    Column,
    Corrections,
    How,
    Proposal,
    Source,
    TableProposal,
)
from bianmin_desktop.services.importing.skipping import Sieve
from bianmin_desktop.services.importing.values import Decided as DecidedValues
from bianmin_desktop.services.importing.values import Meanings
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.store.book import Book

_nothing = Corrections()
_titles = 4


class Proposing:
    """Proposes what foreign tables hold, from their headings, their cells and earlier choices."""

    def __init__(self, book: Book, gate: Gate, names: BookNames) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names

    def propose(
        self,
        type_id: str,
        sources: Sequence[Source],
        corrections: Corrections = _nothing,
        progress: Progress = silent,
    ) -> Proposal:
        """Everything there is to say of tables before a row of them is read into a record.

        Asked again with corrections, it goes by them; nothing is remembered here. Raises what
        `progress` raises.
        """
        record_type = self._gate.edition.record_type(type_id)
        evidence = Evidence(record_type, self._gate.answers, self._names, self._names.kept)
        looking = _Looking(self._book, self.vocabularies, evidence, self._names, corrections)
        tables: list[TableProposal] = []
        problems: list[Problem] = []
        for done, source in enumerate(sources):
            progress.report(done, len(sources), f"正在辨认 {source.name}")
            if source.refusal is not None:
                problems.append(source.refusal)
                continue
            own = looking.tables(source)
            tables += own
            problems += remarks.of_file(source.name, own, record_type)
        decided = self._decided_values(record_type, corrections)
        taken = [table for table in tables if table.left_out is None]
        values, more = Meanings(evidence, self._names, decided).of(taken)
        return Proposal(type_id, tuple(tables), values, (*problems, *more))

    @cached_property
    def vocabularies(self) -> Vocabularies:
        """The words columns are headed with, of every ledger."""
        return Vocabularies.of(self._gate.edition)

    def _decided_values(self, record_type: RecordType, corrections: Corrections) -> DecidedValues:
        fields = [asked.id for asked in record_type.fields if asked.choices or asked.target]
        with self._book.reading() as reading:
            recalled = recalled_values(reading, record_type.id, fields)
        held = {place: (meaning, How.REMEMBERED) for place, meaning in recalled.items()}
        chosen = {place: (meaning, How.CHOSEN) for place, meaning in corrections.values.items()}
        return {**held, **chosen}


@dataclass
class _Looking:
    """One look through the tables of an import."""

    book: Book
    vocabularies: Vocabularies
    evidence: Evidence
    names: BookNames
    corrections: Corrections
    _recalled: dict[str, dict[tuple[str, int], str]] = field(default_factory=dict)

    @property
    def record_type(self) -> RecordType:
        """The type of the records that are wanted."""
        return self.evidence.record_type

    def tables(self, source: Source) -> list[TableProposal]:
        """What the sheets of a file hold; if none can be taken, whose sheets they are instead."""
        tables = [self.table(source, sheet) for sheet in source.sheets]
        if any(table.left_out is None for table in tables):
            return tables
        return [self._of_others(table) for table in tables]

    def _of_others(self, table: TableProposal) -> TableProposal:
        other = ""
        if table.left_out is not None and table.left_out.code == remarks.no_header:
            other = self._owner(table.sheet)
        if not other:
            return table
        kind = self.vocabularies.of_type[other].record_type
        return replace(table, left_out=remarks.of_other_ledger(table.file, kind, table.sheet.name))

    def _owner(self, sheet: Sheet) -> str:
        """The record type whose ledger a sheet is, if it has a header of that type's."""
        best, most = "", 0
        for other, vocabulary in self.vocabularies.of_type.items():
            layout = find_layout(sheet, vocabulary, is_sure=True)
            named = vocabulary.named(layout.words) if layout else frozenset()
            if vocabulary.record_type.title in named and len(named) > most:
                best, most = other, len(named)
        return best

    def table(self, source: Source, sheet: Sheet) -> TableProposal:
        """What a sheet holds, or why it is left out."""
        bare = TableProposal(source.name, source.path, sheet, self.record_type)
        edition = self.evidence.answers.edition
        turned = turned_away(source.name, sheet, self.record_type, edition, self.names)
        if turned is not None:
            return replace(bare, left_out=turned)
        if sheet.name.strip() == remarks.explanations:
            return replace(bare, left_out=remarks.explaining(source.name, sheet.name))
        vocabulary = self.vocabularies.of_type[self.record_type.id]
        layout = find_layout(sheet, vocabulary)
        if layout is None:
            return replace(bare, left_out=self._unheaded(source.name, sheet))
        first_row, key = layout.last + 1, layout.key(self.record_type.id)
        decided = self._decided(key)
        reader = Reader(layout, sheet.rows[first_row:], vocabulary, self.evidence)
        headed = replace(
            bare,
            header_rows=(layout.first, layout.last),
            first_row=first_row,
            columns=reader.columns(decided),
            layout_key=key,
        )
        left_out = self._left_out(headed, layout, decided)
        return replace(headed, left_out=left_out) if left_out else self._filled(headed)

    def _unheaded(self, file: str, sheet: Sheet) -> Problem:
        if remarks.is_blank(sheet):
            return remarks.empty(file, sheet.name)
        return remarks.without_header(file, self.record_type, sheet.name)

    def _left_out(self, table: TableProposal, layout: Layout, decided: Decided) -> Problem | None:
        file, sheet = table.file, table.sheet
        other = self.vocabularies.other_knowing(self.record_type.id, layout.words)
        has_title = self.record_type.title in table.fields
        if other and not (has_title and decided):
            return remarks.of_other_ledger(
                file, self.vocabularies.of_type[other].record_type, sheet.name
            )
        if sheet.is_hidden:
            return remarks.hidden(file, sheet.name)
        return None if has_title else remarks.without_title(file, self.record_type, sheet.name)

    def _filled(self, table: TableProposal) -> TableProposal:
        """The table with what answers for its rows, which of them are none, and the problems."""
        answering = Answering(self.evidence, self.names)
        held = tuple(table.fields)
        sections = answering.sections(table.sheet, table.first_row, held)
        sectioned = {name for name, _ in sections.values()}
        given = answering.given(list(_telling(table)), {*held, *sectioned})
        sieve = Sieve(table.sheet, self.record_type, table.header_rows, _places(table.columns))
        filled = replace(
            table,
            sections=sections,
            skips=sieve.skips(sections),
            given={name: text for name, (text, _) in given.items()},
        )
        told = [(name, text, where) for name, (text, where) in given.items()]
        vocabulary = self.vocabularies.of_type[self.record_type.id]
        problems = (*remarks.of_columns(filled, vocabulary), *remarks.of_template(filled))
        return replace(filled, problems=(*problems, *remarks.of_rows(filled, told)))

    def _decided(self, key: str) -> Decided:
        if key not in self._recalled:
            with self.book.reading() as reading:
                self._recalled[key] = recalled_columns(reading, [key])
        chosen = self.corrections.columns
        held = {place: (name, How.REMEMBERED) for (_, place), name in self._recalled[key].items()}
        own = {place: (name, How.CHOSEN) for (k, place), name in chosen.items() if k == key}
        return {**held, **own}


def _places(columns: Iterable[Column]) -> dict[int, str]:
    return {column.position: column.field for column in columns if column.field}


def _telling(table: TableProposal) -> Iterator[tuple[str, str]]:
    """Where the name of a community may stand when no column has it."""
    yield f"工作表名称“{table.sheet.name}”", table.sheet.name
    for row in table.sheet.rows[: table.header_rows[0]][:_titles]:
        for text in filter(None, row):
            yield f"标题“{text.strip()}”", text
    if table.path is not None:
        yield f"文件名“{table.path.stem}”", table.path.stem
