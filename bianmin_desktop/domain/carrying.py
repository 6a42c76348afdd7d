"""上期 and 上年同期 as they were handed in, and what today's ledger tells otherwise (上期更正).

上期 is copied from the newest version of the quarter before. Where today's ledger gives another
number for that day, because an outlet was registered late, deleted, dated or typed anew, the
difference is a correction: what it adds stands in 新增, what it takes away in 减少, with the
records behind it. So 期末 = 上期 + 新增 − 减少 holds, 期末 is what the ledger has, and 上期 what
the reader has on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Figure
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.counting import Counting
from bianmin_desktop.domain.handed import HandedIn
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import FigureLine
from bianmin_desktop.domain.values import number_of

Amounts = Mapping[str, Decimal]
"""What each record adds to a figure: 1, or its number where one is totalled."""
_one = Decimal(1)


@dataclass(frozen=True, slots=True)
class Correction:
    """How 上期 as handed in differs from what the ledger gives for that day now.

    `now` = `handed` + `added` − `removed`, an absent number taken as 0. `steps` is what each
    record behind it adds or takes away; empty where that can't be told one by one any more.
    """

    handed: Decimal | None
    now: Decimal | None
    added: Decimal
    removed: Decimal
    steps: Amounts = field(default_factory=dict)

    @property
    def added_ids(self) -> tuple[str, ...]:
        """The records that add to the figure."""
        return tuple(record_id for record_id, step in self.steps.items() if step > 0)

    @property
    def removed_ids(self) -> tuple[str, ...]:
        """The records that take away from it."""
        return tuple(record_id for record_id, step in self.steps.items() if step < 0)


@dataclass(frozen=True, slots=True)
class Opening:
    """上期 of a figure as handed in, the records it was counted from, and its correction."""

    number: Decimal
    ids: tuple[str, ...]
    correction: Correction | None


@dataclass(frozen=True, slots=True)
class _Handed:
    """The records a version counted for a figure, and what each added to it."""

    ids: tuple[str, ...]
    amounts: Amounts
    number: Decimal


@dataclass(frozen=True)
class Past:
    """The quarter before and the same quarter last year, as far as they were handed in."""

    before: HandedIn | None
    year_before: HandedIn | None
    counting: Counting | None = field(repr=False)
    lines: Mapping[str, FigureLine] = field(repr=False)
    lines_last_year: Mapping[str, FigureLine] = field(repr=False)

    @classmethod
    def of(cls, ledger: Ledger, edition: Edition, quarter: Quarter) -> Past:
        """For a quarter of a ledger."""
        before = ledger.handed.get(quarter.previous)
        year_before = ledger.handed.get(quarter.same_last_year)
        return cls(
            before,
            year_before,
            Counting.frozen(before.snapshot, edition) if before else None,
            before.lines() if before else {},
            year_before.lines() if year_before else {},
        )

    def same_last_year(self, figure: Figure) -> Decimal | None:
        """上年同期 of a figure; nothing when it was not handed in."""
        line = self.lines_last_year.get(figure.id)
        return line.closing if line is not None else None

    def opening(
        self, figure: Figure, ids: Iterable[str], records: Mapping[str, Record]
    ) -> Opening | None:
        """上期 of a flow as handed in; `ids` of `records` are those the ledger has for that day.

        Nothing when the quarter before was not handed in, or without that figure.
        """
        line = self.lines.get(figure.id)
        if line is None or self.counting is None:
            return None
        handed, number = _handed(figure, self.counting), line.closing or Decimal(0)
        correction = _correction(line, handed, amounts(figure, ids, records))
        return Opening(number, handed.ids if handed.number == number else (), correction)


def _handed(figure: Figure, counting: Counting) -> _Handed:
    """Told once for a version: it never changes."""

    def told() -> _Handed:
        ids = tuple(sorted(counting.at_end(figure)))
        there = amounts(figure, ids, counting.records(figure))
        return _Handed(ids, there, sum(there.values(), Decimal(0)))

    return counting.ledger.once(("handed", counting.edition.id, figure.id), told)


def amounts(figure: Figure, ids: Iterable[str], records: Mapping[str, Record]) -> Amounts:
    """What each of the records adds to the figure; those without a number are left out."""
    if not figure.total_of:
        return dict.fromkeys(ids, _one)
    numbers = {i: number_of(records[i].get(figure.total_of)) for i in ids}
    return {record_id: number for record_id, number in numbers.items() if number is not None}


def _correction(line: FigureLine, handed: _Handed, here: Amounts) -> Correction | None:
    there = handed.amounts
    is_known = handed.number == (line.closing or Decimal(0))
    if is_known and there == here:
        return None
    now = sum(here.values(), Decimal(0))
    if not is_known:
        # Frozen before everything needed was kept, or counted otherwise by another edition.
        return _in_total(line, now)
    ids = sorted({*there, *here})
    all_steps = ((i, here.get(i, Decimal(0)) - there.get(i, Decimal(0))) for i in ids)
    steps = {record_id: step for record_id, step in all_steps if step}
    if not steps:
        return None
    added = sum((step for step in steps.values() if step > 0), Decimal(0))
    removed = sum((-step for step in steps.values() if step < 0), Decimal(0))
    return Correction(line.closing, now, added, removed, steps)


def _in_total(line: FigureLine, now: Decimal) -> Correction | None:
    step = now - (line.closing or Decimal(0))
    if not step:
        return None
    return Correction(line.closing, now, max(step, Decimal(0)), max(-step, Decimal(0)))
