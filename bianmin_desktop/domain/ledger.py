"""The ledger: every living record of a book as of one moment, by type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bianmin_desktop.domain.handed import HandedIn
from bianmin_desktop.domain.once import Once
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record


@dataclass(frozen=True)
class Ledger:
    """Records by type id, deleted ones left out; what is looked up often is grouped once.

    `handed` is what was handed in of each quarter, as far as anything was: numbers of earlier
    quarters are copied from there.
    """

    records: Mapping[str, Sequence[Record]] = field(repr=False)
    handed: Mapping[Quarter, HandedIn] = field(repr=False, default_factory=dict)

    def of(self, type_id: str) -> Sequence[Record]:
        """The records of a type, in the order they were read; none when there are none."""
        return self.records.get(type_id, ())

    def by_id(self, type_id: str) -> Mapping[str, Record]:
        """The records of a type by their ids."""
        found = self._ids.get(type_id)
        if found is None:
            found = self._ids[type_id] = {record.id: record for record in self.of(type_id)}
        return found

    @cached_property
    def events_of(self) -> Mapping[str, Sequence[Record]]:
        """The events (网点变动) of each outlet that has any, by the outlet's id."""
        grouped: dict[str, list[Record]] = {}
        for event in self.of("event"):
            grouped.setdefault(event.text("outlet"), []).append(event)
        return grouped

    @cached_property
    def circles_of(self) -> Mapping[str, Sequence[Record]]:
        """The circles each community belongs to, by the community's id."""
        grouped: dict[str, list[Record]] = {}
        for circle in self.of("circle"):
            members = circle.get("communities")
            for community in members if isinstance(members, tuple) else ():
                grouped.setdefault(community, []).append(circle)
        return grouped

    def summary(self, quarter: Quarter) -> Record | None:
        """The summary (季度总结) of a quarter, or nothing."""
        wanted = str(quarter)
        return next((s for s in self.of("summary") if s.get("period") == wanted), None)

    def earlier_summary(self, quarter: Quarter) -> Record | None:
        """The summary of an earlier quarter as it was handed in, else as it stands now."""
        handed = self.handed.get(quarter)
        return handed.summary if handed is not None else self.summary(quarter)

    @cached_property
    def once(self) -> Once:
        """What is worked out once, by its key: a ledger never changes."""
        return Once()

    @cached_property
    def _ids(self) -> dict[str, dict[str, Record]]:
        return {}
