"""Names of shops, taken apart: what is this shop's own, what says its trade, which branch it is.

An import asks this of a hundred thousand names: each step first looks at one sign whether it has
anything to do at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bianmin_desktop.catalogue.definitions import Likeness
from bianmin_desktop.domain.duplicates.plain import is_plain, plain_text, plain_word, word_of
from bianmin_desktop.domain.pinyin import Initials

_shortest_rest = 2
_bracketed = re.compile(r"\(([^()]*)\)?")
_numerals = "一二三四五六七八九十0123456789"
_places = "路街道区园苑城场里"
_branch = re.compile(rf"(?:第?[{_numerals}]+|.{{1,3}}[{_places}])分?店$")
_branch_end = re.compile(r"(?:分店|店|分部|分公司)$")
_before_branch_end = frozenset(f"{_numerals}{_places}分")


class Called(NamedTuple):
    """One name of a shop. A tuple, because a large ledger makes a hundred thousand of them.

    `whole` is without region, legal form and branch; `core` without the trade as well, empty when
    there is nothing else; `sound` are the pinyin initials of the core, or of the whole name where
    there is no core; `branch` is 海尔路 of （海尔路店）.
    """

    whole: str
    core: str
    sound: str
    branch: str


@dataclass(frozen=True)
class _Affix:
    """Words at one end of a name that are taken off, as often as they stand there."""

    pattern: re.Pattern[str]
    signs: frozenset[str]

    def off(self, plain: str) -> str:
        """The name without them, unless too little would be left."""
        rest = self.pattern.sub("", plain)
        return rest if len(rest) >= _shortest_rest else plain


@dataclass(frozen=True)
class NameReader:
    """Reads names under the words of an edition."""

    initials: Initials
    regions: _Affix
    endings: _Affix
    trades: Mapping[str, tuple[tuple[int, str], ...]]
    """Length and word of every trade, the longest first, by their last sign."""
    forms: frozenset[str]

    @classmethod
    def of(cls, setting: Likeness, trades: Iterable[str], initials: Initials) -> NameReader:
        """With the edition's words, and the names of all trades there are."""
        words = setting.words
        regions, endings = _plain_words(words.regions), _plain_words(words.endings)
        return cls(
            initials,
            _Affix(re.compile(f"^(?:{_any_of(regions)})+"), frozenset(w[0] for w in regions)),
            _Affix(re.compile(f"(?:{_any_of(endings)})+$"), frozenset(w[-1] for w in endings)),
            _by_last_sign(_plain_words((*words.trades, *trades))),
            frozenset(_plain_words(words.forms)),
        )

    def read(self, texts: Iterable[str]) -> tuple[Called, ...]:
        """The names of one shop taken apart, each but once; what is blank is left out."""
        found: dict[str, Called] = {}
        for text in texts:
            whole, branch = self._peeled(text) if text else ("", "")
            held = found.get(whole)
            if held is not None:
                found[whole] = held._replace(branch=held.branch or branch)
            elif whole:
                core = self._core(whole)
                found[whole] = Called(whole, core, self.initials.of(core or whole), branch)
        return tuple(found.values())

    def _peeled(self, text: str) -> tuple[str, str]:
        """The name without region, legal form and branch; and the branch."""
        plain, branch = text, ""
        if not is_plain(text):
            plain = plain_text(text)
            if "(" in plain:
                plain, branch = self._out_of_brackets(plain)
            plain = word_of(plain)
        if plain and plain[-1] in self.endings.signs:
            plain = self.endings.off(plain)
        if plain and plain[0] in self.regions.signs:
            plain = self.regions.off(plain)
        if not branch and plain[-1:] == "店" and plain[-2:-1] in _before_branch_end:
            return _split(plain)
        return plain, branch

    def _out_of_brackets(self, plain: str) -> tuple[str, str]:
        """The name without its brackets, and the branch that stood in the last of them."""
        branch = ""
        for inside in _bracketed.findall(plain):
            word = self.regions.pattern.sub("", inside)
            if word and word not in self.forms:
                branch = _branch_end.sub("", word)
        return _bracketed.sub("", plain), branch

    def _core(self, whole: str) -> str:
        """The name without the trades at its end."""
        core = whole
        while core:
            for length, trade in self.trades.get(core[-1], ()):
                if core.endswith(trade):
                    core = core[:-length]
                    break
            else:
                break
        return core


def _split(plain: str) -> tuple[str, str]:
    """佳和便利二店 is branch 二 of 佳和便利; a name that would lose its beginning stays whole."""
    found = _branch.search(plain)
    if found is None or found.start() < _shortest_rest:
        return plain, ""
    return plain[: found.start()], _branch_end.sub("", found[0])


def _plain_words(words: Iterable[str]) -> list[str]:
    """The words as names are compared, the longest first."""
    return sorted({plain_word(word) for word in words} - {""}, key=lambda w: (-len(w), w))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or r"(?!)"


def _by_last_sign(words: Iterable[str]) -> dict[str, tuple[tuple[int, str], ...]]:
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for word in words:
        found[word[-1]] = (*found.get(word[-1], ()), (len(word), word))
    return found
