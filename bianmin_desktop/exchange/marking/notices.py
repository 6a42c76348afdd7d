"""What is said beside a cell: one comment for all its problems, the worst level its colour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bianmin_desktop.exchange.reading.marks import Place, our_heading
from bianmin_desktop.exchange.reading.packets import Mark
from bianmin_desktop.exchange.reading.patterns import place_of

author = "便民圈填报"

levels: Mapping[str, str] = {"blocking": "强制", "verify": "核实", "hint": "提示"}
"""The levels, the worst first, in the clerk's words: a black-and-white print has no colours."""

_most_told = 3_000
_order = tuple(levels)
forbidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters no XML can hold."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said beside one cell."""

    level: str
    text: str


def by_cell(marks: Iterable[Mark]) -> dict[Place, Notice]:
    """The notices of one sheet by cell; column -1 is for the row as a whole."""
    said: dict[Place, list[Mark]] = {}
    for mark in marks:
        place = place_of(f"{mark.column or 'A'}{mark.row}")
        if place is not None:
            row, column = place
            said.setdefault((row, column if mark.column else -1), []).append(mark)
    return {place: _notice(marks) for place, marks in said.items()}


def joined(one: Notice, other: Notice) -> Notice:
    """Two notices as one, for a row's notice that ends up in a cell that has its own."""
    worst = min(one.level, other.level, key=_order.index)
    lines = dict.fromkeys((*one.text.split("\n")[1:], *other.text.split("\n")[1:]))
    return Notice(worst, "\n".join((our_heading, *lines)))


def _notice(marks: list[Mark]) -> Notice:
    ordered = sorted(marks, key=lambda mark: _place_in_order(mark.level))
    lines = dict.fromkeys(_line(mark) for mark in ordered)
    text = forbidden.sub("", "\n".join((our_heading, *lines)))
    worst = _order[_place_in_order(ordered[0].level)]
    return Notice(worst, text if len(text) <= _most_told else f"{text[:_most_told]}……")


def _line(mark: Mark) -> str:
    word = levels[_order[_place_in_order(mark.level)]]
    return f"{word}：{mark.message}".replace("\n", " ")


def _place_in_order(level: str) -> int:
    return _order.index(level) if level in _order else 0
