"""版头: the unit's own red header over a letter (GB/T 9704-2012 clauses 7.2 and 10.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.fonts import FontSet, Role, without_invisible
from bianmin_desktop.exchange.pdf.geometry import (
    ASCENT,
    BODY_LEADING,
    BODY_PITCH,
    BODY_SIZE,
    BODY_TRACKING,
    LETTER,
    MM,
)
from bianmin_desktop.exchange.pdf.pages import Line, Rule, Text
from bianmin_desktop.exchange.pdf.paragraphs import body_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bianmin_desktop.exchange.pdf.document import Head

_MARK_DROP = 35 * MM
"""From the upper edge of the type area to that of the mark."""
_TALLEST = 62.0
"""Points: 22 mm."""
_NUMBER_HEIGHT = BODY_SIZE * 1.1
"""With the strokes that hang below the square of a character."""
_LINE_DROP = 4 * MM
_LINE_WIDTH = 1.5
_LETTER_MARK_TOP = 30 * MM
"""From the upper edge of the paper, for a 信函."""
_DOUBLE_LENGTH = 170 * MM
_DOUBLE_FOOT = 20 * MM
"""The lower double line above the lower edge of the paper."""
_THICK, _THIN, _APART = 1.6, 0.5, 2.2
_NUMBER_DROP = BODY_SIZE * 7 / 8
_SIGNER = "签发人："


def head_lines(head: Head, fonts: FontSet) -> Iterator[Line]:
    """Yield the lines of the header, up to where the title begins."""
    lines = _letter_lines(head, fonts) if head.is_letter else _document_lines(head, fonts)
    yield from lines
    yield Line(2 * BODY_LEADING, keeps_next=True)


def _document_lines(head: Head, fonts: FontSet) -> Iterator[Line]:
    """Yield mark, number with 签发人, and the red line under them."""
    mark = _mark(head, fonts)
    yield Line(_MARK_DROP, keeps_next=True)
    yield Line(mark.size, (mark,), keeps_next=True)
    yield Line(2 * BODY_LEADING, keeps_next=True)
    yield Line(_NUMBER_HEIGHT, tuple(_number(head, fonts)), keeps_next=True)
    y = -_LINE_DROP - _LINE_WIDTH / 2
    rule = Rule(0.0, y, LETTER.inner_width, y, _LINE_WIDTH, is_red=True)
    yield Line(_LINE_DROP + _LINE_WIDTH, (rule,), keeps_next=True)


def _letter_lines(head: Head, fonts: FontSet) -> Iterator[Line]:
    """Yield mark, double lines and number of a 信函; its mark begins above the type area."""
    mark = _mark(head, fonts)
    rise = LETTER.top - _LETTER_MARK_TOP
    below = mark.size + _LINE_DROP - rise
    raised = Text(mark.x, mark.y + rise, mark.text, mark.role, mark.size, is_red=True)
    foot = _DOUBLE_FOOT + (_APART + _THICK) / 2 - LETTER.height + LETTER.top
    rules = (*_double(-below, _THICK, _THIN), *_double(foot, _THIN, _THICK))
    yield Line(below, (raised, *rules), keeps_next=True)
    number = without_invisible(head.number)
    start = LETTER.inner_width - body_width(fonts, number)
    yield Line(_NUMBER_DROP, keeps_next=True)
    yield Line(BODY_SIZE, (_body(start, number),), keeps_next=True)


def _mark(head: Head, fonts: FontSet) -> Text:
    """Return 发文机关标志, centred, as large as its length allows."""
    text = without_invisible(head.mark).replace("\n", "")
    ems = fonts.width(text, Role.TITLE, 1.0) or 1.0
    size = min(_TALLEST, LETTER.inner_width / ems)
    start = (LETTER.inner_width - ems * size) / 2
    return Text(start, -ASCENT * size, text, Role.TITLE, size, is_red=True)


def _number(head: Head, fonts: FontSet) -> Iterator[Text]:
    """Yield the number in the middle, or on the left of 签发人."""
    number = without_invisible(head.number)
    signer = without_invisible(head.signer)
    if not signer:
        yield _body((LETTER.inner_width - body_width(fonts, number)) / 2, number)
        return
    yield _body(BODY_PITCH, number)
    right = LETTER.inner_width - BODY_PITCH
    start = right - body_width(fonts, signer, Role.KAI)
    yield _body(start - body_width(fonts, _SIGNER), _SIGNER)
    yield _body(start, signer, Role.KAI)


def _body(x: float, text: str, role: Role = Role.BODY) -> Text:
    """Return words in 3号 whose upper edge is that of their line."""
    return Text(x, -ASCENT * BODY_SIZE, text, role, BODY_SIZE, BODY_TRACKING)


def _double(y: float, upper: float, lower: float) -> Iterator[Rule]:
    """Yield a double red line across the page, its middle at ``y``."""
    left = (LETTER.width - _DOUBLE_LENGTH) / 2 - LETTER.left
    for height, width in ((y + _APART / 2, upper), (y - _APART / 2, lower)):
        yield Rule(left, height, left + _DOUBLE_LENGTH, height, width, is_red=True)
