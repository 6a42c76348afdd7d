"""The row of people who sign: label and value, or a line to write on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.fonts import FontSet, Role, without_invisible
from bianmin_desktop.exchange.pdf.geometry import SMALL_SIZE
from bianmin_desktop.exchange.pdf.pages import Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bianmin_desktop.exchange.pdf.document import SignOff

_LEADING = 24.0
_GAP = 10.0
_SHORTEST_LINE = 42.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A label and its value with their widths in points."""

    label: str
    value: str
    label_width: float
    value_width: float

    @property
    def width(self) -> float:
        """What the entry needs."""
        return self.label_width + self.value_width


def sign_off_marks(fonts: FontSet, block: SignOff, width: float) -> tuple[list[Text | Rule], float]:
    """Return marks relative to the upper left corner, and the height they take, in points.

    Entries stand in columns of one width, in as many rows as they need.
    """
    entries = list(_entries(fonts, block))
    across = _columns(entries, width)
    measure = _measure(width, across)
    marks: list[Text | Rule] = []
    y = -SMALL_SIZE - 6
    for first in range(0, len(entries), across):
        for place, entry in enumerate(entries[first : first + across]):
            x = place * (measure + _GAP)
            marks += _entry_marks(entry, x, y, x + measure)
        y -= _LEADING
    return marks, -y - SMALL_SIZE


def _entries(fonts: FontSet, block: SignOff) -> Iterator[_Entry]:
    """Yield the entries of a block as they are drawn."""
    for label, value in block.entries:
        shown = without_invisible(label) + "："
        filled = without_invisible(value).replace("\n", " ")
        value_width = fonts.width(filled, Role.BODY, SMALL_SIZE) if filled else _SHORTEST_LINE
        yield _Entry(shown, filled, fonts.width(shown, Role.BODY, SMALL_SIZE), value_width)


def _columns(entries: list[_Entry], width: float) -> int:
    """Return in how many columns of one width the entries stand; one if nothing else fits."""
    widest = max((entry.width for entry in entries), default=0.0)
    fitting = (n for n in range(len(entries), 1, -1) if _measure(width, n) >= widest)
    return next(fitting, 1)


def _measure(width: float, across: int) -> float:
    """Return how wide one of so many columns is."""
    return (width - _GAP * (across - 1)) / across


def _entry_marks(entry: _Entry, x: float, y: float, right: float) -> Iterator[Text | Rule]:
    """Yield the label and the value, or a line up to ``right`` to write on."""
    start = x + entry.label_width
    yield Text(x, y, entry.label, Role.BODY, SMALL_SIZE)
    if entry.value:
        yield Text(start, y, entry.value, Role.BODY, SMALL_SIZE)
    else:
        yield Rule(start, y - 2, right, y - 2)
