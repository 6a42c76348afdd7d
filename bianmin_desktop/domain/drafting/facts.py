"""Everything a text may refer to, with its words for print, as the data of a quarter have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Field, Figure, Tally
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import (
    annual_summary,
    entered_numbers,
    figure_parts,
    names_of,
    ratio_parts,
    scheme_lists,
)
from bianmin_desktop.domain.conditions import all_hold
from bianmin_desktop.domain.gaps import GapMatrix, GapRow
from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rounding import NO_RATIO, percent_text, rounded
from bianmin_desktop.domain.snapshots import FigureLine
from bianmin_desktop.domain.values import number_of

_most_named = 5
_none = "无"
_percent = "%"


@dataclass(frozen=True, slots=True)
class Fact:
    """What a reference stands for: its name, its words for print, and the number behind them.

    `number` is nothing where the data have none; a list of names has how many it names.
    """

    key: str
    label: str
    words: str
    number: Decimal | None = None
    unit: str = ""


Facts = Mapping[str, Fact]
"""Facts by the keys of references, e.g. `figure:outlets.closing`."""

Given = tuple[str, str, Decimal | None, str]
"""A key, the words for print, the number behind them and its unit."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What facts are taken from; without `gaps` nothing is known of what is missing where.

    `reporter` is the name of the unit; `quarter` may be a whole year as well.
    """

    edition: Edition
    quarter: Quarter | Year
    ledger: Ledger
    figures: Sequence[FigureRow | FigureLine]
    gaps: GapMatrix | None = None
    reporter: str = ""

    @property
    def summary(self) -> Record:
        """The quarter's summary; an empty one if it was not begun."""
        found = self.ledger.summary(self.quarter) if isinstance(self.quarter, Quarter) else None
        return found or Record("summary", "")


def facts_of(basis: Basis) -> dict[str, Fact]:
    """Every fact of a quarter that the basis knows."""
    edition = basis.edition
    parts = (_figures(basis), _gaps(basis), _tallies(basis), _about(basis))
    return {**_named(edition, *parts), **facts_entered(edition, basis.summary)}


def facts_entered(edition: Edition, summary: Record) -> dict[str, Fact]:
    """The facts that a summary gives by itself: its numbers and their shares in each other."""
    return _named(edition, _entered(edition, summary), _shares(edition, summary))


def _named(edition: Edition, *parts: Iterable[Given]) -> dict[str, Fact]:
    labels = names_of(edition, annual_summary)
    return {
        key: Fact(key, labels.get(key, key), words, number, unit)
        for part in parts
        for key, words, number, unit in part
    }


def total_figure(edition: Edition, type_id: str) -> Figure | None:
    """The figure that counts every record of a type, if there is one."""
    whole = (f for f in edition.figures if f.counts == type_id and f.flow)
    return next((f for f in whole if not f.where and not f.total_of), None)


def number_words(value: Decimal | None, places: int, unit: str = "") -> str:
    """A number as it stands in a text: rounded once, without decimals that are all 0."""
    if value is None:
        return NO_RATIO
    if unit == _percent:
        return f"{rounded(value, places):,f}{_percent}"
    shown = rounded(value, places)
    return f"{shown.to_integral_value() if shown == shown.to_integral_value() else shown:,f}"


def _figures(basis: Basis) -> Iterator[Given]:
    ratios = {figure.id for figure in basis.edition.figures if figure.counts == "ratio"}
    for row in basis.figures:
        for part in ratio_parts if row.id in ratios else figure_parts:
            value = getattr(row, part)
            if value is None and part != "closing":
                continue
            is_whole = part not in ("numerator", "denominator")
            places, unit = (row.places, row.unit) if is_whole else (0, "")
            yield f"figure:{row.id}.{part}", number_words(value, places, unit), value, unit


def _entered(edition: Edition, summary: Record) -> Iterator[Given]:
    for field in _number_fields(edition):
        value = number_of(summary.get(field.id))
        yield f"entered:{field.id}", number_words(value, field.places), value, field.unit


