"""What may be drafted for a clerk: sentences with references, and how people speak of figures."""

from __future__ import annotations

from typing import Literal

from bianmin_desktop.catalogue.definitions.definition import Definition
from bianmin_desktop.catalogue.definitions.reporting import Condition


class Tally(Definition, frozen=True):
    """A count of ledger records that texts may name; it stands in no table of figures.

    Counted are the living records that pass `where`; with `period`, those whose day in `within`
    lies in the quarter or in the one after it. `total_of` adds up a field of them instead.
    """

    id: str
    label: str
    record: str
    unit: str = ""
    where: tuple[Condition, ...] = ()
    within: str = ""
    period: Literal["ever", "quarter", "next"] = "ever"
    total_of: str = ""
    places: int = 0
    clause: str = ""
    template: bool = False


class Sentence(Definition, frozen=True):
    """A sentence that is drafted only where the data say it.

    Every reference in `say` must have a number above 0 (those in `zero` and `unless` may be 0).
    `when` names more that must be above 0, `unless` what must be 0 and known. `{items}` in `say`
    stands for the `items` that can be said, put together with `joint`; without any of them the
    sentence is left out.
    """

    say: str
    items: tuple[str, ...] = ()
    joint: str = "、"
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()


class DraftParagraph(Definition, frozen=True):
    """A paragraph for a text of a summary (`opening`: the first one of its letter)."""

    id: str
    field: str
    sentences: tuple[Sentence, ...]
    clause: str = ""
    template: bool = False


class SpokenName(Definition, frozen=True):
    """Other words for what a reference means, as people write them."""

    reference: str
    words: tuple[str, ...]


class Speech(Definition, frozen=True):
    """How numbers are written by hand, so that they can be compared with what was derived.

    `leads` may stand before a name, `links` between name and number; `added` and `removed` are
    verbs; `units` groups units that mean the same; a sentence with a word of `elsewhere` speaks
    of another place or time; `too_general` are labels that are no names by themselves.
    """

    leads: tuple[str, ...]
    links: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    units: tuple[tuple[str, ...], ...]
    elsewhere: tuple[str, ...]
    too_general: tuple[str, ...] = ()
    names: tuple[SpokenName, ...] = ()
    template: bool = False
