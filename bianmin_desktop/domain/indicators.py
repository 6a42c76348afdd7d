"""The figures of a quarter (上期、新增、减少、期末), derived from the ledgers and never typed.

Opening and closing are sets of records: what counts on the last day of the quarter before, and
on the last day of the quarter. 新增 and 减少 are their differences, so that 期末 = 上期 + 新增 −
减少 holds by construction. A quarter that is still running is derived as if today's ledger stayed
as it is until its end. What opened and closed within one quarter is in neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Figure
from bianmin_desktop.catalogue.edition import Edition
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


def derive(ledger: Ledger, edition: Edition, quarter: Quarter) -> tuple[FigureRow, ...]:
    """Every figure of the edition for a quarter, in the edition's order."""
    counting = Counting.of(ledger, edition, quarter)
    rows: dict[str, FigureRow] = {}
    for figure in edition.figures:
        if figure.counts != "ratio":
            rows[figure.id] = _counted(figure, counting)
    for figure in edition.figures:
        if figure.counts == "ratio":
            rows[figure.id] = _ratio(figure, rows)
    return tuple(rows[figure.id] for figure in edition.figures)


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


def _ratio(figure: Figure, rows: Mapping[str, FigureRow]) -> FigureRow:
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
    )
