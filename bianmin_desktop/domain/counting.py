"""Which records a figure counts at the beginning and at the end of a quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bianmin_desktop.catalogue.definitions import Figure
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.conditions import all_hold, is_by_type, leaves_of
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.timeline import Timeline

ByType = Mapping[str, list[str]]
"""Ids of the outlets that count on a day, by the business type they had then."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Ids of the records counted at the end of the quarter before, and at the quarter's end."""

    opening: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    closing: tuple[str, ...]

    @classmethod
    def between(cls, opening: Iterable[str], closing: Iterable[str]) -> Subjects:
        """With what came and went between the two."""
        before, after = tuple(sorted(opening)), tuple(sorted(closing))
        known_before, known_after = frozenset(before), frozenset(after)
        return cls(
            before,
            tuple(i for i in after if i not in known_before),
            tuple(i for i in before if i not in known_after),
            after,
        )


@dataclass(frozen=True)
class Counting:
    """One quarter of one ledger, prepared so that every figure is counted in one pass."""

    ledger: Ledger
    edition: Edition
    quarter: Quarter
    opening: ByType
    closing: ByType

    @classmethod
    def of(cls, ledger: Ledger, edition: Edition, quarter: Quarter) -> Counting:
        """The lives of all outlets are told once, for both ends of the quarter."""
        opening: dict[str, list[str]] = {}
        closing: dict[str, list[str]] = {}
        first, last = quarter.previous.end, quarter.end
        for outlet_id, life in Timeline.of(edition).lives(ledger).items():
            if life.counts_on(first):
                opening.setdefault(life.type_on(first), []).append(outlet_id)
            if life.counts_on(last):
                closing.setdefault(life.type_on(last), []).append(outlet_id)
        return cls(ledger, edition, quarter, opening, closing)

    def records(self, figure: Figure) -> Mapping[str, Record]:
        """The records a figure counts among, by id."""
        return self.ledger.by_id(figure.counts)

    def subjects(self, figure: Figure) -> Subjects:
        """The records a figure counts at both ends of the quarter."""
        if figure.counts == "event":
            return Subjects.between((), self._events(figure))
        if figure.counts == "outlet":
            opening, closing = (self._outlets(figure, day) for day in (self.opening, self.closing))
        else:
            days = (self.quarter.previous.end, self.quarter.end)
            count = self._circles if figure.counts == "circle" else self._communities
            opening, closing = (count(figure, day) for day in days)
        return Subjects.between(opening, closing)

    def _outlets(self, figure: Figure, by_type: ByType) -> list[str]:
        types = set(by_type)
        for condition in figure.where:
            if is_by_type(condition):
                types &= leaves_of(condition, self.edition)
        others = tuple(c for c in figure.where if not is_by_type(c))
        records = self.records(figure)
        return [
            outlet_id
            for type_id in types
            for outlet_id in by_type[type_id]
            if not others or all_hold(others, records[outlet_id], self.edition)
        ]

    def _circles(self, figure: Figure, day: date) -> list[str]:
        return [
            circle.id
            for circle in self.ledger.of("circle")
            if _has_begun(circle, figure, day) and all_hold(figure.where, circle, self.edition)
        ]

    def _communities(self, figure: Figure, day: date) -> list[str]:
        circles = self.ledger.circles_of
        return [
            community.id
            for community in self.ledger.of("community")
            if not figure.covered
            or any(_has_begun(circle, figure, day) for circle in circles.get(community.id, ()))
            if all_hold(figure.where, community, self.edition)
        ]

    def _events(self, figure: Figure) -> list[str]:
        first, last = self.quarter.start, self.quarter.end
        living = self.ledger.by_id("outlet")
        return [
            event.id
            for event in self.ledger.of("event")
            if isinstance(on := event.get("on"), date)
            and first <= on <= last
            and event.text("outlet") in living
            and all_hold(figure.where, event, self.edition)
        ]


def _has_begun(circle: Record, figure: Figure, day: date) -> bool:
    since = circle.get(figure.since)
    if isinstance(since, date):
        return since <= day
    return figure.blank_since == "always"
