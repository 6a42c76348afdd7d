"""The container of .xls, .et and encrypted workbooks: streams by name, out of chained sectors.

After [MS-CFB], read only as far as it is needed; whatever does not fit together ends in
`Unreadable`, never in a loop.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from bianmin_desktop.exchange.reading.refusals import Unreadable

_last_sector = 0xFFFFFFFA
_entry = 128
_small_sector = 64
_header_places = 109
_stream, _root = 2, 5


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    start: int
    size: int


class Compound:
    """The streams of a compound file."""

    def __init__(self, content: bytes) -> None:
        """Over the bytes of the file. Raises `Unreadable` when they are no such file."""
        self._content = content
        try:
            shift, self._small_limit = self._number(30, "<H"), self._number(56)
            if shift not in (9, 12):
                raise Unreadable("broken")
            self._sector = 1 << shift
            self._table = self._words(self._table_sectors())
            directory = self._chain(self._number(48), self._table, self._sector, content, 1)
            self._entries = dict(_entries(directory))
            self._small_table = self._words(self._sectors_from(self._number(60)))
        except struct.error as error:
            raise Unreadable("broken") from error

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams."""
        return frozenset(n for n, entry in self._entries.items() if entry.kind == _stream)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises `Unreadable` when it is missing or torn."""
        entry = self._entries.get(name)
        root = next((e for e in self._entries.values() if e.kind == _root), None)
        if entry is None or root is None or entry.size > len(self._content):
            raise Unreadable("broken")
        if entry.size >= self._small_limit:
            whole = self._chain(entry.start, self._table, self._sector, self._content, 1)
        else:
            small = self._chain(root.start, self._table, self._sector, self._content, 1)
            whole = self._chain(entry.start, self._small_table, _small_sector, small, 0)
        return whole[: entry.size]

    def _number(self, place: int, form: str = "<I") -> int:
        (number,) = struct.unpack_from(form, self._content, place)
        return int(number)

    def _table_sectors(self) -> Iterator[int]:
        """The sectors of the allocation table: 109 in the header, the rest in a chain."""
        yield from self._used(struct.unpack_from(f"<{_header_places}I", self._content, 76))
        sector, places = self._number(68), self._sector // 4
        for _ in range(len(self._content) // self._sector):
            if sector >= _last_sector:
                return
            listed = struct.unpack_from(f"<{places}I", self._content, (sector + 1) * self._sector)
            yield from self._used(listed[:-1])
            sector = listed[-1]

    @staticmethod
    def _used(sectors: tuple[int, ...]) -> Iterator[int]:
        return (sector for sector in sectors if sector < _last_sector)

    def _sectors_from(self, start: int) -> Iterator[int]:
        return _followed(start, self._table)

    def _words(self, sectors: Iterator[int]) -> tuple[int, ...]:
        words: list[int] = []
        for sector in sectors:
            form = f"<{self._sector // 4}I"
            words += struct.unpack_from(form, self._content, (sector + 1) * self._sector)
            if len(words) * 4 > 2 * len(self._content) + self._sector:
                raise Unreadable("broken")
        return tuple(words)

    @staticmethod
    def _chain(start: int, table: tuple[int, ...], size: int, content: bytes, header: int) -> bytes:
        """The sectors of a chain, joined; `header` sectors stand before the first one."""
        places = ((sector + header) * size for sector in _followed(start, table))
        return b"".join(content[place : place + size] for place in places)


def _followed(start: int, table: tuple[int, ...]) -> Iterator[int]:
    """The chain from a sector on. Raises `Unreadable` when it bites its tail or leads nowhere."""
    sector = start
    for _ in range(len(table) + 1):
        if sector >= _last_sector:
            return
        if sector >= len(table):
            break
        yield sector
        sector = table[sector]
    raise Unreadable("broken")


def _entries(directory: bytes) -> Iterator[tuple[str, _Entry]]:
    for place in range(0, len(directory) - _entry + 1, _entry):
        length, kind = struct.unpack_from("<HB", directory, place + 64)
        start, size = struct.unpack_from("<II", directory, place + 116)
        if kind in (_stream, _root):
            letters = directory[place : place + max(min(length, 64) - 2, 0)]
            yield letters.decode("utf-16-le", "replace"), _Entry(kind, start, size)
