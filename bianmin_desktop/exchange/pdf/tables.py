"""Appendix tables laid on pages; cost grows with the number of cells and no faster."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.cells import Grid, Strip
from bianmin_desktop.exchange.pdf.document import Row, RowKind, Setup, Table
from bianmin_desktop.exchange.pdf.fonts import FontSet, Role, without_invisible
from bianmin_desktop.exchange.pdf.geometry import (
    ASCENT,
    BODY_LEADING,
    LABEL_SIZE,
    LIST_TITLE_SIZE,
    SMALL_SIZE,
    TITLE_LEADING,
    TITLE_SIZE,
)
from bianmin_desktop.exchange.pdf.linebreaking import break_lines
from bianmin_desktop.exchange.pdf.pages import Numbering, Page, Rule, Text, moved
from bianmin_desktop.exchange.pdf.paragraphs import balanced_lines
from bianmin_desktop.exchange.pdf.sheets import sheet_of
from bianmin_desktop.exchange.pdf.signing import sign_off_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_FRAME = 0.9
_RUNNING_HEAD = 18.0
_NOTE_LEADING = 1.5
_TOLD = 200


def table_pages(
    table: Table,
    fonts: FontSet,
    laid: Callable[[int, int], None] | None = None,
    setup: Setup | None = None,
) -> list[Page]:
    """Return the pages of one appendix table, its header repeated on each.

    ``laid`` is told now and then how many rows of how many are set.
    """
    return _Appendix(table, fonts, setup or Setup()).pages(laid)


class _Appendix:
    """One table on its way onto pages."""

    def __init__(self, table: Table, fonts: FontSet, setup: Setup) -> None:
        self._table = table
        self._fonts = fonts
        self._sheet, self._numbering = sheet_of(table, setup)
        self._grid = Grid(table, fonts, self._sheet.inner_width)
        self._header = self._grid.header()
        self._pages: list[Page] = []
        self._y = 0.0
        self._top = 0.0
        self._strips: list[Strip] = []

    def pages(self, laid: Callable[[int, int], None] | None) -> list[Page]:
        """Set everything and return the pages."""
        self._open_first()
        self._open_grid()
        tallest = self._y - self._sheet.bottom
        for strip, following in _with_next(self._body(tallest, laid)):
            # A heading stays with what it is over, a total with what it adds up.
            is_bound = following is not None and (strip.is_group or following.is_total)
            needed = strip.height + (following.height if following and is_bound else 0)
            if self._y - needed < self._sheet.bottom and self._strips:
                self._close_grid()
                self._open_next()
                self._open_grid()
            self._put(strip)
        self._close_grid()
        self._add_notes()
        self._add_sign_off()
        return self._pages

    def _body(self, tallest: float, laid: Callable[[int, int], None] | None) -> Iterator[Strip]:
        """Yield the rows as strips that fit under the title, hence on every page."""
        rows = self._table.rows or (Row(("（无）",), RowKind.GROUP),)
        for place, row in enumerate(rows):
            if laid is not None and place % _TOLD == 0:
                laid(place, len(rows))
            yield from self._grid.strips(row, tallest)

    def _new_page(self, outline: str = "") -> None:
        """Start a page."""
        self._pages.append(Page(self._sheet, self._numbering, outline=outline))
        self._y = self._sheet.upper_edge

    def _open_first(self) -> None:
        """Start the first page: label, title, captions."""
        table = self._table
        title = without_invisible(table.title)
        self._new_page(outline=f"{table.label} {title}".strip().replace("\n", ""))
        if table.label:
            # The label is on the first line of the type area, the title on the third.
            self._line(0.0, without_invisible(table.label), Role.HEI, LABEL_SIZE)
            self._y -= 2 * BODY_LEADING
        for part in title.split("\n"):
            self._add_title_lines(part)
        if table.caption_left or table.caption_right:
            self._add_captions()

    def _add_captions(self) -> None:
        """Set the captions side by side, or one below the other where they are too long."""
        right = without_invisible(self._table.caption_right)
        left = without_invisible(self._table.caption_left)
        inner = self._sheet.inner_width
        room = inner - self._fonts.width(f"　{right}", Role.BODY, SMALL_SIZE)
        if right and left and self._fonts.width(left, Role.BODY, SMALL_SIZE) > room:
            self._add_caption(left, is_right=False)
            self._add_caption(right, is_right=True)
            return
        height = self._y
        self._add_caption(right, is_right=True)
        below, self._y = self._y, height
        self._add_caption(left, is_right=False)
        self._y = min(self._y, below)

    def _add_caption(self, text: str, *, is_right: bool) -> None:
        """Set a caption in as many lines as it needs."""
        inner = self._sheet.inner_width
        advances = [a * SMALL_SIZE for a in self._fonts.advances(text, Role.BODY)]
        for first, last in break_lines(text, advances, inner, 0.0):
            start = inner - sum(advances[first:last]) if is_right else 0.0
            self._line(start, text[first:last], Role.BODY, SMALL_SIZE)
            self._y -= SMALL_SIZE * 1.6

    def _add_title_lines(self, text: str) -> None:
        """Set the title, centred, in balanced lines."""
        width = self._sheet.inner_width
        is_list = self._numbering is Numbering.APPENDIX
        size, leading = (LIST_TITLE_SIZE, 27.0) if is_list else (TITLE_SIZE, TITLE_LEADING)
        for line in balanced_lines(self._fonts, text, Role.TITLE, size, width):
            left = (width - self._fonts.width(line, Role.TITLE, size)) / 2
            self._line(left, line, Role.TITLE, size)
            self._y -= leading
        self._y -= 4

    def _open_next(self) -> None:
        """Start a further page, which says what it continues."""
        self._new_page()
        name = f"{self._table.label} {self._table.title}".strip().replace("\n", "")
        self._line(0.0, f"{without_invisible(name)}（续）", Role.HEI, SMALL_SIZE)
        self._y -= _RUNNING_HEAD

    def _line(self, x: float, text: str, role: Role, size: float) -> None:
        """Set one line whose upper edge is the present height."""
        if text:
            left = self._sheet.left + x
            self._pages[-1].marks.append(Text(left, self._y - ASCENT * size, text, role, size))

    def _open_grid(self) -> None:
        """Put the header on the page."""
        self._top = self._y
        self._strips = []
        self._mark(self._header)
        self._y -= self._header.height

    def _put(self, strip: Strip) -> None:
        """Put a row on the page."""
        self._mark(strip)
        self._y -= strip.height
        self._strips.append(strip)

    def _mark(self, strip: Strip) -> None:
        """Draw a strip, its upper edge at the present height."""
        self._pages[-1].marks += self._grid.marks(strip, self._sheet.left, self._y)

    def _close_grid(self) -> None:
        """Rule the part of the table that stands on this page."""
        left, right = self._sheet.left, self._sheet.right_edge
        rules = []
        y = self._top - self._header.height
        for is_divided, run in groupby(self._strips, key=lambda strip: strip.is_divided):
            start = y
            for strip in run:
                rules.append(Rule(left, y, right, y))
                y -= strip.height
            if is_divided:
                rules += [Rule(left + x, start, left + x, y) for x in self._grid.edges[1:-1]]
        corners = [(left, self._top), (right, self._top), (right, y), (left, y), (left, self._top)]
        rules += [Rule(*start, *end, _FRAME) for start, end in pairwise(corners)]
        self._pages[-1].marks.extend(rules)

    def _add_notes(self) -> None:
        """Set the notes under the table, on a new page if there is no room."""
        self._y -= 6
        width = self._sheet.inner_width
        for note in self._table.notes:
            for part in without_invisible(note).split("\n"):
                advances = [a * SMALL_SIZE for a in self._fonts.advances(part, Role.BODY)]
                for first, last in break_lines(part, advances, width, 0.0):
                    self._make_room(SMALL_SIZE * _NOTE_LEADING)
                    self._line(0.0, part[first:last], Role.BODY, SMALL_SIZE)
                    self._y -= SMALL_SIZE * _NOTE_LEADING

    def _add_sign_off(self) -> None:
        """Set the row of people who sign."""
        if self._table.sign_off is None:
            return
        marks, height = sign_off_marks(self._fonts, self._table.sign_off, self._sheet.inner_width)
        self._make_room(height)
        self._pages[-1].marks.extend(moved(mark, self._sheet.left, self._y) for mark in marks)
        self._y -= height

    def _make_room(self, height: float) -> None:
        """Start a further page if ``height`` points are no longer free on this one."""
        if self._y - height < self._sheet.bottom:
            self._open_next()


def _with_next(strips: Iterable[Strip]) -> Iterator[tuple[Strip, Strip | None]]:
    """Yield each strip with the one after it."""
    previous: Strip | None = None
    for strip in strips:
        if previous is not None:
            yield previous, strip
        previous = strip
    if previous is not None:
        yield previous, None
