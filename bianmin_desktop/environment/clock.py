"""The clock, taken as a parameter wherever time matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the local time."""

    def now(self) -> datetime:
        """The local date and time."""
        ...

    def today(self) -> date:
        """The local day."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The local date and time."""
        return datetime.now().astimezone().replace(tzinfo=None)

    def today(self) -> date:
        """The local day."""
        return self.now().date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for tests and reproducible example data."""

    moment: datetime

    def now(self) -> datetime:
        """Always the same."""
        return self.moment

    def today(self) -> date:
        """Always the same."""
        return self.moment.date()


def office_time(timestamp: float) -> datetime:
    """A file's timestamp (seconds since 1970) as local date and time, to the second."""
    return datetime.fromtimestamp(int(timestamp), UTC).astimezone().replace(tzinfo=None)
