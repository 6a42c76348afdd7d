"""What an import came to: the six counts, the problems by cell, and whom to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.records import Record


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


@dataclass(frozen=True, slots=True)
class Write:
    """A record the import writes, and what was stored before it."""

    record: Record
    before: Record | None


@dataclass
class Tally:
    """What is gathered while the files are read; nothing of it is written yet."""

    counts: Counter[Fate] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    writes: dict[str, list[Write]] = field(default_factory=dict)

    def write(self, file: str, record: Record, before: Record | None) -> None:
        """Remember a record to write; `file` becomes the source in its history."""
        self.writes.setdefault(file, []).append(Write(record, before))


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome of an import, or of its trial run."""

    counts: Mapping[Fate, int]
    problems: Sequence[Problem]
    changes: Changes
    is_trial: bool

    def count(self, fate: Fate) -> int:
        """How many rows came to that."""
        return self.counts.get(fate, 0)

    @property
    def total(self) -> int:
        """How many rows were read."""
        return sum(self.counts.values())
