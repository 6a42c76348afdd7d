"""Pages as lists of marks on paper: what a layout gives and a canvas draws."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.fonts import Role

if TYPE_CHECKING:
    from bianmin_desktop.exchange.pdf.geometry import Sheet


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text in one role; ``x`` and ``y`` are the start of its baseline."""

    x: float
    y: float
    text: str
    role: Role = Role.BODY
    size: float = 16.0
    spacing: float = 0.0
    """Added after every character, in points."""
    gray: float = 0.0
    """0 is black, 1 is white."""
    is_red: bool = False
    is_turned: bool = False
    """Runs downwards, as on a page that was turned by a quarter to be read."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5
    is_red: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle, given by its lower left corner."""

    x: float
    y: float
    width: float
    height: float
    gray: float


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol of ``side`` points, given by its lower left corner."""

    x: float
    y: float
    side: float
    content: str


Mark = Text | Rule | Fill | Symbol


@dataclass(frozen=True, slots=True)
class Line:
    """A strip across the type area; marks stand relative to its upper left corner."""

    height: float
    marks: tuple[Text | Rule, ...] = ()
    keeps_next: bool = False
    breaks_page: bool = False


class Numbering(StrEnum):
    """How a page is numbered."""

    LETTER = "letter"
    """「— 1 —」 on the outer side."""
    TURNED = "turned"
    """The same on a page turned by a quarter: on its left edge."""
    APPENDIX = "appendix"
    """「第 1 页 共 9 页」 on the right."""
    NONE = "none"
    """Not numbered: a blank page, the first page of a 信函."""


@dataclass(slots=True)
class Page:
    """One page under construction."""

    sheet: Sheet
    numbering: Numbering
    marks: list[Mark] = field(default_factory=list)
    outline: str = ""
    """Entry of the reader's table of contents, or empty."""


def moved(mark: Mark, x: float, y: float) -> Mark:
    """Return a mark shifted by ``x`` and ``y`` points."""
    if isinstance(mark, Text) and not (mark.is_red or mark.is_turned):
        return Text(
            mark.x + x, mark.y + y, mark.text, mark.role, mark.size, mark.spacing, mark.gray
        )
    if isinstance(mark, Rule):
        ends = (mark.x1 + x, mark.y1 + y, mark.x2 + x, mark.y2 + y)
        return Rule(*ends, mark.width, mark.is_red)
    return replace(mark, x=mark.x + x, y=mark.y + y)
