"""Rows of a long table written straight as a sheet's XML, many times faster than cell by cell.

What is written is what the library would write: texts inside the sheet, numbers exact, days as
serial numbers; every cell carries the style of its column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.exchange.excel import styles
from bianmin_desktop.exchange.excel.texts import cell_text, fits, longest, unfit
from bianmin_desktop.exchange.excel.widths import row_height
from bianmin_desktop.exchange.submission.parts import Cell, Column, Line, Look, Number, Table

Told = Callable[[int], None]
"""Told how many rows are written."""
_Look = tuple[int, str, bool]
"""Places, what stands for 0, and whether it is a year."""

_piece = 500
_odd = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x|^\\s|\\s$")
_formula_signs = tuple("=+-@")
_most_digits = 15
"""Digits a number of Excel holds; longer ones are written as text."""
_day_before_all, _first_day = date(1899, 12, 30), date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was: earlier days are written as text."""


class RowWriter:
    """The lines of a table as pieces of XML.

    Its styles are in the workbook as soon as it is made: a workbook is closed before its rows are
    poured in.
    """

    def __init__(
        self, sheet: Worksheet, table: Table, first_row: int, tall: Mapping[int, int]
    ) -> None:
        """From `first_row` down; `tall` gives the lines of text of rows that have several."""
        self._table = table
        self._first_row = first_row
        self._tall = tall
        self._columns = [_column(sheet, table, place) for place in range(len(table.columns))]

    def pieces(self, told: Told) -> Iterator[bytes]:
        """All rows in order; `told` may raise to end the work.

        Raises `Refused`, naming the place, for a text that no cell can hold.
        """
        lines = self._table.lines
        for start in range(0, len(lines), _piece):
            told(start)
            rows = [
                self._row(start + place, line)
                for place, line in enumerate(lines[start : start + _piece])
            ]
            yield "".join(rows).encode()
        told(len(lines))

    def _row(self, place: int, line: Line) -> str:
        row = f"{self._first_row + place}"
        height = ""
        if place in self._tall:
            height = f' ht="{row_height(self._tall[place])}" customHeight="1"'
        try:
            cells = [
                column.text(row, cell) if type(cell) is str else column.other(row, cell)
                for column, cell in zip(self._columns, line.cells, strict=True)
            ]
        except _Unfit as found:
            raise unfit(found.text, self._named(found.column, place)) from None
        return f'<row r="{row}"{height}>{"".join(cells)}</row>'

    def _named(self, column: Column, place: int) -> str:
        return f"“{self._table.name}”表第 {place + 1} 行“{column.label}”"


class _Unfit(Exception):
    """A text that no cell can hold, on its way to the row that knows its place."""

    def __init__(self, column: Column, text: str) -> None:
        super().__init__()
        self.column = column
        self.text = text


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: its letters, its styles, and how its cells are written."""

    column: Column
    letters: str
    style: int
    guarded: int
    """The style of a text that would turn into a formula in the column's own."""
    numbers: Mapping[_Look, int]
    """The styles of its numbers, by how they are printed."""

    def text(self, row: str, text: str) -> str:
        """A cell that holds a text."""
        if not text:
            return f'<c r="{self.letters}{row}" s="{self.style}"/>'
        style = self.guarded if text.startswith(_formula_signs) else self.style
        space = ""
        if len(text) > longest or _odd.search(text):
            text = self._careful(text)
            space = ' xml:space="preserve"'
        return (
            f'<c r="{self.letters}{row}" s="{style}" t="inlineStr">'
            f"<is><t{space}>{text}</t></is></c>"
        )

    def other(self, row: str, cell: Cell) -> str:
        """A cell that holds a number, a day or nothing."""
        if cell is None or isinstance(cell, str):
            return self.text(row, cell or "")
        if isinstance(cell, date):
            if cell < _first_day:
                return self.text(row, cell.isoformat())
            return f'<c r="{self.letters}{row}" s="{self.style}"><v>{_serial(cell)}</v></c>'
        digits = format(cell.value, "f")
        if len(digits) > _most_digits:
            return self.text(row, digits)
        style = self.numbers[cell.places, cell.zero, cell.is_year]
        return f'<c r="{self.letters}{row}" s="{style}"><v>{digits}</v></c>'

    def _careful(self, text: str) -> str:
        if not fits(text):
            raise _Unfit(self.column, text)
        return escape(cell_text(text)).replace("\r", "_x000D_")


def _column(sheet: Worksheet, table: Table, place: int) -> _Column:
    column = table.columns[place]
    cells = (line.cells[place] for line in table.lines)
    looks = {(c.places, c.zero, c.is_year) for c in cells if isinstance(c, Number)}
    own = _number_of(sheet, styles.of_column(column))
    return _Column(
        column,
        get_column_letter(place + 1),
        own,
        _number_of(sheet, styles.guarded) if column.look is Look.LINES else own,
        {
            look: _number_of(sheet, styles.number(Number(Decimal(0), *look)))
            for look in sorted(looks)
        },
    )


def _number_of(sheet: Worksheet, style: styles.Style) -> int:
    """The number that the workbook knows a style by."""
    return int(style.cell(sheet).style_id)


@lru_cache(maxsize=40_000)
def _serial(day: date) -> int:
    return (day - _day_before_all).days