def _shares(edition: Edition, summary: Record) -> Iterator[Given]:
    numbers = {field.id: number_of(summary.get(field.id)) for field in _number_fields(edition)}
    for part, share in numbers.items():
        for whole, total in numbers.items():
            if part == whole:
                continue
            words, number = NO_RATIO, None
            if share is not None and total:
                words, number = percent_text(share, total), share * 100 / total
            yield f"share:{part}.{whole}", words, number, _percent


def _number_fields(edition: Edition) -> list[Field]:
    return [edition.field("summary", field_id) for field_id in entered_numbers(edition)]


def _gaps(basis: Basis) -> Iterator[Given]:
    matrix = basis.gaps
    if matrix is None:
        return
    rows = _rows_that_count(basis, matrix)
    for list_id in scheme_lists(basis.edition):
        lacks = {row.circle_name: _lacks(matrix, row, list_id) for row in rows}
        lacking = [f"{name}缺{'、'.join(missing)}" for name, missing in lacks.items() if missing]
        counts = {
            "circles": len(lacks),
            "complete": len(lacks) - len(lacking),
            "lacking": len(lacking),
        }
        for part, count in counts.items():
            yield f"gap:{list_id}.{part}", f"{count:,}", Decimal(count), "个"
        yield f"gap:{list_id}.missing", listed(lacking, "个", "；"), Decimal(len(lacking)), ""


def _rows_that_count(basis: Basis, matrix: GapMatrix) -> list[GapRow]:
    """The circles that are handed in with the quarter, as far as the figures name them."""
    total = total_figure(basis.edition, "circle")
    row = next((row for row in basis.figures if total and row.id == total.id), None)
    if not isinstance(row, FigureRow):
        return list(matrix.rows)
    ids = {*row.opening_ids, *row.closing_ids}
    return [line for line in matrix.rows if line.circle_id in ids]


def _lacks(matrix: GapMatrix, row: GapRow, list_id: str) -> list[str]:
    return [column.label for column, _ in matrix.missing(row) if column.list_id == list_id]


def _tallies(basis: Basis) -> Iterator[Given]:
    for tally in basis.edition.tallies.values():
        record_type = basis.edition.record_type(tally.record)
        found = [
            record for record in basis.ledger.of(tally.record) if _counts(tally, record, basis)
        ]
        number = _total(tally, found)
        yield f"tally:{tally.id}.number", number_words(number, tally.places), number, tally.unit
        names = sorted(record.name(record_type) for record in found)
        yield f"tally:{tally.id}.names", listed(names, tally.unit), Decimal(len(names)), ""


def _counts(tally: Tally, record: Record, basis: Basis) -> bool:
    if not all_hold(tally.where, record, basis.edition):
        return False
    if tally.period == "ever":
        return True
    day = record.get(tally.within)
    quarter = basis.quarter.next if tally.period == "next" else basis.quarter
    return isinstance(day, date) and quarter.start <= day <= quarter.end


def _total(tally: Tally, records: Iterable[Record]) -> Decimal | None:
    found = list(records)
    if not tally.total_of:
        return Decimal(len(found))
    numbers = [n for record in found if (n := number_of(record.get(tally.total_of))) is not None]
    return sum(numbers, Decimal(0)) if numbers or not found else None


def _about(basis: Basis) -> Iterator[Given]:
    end = basis.quarter.end
    yield "about:unit", basis.reporter or NO_RATIO, Decimal(1) if basis.reporter else None, ""
    yield "about:quarter", basis.quarter.label, Decimal(1), ""
    yield "about:year", f"{end.year}年", Decimal(1), ""
    yield "about:end", f"{end.year}年{end.month}月{end.day}日", Decimal(1), ""


def listed(names: Sequence[str], unit: str, joint: str = "、") -> str:
    """Names one after another, not more than a reader takes in; 无 for none."""
    if len(names) <= _most_named:
        return joint.join(names) or _none
    return f"{joint.join(names[:_most_named])}等{len(names):,}{unit or '个'}"
