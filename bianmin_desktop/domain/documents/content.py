"""What a document is made from, and the rows and columns it has before anything is laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Printed
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.rounding import rounded
from bianmin_desktop.domain.snapshots import Reporter
from bianmin_desktop.domain.targets import Progress

Period = Quarter | Year


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and how it is printed: its places, `zero` in place of a 0, % behind a share."""

    value: Decimal
    places: int = 0
    zero: str = ""
    sign: str = ""
    is_year: bool = False

    @property
    def shown(self) -> str:
        """As printed."""
        if self.zero and self.value == 0:
            return self.zero
        number = rounded(self.value, self.places)
        return f"{number:f}{self.sign}" if self.is_year else f"{number:,f}{self.sign}"


Cell = str | date | Amount | None


def said(cell: Cell) -> str:
    """A cell as words: days as letters write them, a blank as nothing."""
    if cell is None:
        return ""
    if isinstance(cell, Amount):
        return cell.shown
    if isinstance(cell, date):
        return f"{cell.year}年{cell.month}月{cell.day}日"
    return cell


@dataclass(frozen=True, slots=True)
class Head:
    """A column: what it holds decides how it is set (`text`, `lines`, `number`, `date`)."""

    id: str
    label: str
    look: str = "text"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A row: the record it shows (or another key), and its cells by column."""

    id: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the rows of a document may show."""

    heads: tuple[Head, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Overdue:
    """A report that is due and was not handed in."""

    unit: str
    report: str
    period: Period
    due: date
    basis: str
    state: str


@dataclass(frozen=True, slots=True)
class Unreturned:
    """A template that went out to a community for a quarter and did not come back."""

    community: str
    ledger: str
    quarter: Quarter
    sent: date


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The newest version of a report of a period."""

    report: str
    period: Period
    version: int
    fingerprint: str
    on: date


@dataclass(frozen=True, slots=True)
class Choice:
    """What a clerk chose for a document: a circle (empty: all), a period (nothing: all)."""

    circle: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What documents are made from: the ledger, the office, and what is no record."""

    edition: Edition
    ledger: Ledger = field(repr=False)
    office: Reporter
    today: date
    divisions: Mapping[str, str] = field(repr=False, default_factory=dict)
    targets: Sequence[Progress] = ()
    overdue: Sequence[Overdue] = ()
    unreturned: Sequence[Unreturned] = ()
    handed_in: Sequence[HandedIn] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One document under one choice."""

    document: Printed
    choice: Choice
    basis: Basis

    @property
    def edition(self) -> Edition:
        """The edition in force."""
        return self.basis.edition

    @property
    def ledger(self) -> Ledger:
        """Every living record."""
        return self.basis.ledger

    @property
    def day(self) -> date:
        """As of when what exists is counted: the period's end, or today before that."""
        period = self.choice.period
        return min(period.end, self.basis.today) if period else self.basis.today

    @property
    def circle_name(self) -> str:
        """The name of the chosen circle; empty for all."""
        circle = self.ledger.by_id("circle").get(self.choice.circle)
        return circle.text("name") if circle is not None else ""
