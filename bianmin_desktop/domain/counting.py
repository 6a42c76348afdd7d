"""Which records a figure counts at the beginning and at the end of a quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bianmin_desktop.catalogue.definitions import Condition, Figure
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.conditions import all_hold, is_by_type, leaves_of, predicate_of
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import Snapshot
from bianmin_desktop.domain.timeline import lives_of

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
    """One quarter of one ledger, prepared so that every figure is counted in one pass.

    Counted at its end, or at `day`, an earlier day of it.
    """

    ledger: Ledger
    edition: Edition
    quarter: Quarter
    opening: ByType
    closing: ByType
    day: date | None = None

    @classmethod
    def of(
        cls, ledger: Ledger, edition: Edition, quarter: Quarter, day: date | None = None
    ) -> Counting:
        """The lives of all outlets are told once, for both ends of the quarter.

        With `day` the quarter is counted up to the end of that day of it.
        """
        opening: dict[str, list[str]] = {}
        closing: dict[str, list[str]] = {}
        first, last = quarter.previous.end, day or quarter.end
        for outlet_id, life in lives_of(ledger, edition).items():
            if life.counts_on(first):
                opening.setdefault(life.type_on(first), []).append(outlet_id)
            if life.counts_on(last):
                closing.setdefault(life.type_on(last), []).append(outlet_id)
        return cls(ledger, edition, quarter, opening, closing, day)

    @classmethod
    def frozen(cls, snapshot: Snapshot, edition: Edition) -> Counting:
        """A version that was handed in, for what it counted at the end of its quarter."""
        return snapshot.once(("counting", edition.id), lambda: cls._frozen(snapshot, edition))

    @classmethod
    def _frozen(cls, snapshot: Snapshot, edition: Edition) -> Counting:
        closing: dict[str, list[str]] = {}
        for outlet in snapshot.of("outlet"):
            if snapshot.moves.get(outlet.id) != "removed":
                then = snapshot.then.get(outlet.id, {})
                kind = then.get("business_type") or outlet.text("business_type")
                closing.setdefault(kind, []).append(outlet.id)
        return cls(Ledger(snapshot.records), edition, snapshot.quarter, {}, closing)

    @property
    def last(self) -> date:
        """The day counted at."""
        return self.day or self.quarter.end

    def records(self, figure: Figure) -> Mapping[str, Record]:
        """The records a figure counts among, by id."""
        return self.ledger.by_id(figure.counts)

    def subjects(self, figure: Figure) -> Subjects:
        """The records a figure counts at both ends of the quarter."""
        if figure.counts == "event":
            return Subjects.between((), self._events(figure))
        opening = self._there(figure, self.opening, self.quarter.previous.end)
        return Subjects.between(opening, self.at_end(figure))

    def at_end(self, figure: Figure) -> list[str]:
        """The records that were there on the last day."""
        return self._there(figure, self.closing, self.last)

    def _there(self, figure: Figure, by_type: ByType, day: date) -> list[str]:
        if figure.counts == "outlet":
            return self._outlets(figure, by_type)
        return (
            self._circles(figure, day)
            if figure.counts == "circle"
            else self._communities(figure, day)
        )

    def _outlets(self, figure: Figure, by_type: ByType) -> list[str]:
        types = set(by_type)
        for condition in figure.where:
            if is_by_type(condition):
                types &= leaves_of(condition, self.edition)
        others = tuple(c for c in figure.where if not is_by_type(c))
        found = [outlet_id for type_id in types for outlet_id in by_type[type_id]]
        if not others:
            return found
        passing = self._passing(figure.counts, others)
        return [outlet_id for outlet_id in found if outlet_id in passing]

    def _passing(self, type_id: str, conditions: tuple[Condition, ...]) -> frozenset[str]:
        """The records that conditions hold for: many figures and every quarter ask the same."""
        edition, records = self.edition, self.ledger.of(type_id)

        def passing() -> frozenset[str]:
            found: Iterable[Record] = records
            for condition in conditions:
                found = filter(predicate_of(condition, edition), found)
            return frozenset(record.id for record in found)

        return self.ledger.once(("passing", edition.id, type_id, conditions), passing)

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
        first, last = self.quarter.start, self.last
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
