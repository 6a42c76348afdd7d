"""A list on paper: as many columns as the clerk chose, over as many sheets as they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bianmin_desktop.exchange.excel.widths import widths_of
from bianmin_desktop.exchange.lists import ListSheet
from bianmin_desktop.exchange.pdf import document as d
from bianmin_desktop.exchange.pdf.columns import PADDING
from bianmin_desktop.exchange.pdf.geometry import (
    FOOTER_SIZE,
    LIST,
    LIST_LARGE,
    LIST_UPRIGHT,
    SMALL_SIZE,
)
from bianmin_desktop.exchange.submission.parts import Column, Line, Look, printed

_aligns = {Look.NUMBER: d.Align.RIGHT, Look.DATE: d.Align.CENTER, Look.SERIAL: d.Align.CENTER}
_unbroken = (Look.NUMBER, Look.DATE, Look.CODE, Look.SERIAL)
_widest_text, _widest_lines = 20, 36
"""Half-width characters up to which a text stays on one line."""
_small = 8.0
"""Points: letters that can still be read, to keep a list on paper every office has."""
_sheets = {
    d.Paper.LIST_UPRIGHT: LIST_UPRIGHT,
    d.Paper.LIST: LIST,
    d.Paper.LIST_LARGE: LIST_LARGE,
}
_choices = (
    (d.Paper.LIST_UPRIGHT, SMALL_SIZE),
    (d.Paper.LIST, SMALL_SIZE),
    (d.Paper.LIST, FOOTER_SIZE),
    (d.Paper.LIST, _small),
    (d.Paper.LIST_LARGE, FOOTER_SIZE),
    (d.Paper.LIST_LARGE, _small),
)
"""Paper and size of letters, the first that fits is taken."""
_number = d.Column("序号", d.Align.CENTER)
_number_letters = 5


def document_of_list(listed: ListSheet) -> d.Document:
    """The document: one table, or several with parts of the columns when no paper is so wide.

    Every part repeats the line's number and the column that names the record.
    """
    plan = _Plan.of(listed)
    parts = list(plan.parts())
    tables = tuple(
        _table(listed, plan, part, _place(n, len(parts))) for n, part in enumerate(parts)
    )
    return d.Document(
        title=listed.title,
        tables=tables,
        footer=d.Footer(f"{listed.title} · {listed.day}"),
        metadata=d.Metadata(listed.unit, listed.conditions),
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which columns stand on paper (their places), the letters each needs, and the paper."""

    columns: tuple[int, ...]
    letters: Mapping[int, int]
    naming: tuple[int, ...]
    paper: d.Paper
    size: float

    @classmethod
    def of(cls, listed: ListSheet) -> _Plan:
        first = 1 if listed.has_ids else 0
        columns = listed.table.columns
        places = tuple(range(first, len(columns)))
        widths = widths_of(listed.table)
        letters = {place: _least(columns[place], widths[place]) for place in places}
        naming = tuple(place for place in places if columns[place].id == listed.naming)
        needed = [_number_letters, *letters.values()]
        fitting = (
            (paper, size)
            for paper, size in _choices
            if sum(_points(count, size) for count in needed) <= _sheets[paper].inner_width
        )
        paper, size = next(fitting, (d.Paper.LIST_LARGE, FOOTER_SIZE))
        return cls(places, letters, naming, paper, size)

    def parts(self) -> Iterator[tuple[int, ...]]:
        """The columns as they fit beside each other on the paper."""
        room = _sheets[self.paper].inner_width - _points(_number_letters, self.size)
        room -= sum(self._needs(place) for place in self.naming)
        part: list[int] = []
        used = 0.0
        for place in (place for place in self.columns if place not in self.naming):
            if part and used + self._needs(place) > room:
                yield self._in_order(part)
                part, used = [], 0.0
            part.append(place)
            used += self._needs(place)
        yield self._in_order(part)

    def _needs(self, place: int) -> float:
        return _points(self.letters[place], self.size)

    def _in_order(self, part: list[int]) -> tuple[int, ...]:
        """The naming column first, or where it stands anyhow."""
        is_early = not part or not self.naming or min(part) > self.naming[0]
        return (*self.naming, *part) if is_early else tuple(sorted((*self.naming, *part)))


def _least(column: Column, width: int) -> int:
    """Half-width characters a column needs: codes, numbers and days are never torn."""
    if column.look in _unbroken:
        return width
    return min(width, _widest_lines if column.look is Look.LINES else _widest_text)


def _points(letters: int, size: float) -> float:
    return letters * size / 2 + 2 * PADDING + 1


def _place(number: int, count: int) -> str:
    return f"第 {number + 1} 部分，共 {count} 部分" if count > 1 else ""


def _table(listed: ListSheet, plan: _Plan, part: Sequence[int], place: str) -> d.Table:
    columns = [listed.table.columns[n] for n in part]
    return d.Table(
        title=listed.title,
        columns=(_number, *(_column(column) for column in columns)),
        rows=tuple(_row(n, line, part) for n, line in enumerate(listed.table.lines, start=1)),
        caption_left=listed.asked,
        caption_right="　".join(filter(None, (place, listed.count, listed.day))),
        paper=plan.paper,
        size=plan.size,
    )


def _column(column: Column) -> d.Column:
    return d.Column(column.label, _aligns.get(column.look, d.Align.LEFT))


def _row(number: int, line: Line, part: Sequence[int]) -> d.Row:
    return d.Row((str(number), *(printed(line.cells[place]) for place in part)))
