"""How wide columns are and on how many sheets of which paper a table is printed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bianmin_desktop.exchange.excel.texts import display_width, lines_in
from bianmin_desktop.exchange.submission.parts import (
    Column,
    Line,
    LineKind,
    Look,
    Number,
    Table,
)

_narrowest, _widest, _widest_lines = 6, 42, 64
a4, a3 = "9", "8"
_room = {a4: 165, a3: 250}
"""Half-width characters across the landscape page at about 80 %."""
_upright_room = 95
_longest_frozen = 64
_whole_header = 14
_matrix_header = 8
_margin = 1
_line_height, _tallest = 13.5, 409.0
_day_width = 12
_naming = ("name", "circle", "label", "outlet")


@dataclass(frozen=True, slots=True)
class Fit:
    """Column widths in half-width characters, paper, and pages side by side."""

    widths: tuple[int, ...]
    paper: str
    is_upright: bool
    across: int
    frozen: int
    """How many columns at the left stay in sight."""
    header_lines: int
    tall: Mapping[int, int]
    """Lines of text in the rows that have more than one, by the row's place (from 0)."""


def fit(table: Table) -> Fit:
    """How the table is laid out, by what stands in it."""
    widths = widths_of(table)
    total = sum(widths)
    paper = a4 if total <= _room[a4] else a3
    across = -(-total // _room[paper])
    header_lines = max(
        lines_in(column.label, width - _margin)
        for column, width in zip(table.columns, widths, strict=True)
    )
    return Fit(
        widths,
        paper,
        total <= _upright_room,
        across,
        frozen_columns(table.columns, widths),
        header_lines,
        tall_rows(table.lines, widths),
    )


def widths_of(table: Table, most: int = _widest) -> tuple[int, ...]:
    """Column widths in half-width characters, by what stands in the columns; `most` for a text."""
    return tuple(_width(column, place, table, most) for place, column in enumerate(table.columns))


def row_height(lines: int) -> float:
    """Points that so many lines of text need; Excel allows no more than 409."""
    return min(lines * _line_height + 2, _tallest)


def tall_rows(rows: Sequence[Line], widths: Sequence[int]) -> dict[int, int]:
    """Lines of text in the rows that have more than one, by the row's place (from 0).

    Rows are given their height: not every program finds it out by itself.
    """
    tall: dict[int, int] = {}
    for place, line in enumerate(rows):
        if line.kind is LineKind.GROUP:
            continue
        for cell, width in zip(line.cells, widths, strict=True):
            if isinstance(cell, str) and (len(cell) * 2 > width - _margin or "\n" in cell):
                lines = lines_in(cell, width - _margin)
                if lines > tall.get(place, 1):
                    tall[place] = lines
    return tall


def _width(column: Column, place: int, table: Table, most: int) -> int:
    most = max(_widest_lines, column.width) if column.look is Look.LINES else most
    widest = _matrix_width(column.label) if column.group else _header_width(column.label)
    numbers: list[Number] = []
    for line in table.lines:
        cell = line.cells[place]
        if cell is None or line.kind is not LineKind.PLAIN:
            continue
        if isinstance(cell, Number):
            numbers.append(cell)
        elif isinstance(cell, date):
            widest = max(widest, _day_width)
        # Most texts cannot be the widest one: no letter is wider than two.
        elif len(cell) * 2 + 2 > widest:
            widest = max(widest, display_width(cell) + 2)
            if widest >= most:
                return most
    widest = max(widest, _number_width(numbers))
    return min(max(widest, _narrowest), most)


def _number_width(numbers: Sequence[Number]) -> int:
    """What the longest number needs: of those that are printed alike, the largest or smallest."""
    kinds: dict[tuple[int, str, bool], list[Decimal]] = {}
    for number in numbers:
        key = (number.places, number.zero, number.is_year)
        kinds.setdefault(key, []).append(number.value)
    ends = ((key, end) for key, held in kinds.items() for end in (max(held), min(held)))
    return max((display_width(Number(end, *key).shown) + 2 for key, end in ends), default=0)


def _header_width(label: str) -> int:
    """What a header needs: short ones stay whole, others are broken, before a unit if need be."""
    if display_width(label) <= _whole_header:
        return display_width(label) + 2
    name, bracket, unit = label.partition("（")
    if bracket:
        return max(display_width(name), display_width(unit) + 2) + 2
    return -(-display_width(label) // 2) + 2


def _matrix_width(label: str) -> int:
    """What a header needs among many narrow columns: lines of a few letters."""
    letters = -(-display_width(label) // 2)
    lines = -(-display_width(label) // _matrix_header)
    return 2 * -(-letters // lines) + _margin


def frozen_columns(
    columns: Sequence[Column], widths: Sequence[int], naming: Collection[str] = _naming
) -> int:
    """Up to the first naming column, if that leaves room for the others."""
    names = [place for place, column in enumerate(columns) if column.id in naming]
    count = names[0] + 1 if names else 0
    return count if sum(widths[:count]) <= _longest_frozen else 0
