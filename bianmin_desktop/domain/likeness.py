"""How alike two short Chinese texts are: headings of columns, entries of code lists, names."""

from __future__ import annotations

from collections.abc import Iterable

_ending, _inside = 0.55, 0.45
_share = 0.35
_most = 0.7


def likeness(one: str, other: str) -> float:
    """From 0, nothing in common, to 1, the same text.

    Chinese says last what a thing is: 经营者电话 is a 电话, not a 经营者. So a text that another
    one ends with counts for more than one it begins with or contains.
    """
    from rapidfuzz import fuzz

    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) < 2:
        return 0.0
    ratio = fuzz.ratio(one, other) / 100
    if short not in long:
        return ratio
    share = len(short) / len(long)
    if long.endswith(short):
        return max(ratio, _ending + _share * share)
    if share >= _most:
        return 0.95 * ratio
    return min(ratio, _inside + _share * share)


def nearest(text: str, words: Iterable[str], limit: int, least: float) -> list[tuple[str, float]]:
    """The words most like a text, at most `limit`, the likest first; none below `least`."""
    scored = ((word, likeness(text, word)) for word in words)
    likely = [(word, score) for word, score in scored if score >= least]
    return sorted(likely, key=lambda pair: -pair[1])[:limit]
