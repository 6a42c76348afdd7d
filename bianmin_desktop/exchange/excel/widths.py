"""How wide columns are and on how many sheets of which paper a table is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bianmin_desktop.exchange.excel.texts import display_width
from bianmin_desktop.exchange.submission.parts import Column, LineKind, Look, Table, printed

_narrowest, _widest, _widest_lines = 6, 42, 64
_header_rows = 2
"""A header may be broken into so many lines."""
a4, a3 = "9", "8"
_room = {a4: 165, a3: 250}
"""Half-width characters across the landscape page at about 80 %."""
_upright_room = 95
_longest_frozen = 64


@dataclass(frozen=True, slots=True)
class Fit:
    """Column widths in half-width characters, paper, and pages side by side."""

    widths: tuple[int, ...]
    paper: str
    is_upright: bool
    across: int
    frozen: int
    """How many columns at the left stay in sight."""


def fit(table: Table) -> Fit:
    """How the table is laid out, by what stands in it."""
    widths = tuple(_width(column, place, table) for place, column in enumerate(table.columns))
    total = sum(widths)
    paper = a4 if total <= _room[a4] else a3
    across = -(-total // _room[paper])
    return Fit(widths, paper, total <= _upright_room, across, _frozen(table.columns, widths))


def _width(column: Column, place: int, table: Table) -> int:
    widest = -(-display_width(column.label) // _header_rows) + 2
    for line in table.lines:
        if line.kind is LineKind.PLAIN and (text := printed(line.cells[place])):
            widest = max(widest, display_width(text) + 2)
    if column.look is Look.LINES:
        return min(max(widest, column.width), max(_widest_lines, column.width))
    return min(max(widest, _narrowest), _widest)


def _frozen(columns: Sequence[Column], widths: Sequence[int]) -> int:
    """Up to the first naming column, if that leaves room for the others."""
    names = [p for p, c in enumerate(columns) if c.id in ("name", "circle", "label", "outlet")]
    count = names[0] + 1 if names else 0
    return count if sum(widths[:count]) <= _longest_frozen else 0
