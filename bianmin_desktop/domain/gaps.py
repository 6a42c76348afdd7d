"""补短板: which business types a circle has on a day, and what 一店多能 could cover.

An outlet belongs to the circle it names; one that names none belongs to the circle of its
community where there is exactly one. Only outlets that count on the day are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bianmin_desktop.catalogue.definitions import SchemeItem
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.conditions import answers_of
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.timeline import Life, lives_of


@dataclass(frozen=True, slots=True)
class GapColumn:
    """One line of a business-type list; `stand_ins` are the services that could cover it."""

    list_id: str
    item_id: str
    label: str
    stand_ins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapRow:
    """One circle: how many outlets it has for each column, and how many offer a stand-in."""

    circle_id: str
    circle_name: str
    counts: tuple[int, ...]
    standing_in: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GapMatrix:
    """Circles by name (rows) × list items (columns)."""

    columns: tuple[GapColumn, ...]
    rows: tuple[GapRow, ...]

    def missing(self, row: GapRow) -> tuple[tuple[GapColumn, int], ...]:
        """The columns a circle has no outlet for, each with how many outlets stand in for it."""
        cells = zip(self.columns, row.counts, row.standing_in, strict=True)
        return tuple((column, helping) for column, count, helping in cells if not count)


@dataclass(slots=True)
class _Present:
    """What one circle has: outlets by business type, and by 一店多能 service."""

    types: dict[str, int] = field(default_factory=dict)
    services: dict[str, set[str]] = field(default_factory=dict)


def gap_matrix(ledger: Ledger, edition: Edition, list_ids: Sequence[str], day: date) -> GapMatrix:
    """Circle × business types of the lists, counted as of the end of `day`."""
    return matrix_of(ledger, edition, list_ids, day, lives_of(ledger, edition))


def matrix_of(
    ledger: Ledger,
    edition: Edition,
    list_ids: Sequence[str],
    day: date,
    lives: Mapping[str, Life],
) -> GapMatrix:
    """The same where the lives of the outlets were told already."""
    present = ledger.once(("present", day), lambda: _present(ledger, day, lives))
    items = [(list_id, i) for list_id in list_ids for i in edition.business_list(list_id).items]
    columns = tuple(GapColumn(list_id, i.id, i.label, i.stand_ins) for list_id, i in items)
    circles = sorted(ledger.of("circle"), key=lambda circle: (circle.text("name"), circle.id))
    rows = tuple(_row(circle, [i for _, i in items], present) for circle in circles)
    return GapMatrix(columns, rows)


def _row(circle: Record, items: Sequence[SchemeItem], present: Mapping[str, _Present]) -> GapRow:
    here = present.get(circle.id, _Present())
    counts = tuple(sum(here.types.get(leaf, 0) for leaf in item.covers) for item in items)
    helping = tuple(
        len(set[str]().union(*(here.services.get(s, set()) for s in item.stand_ins)))
        for item in items
    )
    return GapRow(circle.id, circle.text("name"), counts, helping)


def _present(ledger: Ledger, day: date, lives: Mapping[str, Life]) -> dict[str, _Present]:
    found: dict[str, _Present] = {}
    for outlet in ledger.of("outlet"):
        life = lives[outlet.id]
        circle = circle_of(outlet, ledger)
        if not circle or not life.counts_on(day):
            continue
        here = found.setdefault(circle, _Present())
        kind = life.type_on(day)
        here.types[kind] = here.types.get(kind, 0) + 1
        for service in answers_of(outlet.get("extra_services")):
            here.services.setdefault(service, set()).add(outlet.id)
    return found


def circle_of(outlet: Record, ledger: Ledger) -> str:
    """The id of the circle an outlet belongs to; empty when none can be told."""
    named = outlet.text("circle")
    if named:
        return named
    circles = ledger.circles_of.get(outlet.text("community"), ())
    return circles[0].id if len(circles) == 1 else ""
