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
    def letters(self) -> Mapping[int, str]:
        """The letter of each character, by its code."""
        letters = _Letters()
        for line in self.table.splitlines():
            letter, _, characters = line.partition("\t")
            letters.update(dict.fromkeys(map(ord, characters), letter))
        return letters

    def of(self, text: str) -> str:
        """Initials of the Chinese characters, other letters and digits kept, the rest dropped."""
        return text.translate(self.letters).lower()


class _Letters(dict[int, str]):
    """What is spelt for a character; those without a letter of their own are told when met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = kept = sign if sign.isalnum() else ""
        return kept
