"""What belongs to one circle on a day: its communities, outlets and register entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bianmin_desktop.catalogue.definitions import Condition, Field, Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.conditions import all_hold, answers_of, is_by_type, leaves_of
from bianmin_desktop.domain.gaps import circle_of
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.timeline import Timeline

_references = (Kind.REFERENCE, Kind.REFERENCES)


@dataclass(frozen=True)
class Surroundings:
    """A ledger on a day, its outlets told apart by circle once for all circles.

    `outlets` are those that count on the day, each with the business type it has then.
    """

    ledger: Ledger
    edition: Edition
    day: date
    outlets: Mapping[str, tuple[tuple[Record, str], ...]]

    @classmethod
    def of(cls, ledger: Ledger, edition: Edition, day: date) -> Surroundings:
        """Prepared for every circle of the ledger."""
        lives = Timeline.of(edition).lives(ledger)
        found: dict[str, list[tuple[Record, str]]] = {}
        for outlet in ledger.of("outlet"):
            life, circle = lives[outlet.id], circle_of(outlet, ledger)
            if circle and life.counts_on(day):
                found.setdefault(circle, []).append((outlet, life.type_on(day)))
        held = {circle: tuple(outlets) for circle, outlets in found.items()}
        return cls(ledger, edition, day, held)

    def grounds(self, circle: Record) -> Grounds:
        """What belongs to one of its circles."""
        members = circle.get("communities")
        known = self.ledger.by_id("community")
        ids = members if isinstance(members, tuple) else ()
        communities = tuple(known[name] for name in ids if name in known)
        return Grounds(self, circle, communities, self.outlets.get(circle.id, ()))


@dataclass(frozen=True)
class Grounds:
    """One circle: what its checklist is answered from."""

    around: Surroundings
    circle: Record
    communities: tuple[Record, ...]
    outlets: tuple[tuple[Record, str], ...]

    @property
    def edition(self) -> Edition:
        """By which edition it is looked at."""
        return self.around.edition

    def outlets_where(self, conditions: tuple[Condition, ...]) -> Iterator[Record]:
        """The outlets that pass every test; by type they are what they are on the day."""
        leaves = [leaves_of(c, self.edition) for c in conditions if is_by_type(c)]
        others = tuple(c for c in conditions if not is_by_type(c))
        for outlet, type_id in self.outlets:
            if all(type_id in held for held in leaves) and all_hold(others, outlet, self.edition):
                yield outlet

    def communities_where(self, conditions: tuple[Condition, ...]) -> tuple[Record, ...]:
        """The communities that pass every test."""
        return tuple(c for c in self.communities if all_hold(conditions, c, self.edition))

    def records_where(
        self, type_id: str, conditions: tuple[Condition, ...], *, unplaced: bool
    ) -> tuple[Record, ...]:
        """The entries of a register that belong to the circle and pass every test.

        With `unplaced` those that name neither a circle nor a community belong to every circle.
        """
        fields = [f for f in self.edition.record_type(type_id).fields if f.kind in _references]
        return tuple(
            record
            for record in self.around.ledger.of(type_id)
            if self._is_here(record, fields, unplaced=unplaced)
            and all_hold(conditions, record, self.edition)
        )

    def _is_here(self, record: Record, fields: list[Field], *, unplaced: bool) -> bool:
        """By the circle it names; by its outlet or community where it names none."""
        circles, communities = (
            _named(record, fields, target) for target in ("circle", "community")
        )
        if circles:
            return self.circle.id in circles
        if communities:
            return not communities.isdisjoint(community.id for community in self.communities)
        outlets = _named(record, fields, "outlet")
        if outlets:
            return not outlets.isdisjoint(outlet.id for outlet, _ in self.outlets)
        return unplaced


def _named(record: Record, fields: list[Field], target: str) -> frozenset[str]:
    """Every record of a type that the record refers to."""
    found = (answers_of(record.get(field.id)) for field in fields if field.target == target)
    return frozenset(name for names in found for name in names)
