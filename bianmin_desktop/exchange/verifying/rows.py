"""Rows of two sheets paired: those that are the same, those that were changed, the rest."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Row = tuple[str, ...]
_alike = 0.4
"""Share of the filled cells that must agree before two rows count as one that was changed."""


@dataclass
class Pairs:
    """Rows by their places: `changed` in both, `gone` and `fresh` in one alone.

    `is_reordered` tells that rows which both have stand in another order.
    """

    changed: list[tuple[int, int]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    fresh: list[int] = field(default_factory=list)
    is_reordered: bool = False


def paired(before: Sequence[Row], after: Sequence[Row]) -> Pairs:
    """Pair the rows; in a file nobody touched every row stands where it stood."""
    same = [(n, n) for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] == pair[1]]
    gone = _without(len(before), (old for old, _ in same))
    fresh = _without(len(after), (new for _, new in same))
    moved = _moved(before, after, gone, fresh)
    gone = [n for n in gone if n not in {old for old, _ in moved}]
    fresh = [n for n in fresh if n not in {new for _, new in moved}]
    changed = _changed(before, after, gone, fresh)
    order = [new for _, new in sorted([*same, *moved, *changed])]
    return Pairs(
        sorted(changed),
        [n for n in gone if n not in {old for old, _ in changed}],
        [n for n in fresh if n not in {new for _, new in changed}],
        order != sorted(order),
    )


def _without(count: int, taken: Iterable[int]) -> list[int]:
    held = set(taken)
    return [n for n in range(count) if n not in held]


def _moved(
    before: Sequence[Row], after: Sequence[Row], gone: Sequence[int], fresh: Sequence[int]
) -> list[tuple[int, int]]:
    """Rows that are the same at another place."""
    places: defaultdict[Row, deque[int]] = defaultdict(deque)
    for n in fresh:
        places[after[n]].append(n)
    return [(n, places[before[n]].popleft()) for n in gone if places.get(before[n])]


def _changed(
    before: Sequence[Row], after: Sequence[Row], gone: Sequence[int], fresh: Sequence[int]
) -> list[tuple[int, int]]:
    """Rows that agree for the most part, each with the one it agrees with best."""
    cells: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for n in fresh:
        for cell in _filled(after[n]):
            cells[cell].append(n)
    free, pairs = set(fresh), []
    for n in gone:
        filled = _filled(before[n])
        enough = _alike * len(filled)
        if n in free and len(set(filled) & set(_filled(after[n]))) >= enough:
            best = n
        else:
            agreeing = Counter(new for cell in filled for new in cells.get(cell, ()) if new in free)
            best = max(agreeing, key=lambda new: (agreeing[new], -abs(new - n)), default=-1)
            if agreeing[best] < enough:
                continue
        if best in free:
            pairs.append((n, best))
            free.discard(best)
    return pairs


def _filled(row: Row) -> list[tuple[int, str]]:
    return [(column, cell) for column, cell in enumerate(row) if cell]
