"""The faces of a printed document and which of them can draw a character.

A PDF writer leaves out silently what a face lacks, so every text is split into runs: each
character goes to the first face of its role's chain that has it, else 〓 stands for it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bianmin_desktop.exchange.pdf.embedding import Face

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
    SONG = "song"
    """宋体"""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A face in a file; a collection (.ttc) holds several, counted from 0."""

    path: Path
    index: int = 0


_FANG, _KAI, _HEI, _TITLE, _RARE, _SONG = (
    "BianminFang.ttf",
    "LXGWWenKai-Regular.ttf",
    "BianminHei.ttf",
    "BianminTitle.ttf",
    "BianminRare.ttf",
    "BianminSong.ttf",
)
CHAINS: dict[Role, tuple[str, ...]] = {
    Role.BODY: (_FANG, _KAI, _RARE, _HEI),
    Role.KAI: (_KAI, _RARE, _HEI),
    Role.HEI: (_HEI, _KAI, _RARE),
    Role.TITLE: (_TITLE, _KAI, _RARE, _HEI),
    Role.SONG: (_SONG, _RARE, _KAI, _HEI),
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


class _Widths(dict[str, float]):
    """Widths of the characters of a role in ems, each looked for once."""

    def __init__(self, fonts: FontSet, role: Role) -> None:
        super().__init__()
        self._fonts = fonts
        self._role = role

    def __missing__(self, character: str) -> float:
        file, shape = self._fonts.drawn(character, self._role)
        width = self._fonts.face(file).widths[ord(shape)] / 1000
        self[character] = width
        return width


class FontSet:
    """The shipped faces of a folder, and those of the machine that come before them."""

    def __init__(self, folder: Path, chosen: Mapping[Role, FontFile] | None = None) -> None:
        """Take the folder of the TrueType files; raise ``FileNotFoundError`` on first use.

        ``chosen`` are faces of this machine that a role is set in first.
        """
        shipped = dict.fromkeys(file for chain in CHAINS.values() for file in chain)
        own = dict(chosen or {})
        # What any face has can be printed anywhere: each chain ends with all the others.
        rest = (*(FontFile(folder / file) for file in shipped), *own.values())
        self._chains: dict[Role, tuple[FontFile, ...]] = {
            role: tuple(
                dict.fromkeys(
                    (
                        *((own[role],) if role in own else ()),
                        *(FontFile(folder / file) for file in chain),
                        *rest,
                    )
                )
            )
            for role, chain in CHAINS.items()
        }
        self._faces: dict[FontFile, Face] = {}
        self._drawn: dict[Role, dict[str, tuple[FontFile, str]]] = {role: {} for role in Role}
        self._widths = {role: _Widths(self, role) for role in Role}

    def missing_glyphs(self, text: str) -> list[str]:
        """Return the characters of ``text`` that no face has, each once, in order."""
        distinct = dict.fromkeys(without_invisible(text).replace("\n", ""))
        return [c for c in distinct if self._first_face(c, Role.BODY) is None]

    def advances(self, text: str, role: Role) -> list[float]:
        """Return the width of each character, in ems (times the size gives points)."""
        return list(map(self._widths[role].__getitem__, text))

    def width(self, text: str, role: Role, size: float) -> float:
        """Return the width of ``text`` on one line, in points."""
        return sum(map(self._widths[role].__getitem__, text)) * size

    def main(self, role: Role) -> FontFile:
        """Return the face a role is set in wherever it has the character."""
        return self._chains[role][0]

    def runs(self, text: str, role: Role) -> list[tuple[FontFile, str]]:
        """Return pairs of a face and the text it draws."""
        drawn = [self.drawn(character, role) for character in text]
        return [
            (file, "".join(shape for _, shape in run))
            for file, run in groupby(drawn, key=lambda entry: entry[0])
        ]

    def drawn(self, character: str, role: Role) -> tuple[FontFile, str]:
        """Return what draws a character: the face, and the character or 〓 for it."""
        known = self._drawn[role].get(character)
        if known is None:
            known = self._resolve(character, role)
            self._drawn[role][character] = known
        return known

    def face(self, file: FontFile) -> Face:
        """Return the face of a file, opening it at first use."""
        if file not in self._faces:
            # The PDF writer takes a fifth of a second to import: not before a face is needed.
            from bianmin_desktop.exchange.pdf.embedding import opened_face

            if not file.path.is_file():
                raise FileNotFoundError(file.path)
            self._faces[file] = opened_face(file.path.resolve(), file.index)
        return self._faces[file]

    def _resolve(self, character: str, role: Role) -> tuple[FontFile, str]:
        """Return the first face that has a character, or the first that has 〓."""
        for shape in (character, GETA):
            file = self._first_face(shape, role)
            if file is not None:
                return file, shape
        raise FileNotFoundError(GETA)

    def _first_face(self, character: str, role: Role) -> FontFile | None:
        """Return the first file of the role's chain with a glyph for the character."""
        if unicodedata.category(character) in {"Cc", "Cs"}:
            return None
        code = ord(character)
        files = self._chains[role]
        return next((file for file in files if self.face(file).glyphs.get(code)), None)
