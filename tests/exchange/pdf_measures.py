"""What is measured on a produced PDF file: where each character is, its size and face, and rules.

Distances are in millimetres from the upper left corner of the page, sizes in points.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pypdfium2 import PdfDocument, raw  # type: ignore[import-untyped]

_mm = 25.4 / 72
_path = 2


@dataclass(frozen=True, slots=True)
class Character:
    """One character: origin (`x`, baseline `y`), the box of its ink, its size and face."""

    text: str
    x: float
    y: float
    left: float
    right: float
    top: float
    bottom: float
    size: float
    face: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ruled line: its box with the ink, and its width."""

    left: float
    top: float
    right: float
    bottom: float
    width: float
    colour: tuple[int, int, int]


class Measured:
    """A PDF file, read back."""

    def __init__(self, content: bytes) -> None:
        """Opened for as long as the object lives."""
        self._document = PdfDocument(content)

    def __len__(self) -> int:
        return len(self._document)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page (from 0)."""
        width, height = self._document.get_page_size(number)
        return width * _mm, height * _mm

    def characters(self, number: int) -> list[Character]:
        """The visible characters of a page, in the order they are drawn."""
        page = self._document[number]
        text, height = page.get_textpage(), page.get_height()
        found = [_character(text, n, height) for n in range(text.count_chars())]
        return [one for one in found if one.text.strip()]

    def lines(self, number: int) -> list[list[Character]]:
        """The characters by line, in the order they are drawn."""
        runs = groupby(self.characters(number), key=lambda one: round(one.y, 1))
        return [list(run) for _, run in runs]

    def texts(self, number: int) -> list[str]:
        """The lines of a page as texts."""
        return ["".join(one.text for one in line) for line in self.lines(number)]

    def line(self, number: int, words: str) -> list[Character]:
        """The first line with these words."""
        return next(
            line for line in self.lines(number) if words in "".join(one.text for one in line)
        )

    def strokes(self, number: int) -> Iterator[Stroke]:
        """The ruled lines of a page."""
        page = self._document[number]
        height = page.get_height()
        for thing in page.get_objects(filter=[_path]):
            left, bottom, right, top = thing.get_bounds()
            width = ctypes.c_float()
            raw.FPDFPageObj_GetStrokeWidth(thing, ctypes.byref(width))
            colour = [ctypes.c_uint() for _ in range(4)]
            raw.FPDFPageObj_GetStrokeColor(thing, *map(ctypes.byref, colour))
            red, green, blue = (part.value for part in colour[:3])
            box = (left, height - top, right, height - bottom)
            yield Stroke(*(edge * _mm for edge in box), width.value * _mm, (red, green, blue))


def _character(text: object, number: int, height: float) -> Character:
    code = raw.FPDFText_GetUnicode(text, number)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, number, ctypes.byref(x), ctypes.byref(y))
    box = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text, number, *map(ctypes.byref, box))
    left, right, bottom, top = (edge.value for edge in box)
    return Character(
        chr(code) if code else "",
        x.value * _mm,
        (height - y.value) * _mm,
        left * _mm,
        right * _mm,
        (height - top) * _mm,
        (height - bottom) * _mm,
        round(raw.FPDFText_GetFontSize(text, number), 2),
        _face(text, number),
    )


def _face(text: object, number: int) -> str:
    buffer = ctypes.create_string_buffer(200)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, number, buffer, 200, ctypes.byref(flags))
    return buffer.value.decode().rpartition("+")[2]
