"""The division table (统计用区划代码): the units of the city, from districts to communities."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.errors import environment_fault

_levels = ("city", "district", "street", "community")
_columns = ["code", "level", "name", "short_name", "parent", "initials"]


@dataclass(frozen=True, slots=True)
class Division:
    """One unit of the table: 12-digit code, level, names, parent's code, pinyin initials."""

    code: str
    level: str
    name: str
    short_name: str
    parent: str
    initials: str


class Divisions:
    """The whole table; read from its file when first asked."""

    def __init__(self, path: Path) -> None:
        """For the table at `path` (columns as the fields of `Division`).

        A table that can't be read raises `PolicyFault` or `EnvironmentFault` when first asked.
        """
        self._path = path

    @cached_property
    def _by_code(self) -> dict[str, Division]:
        try:
            text = self._path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise environment_fault(error, "读取区划代码表", self._path) from error
        rows = csv.reader(text.splitlines())
        if next(rows, None) != _columns:
            raise PolicyFault(self._path.name, "第 1 行", f"应是 {','.join(_columns)}")
        return {d.code: d for d in self._read(rows)}

    def _read(self, rows: Iterable[list[str]]) -> Iterator[Division]:
        for number, row in enumerate(rows, start=2):
            if len(row) != len(_columns) or row[1] not in _levels:
                raise PolicyFault(self._path.name, f"第 {number} 行", "列数或层级不对")
            yield Division(*row)

    @cached_property
    def _below(self) -> dict[str, tuple[Division, ...]]:
        below: dict[str, tuple[Division, ...]] = {}
        for division in self._by_code.values():
            below[division.parent] = (*below.get(division.parent, ()), division)
        return below

    def get(self, code: str) -> Division | None:
        """The unit with that code of 6, 9 or 12 digits, or nothing."""
        return self._by_code.get(code.ljust(12, "0"))

    def children(self, code: str) -> tuple[Division, ...]:
        """The units directly below, by code."""
        return self._below.get(code, ())

    def descendants(self, code: str, level: str = "") -> tuple[Division, ...]:
        """Every unit below (of one level, if it is named)."""
        return tuple(self._walk(code, level))

    def path(self, code: str) -> tuple[Division, ...]:
        """From the city down to the unit itself."""
        found: list[Division] = []
        division = self.get(code)
        while division is not None:
            found.insert(0, division)
            division = self._by_code.get(division.parent)
        return tuple(found)

    def named(self, text: str) -> tuple[Division, ...]:
        """The units called so: by name, short name, or name behind that of the unit above."""
        return self._called.get(text.replace(" ", ""), ())

    def name_of(self, code: str) -> str:
        """The name that means this unit alone, with that of the unit above where it must be.

        Empty for a code nobody has, and where even that is not enough.
        """
        division = self.get(code)
        ways = _ways(division, self._by_code) if division is not None else ()
        return next((name for name in ways if len(self.named(name)) == 1), "")

    @cached_property
    def _called(self) -> dict[str, tuple[Division, ...]]:
        called: dict[str, tuple[Division, ...]] = {}
        for division in self._by_code.values():
            for name in dict.fromkeys((*_ways(division, self._by_code), division.short_name)):
                called[name] = (*called.get(name, ()), division)
        return called

    def search(self, text: str, limit: int = 50) -> tuple[Division, ...]:
        """Units by characters of the name, pinyin initials or the code's beginning.

        Names that begin so stand first, then by level from the city down.
        """
        wanted = text.strip().lower()
        if not wanted:
            return tuple(self._by_code.values())[:limit]
        hits = [d for d in self._by_code.values() if _matches(d, wanted)]
        hits.sort(key=lambda d: (not _begins(d, wanted), _levels.index(d.level), d.code))
        return tuple(hits[:limit])

    def _walk(self, code: str, level: str) -> Iterator[Division]:
        for division in self.children(code):
            if not level or division.level == level:
                yield division
            yield from self._walk(division.code, level)


def _ways(division: Division, known: Mapping[str, Division]) -> tuple[str, str]:
    """The name by itself, and behind that of the unit above: 崂山区金家岭街道."""
    above = known.get(division.parent)
    return division.name, f"{above.name if above else ''}{division.name}"


def _matches(division: Division, wanted: str) -> bool:
    return (
        wanted in division.name or wanted in division.initials or division.code.startswith(wanted)
    )


def _begins(division: Division, wanted: str) -> bool:
    return division.name.startswith(wanted) or division.initials.startswith(wanted)
