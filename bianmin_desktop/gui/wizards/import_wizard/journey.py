"""What was chosen on the way of an import; going back keeps it, and nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bianmin_desktop.services.importing.outcome import Fate, Problem, RowKey
from bianmin_desktop.services.importing.proposals import (
    Column,
    Corrections,
    How,
    Proposal,
    Source,
)

if TYPE_CHECKING:
    from bianmin_desktop.services.importing.trial import Trial

surely = 0.9
"""From this confidence on a column is called 确定."""


class Step(IntEnum):
    """The steps of an import, in order."""

    FILES = 0
    COLUMNS = 1
    VALUES = 2
    TRIAL = 3
    DONE = 4

    @property
    def label(self) -> str:
        """The step in the clerk's words."""
        return ("选文件", "核对列", "核对内容", "试导入结果", "完成")[self]


@dataclass(frozen=True, slots=True)
class Read:
    """What files came to before anything was tried."""

    sources: tuple[Source, ...]
    unreadable: tuple[Problem, ...]
    proposal: Proposal


@dataclass
class Journey:
    """Files, what they are taken for, what the clerk corrected and decided, and what came of it.

    `is_pasted` tells that the rows came from the clipboard, so that there is no file to choose.
    """

    type_id: str
    is_pasted: bool = False
    files: tuple[Path, ...] = ()
    unreadable: tuple[Problem, ...] = ()
    sources: tuple[Source, ...] = ()
    columns: dict[tuple[str, int], str] = field(default_factory=dict)
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    decisions: dict[RowKey, str] = field(default_factory=dict)
    proposal: Proposal | None = None
    trial: Trial | None = None

    @property
    def corrections(self) -> Corrections:
        """What the clerk corrected so far."""
        return Corrections(dict(self.columns), dict(self.values))

    @property
    def has_choices(self) -> bool:
        """Whether the clerk corrected or decided anything."""
        return bool(self.columns or self.values or self.decisions)

    @property
    def has_values(self) -> bool:
        """Whether there are texts to ask about."""
        return self.proposal is not None and bool(self.proposal.values)

    @property
    def has_open_values(self) -> bool:
        """Whether there are texts that nobody decided about, now or in an earlier import."""
        values = self.proposal.values if self.proposal is not None else ()
        return any(value.how not in (How.REMEMBERED, How.CHOSEN) for value in values)

    @property
    def needs_no_look(self) -> bool:
        """Whether every column with anything in it is surely known, and every text too."""
        tables = self.proposal.taken if self.proposal is not None else ()
        columns = [column for table in tables for column in table.columns if column.samples]
        return bool(columns) and all(map(is_sure, columns)) and not self.has_open_values

    @property
    def to_write(self) -> int:
        """How many records the import would write."""
        counts = self.trial.counts if self.trial is not None else {}
        return counts.get(Fate.NEW, 0) + counts.get(Fate.CHANGED, 0)

    def take(self, read: Read) -> None:
        """Go on with what was read; what was decided of rows of other files is gone."""
        self.sources, self.unreadable, self.proposal = read.sources, read.unreadable, read.proposal
        self.trial = None
        self.decisions = {}

    def forget_sources(self) -> None:
        """Other files: what was read of the old ones is gone, what was corrected stays."""
        self.sources, self.proposal, self.trial = (), None, None


def is_sure(column: Column) -> bool:
    """Whether a column is surely what it is taken for."""
    return bool(column.field) and column.confidence >= surely
