"""The days of a quarter on which an outlet came, went, or turned into another type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bianmin_desktop.catalogue.definitions import ChangeKind
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.timeline import Life, type_changed

_kinds: Mapping[str, ChangeKind] = {
    "opened": ChangeKind.OPENED,
    "moved_in": ChangeKind.MOVED_IN,
    "reopened": ChangeKind.REOPENED,
    "closed": ChangeKind.CLOSED,
    "moved_out": ChangeKind.MOVED_OUT,
}
_appearing = frozenset(("opened", "moved_in", "reopened"))
_unseen = 9
"""The order within its day of an end that nobody dated, see `timeline`."""
_day = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """What happened to an outlet on a day: the types it had before and after, and the event."""

    kind: ChangeKind
    on: date
    before: str
    after: str
    event: Record | None = None


def turns(life: Life, events: Sequence[Record], quarter: Quarter) -> tuple[Turn, ...]:
    """Everything that happened to an outlet in a quarter, in order of time.

    What came less what went is what the quarter's figures count as 新增 less 减少.
    """
    if not any(quarter.start <= on <= quarter.end for on, *_ in (*life.marks, *life.types)):
        return ()
    found = [*_moves(life, events), *_types(life, events)]
    kept = (turn for turn in found if quarter.start <= turn.on <= quarter.end)
    return tuple(sorted(kept, key=lambda turn: turn.on))


def _moves(life: Life, events: Sequence[Record]) -> Iterator[Turn]:
    there = not life.marks[0][2] if life.marks else life.always
    for on, order, appears in life.marks:
        if appears != there:
            kind, event = _cause(events, on, appears=appears)
            if order == _unseen:
                kind = ChangeKind.UNDATED
            before, after = life.type_on(on - _day), life.type_on(on)
            yield Turn(kind, on, "" if appears else before, after if appears else "", event)
        there = appears


def _types(life: Life, events: Sequence[Record]) -> Iterator[Turn]:
    for on in dict.fromkeys(on for on, *_ in life.types):
        before, after = life.type_on(on - _day), life.type_on(on)
        if before != after and life.counts_on(on):
            event = next((e for e in events if _is(e, on) and e.get("kind") == type_changed), None)
            yield Turn(ChangeKind.TYPE_CHANGED, on, before, after, event)


def _cause(
    events: Sequence[Record], on: date, *, appears: bool
) -> tuple[ChangeKind, Record | None]:
    """Which event made it come or go that day; without one it opened or closed by its own date."""
    for event in events:
        kind = event.text("kind")
        if _is(event, on) and kind in _kinds and (kind in _appearing) is appears:
            return _kinds[kind], event
    return (ChangeKind.OPENED if appears else ChangeKind.CLOSED), None


def _is(event: Record, on: date) -> bool:
    return event.get("on") == on
