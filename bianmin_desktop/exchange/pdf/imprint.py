"""版记: 抄送机关, 印发机关 and 印发日期 on the last, even page (GB/T 9704-2012 clause 7.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.fonts import FontSet, Role, without_invisible
from bianmin_desktop.exchange.pdf.geometry import ASCENT, LETTER, MM, NUMBER_SIZE
from bianmin_desktop.exchange.pdf.linebreaking import break_lines
from bianmin_desktop.exchange.pdf.pages import Numbering, Page, Rule, Text, moved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bianmin_desktop.exchange.pdf.document import Head
    from bianmin_desktop.exchange.pdf.pages import Mark

_OUTER, _INNER = 0.35 * MM, 0.25 * MM
_LEADING = NUMBER_SIZE * 1.6
_ABOVE = 0.3
"""Blank above the characters of a line, in type sizes."""
_COPIES = "抄送："
_GAP = LETTER.inner_height / 22


def add_imprint(pages: list[Page], head: Head, fonts: FontSet) -> None:
    """Put 版记 at the foot of the last page if that is even and has room, else on a further one.

    A blank page before it and its own are not numbered then. Does nothing when nothing is to be
    printed.
    """
    rows = list(_rows(head, fonts))
    if not rows:
        return
    height = sum(len(row) for row in rows) * _LEADING
    if len(pages) % 2 or not _has_room(pages[-1], height):
        is_next = bool(len(pages) % 2)
        numbering = Numbering.LETTER if is_next else Numbering.NONE
        if not is_next:
            pages.append(Page(LETTER, Numbering.NONE))
        pages.append(Page(LETTER, numbering))
    marks = _marks(rows, fonts, has_rules=not head.is_letter)
    pages[-1].marks.extend(moved(mark, LETTER.left, LETTER.bottom) for mark in marks)


def _has_room(page: Page, height: float) -> bool:
    """Tell whether a page of the letter has nothing in its lowest lines."""
    if page.sheet is not LETTER:
        return False
    top = LETTER.bottom + height + _GAP
    return all(mark.y >= top for mark in page.marks if isinstance(mark, Text))


def _rows(head: Head, fonts: FontSet) -> Iterator[list[tuple[str, str]]]:
    """Yield the parts between two rules: lines of a left and a right text."""
    if head.copies_to:
        yield [(line, "") for line in _copies(without_invisible(head.copies_to), fonts)]
    if head.printed_by and not head.is_letter:
        printed = f"{without_invisible(head.printed_on)}印发" if head.printed_on else ""
        yield [(without_invisible(head.printed_by), printed)]


def _copies(text: str, fonts: FontSet) -> list[str]:
    """Return the lines of 抄送机关; further ones begin under the first name."""
    whole = f"{_COPIES}{text.rstrip('。')}。"
    indent = fonts.width(_COPIES, Role.BODY, NUMBER_SIZE)
    room = LETTER.inner_width - 2 * NUMBER_SIZE - indent
    rest = whole[len(_COPIES) :]
    advances = [advance * NUMBER_SIZE for advance in fonts.advances(rest, Role.BODY)]
    lines = [rest[first:last] for first, last in break_lines(rest, advances, room, 0.0)]
    return [_COPIES + lines[0], *(f"　　　{line}" for line in lines[1:])]


def _marks(rows: list[list[tuple[str, str]]], fonts: FontSet, *, has_rules: bool) -> Iterator[Mark]:
    """Yield texts and rules relative to the lower left corner of the type area, from above."""
    width = LETTER.inner_width
    y = sum(len(row) for row in rows) * _LEADING
    for place, lines in enumerate(rows):
        if has_rules:
            yield Rule(0.0, y, width, y, _INNER if place else _OUTER)
        for left, right in lines:
            baseline = y - (_ABOVE + ASCENT) * NUMBER_SIZE
            yield Text(NUMBER_SIZE, baseline, left, Role.BODY, NUMBER_SIZE)
            start = width - NUMBER_SIZE - fonts.width(right, Role.BODY, NUMBER_SIZE)
            yield Text(start, baseline, right, Role.BODY, NUMBER_SIZE)
            y -= _LEADING
    if has_rules:
        yield Rule(0.0, 0.0, width, 0.0, _OUTER)
