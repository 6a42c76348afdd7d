"""Where a long run stands: rows done, and how long the rest will take."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic

from bianmin_desktop.progress import Progress

step = 500
"""Rows between two reports."""

_worth_telling = 3.0


@dataclass
class Pace:
    """Reports every few hundred rows of `total`; may raise what the listener raises."""

    progress: Progress
    total: int
    done: int = 0
    _begun: float = field(default_factory=monotonic)

    def walk(self, note: str) -> None:
        """One more row is done."""
        if self.done % step == 0:
            self.tell(note)
        self.done += 1

    def tell(self, note: str) -> None:
        """Say where the work stands; raises `Cancelled` when it is not wanted any more."""
        self.progress.report(self.done, self.total, f"{note}{self._left()}")

    def _left(self) -> str:
        taken = monotonic() - self._begun
        if not self.done or taken < _worth_telling:
            return ""
        seconds = taken / self.done * (self.total - self.done)
        minutes, rest = divmod(round(seconds), 60)
        return f"，约剩 {minutes} 分 {rest} 秒" if minutes else f"，约剩 {rest} 秒"
