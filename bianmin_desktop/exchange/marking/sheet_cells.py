"""A sheet's XML with other styles on some of its cells; cells that were not there are put in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bianmin_desktop.exchange.marking import Unfamiliar
from bianmin_desktop.exchange.marking.colours import Colours
from bianmin_desktop.exchange.marking.notices import Notice, joined
from bianmin_desktop.exchange.reading.marks import Place
from bianmin_desktop.exchange.reading.patterns import place_of

_row = re.compile(rb"<row\b[^<>]*?(/?)>")
_cell = re.compile(rb"(<c\b[^<>]*?)(/>|>(?:.*?)</c>)", re.DOTALL)
_row_number = re.compile(rb'\sr="(\d+)"')
_cell_name = re.compile(rb'\sr="([A-Z]+[0-9]+)"')
_style_number = re.compile(rb'\ss="(\d+)"')
_merged = re.compile(rb'<mergeCell\b[^<>]*?\sref="([A-Z]+[0-9]+):([A-Z]+[0-9]+)"')
_row_end = b"</row>"
_empty = re.compile(rb"<sheetData\s*/>")
_spans = re.compile(rb'\sspans="[^"]*"')

Notices = Mapping[Place, Notice]


def settled(content: bytes, notices: Notices) -> dict[Place, Notice]:
    """The notices where they can be seen.

    One of a whole row goes to its first filled cell, one in a merged range to the range's first.
    Raises `Unfamiliar`.
    """
    whole = {row for row, column in notices if column < 0}
    firsts = {row: _first_filled(cells) for row, _, cells in _rows(content) if row in whole}
    seen = _gathered(
        ((row, firsts.get(row, 0) if column < 0 else column), notice)
        for (row, column), notice in notices.items()
    )
    merged = _first_of_merged(content, seen)
    return _gathered((merged.get(place, place), notice) for place, notice in seen.items())


def _gathered(notices: Iterable[tuple[Place, Notice]]) -> dict[Place, Notice]:
    found: dict[Place, Notice] = {}
    for place, notice in notices:
        found[place] = joined(found[place], notice) if place in found else notice
    return found


def coloured(content: bytes, notices: Notices, colours: Colours) -> bytes:
    """The sheet with the noticed cells coloured. Raises `Unfamiliar`."""
    content = _empty.sub(b"<sheetData></sheetData>", content, count=1)
    wanted: dict[int, dict[int, Notice]] = {}
    for (row, column), notice in notices.items():
        wanted.setdefault(row, {})[column] = notice
    left = deque(sorted(wanted))
    pieces: list[bytes] = []
    done = 0
    for row, place, xml in _rows(content):
        if left and left[0] <= row:
            pieces.append(content[done:place])
            done = place
            while left and left[0] < row:
                pieces.append(_new_row(left[0], wanted[left.popleft()], colours))
            if left and left[0] == row:
                pieces.append(_mended(row, xml, wanted[left.popleft()], colours))
                done += len(xml)
    end = content.find(b"</sheetData>", done)
    if end < 0:
        raise Unfamiliar
    below = (_new_row(row, wanted[row], colours) for row in left)
    return b"".join((*pieces, content[done:end], *below, content[end:]))


def restyled(content: bytes, styles: Mapping[int, int]) -> bytes:
    """The sheet with some styles of cells in place of others."""

    def change(found: re.Match[bytes]) -> bytes:
        old = int(found[2])
        return found[1] + b'"%d"' % styles.get(old, old)

    return re.sub(rb'(<c\b[^<>]*?\ss=)"(\d+)"', change, content) if styles else content


def _rows(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Every row: its number from 0, where it starts, and all of its XML."""
    for found in _row.finditer(content):
        number = _row_number.search(found[0])
        if number is None:
            raise Unfamiliar
        end = found.end() if found[1] else content.find(_row_end, found.end()) + len(_row_end)
        if end < found.end():
            raise Unfamiliar
        yield int(number[1]) - 1, found.start(), content[found.start() : end]


def _mended(row: int, xml: bytes, wanted: Mapping[int, Notice], colours: Colours) -> bytes:
    """A row with its wanted cells coloured, those it has not got put in in their places."""
    head = _row.match(xml)
    if head is None:
        raise Unfamiliar
    opening, base = _spans.sub(b"", head[0]), _style(head[0])
    if head[1]:
        return opening[:-2] + b">" + _new_cells(row, wanted, base, colours) + _row_end
    left = dict(wanted)
    pieces = [opening]
    done = head.end()
    for column, found in _cells(xml, head.end()):
        before = {place: left.pop(place) for place in sorted(left) if place < column}
        pieces += [xml[done : found.start()], _new_cells(row, before, base, colours)]
        done = found.start()
        if column in left:
            pieces.append(_recoloured(found, left.pop(column), colours))
            done = found.end()
    end = len(xml) - len(_row_end)
    pieces += [xml[done:end], _new_cells(row, left, base, colours), _row_end]
    return b"".join(pieces)


def _cells(xml: bytes, start: int) -> Iterator[tuple[int, re.Match[bytes]]]:
    for found in _cell.finditer(xml, start):
        name = _cell_name.search(found[1])
        place = place_of(name[1].decode()) if name else None
        if place is None:
            raise Unfamiliar
        yield place[1], found


def _recoloured(cell: re.Match[bytes], notice: Notice, colours: Colours) -> bytes:
    style = colours.coloured(_style(cell[1]), notice.level)
    return _style_number.sub(b"", cell[1]).rstrip() + b' s="%d"' % style + cell[2]


def _new_row(row: int, wanted: Mapping[int, Notice], colours: Colours) -> bytes:
    return b'<row r="%d">%s</row>' % (row + 1, _new_cells(row, wanted, 0, colours))


def _new_cells(row: int, wanted: Mapping[int, Notice], style: int, colours: Colours) -> bytes:
    return b"".join(
        b'<c r="%s%d" s="%d"/>'
        % (letters(column).encode(), row + 1, colours.coloured(style, wanted[column].level))
        for column in sorted(wanted)
    )


def _style(tag: bytes) -> int:
    found = _style_number.search(tag)
    return int(found[1]) if found else 0


def letters(column: int) -> str:
    """A column's name; the first has position 0."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _first_filled(xml: bytes) -> int:
    for column, found in _cells(xml, 0):
        if b"<v" in found[2] or b"<is" in found[2]:
            return column
    return 0


def _first_of_merged(content: bytes, notices: Notices) -> dict[Place, Place]:
    rows: Sequence[int] = sorted({row for row, _ in notices})
    columns: dict[int, list[int]] = {}
    for row, column in notices:
        columns.setdefault(row, []).append(column)
    firsts: dict[Place, Place] = {}
    for found in _merged.finditer(content):
        first, last = place_of(found[1].decode()), place_of(found[2].decode())
        if first is None or last is None:
            continue
        for row in rows[bisect_left(rows, first[0]) : bisect_left(rows, last[0] + 1)]:
            inside = (c for c in columns[row] if first[1] <= c <= last[1])
            firsts.update(dict.fromkeys(((row, c) for c in inside), first))
    return firsts
