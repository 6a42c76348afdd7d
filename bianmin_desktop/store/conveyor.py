"""Work for the database done beside the work that prepares it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

_most_waiting = 2


class Conveyor:
    """Takes pieces of work and does one after the other on a thread of its own.

    Only few may wait, so that little memory is held. Whoever uses it keeps off the connection
    until the conveyor is left; then everything is done. What a piece raises is raised at a later
    `put` or on leaving.
    """

    def __init__(self) -> None:
        """Nothing to do yet."""
        self._pool = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def put(self, work: Callable[[], None]) -> None:
        """Have a piece of work done; waits while too many are waiting."""
        while len(self._waiting) >= _most_waiting:
            self._waiting.popleft().result()
        self._waiting.append(self._pool.submit(work))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for the rest; pieces that were not begun are dropped when something was raised."""
        self._pool.shutdown(wait=True, cancel_futures=error is not None)
        if error is None:
            for piece in self._waiting:
                piece.result()
