"""The faces of a printed document and which of them can draw a character.

A PDF writer leaves out silently what a face lacks, so every text is split into runs: each
character goes to the first face of its role's chain that has it, else 〓 stands for it.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from bianmin_desktop.exchange.pdf.embedding import EmbeddedFace

GETA = "〓"
"""The printers' mark for a character that is not in the case."""


class Role(StrEnum):
    """What a text is set in."""

    BODY = "body"
    """仿宋"""
    KAI = "kai"
    """楷体"""
    HEI = "hei"
    """黑体"""
    TITLE = "title"
    """小标宋"""


_FANG, _KAI, _HEI, _TITLE, _RARE = (
    "BianminFang.ttf",
    "LXGWWenKai-Regular.ttf",
    "BianminHei.ttf",
    "BianminTitle.ttf",
    "BianminRare.ttf",
)
CHAINS: dict[Role, tuple[str, ...]] = {
    Role.BODY: (_FANG, _KAI, _RARE, _HEI),
    Role.KAI: (_KAI, _RARE, _HEI),
    Role.HEI: (_HEI, _KAI, _RARE),
    Role.TITLE: (_TITLE, _KAI, _RARE, _HEI),
}


_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def without_invisible(text: str) -> str:
    """Return ``text`` as it is drawn: tabs as blanks, marks without a shape left out."""
    if text.isprintable() and not _SELECTORS.search(text):
        return text
    return "".join(" " if c == "\t" else c for c in text if not _is_shapeless(c))


def _is_shapeless(character: str) -> bool:
    """Tell whether a character is a format mark or a variation selector."""
    return (
        character == "\r"
        or unicodedata.category(character) == "Cf"
        or _SELECTORS.match(character) is not None
    )


class FontSet:
    """The faces in one folder, each opened when a text first needs it."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the TrueType files; raise ``FileNotFoundError`` on first use."""
        self._folder = folder
        self._faces: dict[str, EmbeddedFace] = {}
        self._drawn: dict[Role, dict[str, tuple[str, str, float]]] = {role: {} for role in Role}

    def missing_glyphs(self, text: str) -> list[str]:
        """Return the characters of ``text`` that no face has, each once, in order."""
        distinct = dict.fromkeys(without_invisible(text).replace("\n", ""))
        return [c for c in distinct if self._first_face(c, Role.BODY) is None]

    def advances(self, text: str, role: Role) -> list[float]:
        """Return the width of each character, in ems (times the size gives points)."""
        known = self._drawn[role]
        return [(known.get(c) or self._resolve(c, role))[2] for c in text]

    def width(self, text: str, role: Role, size: float) -> float:
        """Return the width of ``text`` on one line, in points."""
        return sum(self.advances(text, role)) * size

    def runs(self, text: str, role: Role) -> list[tuple[str, str]]:
        """Return pairs of a registered font's name and the text it draws."""
        known = self._drawn[role]
        drawn = [known.get(c) or self._resolve(c, role) for c in text]
        return [
            (name, "".join(shape for _, shape, _ in run))
            for name, run in groupby(drawn, key=lambda entry: entry[0])
        ]

    def _resolve(self, character: str, role: Role) -> tuple[str, str, float]:
        """Return font name, drawn character and width in ems, and remember them."""
        file = self._first_face(character, role)
        shape = character
        if file is None:
            file, shape = CHAINS[role][0], GETA
            if ord(GETA) not in self._face(file).face.charToGlyph:
                file = _HEI
        font = self._face(file)
        entry = (font.fontName, shape, font.face.charWidths[ord(shape)] / 1000)
        self._drawn[role][character] = entry
        return entry

    def _first_face(self, character: str, role: Role) -> str | None:
        """Return the first file of the role's chain with a glyph for the character."""
        if unicodedata.category(character) in {"Cc", "Cs"}:
            return None
        code = ord(character)
        for file in CHAINS[role]:
            if code in self._face(file).face.charToGlyph:
                return file
        return None

    def _face(self, file: str) -> EmbeddedFace:
        """Return the registered font of a file, opening it at first use."""
        if file not in self._faces:
            # The PDF writer takes a fifth of a second to import: not before a face is needed.
            from bianmin_desktop.exchange.pdf.embedding import registered_face

            path = self._folder / file
            if not path.is_file():
                raise FileNotFoundError(path)
            self._faces[file] = registered_face(path)
        return self._faces[file]
