"""What an import came to: what became of every row, the problems by cell, and whom to tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bianmin_desktop.domain.changes import Changes


class Fate(StrEnum):
    """What becomes of one row; every row read has exactly one."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"
    SKIPPED = "skipped"

    @property
    def label(self) -> str:
        """The fate in the clerk's words."""
        return _labels[self.value]


_labels = {
    "new": "新增",
    "changed": "更新",
    "same": "相同",
    "doubtful": "存疑",
    "refused": "拒收",
    "skipped": "跳过",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at: the file, sheet, row (from 1), column (as A, B …) and field."""

    file: str
    message: str
    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    field: str = ""

    @property
    def place(self) -> str:
        """Where it is, in words."""
        row = f"第 {self.row} 行" if self.row else ""
        cell = f"{self.column}{self.row}" if self.column else row
        return " ".join(part for part in (self.file, self.sheet, cell) if part)


RowKey = tuple[str, str, int]
"""Names a row: its file, its sheet and its number from 1."""


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What becomes of one row: `changes` are (label, old, new) in the clerk's words.

    `record` is the id of the record it means, empty when there is none. `rivals` are the stored
    records (id, what it is called) that a doubtful row may be; a clerk decides between them.
    """

    file: str
    sheet: str
    row: int
    fate: Fate
    title: str
    changes: tuple[tuple[str, str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    rivals: tuple[tuple[str, str], ...] = ()
    record: str = ""

    @property
    def key(self) -> RowKey:
        """What a decision about this row is kept under."""
        return (self.file, self.sheet, self.row)


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What one file came to: its rows by fate, and in words what there is to say of it whole."""

    name: str
    counts: Mapping[Fate, int]
    explanation: str = ""

    def count(self, fate: Fate) -> int:
        """How many of its rows came to that."""
        return self.counts.get(fate, 0)


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome of an import, or of its trial run; `batch` names it for undoing it whole."""

    counts: Mapping[Fate, int]
    problems: Sequence[Problem]
    changes: Changes
    is_trial: bool
    files: Sequence[FileOutcome] = field(default_factory=tuple)
    batch: str = ""

    def count(self, fate: Fate) -> int:
        """How many rows came to that."""
        return self.counts.get(fate, 0)

    @property
    def total(self) -> int:
        """How many rows were read."""
        return sum(self.counts.values())
