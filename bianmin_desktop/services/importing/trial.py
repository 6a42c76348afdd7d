"""The dry run of an import: the fate of every row, kept small, told in words when asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, overload

from bianmin_desktop.domain.records import Record
from bianmin_desktop.exchange.template_facts import TemplateFacts
from bianmin_desktop.services.importing.outcome import (
    Fate,
    FileOutcome,
    Problem,
    RowKey,
    RowOutcome,
)
from bianmin_desktop.services.importing.proposals import Proposal, TableProposal
from bianmin_desktop.services.importing.rows import Verdict
from bianmin_desktop.services.wording import Wording


class Line(NamedTuple):
    """A row and its verdict; what is written of it is made into words only when it is looked at."""

    table: TableProposal
    number: int
    verdict: Verdict


@dataclass(frozen=True)
class Outcomes(Sequence[RowOutcome]):
    """The rows in the order they were read, each worded when it is asked for."""

    lines: Sequence[Line]
    wording: Wording

    def __len__(self) -> int:
        """How many rows were read."""
        return len(self.lines)

    @overload
    def __getitem__(self, place: int) -> RowOutcome: ...
    @overload
    def __getitem__(self, place: slice) -> Outcomes: ...
    def __getitem__(self, place: int | slice) -> RowOutcome | Outcomes:
        """One row, or several of them."""
        if isinstance(place, slice):
            return Outcomes(self.lines[place], self.wording)
        return self._outcome(self.lines[place])

    def of(self, fate: Fate) -> Outcomes:
        """The rows with that fate."""
        lines = [line for line in self.lines if line.verdict.fate is fate]
        return Outcomes(lines, self.wording)

    def _outcome(self, line: Line) -> RowOutcome:
        verdict, file, sheet = line.verdict, line.table.file, line.table.sheet.name
        problems = verdict.problems
        if verdict.said and not problems:
            problems = (Problem(file, verdict.said, "import.skipped", sheet, line.number),)
        return RowOutcome(
            file,
            sheet,
            line.number,
            verdict.fate,
            verdict.title,
            self._changes(verdict),
            problems,
            verdict.rivals,
            verdict.record.id if verdict.record else "",
        )

    def _changes(self, verdict: Verdict) -> tuple[tuple[str, str, str], ...]:
        if verdict.record is None or verdict.fate is Fate.SAME:
            return ()
        before = verdict.before or Record(verdict.record.type, verdict.record.id)
        return self.wording.changes(before, verdict.record)


@dataclass
class Trial:
    """What an import would do; nothing is written. `counter` tells how far the book had come."""

    proposal: Proposal
    counter: int
    wording: Wording
    lines: list[Line] = field(default_factory=list)
    counts: Counter[Fate] = field(default_factory=Counter)
    decisions: Mapping[RowKey, str] = field(default_factory=dict)
    returned: tuple[TemplateFacts, ...] = ()
    """Templates of this very book that came back among the files."""
    row_problems: list[Problem] = field(default_factory=list)
    of_file: dict[str, Counter[Fate]] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    _written: dict[str, int] = field(default_factory=dict)

    def add(self, table: TableProposal, number: int, verdict: Verdict) -> None:
        """Count one more row."""
        if verdict.fate is Fate.CHANGED and verdict.record is not None:
            earlier = self._written.get(verdict.record.id)
            if earlier is not None:
                line = self.lines[earlier]
                self.lines[earlier] = line._replace(verdict=line.verdict._replace(is_last=False))
            self._written[verdict.record.id] = len(self.lines)
        self.lines.append(Line(table, number, verdict))
        self.counts[verdict.fate] += 1
        self.of_file[table.file][verdict.fate] += 1
        self.row_problems += verdict.problems

    def refuse(self, file: str) -> None:
        """Count a file of which nothing is taken."""
        self.counts[Fate.REFUSED] += 1
        self.of_file[file][Fate.REFUSED] += 1

    def count(self, fate: Fate) -> int:
        """How many rows came to that."""
        return self.counts[fate]

    @property
    def rows(self) -> Outcomes:
        """Every row with its fate, and what it changes in the clerk's words."""
        return Outcomes(self.lines, self.wording)

    @property
    def problems(self) -> list[Problem]:
        """Everything there is to look at: files, sheets and columns first, then row by row."""
        return [*self.proposal.problems, *self.row_problems]

    @property
    def files(self) -> tuple[FileOutcome, ...]:
        """What each file came to."""
        said = {name: [f"{told}。"] for name, told in self.told.items() if told}
        for problem in self.problems:
            if not problem.row:
                said.setdefault(problem.file, []).append(problem.message)
        return tuple(
            FileOutcome(name, dict(counts), " ".join(said.get(name, ())))
            for name, counts in self.of_file.items()
        )

    def met(self) -> Iterator[str]:
        """Ids of all records that rows mean."""
        records = (line.verdict.record for line in self.lines)
        return (record.id for record in records if record is not None)

    def writes(self) -> Iterator[tuple[TableProposal, Record, Record | None]]:
        """What is to be written, row by row: its table, the record, what is stored."""
        for line in self.lines:
            verdict = line.verdict
            is_written = verdict.fate is Fate.NEW or verdict.fate is Fate.CHANGED
            if is_written and verdict.is_last and verdict.record is not None:
                yield line.table, verdict.record, verdict.before
