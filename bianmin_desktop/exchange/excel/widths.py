"""How wide columns are and on how many sheets of which paper a table is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bianmin_desktop.exchange.excel.texts import display_width, lines_in
from bianmin_desktop.exchange.submission.parts import Column, Line, LineKind, Look, Table, printed

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
        _frozen(table.columns, widths),
        header_lines,
        tall_rows(table.lines, widths),
    )


def widths_of(table: Table) -> tuple[int, ...]:
    """Column widths in half-width characters, by what stands in the columns."""
    return tuple(_width(column, place, table) for place, column in enumerate(table.columns))


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


def _width(column: Column, place: int, table: Table) -> int:
    widest = _matrix_width(column.label) if column.group else _header_width(column.label)
    for line in table.lines:
        if line.kind is LineKind.PLAIN and (text := printed(line.cells[place])):
            widest = max(widest, display_width(text) + 2)
    most = max(_widest_lines, column.width) if column.look is Look.LINES else _widest
    return min(max(widest, _narrowest), most)


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


def _frozen(columns: Sequence[Column], widths: Sequence[int]) -> int:
    """Up to the first naming column, if that leaves room for the others."""
    names = [p for p, c in enumerate(columns) if c.id in ("name", "circle", "label", "outlet")]
    count = names[0] + 1 if names else 0
    return count if sum(widths[:count]) <= _longest_frozen else 0
