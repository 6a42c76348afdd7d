"""A TrueType face as it is put into a PDF file. Importing this imports the PDF writer."""

from __future__ import annotations

import struct
import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_BLOCK = 100
"""A CMap lists no more pairs in one block (PDF 32000-1, clause 9.10.3)."""
_MOST_CODES = 30_000
"""A subset's own character table counts its bytes in 16 bits."""
_one_at_a_time = threading.Lock()
"""A face reads its file at one place at a time."""


class Face:
    """A face that was read: which characters it has, and how wide they are (ems / 1000)."""

    def __init__(self, path: Path, index: int = 0) -> None:
        """Read a TrueType file, or the font of that number in a collection.

        Raises `reportlab.pdfbase.ttfonts.TTFError` when it is none.
        """
        self._face: Any = TTFontFace(str(path), subfontIndex=index)
        self.glyphs: Mapping[int, int] = self._face.charToGlyph
        self.widths: Mapping[int, int] = self._face.charWidths

    @property
    def name(self) -> str:
        """PostScript name."""
        return bytes(self._face.name).decode("latin-1")

    def add_subset(self, document: Any, name: str, codes: Sequence[int]) -> Any:  # noqa: ANN401 - the writer's own
        """Put the outlines of these characters into a document; returns their descriptor."""
        with _one_at_a_time:
            return self._face.addSubsetObjects(document, name, codes)


@lru_cache(maxsize=32)
def opened_face(path: Path, index: int = 0) -> Face:
    """The face of a file, read once in a process."""
    return Face(path, index)


def opens(path: Path, index: int = 0) -> bool:
    """Tell whether a file is a TrueType font that can be embedded."""
    try:
        return bool(path.is_file() and opened_face(path.resolve(), index).glyphs)
    except (TTFError, OSError, ValueError, IndexError, struct.error):
        return False


class Embedding:
    """What one document needs of a face: characters are written as two-byte codes.

    The codes are given in the order in which the characters are first drawn, so that the same
    document has the same bytes.
    """

    def __init__(self, face: Face, number: int) -> None:
        """For the document's font of that number."""
        self._face = face
        self._number = number
        self._characters: list[int] = []

    @property
    def name(self) -> str:
        """What the font is called on the pages, without the slash."""
        return f"B{self._number}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn with it."""
        return not self._characters

    @property
    def is_full(self) -> bool:
        """Whether further characters need another embedding."""
        return len(self._characters) >= _MOST_CODES

    def code(self, character: str) -> str:
        """Give a character its code, as four hexadecimal digits; once for each character."""
        self._characters.append(ord(character))
        return f"{len(self._characters):04X}"

    def add_to(self, document: Any) -> None:  # noqa: ANN401 - the writer's own
        """Put the font with its subset into a finished document (PDF 32000-1, clause 9.7)."""
        name = f"{_tag(self._number)}+{self._face.name}"
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": PDFName(name),
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": self._face.add_subset(document, name, self._characters),
            "DW": 1000,
            "W": PDFArray([1, PDFArray([self._face.widths[c] for c in self._characters])]),
            "CIDToGIDMap": document.Reference(_stream(self._places()), f"places:{name}"),
        }
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": PDFName(name),
            "Encoding": "/Identity-H",
            "DescendantFonts": PDFArray([document.Reference(PDFDictionary(descendant))]),
            "ToUnicode": document.Reference(_stream(self._meanings(name)), f"meanings:{name}"),
        }
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.name] = document.Reference(PDFDictionary(font), self.name)

    def _places(self) -> bytes:
        """Code to place in the subset, where characters that look the same share an outline."""
        places: dict[int, int] = {}
        glyphs = (self._face.glyphs[code] for code in self._characters)
        drawn = [places.setdefault(glyph, len(places) + 1) if glyph else 0 for glyph in glyphs]
        return b"".join(place.to_bytes(2, "big") for place in (0, *drawn))

    def _meanings(self, name: str) -> bytes:
        """Code to UTF-16, so that what is drawn can be searched and copied."""
        pairs = [
            f"<{code:04X}> <{chr(character).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
            for code, character in enumerate(self._characters, start=1)
        ]
        lines = [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
        ]
        for start in range(0, len(pairs), _BLOCK):
            block = pairs[start : start + _BLOCK]
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
        return "\n".join(lines).encode("ascii")


def _stream(content: bytes) -> PDFStream:
    stream = PDFStream(content=content)
    stream.filters = [PDFZCompress]
    return stream


def _tag(number: int) -> str:
    """Six letters that tell the subsets of a file apart."""
    letters = ""
    for _ in range(6):
        number, place = divmod(number, 26)
        letters += chr(ord("A") + place)
    return letters
