"""Pinyin initials: how a clerk finds 金家岭 by typing jjl."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Initials:
    """The first pinyin letter of each Chinese character, from lines of `letter<TAB>characters`.

    The table is read when the first name is spelt: the window does not wait for it.
    """

    table: str

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The letter of each character."""
        letters: dict[str, str] = {}
        for line in self.table.splitlines():
            letter, _, characters = line.partition("\t")
            letters.update(dict.fromkeys(characters, letter))
        return letters

    def of(self, text: str) -> str:
        """Initials of the Chinese characters, other letters and digits kept, the rest dropped."""
        found = (self.letters.get(sign) or (sign if sign.isalnum() else "") for sign in text)
        return "".join(found).lower()
