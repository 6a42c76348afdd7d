"""What a parser of values does not tell of a workbook: hidden rows, notes, failed formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bianmin_desktop.exchange.reading import limits
from bianmin_desktop.exchange.reading.refusals import Unreadable

Place = tuple[int, int]
"""Row and column, from 0."""

our_heading = "【需修改】"
"""Begins what we ourselves said in a comment; what a clerk wrote stands above it."""


def others_part(note: str) -> str:
    """A comment without what a marking of ours said in it."""
    return note.partition(our_heading)[0].rstrip()


@dataclass
class SheetMarks:
    """Of one sheet; `texts` are cells to be shown as these texts, whatever the parser says."""

    hidden_rows: list[int] = field(default_factory=list)
    notes: dict[Place, str] = field(default_factory=dict)
    texts: dict[Place, str] = field(default_factory=dict)
    merged: list[tuple[Place, Place]] = field(default_factory=list)

    def note(self, place: Place, text: str) -> None:
        """Keep what others noted, within bounds. Raises `Unreadable` beyond them."""
        if len(self.notes) >= limits.most_notes:
            raise Unreadable("too_large")
        if kept := others_part(text).strip():
            self.notes[place] = kept

    def merge(self, first: Place, last: Place) -> None:
        """Keep a merged range, within bounds. Raises `Unreadable` beyond them."""
        if len(self.merged) >= limits.most_blocks:
            raise Unreadable("too_large")
        self.merged.append((first, last))


@dataclass
class FileMarks:
    """Of a whole file, by the names of its sheets."""

    sheets: Mapping[str, SheetMarks] = field(default_factory=dict)
    counts_from_1904: bool = False
