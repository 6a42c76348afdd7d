"""The life of an outlet, from its dates and dated events: whether it counted on any past day.

How blanks count, so that every office derives the same figures from the same ledger:

* Dated facts win over the undated `status`. A day is the first one of the new state: an outlet
  opened on the 5th counts on the 5th, one closed on the 5th does not. A month is its first day.
* No opening date: it was there before the first recorded quarter.
* First met by 迁入: `opened` is its opening elsewhere; it counts from the day it moved in.
* Status not counted (e.g. 注销) without any closing date: gone from the day it was last verified
  on, but not before it appeared; never verified: it counts in no period at all.
* 拟建 never counts, whatever its dates say.
* Business type follows 业态变更: before a change it was the change's `before`.
* Everything else (chain, area, staff, circle …) has no past: it counts as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.records import Record

planned = "planned"
type_changed = "type_changed"
_moved_in = "moved_in"
# Of two things on one day, the later in this order decides.
_order: Mapping[str, int] = {
    "opened": 0,
    _moved_in: 0,
    "closed": 1,
    "moved_out": 1,
    "reopened": 2,
}
_appearing = frozenset(("opened", _moved_in, "reopened"))

Mark = tuple[date, int, bool]
"""A day, its order within the day, and whether the outlet is there from then on."""


@dataclass(frozen=True, slots=True)
class Life:
    """When an outlet was there and what it was, told by day.

    `marks` are in order of time; before the first one it was the opposite of it, and without any
    it was `always`. `types` are the days of a change with the types before and after it.
    """

    marks: tuple[Mark, ...]
    always: bool
    types: tuple[tuple[date, str, str], ...]
    type_now: str
    is_closing_undated: bool = False

    def counts_on(self, day: date) -> bool:
        """Whether the outlet counts at the end of that day."""
        if not self.marks:
            return self.always
        there = not self.marks[0][2]
        for on, _, appears in self.marks:
            if on > day:
                break
            there = appears
        return there

    def type_on(self, day: date) -> str:
        """The business type the outlet had on that day."""
        known = self.type_now
        for on, before, after in reversed(self.types):
            if on <= day:
                return known or after or self.type_now
            known = before
        return known or self.type_now


@dataclass(frozen=True, slots=True)
class Timeline:
    """Tells the lives of a ledger's outlets under one edition."""

    counted: frozenset[str]
    type_ids: Mapping[str, str]

    @classmethod
    def of(cls, edition: Edition) -> Timeline:
        """For the statuses an edition counts, and its ways of writing business types."""
        ids = {
            word: kind.id
            for kind in reversed(tuple(edition.business_types.values()))
            for word in (*kind.aliases, kind.label, kind.id)
        }
        return cls(frozenset(edition.title.counted_statuses), ids)

    def lives(self, ledger: Ledger) -> dict[str, Life]:
        """The life of every outlet of the ledger, by its id, in the ledger's order."""
        events = ledger.events_of
        return {o.id: self.life(o, events.get(o.id, ())) for o in ledger.of("outlet")}

    def life(self, outlet: Record, events: Sequence[Record] = ()) -> Life:
        """The life of one outlet."""
        status = outlet.text("status")
        type_now = outlet.text("business_type")
        if status == planned:
            return Life((), always=False, types=(), type_now=type_now)
        is_counted = status in self.counted or not status
        dated = [*_events(events), *_own_dates(outlet, events)] if events else _own_dates(outlet)
        marks = sorted(dated)
        is_undated = not is_counted and (not marks or marks[-1][2])
        if is_undated:
            marks = _closed_unseen(outlet, marks)
        types = tuple(self._types(events)) if events else ()
        return Life(tuple(marks), is_counted, types, type_now, is_undated)

    def type_meant(self, text: str) -> str:
        """The business type written in an event, or nothing when it is not in the dictionary."""
        return self.type_ids.get(text.strip(), "")

    def _types(self, events: Sequence[Record]) -> Iterator[tuple[date, str, str]]:
        changes = [e for e in events if e.get("kind") == type_changed]
        dated = [(on, e.id, e) for e in changes if isinstance(on := e.get("on"), date)]
        for on, _, event in sorted(dated, key=lambda change: change[:2]):
            yield (
                on,
                self.type_meant(event.text("before")),
                self.type_meant(event.text("after")),
            )


def lives_of(ledger: Ledger, edition: Edition) -> Mapping[str, Life]:
    """The life of every outlet of the ledger under an edition, told once."""
    return ledger.once(("lives", edition.id), lambda: Timeline.of(edition).lives(ledger))


def _own_dates(outlet: Record, events: Sequence[Record] = ()) -> list[Mark]:
    found: list[Mark] = []
    opened, closed = outlet.get("opened"), outlet.get("closed")
    if isinstance(opened, date) and not (events and _came_from_elsewhere(events)):
        found.append((opened, 0, True))
    if isinstance(closed, date):
        found.append((closed, 1, False))
    return found


def _events(events: Sequence[Record]) -> Iterator[Mark]:
    for event in events:
        kind, on = event.text("kind"), event.get("on")
        if kind in _order and isinstance(on, date):
            yield on, _order[kind], kind in _appearing


def _came_from_elsewhere(events: Sequence[Record]) -> bool:
    dated = [
        (on, _order[kind], kind)
        for event in events
        if (kind := event.text("kind")) in _order and isinstance(on := event.get("on"), date)
    ]
    return bool(dated) and min(dated)[2] == _moved_in


def _closed_unseen(outlet: Record, marks: Sequence[Mark]) -> list[Mark]:
    """Ends a life whose end nobody dated: by its last verification, not before it appeared."""
    verified = outlet.get("verified")
    appeared = marks[-1][0] if marks else date.min
    if isinstance(verified, date):
        return [*marks, (max(verified, appeared), 9, False)]
    return [*marks, (appeared, 9, False)] if marks else []
