"""The figures of a quarter (上期、新增、减少、期末), derived from the ledgers and never typed.

Opening and closing are sets of records: what counts on the last day of the quarter before, and
on the last day of the quarter. 新增 and 减少 are their differences, so that 期末 = 上期 + 新增 −
减少 holds by construction. A quarter that is still running is derived as if today's ledger stayed
as it is until its end. What opened and closed within one quarter is in neither.

Where the quarter before was handed in, 上期 is what was handed in, and what the ledger tells
otherwise by now is part of 新增 and 减少 (see `carrying`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Figure
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.carrying import Correction, Past
from bianmin_desktop.domain.counting import Counting, Subjects
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rounding import NO_RATIO, rounded
from bianmin_desktop.domain.values import number_of


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line of the quarterly table, and the records each of its numbers was counted from.

    A flow has 上期 (`opening`), 新增, 减少 and 期末 (`closing`) with closing = opening + added −
    removed; other figures only 期末. A ratio's `closing` is the unrounded percentage and keeps
    both its parts; nothing when its whole is 0. A sum is nothing when no record has the number.

    `is_handed` says that 上期 is what was handed in; `correction` is then how the ledger differs
    from it, part of 新增 and 减少. `same_last_year` is 上年同期, if that quarter was handed in.
    """

    id: str
    label: str
    section: str
    unit: str
    opening: Decimal | None
    added: Decimal | None
    removed: Decimal | None
    closing: Decimal | None
    places: int = 0
    opening_ids: tuple[str, ...] = ()
    added_ids: tuple[str, ...] = ()
    removed_ids: tuple[str, ...] = ()
    closing_ids: tuple[str, ...] = ()
    clause: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_handed: bool = False
    correction: Correction | None = None
    same_last_year: Decimal | None = None

    @property
    def is_flow(self) -> bool:
        """Whether the row has 上期、新增、减少 besides 期末."""
        return self.opening is not None

    def shown(self, value: Decimal | None) -> str:
        """A number of this row as printed: rounded once, thousands apart, % behind a ratio."""
        if value is None:
            return NO_RATIO
        sign = "%" if self.unit == "%" else ""
        return f"{rounded(value, self.places):,f}{sign}"


def derive(
    ledger: Ledger, edition: Edition, quarter: Quarter, day: date | None = None
) -> tuple[FigureRow, ...]:
    """Every figure of the edition for a quarter, in the edition's order.

    With a `day` of the quarter, 期末 is the number of that day and 新增 and 减少 those up to it.
    """
    key = "figures", edition.id, quarter, day
    return ledger.once(key, lambda: _derived(ledger, edition, quarter, day))


def _derived(
    ledger: Ledger, edition: Edition, quarter: Quarter, day: date | None
) -> tuple[FigureRow, ...]:
    counting = Counting.of(ledger, edition, quarter, day)
    past = Past.of(ledger, edition, quarter)
    rows: dict[str, FigureRow] = {}
    for figure in edition.figures:
        if figure.counts != "ratio":
            rows[figure.id] = _carried(figure, _counted(figure, counting), counting, past)
    for figure in edition.figures:
        if figure.counts == "ratio":
            rows[figure.id] = _ratio(figure, rows, past)
    return tuple(rows[figure.id] for figure in edition.figures)


def _carried(figure: Figure, row: FigureRow, counting: Counting, past: Past) -> FigureRow:
    """The row with 上期 as it was handed in, if it was; 期末 stays what it is."""
    row = replace(row, same_last_year=past.same_last_year(figure))
    if row.opening is None or row.added is None or row.removed is None:
        return row
    opening = past.opening(figure, row.opening_ids, counting.records(figure))
    if opening is None:
        return row
    known = replace(row, is_handed=True, opening=opening.number, opening_ids=opening.ids)
    change = opening.correction
    if change is None:
        return known
    added, removed = row.added + change.added, row.removed + change.removed
    return replace(
        known,
        added=added,
        removed=removed,
        closing=opening.number + added - removed,
        added_ids=tuple(dict.fromkeys((*row.added_ids, *change.added_ids))),
        removed_ids=tuple(dict.fromkeys((*row.removed_ids, *change.removed_ids))),
        correction=change,
    )


def _counted(figure: Figure, counting: Counting) -> FigureRow:
    subjects = counting.subjects(figure)
    amounts = _amounts(figure, subjects, counting.records(figure))
    opening, added, removed = amounts
    known = opening is not None and added is not None and removed is not None
    closing = opening + added - removed if known else None  # type: ignore[operator]
    flows = figure.flow
    return FigureRow(
        id=figure.id,
        label=figure.label,
        section=figure.section,
        unit=figure.unit,
        opening=opening if flows else None,
        added=added if flows else None,
        removed=removed if flows else None,
        closing=closing,
        places=figure.places,
        opening_ids=subjects.opening if flows else (),
        added_ids=subjects.added if flows else (),
        removed_ids=subjects.removed if flows else (),
        closing_ids=subjects.closing,
        clause=figure.clause,
    )


def _amounts(
    figure: Figure, subjects: Subjects, records: Mapping[str, Record]
) -> Sequence[Decimal | None]:
    parts = (subjects.opening, subjects.added, subjects.removed)
    if not figure.total_of:
        return [Decimal(len(ids)) for ids in parts]
    sums = [_total(figure.total_of, ids, records) for ids in parts]
    is_known = any(found is not None for found in sums) or not any(parts)
    return [found or Decimal(0) for found in sums] if is_known else (None, None, None)


def _total(field: str, ids: Iterable[str], records: Mapping[str, Record]) -> Decimal | None:
    numbers = [n for i in ids if (n := number_of(records[i].get(field))) is not None]
    return sum(numbers, Decimal(0)) if numbers else None


def _ratio(figure: Figure, rows: Mapping[str, FigureRow], past: Past) -> FigureRow:
    part, whole = rows[figure.numerator], rows[figure.denominator]
    share = None
    if part.closing is not None and whole.closing:
        share = part.closing * 100 / whole.closing
    return FigureRow(
        id=figure.id,
        label=figure.label,
        section=figure.section,
        unit=figure.unit,
        opening=None,
        added=None,
        removed=None,
        closing=share,
        places=figure.places,
        closing_ids=part.closing_ids,
        clause=figure.clause,
        numerator=part.closing,
        denominator=whole.closing,
        same_last_year=past.same_last_year(figure),
    )
