"""What is worked out once for something that never changes, and kept beside it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Result = TypeVar("Result")


class Once:
    """Answers by their keys."""

    __slots__ = ("_answers",)

    def __init__(self) -> None:
        """Nothing is worked out yet."""
        self._answers: dict[Hashable, Any] = {}

    def __call__(self, key: Hashable, work: Callable[[], Result]) -> Result:
        """What `work` gives, worked out the first time only."""
        if key not in self._answers:
            self._answers[key] = work()
        found: Result = self._answers[key]
        return found
