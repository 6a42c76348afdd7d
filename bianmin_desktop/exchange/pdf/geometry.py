"""Sizes on paper, in points (1/72 inch) measured from the lower left corner.

Figures of the letter pages are those of GB/T 9704-2012, clauses 5 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4

TITLE_SIZE = 22.0
"""2号."""
LIST_TITLE_SIZE = 18.0
"""小二, titles of lists that are no official letter's appendix."""
LABEL_SIZE = 16.0
"""3号."""
NUMBER_SIZE = 14.0
"""4号, page numbers."""
SMALL_SIZE = 10.5
"""五号."""
FOOTER_SIZE = 9.0
"""小五."""

CHARACTERS_PER_LINE = 28
LINES_PER_PAGE = 22
TITLE_LEADING = 35.0
ASCENT = 0.86
"""Share of the size a Chinese character rises above the baseline."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its margins, all in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def inner_width(self) -> float:
        """Width of the type area (版心)."""
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> float:
        """Height of the type area (版心)."""
        return self.height - self.top - self.bottom

    @property
    def upper_edge(self) -> float:
        """Height of the upper edge of the type area above the lower edge of the paper."""
        return self.height - self.top

    @property
    def right_edge(self) -> float:
        """Distance of the right edge of the type area from the left edge of the paper."""
        return self.width - self.right


LETTER = Sheet(210 * MM, 297 * MM, 37 * MM, 35 * MM, 28 * MM, 26 * MM)
"""A4 upright; 版心 156 × 225 mm."""
LANDSCAPE = Sheet(297 * MM, 210 * MM, 28 * MM, 26 * MM, 35 * MM, 37 * MM)
"""The same turned by a quarter for wide tables: their head is on its left edge, on every page."""
LANDSCAPE_NARROW = Sheet(297 * MM, 210 * MM, 26 * MM, 24 * MM, 22 * MM, 22 * MM)
"""A4 sideways with as much room as a binder leaves."""
LARGE = Sheet(420 * MM, 297 * MM, 37 * MM, 35 * MM, 28 * MM, 26 * MM)
"""A3 sideways, folded into an A4 letter: the white edges are those of its pages."""
LARGE_NARROW = Sheet(420 * MM, 297 * MM, 26 * MM, 24 * MM, 22 * MM, 22 * MM)
"""A3 sideways with as much room as a binder leaves."""
LIST_UPRIGHT = Sheet(210 * MM, 297 * MM, 16 * MM, 19 * MM, 18 * MM, 14 * MM)
"""A4 upright for lists: as many rows as can be; room to file it on the left."""
LIST = Sheet(297 * MM, 210 * MM, 18 * MM, 19 * MM, 15 * MM, 15 * MM)
"""A4 sideways for lists."""
LIST_LARGE = Sheet(420 * MM, 297 * MM, 18 * MM, 19 * MM, 15 * MM, 15 * MM)
"""A3 sideways for the widest lists."""
UPRIGHT_NARROW = Sheet(210 * MM, 297 * MM, 26 * MM, 24 * MM, 22 * MM, 20 * MM)
"""A4 upright with as much room as a binder leaves."""

BODY_SIZE = 16.0
"""3号."""
BODY_PITCH = LETTER.inner_width / CHARACTERS_PER_LINE
"""15.79 points: 28 characters fill a line."""
BODY_TRACKING = BODY_PITCH - BODY_SIZE
"""What is added after every character for that: a little less than nothing."""
BODY_LEADING = LETTER.inner_height / LINES_PER_PAGE
"""28.99 points: 22 lines fill the type area."""
NUMBER_DROP = 7 * MM
"""Distance of the dashes of the page number from the lower edge of the type area."""
