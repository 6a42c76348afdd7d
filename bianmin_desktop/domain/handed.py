"""What was handed in of a quarter: its newest version, opened when somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import FigureLine, Snapshot


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The newest frozen version of a quarter; `read` opens it."""

    quarter: Quarter
    version: int
    read: Callable[[], Snapshot] = field(repr=False)

    @property
    def snapshot(self) -> Snapshot:
        """Its content."""
        return self.read()

    @property
    def summary(self) -> Record:
        """The quarterly summary as it was handed in."""
        return self.snapshot.summary

    def lines(self) -> dict[str, FigureLine]:
        """The figures that were handed in, by id."""
        return {line.id: line for line in self.snapshot.figures}

    def say(self) -> str:
        """Which one it is, as printed: 2023年第四季度第2版."""
        return f"{self.quarter.label}第{self.version}版"
