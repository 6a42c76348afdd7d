"""Where in a sheet the header is: below titles and remarks, of one to three lines, with merges."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, zip_longest

from bianmin_desktop.exchange.tables import Sheet
from bianmin_desktop.services.importing.headers import Vocabulary, folded

searched_rows = 30
"""Titles and remarks may stand above the header; it is looked for in so many rows."""

_most_lines = 3
_least_matches = 2
_longest_word = 16
_alike = 0.65
_most_merges, _most_across = 2_000, 200


@dataclass(frozen=True, slots=True)
class Layout:
    """A header: its rows (from 0, both included), and by column the text shown and the words.

    The words are folded, the most telling first: 联系方式电话, 电话 for 电话 below 联系方式.
    """

    first: int
    last: int
    headings: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]

    def key(self, type_id: str) -> str:
        """The fingerprint of the headings, by which corrections are remembered."""
        named = "\x1f".join((type_id, *(words[0] if words else "" for words in self.words)))
        return hashlib.sha256(named.rstrip("\x1f").encode()).hexdigest()[:20]


@dataclass
class _Top:
    """The first rows of a sheet with merged cells filled, and what merges tell of the header."""

    sheet: Sheet
    lines: list[list[str]] = field(init=False)
    covered: set[int] = field(init=False, default_factory=set)
    depths: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = [list(row) for row in self.sheet.rows[: searched_rows + _most_lines]]
        near = (block for block in self.sheet.merged if block.top < len(self.lines))
        for block in islice(near, _most_merges):
            bottom = min(block.bottom, len(self.lines) - 1)
            self._fill(block.top, block.left, bottom, min(block.right, block.left + _most_across))

    def _fill(self, top: int, left: int, bottom: int, right: int) -> None:
        lines = self.lines[top : bottom + 1]
        for line in lines:
            line.extend([""] * (right + 1 - len(line)))
        text = lines[0][left]
        if any(cell.strip() for cell in (line[left] for line in lines[1:])):
            return  # What is merged hides no texts of its own.
        for line in lines:
            line[left : right + 1] = [cell or text for cell in line[left : right + 1]]
        if bottom > top and text.strip():
            self.covered.update(range(top + 1, bottom + 1))
            if bottom - top < _most_lines:
                self.depths[top] = max(self.depths.get(top, 1), bottom - top + 1)

    def candidates(self, vocabulary: Vocabulary) -> Iterator[tuple[float, Layout]]:
        """Every way the header may lie, with how many fields it names."""
        for first in range(min(searched_rows, len(self.lines))):
            if first in self.covered or not _is_spread(self.lines[first]):
                continue
            for depth in range(self.depths.get(first, 1), _most_lines + 1):
                lines = self.lines[first : first + depth]
                if len(lines) < depth:
                    break
                layout = _layout(first, lines)
                known = [words[0] for words in _known(layout, vocabulary)]
                if depth > 1 and not _adds(lines, vocabulary, self.depths.get(first, 1)):
                    break
                yield len(vocabulary.known(known)), layout


def find_layout(sheet: Sheet, vocabulary: Vocabulary, *, is_sure: bool = False) -> Layout | None:
    """The header that names most fields, or nothing when none names two.

    Where none does, one whose words are like those of half of its columns is taken, unless
    `is_sure` asks for known words.

    Of equal ones the one with fewer lines is taken, then the higher one: pages repeat it.
    """
    top = _Top(sheet)
    found = list(top.candidates(vocabulary))
    best = max(found, key=_rank, default=None)
    if best is not None and best[0] >= _least_matches:
        return best[1]
    if is_sure:
        return None
    alike = [(_alike_count(layout, vocabulary), layout) for _, layout in found]
    best = max(alike, key=_rank, default=None)
    return best[1] if best is not None and best[0] >= _least_matches else None


def _rank(candidate: tuple[float, Layout]) -> tuple[float, int, int]:
    score, layout = candidate
    return score, layout.first - layout.last, -layout.first


def _is_spread(line: Sequence[str]) -> bool:
    """Whether a row holds more than a title does: two texts that differ."""
    return len({text for text in line if text and not text.isspace()}) > 1


def _known(layout: Layout, vocabulary: Vocabulary) -> Iterator[list[str]]:
    for words in layout.words:
        known = [word for word in words if word in vocabulary.words]
        if known:
            yield known


def _alike_count(layout: Layout, vocabulary: Vocabulary) -> int:
    """How many fields the columns' words are at least like; none if that is not half of them."""
    named = [words[0] for words in layout.words if words]
    if layout.last > layout.first:
        return 0
    likely = (
        vocabulary.likely(word, _alike)
        for word in named
        if len(word) <= _longest_word and not word.isdigit()
    )
    count = len({found[0][0] for found in likely if found})
    return count if count * 2 >= len(named) else 0


def _adds(lines: Sequence[Sequence[str]], vocabulary: Vocabulary, merged: int) -> bool:
    """Whether the last of these lines still belongs to a header: half of what it adds is known."""
    if len(lines) <= merged:
        return True
    added = [
        (folded(above), folded(own))
        for above, own in zip_longest(lines[-2], lines[-1], fillvalue="")
        if own.strip() and own != above
    ]
    known = sum(own in vocabulary.words or above + own in vocabulary.words for above, own in added)
    return bool(added) and known * 2 >= len(added)


def _layout(first: int, lines: Sequence[Sequence[str]]) -> Layout:
    columns = list(zip_longest(*_spread_over(lines), fillvalue=""))
    parts = [_parts(column) for column in columns]
    tops = [column[0] for column in columns]
    words = [_words(column, is_only=_is_only(tops, place)) for place, column in enumerate(parts)]
    while words and not words[-1]:
        words.pop()
    headings = [" ".join(" ".join(part.split()) for part in column) for column in parts]
    return Layout(first, first + len(lines) - 1, tuple(headings[: len(words)]), tuple(words))


def _spread_over(lines: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines with a group's name over every column of it, where nothing tells of merges.

    A blank cell above a filled one takes the text to its left, if that one has a cell below, too.
    """
    filled = [list(line) for line in lines]
    for above, below in pairwise(filled):
        above.extend([""] * (len(below) - len(above)))
        for place in range(1, len(below)):
            if below[place].strip() and not above[place].strip() and below[place - 1].strip():
                above[place] = above[place - 1]
    return filled


def _parts(column: Sequence[str]) -> list[str]:
    """The texts of a column's header from top to bottom, one that is merged over lines once."""
    parts: list[str] = []
    for text in column:
        if text.strip() and (not parts or folded(text) != folded(parts[-1])):
            parts.append(text.strip())
    return parts


def _is_only(tops: Sequence[str], place: int) -> bool:
    beside = (*tops[max(place - 1, 0) : place], *tops[place + 1 : place + 2])
    return tops[place] not in beside


def _words(parts: Sequence[str], *, is_only: bool) -> tuple[str, ...]:
    """The folded words for a column; a group's name alone says enough when it has one column."""
    each = [folded(part) for part in parts]
    wholes = ["".join(each[start:]) for start in range(len(each))]
    above = each[:1] if is_only and len(each) > 1 else []
    return tuple(dict.fromkeys(word for word in (*wholes, *above) if word))
