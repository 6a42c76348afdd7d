"""The year from its four quarters: what was handed in, added up, and what changed since.

A quarter counts as its newest version was handed in; one that was not handed in counts as the
ledgers have it now, and is told so. 年末 is the 期末 of the last quarter, 新增 and 减少 are those
of the quarters added up. Where a quarter begins with another number than the one before ended with,
the difference stands as 更正, so that 年末 = 上年末 + 新增 − 减少 + 更正 holds by construction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.rounding import NO_RATIO, rounded
from bianmin_desktop.domain.snapshots import FigureLine
from bianmin_desktop.domain.year_sources import QuarterSource

parts: Mapping[str, str] = {
    "opening": "上期",
    "added": "新增",
    "removed": "减少",
    "closing": "期末",
}


@dataclass(frozen=True, slots=True)
class YearLine:
    """A figure of the year, its numbers exact.

    A flow has all of 上年末 (`opening`), 新增, 减少, 更正 (`corrected`) and 年末 (`closing`); what
    happens in a quarter, such as 改造, only the sum; all else only 年末. `closings` are the 期末 of
    the four quarters, nothing for those that are not counted.
    """

    id: str
    label: str
    section: str
    unit: str
    places: int
    opening: Decimal | None
    added: Decimal | None
    removed: Decimal | None
    corrected: Decimal | None
    closing: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    clause: str
    closings: tuple[Decimal | None, ...]

    def shown(self, value: Decimal | None) -> str:
        """A number of this line as printed."""
        return shown_number(value, self.unit, self.places)


@dataclass(frozen=True, slots=True)
class EnteredLine:
    """A number only a person knows: of the four quarters, and added up."""

    id: str
    label: str
    unit: str
    places: int
    clause: str
    total: Decimal | None
    quarters: tuple[Decimal | None, ...]

    def shown(self, value: Decimal | None) -> str:
        """A number of this line as printed."""
        return shown_number(value, "", self.places)


@dataclass(frozen=True, slots=True)
class SinceLine:
    """A number that is another now than when its quarter was handed in."""

    quarter: str
    version: int
    id: str
    label: str
    section: str
    unit: str
    places: int
    part: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """By how much, if both are known."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    def shown(self, value: Decimal | None) -> str:
        """A number of this line as printed."""
        return shown_number(value, self.unit, self.places)


def shown_number(value: Decimal | None, unit: str, places: int) -> str:
    """A number as printed: rounded once, thousands apart, % behind a ratio."""
    if value is None:
        return NO_RATIO
    return f"{rounded(value, places):,f}{'%' if unit == '%' else ''}"


def year_lines(
    sources: Sequence[QuarterSource], quarters: Sequence[Quarter], edition: Edition
) -> tuple[YearLine, ...]:
    """The figures of the year in the order of its newest quarter, those given up since last."""
    newest_first = [line for source in reversed(sources) for line in source.figures]
    known = {line.id: line for line in reversed(newest_first)}
    order = dict.fromkeys(line.id for line in newest_first)
    counts = {figure.id: figure.counts for figure in edition.figures}
    return tuple(
        _year_line(known[figure_id], sources, quarters, happens=counts.get(figure_id) == "event")
        for figure_id in order
    )


def entered_lines(
    sources: Sequence[QuarterSource], quarters: Sequence[Quarter], edition: Edition
) -> tuple[EnteredLine, ...]:
    """The numbers only a person knows, added up over the quarters that have them."""
    held = {source.quarter: source.entered for source in sources}
    found: list[EnteredLine] = []
    for asked in edition.record_type("summary").fields:
        if asked.kind not in (Kind.INTEGER, Kind.DECIMAL):
            continue
        numbers = tuple(held.get(quarter, {}).get(asked.id) for quarter in quarters)
        found.append(
            EnteredLine(
                asked.id,
                asked.label,
                asked.unit,
                asked.places,
                asked.clause,
                _sum(numbers),
                numbers,
            )
        )
    return tuple(found)


def changed_since(
    sources: Sequence[QuarterSource], now: Mapping[Quarter, QuarterSource], edition: Edition
) -> tuple[SinceLine, ...]:
    """What is another now in the quarters that were handed in, quarter by quarter.

    Of a flow 新增 and 减少 are told, and with the first quarter where it began: its ends follow.
    """
    labels = {f.id: f for f in edition.record_type("summary").fields}
    found: list[SinceLine] = []
    for place, source in enumerate(sources):
        today = now.get(source.quarter)
        if today is None or not source.is_handed_in:
            continue
        found += _figures_since(source, today, is_first=place == 0)
        for field_id, asked in labels.items():
            before, after = source.entered.get(field_id), today.entered.get(field_id)
            if before != after:
                found.append(
                    SinceLine(
                        str(source.quarter),
                        source.version,
                        field_id,
                        asked.label,
                        "填报数字",
                        asked.unit,
                        asked.places,
                        "",
                        before,
                        after,
                    )
                )
    return tuple(found)


def _figures_since(
    source: QuarterSource, today: QuarterSource, *, is_first: bool
) -> Iterator[SinceLine]:
    known = {line.id: line for line in today.figures}
    for line in source.figures:
        other = known.get(line.id)
        if other is None:
            continue
        is_flow = line.opening is not None and other.opening is not None
        asked = ("opening", "added", "removed") if is_flow and is_first else ("added", "removed")
        for part in asked if is_flow else ("closing",):
            before, after = getattr(line, part), getattr(other, part)
            if before != after:
                told = (line.id, line.label, line.section, line.unit, line.places)
                yield SinceLine(
                    str(source.quarter), source.version, *told, parts[part], before, after
                )


def _year_line(
    told: FigureLine,
    sources: Sequence[QuarterSource],
    quarters: Sequence[Quarter],
    *,
    happens: bool,
) -> YearLine:
    by_quarter = {source.quarter: source.figure(told.id) for source in sources}
    lines = [line for line in by_quarter.values() if line is not None]
    flows = [line for line in lines if line.opening is not None]
    opening = flows[0].opening if flows else None
    added = _sum(line.added for line in flows)
    removed = _sum(line.removed for line in flows)
    closing = _sum(line.closing for line in lines) if happens else lines[-1].closing
    corrected = None
    if opening is not None and added is not None and removed is not None and closing is not None:
        corrected = closing - opening - added + removed
    return YearLine(
        id=told.id,
        label=told.label,
        section=told.section,
        unit=told.unit,
        places=told.places,
        opening=opening,
        added=added,
        removed=removed,
        corrected=corrected,
        closing=closing,
        numerator=lines[-1].numerator,
        denominator=lines[-1].denominator,
        clause=told.clause,
        closings=tuple(line.closing if (line := by_quarter.get(q)) else None for q in quarters),
    )


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known else None
