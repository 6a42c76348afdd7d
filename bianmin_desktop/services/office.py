"""The office whose book this is: making the book, and the unit's place in the city."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bianmin_desktop.catalogue.divisions import Division, Divisions
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.identity import shipped_id
from bianmin_desktop.domain.names import KnownNames
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.searching import SearchKeys
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.store.book import Book, make_book
from bianmin_desktop.store.keeping import Holder, new_id
from bianmin_desktop.store.work import Origin

first_chain = "0" * 64


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new book is founded on."""

    edition: Edition
    gate: Gate
    keys: SearchKeys
    divisions: Divisions
    clock: Clock


def found_book(path: Path, unit_code: str, founding: Founding, *, is_demo: bool) -> Book:
    """A new book for a unit, with the units around it and its communities already in it.

    Raises `WrongUse` when no division has that code.
    """
    unit = founding.divisions.get(unit_code)
    if unit is None:
        raise WrongUse(f"区划表里没有代码 {unit_code}，请用 units 查一查。", code="BM-310")
    now = founding.clock.now()
    holder = Holder(
        unit=unit.code,
        edition=founding.edition.id,
        site=new_id(),
        lineage=new_id(),
        counter=0,
        chain=first_chain,
        is_demo=is_demo,
        created_at=now,
    )
    book = make_book(path, founding.edition, founding.keys, holder)
    around = (*founding.divisions.path(unit.code), *founding.divisions.descendants(unit.code))
    drafts = [_unit_draft(division) for division in dict.fromkeys(around)]
    drafts += [_community_draft(d) for d in around if d.level == "community"]
    with book.writing() as work:
        origin = Origin("新增", "区划表", now)
        work.put_all([(_admitted(draft, founding), None) for draft in drafts], origin)
    return book


def _admitted(draft: Draft, founding: Founding) -> Record:
    fresh = Record(draft.type, shipped_id(draft.type, draft.texts["code"]))
    today = founding.clock.today()
    return founding.gate.admit(draft, fresh, KnownNames(), today).record


def _unit_draft(division: Division) -> Draft:
    return Draft("unit", _named(division) | {"level": division.level, "parent": division.parent})


def _community_draft(division: Division) -> Draft:
    return Draft("community", _named(division))


def _named(division: Division) -> dict[str, str]:
    return {"code": division.code, "name": division.name, "short_name": division.short_name}


class OfficeService:
    """The unit whose book is open, and what it is called."""

    def __init__(self, book: Book, divisions: Divisions) -> None:
        """Over an open book."""
        self._divisions = divisions
        self._holder = book.holder()
        with book.reading() as reading:
            own = reading.held_as("unit", "code", self._holder.unit)
        self._own: Mapping[str, object] = own[0].values if own else {}

    @property
    def code(self) -> str:
        """The unit's 12-digit division code."""
        return self._holder.unit

    @property
    def name(self) -> str:
        """The unit's full name, e.g. 金家岭街道."""
        return str(self._own.get("name") or self.code)

    @property
    def level(self) -> str:
        """city, district, street or community."""
        return str(self._own.get("level") or "street")

    @property
    def is_demo(self) -> bool:
        """Whether the book holds made-up example data."""
        return self._holder.is_demo

    @property
    def path(self) -> tuple[str, ...]:
        """Names from the city down to the unit."""
        return tuple(division.name for division in self._divisions.path(self.code))

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes from the unit itself up to the city."""
        above = tuple(division.code for division in self._divisions.path(self.code))
        return above[::-1] or (self.code,)

    @cached_property
    def divisions(self) -> Mapping[str, str]:
        """The names of the divisions around the unit, by code."""
        around = (*self._divisions.path(self.code), *self._divisions.descendants(self.code))
        return {division.code: division.name for division in around}
