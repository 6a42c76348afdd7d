"""What of a file is not as it was exported: by table, row and column, as people would look for it.

Both files are compared as they read: 85.50 and 85.5 are one number, and how a cell looks is
nobody's concern.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
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
    """The cells in which a table as exported (`ours`) and as it is now differ, row by row.

    A row taken out or put in is one difference: the rows behind it are still the same.
    """
    keys = [_key(row) for row in ours], [_key(row) for row in theirs]
    for what, first, last, start, end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        both = min(last - first, end - start)
        if what != "equal":
            for step in range(both):
                rows = ours[first + step], theirs[start + step]
                yield from _cells(table, first + step, rows, heading)
            yield from _rows(table, range(first + both, last), ours, heading, is_gone=True)
            yield from _rows(table, range(start + both, end), theirs, heading, is_gone=False)


def _cells(
    table: str, place: int, rows: tuple[Sequence[str], Sequence[str]], heading: Heading | None
) -> Iterator[FileDifference]:
    own, other = rows
    for column, (before, after) in enumerate(zip_longest(own, other, fillvalue="")):
        if _comparable(before) != _comparable(after):
            row = _row(place, own, heading)
            yield FileDifference(table, row, _field(column, heading, place), before, after)


def _rows(
    table: str, places: Iterable[int], rows: Rows, heading: Heading | None, *, is_gone: bool
) -> Iterator[FileDifference]:
    for place in places:
        words = ("有", "没有") if is_gone else ("没有", "有")
        if any(cell.strip() for cell in rows[place]):
            yield FileDifference(table, _row(place, rows[place], heading), "整行", *words)


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


def _key(row: Sequence[str]) -> tuple[str | Decimal, ...]:
    """The row as it is compared: blanks at its end say nothing."""
    cells = [_comparable(cell) for cell in row]
    while cells and cells[-1] == "":
        cells.pop()
    return tuple(cells)


def _comparable(cell: str) -> str | Decimal:
    number = _number(cell)
    return cell.strip() if number is None else number


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
