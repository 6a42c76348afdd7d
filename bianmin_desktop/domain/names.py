"""How records are called: finding the record a text means, and saying a record's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bianmin_desktop.domain.parsing.text import half_width

_office = re.compile(
    r"(?<=..)(?:社区)?(?:居民委员会|居委会|村民委员会|村委会)$"
    r"|(?<=..)(?:一刻钟)?(?:便民)?生活圈$|(?<=..)便民圈$|(?<=..)社区$"
)

division_names = "division"
"""Stands for a type where the units of the division table are asked for by name."""


class Names(Protocol):
    """What the gate must know of other records to read and write references."""

    def meant_by(self, type_id: str, text: str) -> tuple[str, ...]:
        """Ids of the records a clerk may mean: by id, code, name or short name."""
        ...

    def name_of(self, type_id: str, record_id: str) -> str:
        """What a clerk calls the record; empty when it is unknown."""
        ...


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names held in memory: every way of calling a record, by type."""

    spoken: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    short: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Short names by id, where there is one."""
    _cores: dict[str, dict[str, tuple[str, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def meant_by(self, type_id: str, text: str) -> tuple[str, ...]:
        """Ids of the records called so, in no particular order.

        A text that nothing is called in full means what is called so but for the words for what
        it is: 金家岭社区 the 金家岭社区居民委员会.
        """
        if text in self.titles.get(type_id, {}):
            return (text,)
        called = self.spoken.get(type_id, {}).get(text, ())
        return called or self._by_core(type_id).get(core_of(text), ())

    def _by_core(self, type_id: str) -> Mapping[str, tuple[str, ...]]:
        if type_id not in self._cores:
            cores: dict[str, tuple[str, ...]] = {}
            for word, ids in self.spoken.get(type_id, {}).items():
                core = core_of(word)
                cores[core] = tuple(dict.fromkeys((*cores.get(core, ()), *ids)))
            self._cores[type_id] = cores
        return self._cores[type_id]

    def name_of(self, type_id: str, record_id: str) -> str:
        """The title of the record, or an empty text."""
        return self.titles.get(type_id, {}).get(record_id, "")

    def short_of(self, type_id: str, record_id: str) -> str:
        """The short name if it means this record alone, else the title."""
        short = self.short.get(type_id, {}).get(record_id, "")
        if short and self.meant_by(type_id, short) == (record_id,):
            return short
        return self.name_of(type_id, record_id)


def core_of(name: str) -> str:
    """A name without spaces and the words for what it is: a community, a circle."""
    return _office.sub("", half_width(name).replace(" ", ""))
