"""Table rows as strips across the page: wrapped cells, rules and greys."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.columns import CELL_ROLE, PADDING, columns_of
from bianmin_desktop.exchange.pdf.document import Align, Row, RowKind, Table
from bianmin_desktop.exchange.pdf.fonts import FontSet, Role, without_invisible
from bianmin_desktop.exchange.pdf.linebreaking import break_lines
from bianmin_desktop.exchange.pdf.pages import Fill, Mark, Rule, Text, moved
from bianmin_desktop.exchange.pdf.paragraphs import balanced_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEADING = 1.35
"""Line height in type sizes."""
_BASELINE = 1.03
"""From the top of a line to its baseline, in type sizes."""
_VERTICAL_PADDING = 2.2
_HEADER_GRAY = 0.90
_STRIP_GRAY = 0.95


@dataclass(frozen=True, slots=True)
class Strip:
    """A row as set: its cells broken into lines, or the marks of the header (``kind`` is none)."""

    height: float
    kind: RowKind | None
    cells: tuple[list[str], ...] = ()
    marks: tuple[Mark, ...] = ()
    """They stand relative to the strip's upper left corner."""

    @property
    def is_divided(self) -> bool:
        """Whether the rules between the columns run through it."""
        return self.kind is not RowKind.GROUP

    @property
    def is_group(self) -> bool:
        """Whether it is a heading across the table."""
        return self.kind is RowKind.GROUP

    @property
    def is_total(self) -> bool:
        """Whether it adds up what stands above it."""
        return self.kind is RowKind.TOTAL


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left and upper edges, width and height."""

    left: float
    width: float
    top: float
    height: float


class Grid:
    """The columns of one table and how rows are set in them."""

    def __init__(self, table: Table, fonts: FontSet, width: float) -> None:
        """Give the columns of ``table`` their widths; ``width`` is that of all, in points."""
        self._fonts = fonts
        self._table = table
        self._size, self.widths = columns_of(table, fonts, width)
        self.edges = [0.0, *accumulate(self.widths)]
        self._broken: dict[tuple[str, float, Role], list[str]] = {}

    def header(self) -> Strip:
        """Return the header, with a second level where columns share a group."""
        columns = self._table.columns
        spans = [
            (group, [number for number, _ in run])
            for group, run in groupby(enumerate(columns), key=lambda pair: pair[1].group)
        ]
        upper = max((self._group_height(group, run) for group, run in spans if group), default=0.0)
        lower = max(
            self._height(column.header, self.widths[number], Role.HEI)
            - (0 if column.group else upper)
            for number, column in enumerate(columns)
        )
        height = upper + max(lower, self._height("", 0, Role.HEI))
        marks: list[Mark] = [Fill(0, -height, self.edges[-1], height, _HEADER_GRAY)]
        for group, run in spans:
            if group:
                marks += self._header_cell(group, run, 0.0, upper)
            for number in run:
                top = upper if group else 0.0
                marks += self._header_cell(columns[number].header, [number], top, height - top)
        return Strip(height, None, marks=tuple(marks))

    def strips(self, row: Row, tallest: float) -> Iterator[Strip]:
        """Yield a row as one strip, or as several if it is higher than ``tallest`` points."""
        most = max(1, int((tallest - 2 * _VERTICAL_PADDING) / (self._size * _LEADING)))
        if row.kind is RowKind.GROUP:
            cells = [self._lines(row.cells[0], self.edges[-1], Role.HEI)]
        else:
            role = Role.HEI if row.kind is RowKind.TOTAL else CELL_ROLE
            cells = [
                self._lines(text, width, role)
                for text, width in zip(row.cells, self.widths, strict=False)
            ]
        count = max((len(lines) for lines in cells), default=1)
        for first in range(0, count, most):
            part = tuple(lines[first : first + most] for lines in cells)
            height = self._stack(max((len(lines) for lines in part), default=1))
            yield Strip(height, row.kind, part)

    def marks(self, strip: Strip, left: float, top: float) -> list[Mark]:
        """Return what is drawn for a strip whose upper left corner is there."""
        if strip.kind is None:
            return [moved(mark, left, top) for mark in strip.marks]
        if strip.kind is RowKind.PLAIN:
            return self._cells(strip, CELL_ROLE, left, top)
        height, width = strip.height, self.edges[-1]
        fill = Fill(left, top - height, width, height, _STRIP_GRAY)
        if strip.kind is RowKind.TOTAL:
            return [fill, *self._cells(strip, Role.HEI, left, top)]
        box = Box(left, width, top, height)
        return [fill, *self._cell(strip.cells[0], box, Align.LEFT, Role.HEI)]

    def _cells(self, strip: Strip, role: Role, left: float, top: float) -> list[Mark]:
        """Return the texts of a row that stand in columns."""
        marks: list[Mark] = []
        columns = zip(strip.cells, self._table.columns, self.edges, self.widths, strict=False)
        for lines, column, edge, width in columns:
            box = Box(left + edge, width, top, strip.height)
            marks += self._cell(lines, box, column.align, role)
        return marks

    def _cell(self, lines: list[str], box: Box, align: Align, role: Role) -> Iterator[Text]:
        """Yield the lines of a cell, in the middle of its height."""
        size = self._size
        step = size * _LEADING
        y = box.top - (box.height - len(lines) * step) / 2 - _BASELINE * size
        for line in lines:
            if line:
                x = box.left + PADDING
                if align is not Align.LEFT:
                    free = box.width - 2 * PADDING - self._fonts.width(line, role, size)
                    x += free if align is Align.RIGHT else free / 2
                yield Text(x, y, line, role, size)
            y -= step

    def _header_cell(self, text: str, run: list[int], top: float, height: float) -> list[Mark]:
        """Return a header cell over the columns ``run``, with the rules around it."""
        left, right = self.edges[run[0]], self.edges[run[-1] + 1]
        lines = self._header_lines(text, right - left)
        cell = self._cell(lines, Box(left, right - left, -top, height), Align.CENTER, Role.HEI)
        return [
            *cell,
            Rule(left, -top, right, -top),
            Rule(left, -top, left, -top - height),
            Rule(right, -top, right, -top - height),
        ]

    def _lines(self, text: str, width: float, role: Role) -> list[str]:
        """Return a cell's text broken into lines; what stands in many rows is broken once."""
        key = (text, width, role)
        lines = self._broken.get(key)
        if lines is None:
            lines = self._broken[key] = self._break(text, width, role)
        return lines

    def _break(self, text: str, width: float, role: Role) -> list[str]:
        """Return a text broken into lines of so many points with the padding."""
        inner = width - 2 * PADDING
        lines: list[str] = []
        for part in without_invisible(text).split("\n"):
            if self._fonts.width(part, role, self._size) <= inner:
                lines.append(part)
            else:
                advances = [advance * self._size for advance in self._fonts.advances(part, role)]
                ranges = break_lines(part, advances, inner, 0.0)
                lines += [part[first:last] for first, last in ranges]
        return lines

    def _header_lines(self, text: str, width: float) -> list[str]:
        """Return a header's lines, of about the same length: 「营业/状态」, not 「营业状/态」."""
        inner = width - 2 * PADDING
        return [
            line
            for part in without_invisible(text).split("\n")
            for line in balanced_lines(self._fonts, part, Role.HEI, self._size, inner)
        ]

    def _group_height(self, group: str, run: list[int]) -> float:
        """Return the height of a header cell over several columns."""
        return self._height(group, sum(self.widths[number] for number in run), Role.HEI)

    def _height(self, text: str, width: float, role: Role) -> float:
        """Return the height of a cell with this text."""
        return self._stack(len(self._lines(text, width, role)) if text else 1)

    def _stack(self, lines: int) -> float:
        """Return the height of a cell of so many lines."""
        return lines * self._size * _LEADING + 2 * _VERTICAL_PADDING
