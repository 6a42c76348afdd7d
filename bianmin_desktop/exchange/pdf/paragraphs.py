"""Running text of mixed faces, set flush on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.fonts import FontSet, Role, without_invisible
from bianmin_desktop.exchange.pdf.geometry import BODY_SIZE, BODY_TRACKING, LETTER
from bianmin_desktop.exchange.pdf.linebreaking import Range, break_lines
from bianmin_desktop.exchange.pdf.pages import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LOOSEST = 0.35
"""Largest gap put between characters to fill a line, in ems; a looser line stays ragged."""


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one role."""

    text: str
    role: Role


def set_paragraphs(
    fonts: FontSet, spans: Iterable[Span], width: float, indent: float
) -> Iterator[list[list[Text]]]:
    """Yield the lines of each paragraph of body text, ``x`` from the left, baseline at 0.

    A line feed starts a new paragraph with its own indent.
    """
    letters = [(c, span.role) for span in spans for c in without_invisible(span.text)]
    for is_feed, group in groupby(letters, key=lambda letter: letter[0] == "\n"):
        if is_feed:
            continue
        paragraph = list(group)
        text = "".join(c for c, _ in paragraph)
        advances = [
            advance * BODY_SIZE + BODY_TRACKING
            for role, run in groupby(paragraph, key=lambda letter: letter[1])
            for advance in fonts.advances("".join(c for c, _ in run), role)
        ]
        lines = []
        ranges = break_lines(text, advances, width, indent)
        for first, last in ranges:
            left = indent if first == 0 else 0.0
            slack = width - left - sum(advances[first:last])
            is_last = last >= ranges[-1][1]
            spacing = 0.0 if is_last else _spacing(slack, last - first)
            lines.append(_runs(paragraph[first:last], advances[first:last], left, spacing))
        yield lines


def _spacing(slack: float, characters: int) -> float:
    """Return what is added after each character so that a line fills its width."""
    spacing = slack / max(1, characters - 1)
    return spacing if 0 < spacing <= _LOOSEST * BODY_SIZE else 0.0


def _runs(
    letters: list[tuple[str, Role]], advances: list[float], left: float, spacing: float
) -> list[Text]:
    """Return one line as one text per role."""
    marks: list[Text] = []
    x, at = left, 0
    for role, run in groupby(letters, key=lambda letter: letter[1]):
        text = "".join(c for c, _ in run)
        marks.append(Text(x, 0.0, text, role, BODY_SIZE, spacing + BODY_TRACKING))
        x += sum(advances[at : at + len(text)]) + spacing * len(text)
        at += len(text)
    return marks


def body_width(fonts: FontSet, text: str, role: Role = Role.BODY) -> float:
    """Return the width of body text on one line, in points."""
    return fonts.width(text, role, BODY_SIZE) + BODY_TRACKING * len(text)


def balanced_lines(
    fonts: FontSet, text: str, role: Role, size: float, width: float = LETTER.inner_width
) -> list[str]:
    """Return a heading in as few lines as possible, of about the same length."""
    advances = [advance * size for advance in fonts.advances(text, role)]
    fewest = break_lines(text, advances, width, 0.0)
    if len(fewest) == 1:
        return [text]
    return [text[first:last] for first, last in _narrowest(text, advances, width, len(fewest))]


def _narrowest(text: str, advances: list[float], width: float, count: int) -> list[Range]:
    """Return the lines of the narrowest measure that still gives ``count`` lines."""
    low, high = sum(advances) / count, width
    best = break_lines(text, advances, width, 0.0)
    for _ in range(8):
        middle = (low + high) / 2
        lines = break_lines(text, advances, middle, 0.0)
        if len(lines) <= count:
            best, high = lines, middle
        else:
            low = middle
    return best
