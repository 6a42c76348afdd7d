"""Page numbers of official letters: 「— 1 —」 on the outer side (GB/T 9704-2012 clause 7.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.fonts import FontSet, Role
from bianmin_desktop.exchange.pdf.geometry import BODY_PITCH, LETTER, NUMBER_DROP, NUMBER_SIZE
from bianmin_desktop.exchange.pdf.pages import Numbering, Page, Text

if TYPE_CHECKING:
    from bianmin_desktop.exchange.pdf.geometry import Sheet

_DASH = 0.33
"""Height of the upper edge of the dash above the baseline, in type sizes."""


def page_number(page: Page, number: int, fonts: FontSet) -> Text:
    """Return the number of a page, one character in from the outer side.

    A table turned sideways bears it where the upright pages do: on its left edge, running down.
    """
    text = f"— {number} —"
    is_turned = page.numbering is Numbering.TURNED
    sheet = LETTER if is_turned else page.sheet
    baseline = sheet.bottom - NUMBER_DROP - _DASH * NUMBER_SIZE
    start = _start(sheet, number, fonts.width(text, Role.SONG, NUMBER_SIZE))
    if is_turned:
        return Text(baseline, sheet.width - start, text, Role.SONG, NUMBER_SIZE, is_turned=True)
    return Text(start, baseline, text, Role.SONG, NUMBER_SIZE)


def _start(sheet: Sheet, number: int, width: float) -> float:
    """Return where the number begins: on the right of odd pages, on the left of even ones."""
    return sheet.right_edge - BODY_PITCH - width if number % 2 else sheet.left + BODY_PITCH
