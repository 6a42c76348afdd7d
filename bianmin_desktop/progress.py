"""How long work tells where it is, and how it learns that it is not wanted any more."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """Raised by a progress report when the work is not wanted any more."""


class Progress(Protocol):
    """Whom long work reports to."""

    def report(self, done: int, total: int, note: str = "") -> None:
        """`done` of `total` steps; may raise `Cancelled`."""
        ...


class _Silent:
    def report(self, done: int, total: int, note: str = "") -> None:
        """Nobody listens."""


silent: Progress = _Silent()
