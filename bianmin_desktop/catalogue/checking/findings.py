"""What a check of an edition finds, and the small tests every check uses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from bianmin_desktop.catalogue.edition import Edition


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake: in which entry (its key and id, or `#` and place), at which key, and what."""

    key: str
    entry: str
    inner: str
    what: str


Check = Callable[[Edition], Iterator[Finding]]


def missing(wanted: str, known: Collection[str], what: str) -> str:
    """A sentence when something is referred to and isn't there, else an empty text."""
    return f"引用了不存在的{what}“{wanted}”" if wanted and wanted not in known else ""


def required(wanted: str, known: Collection[str], what: str) -> str:
    """The same for what may not be left out."""
    return missing(wanted, known, what) if wanted else f"没有写明{what}"


def repeated(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Place and sentence of every name that stood there before."""
    seen: set[str] = set()
    for place, name in enumerate(names):
        if name in seen:
            yield place, f"编号“{name}”重复"
        seen.add(name)


def ambiguous(words: Iterable[tuple[str, Collection[str]]]) -> Iterator[tuple[int, str]]:
    """Place and sentence of every entry (its id, what it is called) that another is called too.

    Case and spaces do not tell two words apart, as a clerk's typing does not.
    """
    owners: dict[str, str] = {}
    for place, (entry, called) in enumerate(words):
        for word in dict.fromkeys(_folded(word) for word in called):
            owner = owners.setdefault(word, entry)
            if owner != entry:
                yield place, f"叫法“{word}”与“{owner}”的重复，无法分辨"


def _folded(word: str) -> str:
    return "".join(word.split()).lower()
