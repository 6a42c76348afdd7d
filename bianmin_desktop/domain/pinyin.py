"""Pinyin initials: how a clerk finds 金家岭 by typing jjl."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Initials:
    """The first pinyin letter of each Chinese character, from a table made beforehand."""

    letters: Mapping[str, str]

    @classmethod
    def read(cls, table: str) -> Initials:
        """From lines of `letter<TAB>characters`."""
        letters: dict[str, str] = {}
        for line in table.splitlines():
            letter, _, characters = line.partition("\t")
            letters.update(dict.fromkeys(characters, letter))
        return cls(letters)

    def of(self, text: str) -> str:
        """Initials of the Chinese characters, other letters and digits kept, the rest dropped."""
        found = (self.letters.get(sign) or (sign if sign.isalnum() else "") for sign in text)
        return "".join(found).lower()
