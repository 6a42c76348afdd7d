"""How wide the columns of a table are, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.document import Align, Column, Row, RowKind, Table
from bianmin_desktop.exchange.pdf.fonts import FontSet, Role, without_invisible
from bianmin_desktop.exchange.pdf.geometry import FOOTER_SIZE, SMALL_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable

PADDING = 3.0
"""Blank on both sides of a cell's text, in points."""
CELL_ROLE = Role.KAI
"""At table sizes 仿宋 prints too thin to read."""

_WORDS = re.compile(r"[!-~]+")
_WIDEST_SHARE = 0.4
"""A column never asks for more of the table than this."""
_MOST_COLUMNS = 8
_MOST_COLUMNS_UPRIGHT = 5
"""With more columns than this the cells are set in 小五."""
_SMALLER = (9.0, 8.0, 7.5)
"""Points: 小五 to 六号."""
_NARROWEST = 2.0
"""Ems any column gets if there is room."""
_LONGEST_SHORT_TEXT = 7.0
"""Ems up to which a text is not wrapped if there is room."""


def cell_size(table: Table) -> float:
    """Return the type size a table's cells would like to have, in points."""
    if table.size > 0:
        return table.size
    most = _MOST_COLUMNS if table.landscape else _MOST_COLUMNS_UPRIGHT
    return SMALL_SIZE if len(table.columns) <= most else FOOTER_SIZE


def columns_of(table: Table, fonts: FontSet, available: float) -> tuple[float, list[float]]:
    """Return the type size of the cells and the widths of the columns, in points.

    The widths add up to ``available``. Where numbers and codes would be torn otherwise, the type
    is smaller than it would like to be, down to 六号 (unless the table gives its size).
    """
    size = cell_size(table)
    given = [column.weight for column in table.columns if column.weight]
    if len(given) == len(table.columns):
        return size, [available * weight / sum(given) for weight in given]
    smaller = (small for small in _SMALLER if small < size and not table.size)
    wishes = _wishes(table, fonts, size, available)
    while sum(wish.whole for wish in wishes) > available and (tried := next(smaller, 0.0)):
        size, wishes = tried, _wishes(table, fonts, tried, available)
    return size, _shared(wishes, available)


@dataclass(frozen=True, slots=True)
class _Wish:
    """Widths of a column: all on one line, short texts unwrapped, no number or code torn."""

    natural: float
    least: float
    whole: float


def _wishes(table: Table, fonts: FontSet, size: float, available: float) -> list[_Wish]:
    """Return what every column wishes for."""
    rows = [row for row in table.rows if row.kind is not RowKind.GROUP]
    wishes = []
    for number, column in enumerate(table.columns):
        natural, least = _header_wish(column, fonts, size)
        whole = _NARROWEST * size
        for text in _cells(rows, number):
            width = fonts.width(text, CELL_ROLE, size)
            natural = max(natural, width)
            if width > whole:
                torn = _unbroken(text, width, column, fonts, size)
                whole = max(whole, torn)
                least = max(least, torn, min(width, _LONGEST_SHORT_TEXT * size))
        cap, edge = available * _WIDEST_SHARE, 2 * PADDING + 1
        wishes.append(_Wish(*(min(wish, cap) + edge for wish in (natural, least, whole))))
    return wishes


def _cells(rows: Iterable[Row], number: int) -> set[str]:
    """Return the distinct lines found in one column."""
    return {
        line
        for row in rows
        if number < len(row.cells)
        for line in without_invisible(row.cells[number]).split("\n")
    }


def _header_wish(column: Column, fonts: FontSet, size: float) -> tuple[float, float]:
    """Return the width a header likes and needs; long ones wrap into three lines."""
    width = fonts.width(without_invisible(column.header), Role.HEI, size)
    return max(width * 0.6, min(width, _LONGEST_SHORT_TEXT * size)), max(
        _NARROWEST * size, min(width, width / 3 + size)
    )


def _unbroken(text: str, width: float, column: Column, fonts: FontSet, size: float) -> float:
    """Return how wide a cell must be so that no number, code or word of Latin letters is torn."""
    if column.align is Align.RIGHT:
        return width
    words = [fonts.width(word, CELL_ROLE, size) for word in _WORDS.findall(text)]
    return max([min(width, _NARROWEST * size), *words])


def _shared(wishes: list[_Wish], available: float) -> list[float]:
    """Return widths between need and wish; all are stretched or squeezed if they must be."""
    natural, least, whole = (
        [getattr(wish, name) for wish in wishes] for name in ("natural", "least", "whole")
    )
    if sum(natural) <= available:
        return [width * available / sum(natural) for width in natural]
    if sum(least) <= available:
        return _between(least, natural, available)
    if sum(whole) <= available:
        return _between(whole, least, available)
    return [width * available / sum(whole) for width in whole]


def _between(low: list[float], high: list[float], available: float) -> list[float]:
    """Return the lower widths, each with its part of what is left on the way to the higher."""
    hunger = sum(high) - sum(low)
    share = (available - sum(low)) / hunger if hunger else 0.0
    return [less + share * (more - less) for less, more in zip(low, high, strict=True)]
