"""The quarter, the period everything is reported by, and the year of four of them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from bianmin_desktop.domain.parsing.dates import FIRST_YEAR, LAST_YEAR
from bianmin_desktop.domain.parsing.numerals import digits_in_place
from bianmin_desktop.domain.parsing.unreadable import Unreadable, short_entry, unreadable

_EXAMPLE = "2024Q1 或 2024年第一季度"
_FORM = re.compile(r"(?P<year>[0-9]{2,4})(?:年度?|-)?(?:Q(?P<q>[0-9])|第?(?P<n>[0-9])季度?)")
_ORDINALS = "一二三四"
_YEAR_EXAMPLE = "2024 或 2024年"
_YEAR_FORM = re.compile(r"(?P<year>[0-9]{2,4})(?:年度?)?")


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """A quarter of a calendar year, 1900 to 2099; earlier quarters sort first.

    1899 is there only so that the first quarters that can be typed have an earlier one to be
    compared with. Raises ``ValueError`` for a year or number outside its range.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (FIRST_YEAR - 1 <= self.year <= LAST_YEAR and 1 <= self.number <= 4):
            msg = f"no such quarter: {self.year}, {self.number}"
            raise ValueError(msg)

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Return the quarter written as 2024Q1, 2024年第1季度, 2024年第一季度 or 2024一季度.

        Raises ``Unreadable``.
        """
        entry = digits_in_place(short_entry(text, _EXAMPLE).upper().replace(" ", ""))
        match = _FORM.fullmatch(entry)
        if match is None:
            raise unreadable(text, "不是季度", _EXAMPLE)
        if len(match["year"]) != 4:
            raise unreadable(text, "的年份要写四位", _EXAMPLE)
        year, number = int(match["year"]), int(match["q"] or match["n"])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise unreadable(text, f"的年份不在 {FIRST_YEAR} 到 {LAST_YEAR} 之间", _EXAMPLE)
        if not 1 <= number <= 4:
            raise unreadable(text, "不是季度，一年只有第 1 到第 4 季度", _EXAMPLE)
        return cls(year, number)

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter the day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        month = self.number * 3
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def previous(self) -> Quarter:
        """The quarter before (上期)."""
        return _from_ordinal(self._ordinal - 1)

    @property
    def next(self) -> Quarter:
        """The quarter after."""
        return _from_ordinal(self._ordinal + 1)

    @property
    def same_last_year(self) -> Quarter:
        """The same quarter a year before (上年同期)."""
        return _from_ordinal(self._ordinal - 4)

    @property
    def label(self) -> str:
        """As printed in texts and titles: 2024年第一季度."""
        return f"{self.year}年第{_ORDINALS[self.number - 1]}季度"

    @property
    def file_label(self) -> str:
        """As written in file names: 2024年第1季度."""
        return f"{self.year}年第{self.number}季度"

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def _ordinal(self) -> int:
        return self.year * 4 + self.number - 1


@dataclass(frozen=True, order=True, slots=True)
class Year:
    """A calendar year, 1900 to 2099; earlier years sort first.

    Raises ``ValueError`` for a number outside its range.
    """

    number: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.number <= LAST_YEAR:
            msg = f"no such year: {self.number}"
            raise ValueError(msg)

    @classmethod
    def parse(cls, text: str) -> Year:
        """Return the year written as 2024, 2024年 or 2024年度. Raises ``Unreadable``."""
        entry = digits_in_place(short_entry(text, _YEAR_EXAMPLE).replace(" ", ""))
        match = _YEAR_FORM.fullmatch(entry)
        if match is None:
            raise unreadable(text, "不是年份", _YEAR_EXAMPLE)
        if len(match["year"]) != 4:
            raise unreadable(text, "的年份要写四位", _YEAR_EXAMPLE)
        number = int(match["year"])
        if not FIRST_YEAR <= number <= LAST_YEAR:
            reason = f"的年份不在 {FIRST_YEAR} 到 {LAST_YEAR} 之间"
            raise unreadable(text, reason, _YEAR_EXAMPLE)
        return cls(number)

    @classmethod
    def of(cls, day: date) -> Year:
        """Return the year the day lies in."""
        return cls(day.year)

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.number, 1, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return date(self.number, 12, 31)

    @property
    def previous(self) -> Year:
        """The year before (上年)."""
        return Year(self.number - 1)

    @property
    def next(self) -> Year:
        """The year after."""
        return Year(self.number + 1)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Its four quarters."""
        return tuple(Quarter(self.number, number) for number in range(1, 5))

    @property
    def label(self) -> str:
        """As printed in texts and titles: 2024年."""
        return f"{self.number}年"

    @property
    def file_label(self) -> str:
        """As written in file names: 2024年."""
        return self.label

    def __str__(self) -> str:
        return str(self.number)


def period_label(text: str) -> str:
    """What a quarter or a year is called, as it is stored: 2024Q1 and 2024 have both."""
    try:
        return Year.parse(text).label
    except Unreadable:
        return Quarter.parse(text).label


def quarters_between(first: Quarter, last: Quarter) -> tuple[Quarter, ...]:
    """Return every quarter from ``first`` to ``last``, both included; none if reversed."""
    count = (last.year - first.year) * 4 + last.number - first.number + 1
    begin = first.year * 4 + first.number - 1
    return tuple(_from_ordinal(begin + step) for step in range(count))


def _from_ordinal(ordinal: int) -> Quarter:
    return Quarter(ordinal // 4, ordinal % 4 + 1)
