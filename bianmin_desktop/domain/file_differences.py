"""What of a file is not as it was exported: by table, row and column, as people would look for it.

Both files are compared as they read: 85.50 and 85.5 are one number, and how a cell looks is
nobody's concern.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import zip_longest

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a table's lines begin: the row (from 0) of the first, its columns' names above it."""

    first: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileDifference:
    """One cell (or a whole table, without row and field) that is not as it was exported."""

    table: str
    row: str
    field: str
    before: str
    after: str


def differing_cells(
    table: str, ours: Rows, theirs: Rows, heading: Heading | None = None
) -> Iterator[FileDifference]:
    """The cells in which a table as exported (`ours`) and as it is now differ, row by row."""
    for place, (own, other) in enumerate(zip_longest(ours, theirs, fillvalue=())):
        for column, (before, after) in enumerate(zip_longest(own, other, fillvalue="")):
            if not _say_the_same(before, after):
                row = _row(place, own, heading)
                yield FileDifference(table, row, _field(column, heading, place), before, after)


def differing_tables(ours: Mapping[str, Rows], theirs: Mapping[str, Rows]) -> list[str]:
    """Names of the tables that only one of the two has."""
    return [name for name in (*ours, *theirs) if name not in ours or name not in theirs]


def letters(column: int) -> str:
    """The letters of a column, counted from 0."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _row(place: int, cells: Sequence[str], heading: Heading | None) -> str:
    """第 12 行（佳和便利店）."""
    if heading is None or place < heading.first:
        return f"第 {place + 1} 行"
    name = next((cell for cell in cells if cell and not _number(cell)), "")
    return f"第 {place + 1} 行（{name[:20]}）" if name else f"第 {place + 1} 行"


def _field(column: int, heading: Heading | None, place: int) -> str:
    if heading is not None and place >= heading.first and column < len(heading.columns):
        name = heading.columns[column]
        if name:
            return name
    return f"{letters(column)} 列"


def _say_the_same(one: str, other: str) -> bool:
    if one.strip() == other.strip():
        return True
    number = _number(one)
    return number is not None and number == _number(other)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
