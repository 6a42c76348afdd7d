"""How wide the columns of a table are, and where they stand."""

from __future__ import annotations

import re
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
_NARROWEST = 2.0
"""Ems any column gets if there is room."""
_LONGEST_SHORT_TEXT = 7.0
"""Ems up to which a text is not wrapped if there is room."""


def cell_size(table: Table) -> float:
    """Return the type size of a table's cells in points."""
    if table.size > 0:
        return table.size
    most = _MOST_COLUMNS if table.landscape else _MOST_COLUMNS_UPRIGHT
    return SMALL_SIZE if len(table.columns) <= most else FOOTER_SIZE


def column_widths(table: Table, fonts: FontSet, size: float, available: float) -> list[float]:
    """Return the widths in points, which add up to ``available``."""
    weights = [column.weight for column in table.columns]
    given = [weight for weight in weights if weight is not None and weight > 0]
    if len(given) == len(weights):
        return [available * weight / sum(given) for weight in given]
    natural, least = _wishes(table, fonts, size, available)
    return _shared(natural, least, available)


def _wishes(
    table: Table, fonts: FontSet, size: float, available: float
) -> tuple[list[float], list[float]]:
    """Return for every column the width it likes and the one it needs."""
    natural, least = [], []
    rows = [row for row in table.rows if row.kind is not RowKind.GROUP]
    for number, column in enumerate(table.columns):
        wish, need = _header_wish(column, fonts, size)
        for text in _cells(rows, number):
            width = fonts.width(text, CELL_ROLE, size)
            wish = max(wish, width)
            need = max(need, _need(text, width, column, fonts, size))
        cap = available * _WIDEST_SHARE
        natural.append(min(wish, cap) + 2 * PADDING + 1)
        least.append(min(need, cap) + 2 * PADDING + 1)
    return natural, least


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


def _need(text: str, width: float, column: Column, fonts: FontSet, size: float) -> float:
    """Return how wide a cell must be so that no number or short text is torn."""
    if column.align is Align.RIGHT or width <= _LONGEST_SHORT_TEXT * size:
        return width
    words = [fonts.width(word, CELL_ROLE, size) for word in _WORDS.findall(text)]
    return max([_LONGEST_SHORT_TEXT * size, *words])


def _shared(natural: list[float], least: list[float], available: float) -> list[float]:
    """Return widths between need and wish; all are stretched or squeezed if they must be."""
    if sum(natural) <= available:
        return [width * available / sum(natural) for width in natural]
    if sum(least) >= available:
        return [width * available / sum(least) for width in least]
    spare = available - sum(least)
    hunger = sum(natural) - sum(least)
    return [low + spare * (high - low) / hunger for high, low in zip(natural, least, strict=True)]
