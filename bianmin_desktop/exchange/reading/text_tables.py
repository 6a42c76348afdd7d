"""Text tables (.csv, .txt): what they are written in and parted by is found out by itself."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bianmin_desktop.exchange.reading.refusals import Unreadable

_marks = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_delimiters = (",", "\t", ";", "|")
_wide_delimiter = "，"
_looked_at = 20_000
_longest_cell = 1_000_000
_end = "\x02end of table\x02"
"""Put below the last line: an open quotation mark would swallow it."""

_guarded = re.compile(r"'+[=+\-@\t\r]")
_kept_as_text = re.compile(r'="([^"]*)"')
_told = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_least_utf8 = 0.99
_least_printable = 0.7
"""Of a text; line ends and tabs, of which a table has many, are not counted as printable."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """A text that was understood: its lines and what parts their cells."""

    text: str
    delimiter: str

    @property
    def height(self) -> int:
        """How many rows it has at most."""
        return self.text.count("\n") + 1

    def rows(self) -> Iterator[list[str]]:
        """The rows, every cell without what only kept a spreadsheet from changing it.

        Raises `Unreadable` where quotation marks do not match or a cell is far too long.
        """
        csv.field_size_limit(_longest_cell)
        ended = self.text if self.text.endswith(("\n", "\r")) else self.text + "\n"
        lines = io.StringIO(ended + _end, newline="")
        reader = csv.reader(lines, delimiter=self.delimiter)
        first = 1
        row: list[str] = []
        try:
            for row in reader:
                if row == [_end]:
                    return
                yield self._shown(row, first)
                first = reader.line_num + 1
        except csv.Error as error:
            raise Unreadable("quotes", f"第 {first} 行") from error
        raise Unreadable("quotes", f"第 {first} 行")

    def _shown(self, row: list[str], line: int) -> list[str]:
        if row and _end in row[-1]:
            raise Unreadable("quotes", f"第 {line} 行")
        if line == 1 and _told.fullmatch(self.delimiter.join(row)):
            return []
        return [_unguarded(cell) for cell in row]


def understood(content: bytes) -> TextTable:
    """The table in the bytes of a file. Raises `Unreadable` when they are no text."""
    text = _decoded(content)
    if "\0" in text:
        raise Unreadable("no_table")
    told = _told.match(text)
    return TextTable(text, told[1] if told else _delimiter_of(text))


def _unguarded(cell: str) -> str:
    """Without the ' our own files put before formulas, or the ="…" others put around codes."""
    if _guarded.match(cell):
        return cell[1:]
    kept = _kept_as_text.fullmatch(cell)
    return kept[1] if kept else cell


def _decoded(content: bytes) -> str:
    for mark, encoding in _marks.items():
        if content.startswith(mark):
            return _strictly(content, encoding)
    unmarked = _unmarked_utf16(content)
    if unmarked:
        return _strictly(content, unmarked)
    if b"\0" in content:
        raise Unreadable("no_table")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # Nearly all of it UTF-8: a damaged file, which GB18030 would read as other words.
        encoding = "utf-8" if _is_mostly_utf8(content) else "gb18030"
    return _strictly(content, encoding)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, "replace")
        printable = sum(sign.isprintable() or sign.isspace() for sign in before[-1000:])
        if printable < 0.9 * len(before[-1000:]) or not before:
            raise Unreadable("no_table") from error
        raise Unreadable("letters", f"第 {before.count(chr(10)) + 1} 行") from error


def _unmarked_utf16(content: bytes) -> str:
    """Which UTF-16 a text without a mark is in: read the other way round it has no line ends."""
    start = content[: _looked_at & ~1]
    if b"\0" not in start:
        return ""
    ends = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        read = start.decode(encoding, "replace")
        is_text = sum(map(str.isprintable, read)) > _least_printable * len(read)
        ends[encoding] = is_text * sum(map(read.count, "\n,\t"))
    best = max(ends, key=lambda encoding: ends[encoding])
    return best if ends[best] else ""


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether the bytes beyond ASCII are UTF-8 but for a few."""
    beyond = sum(byte > 0x7F for byte in content[: 50 * _looked_at])
    read = content[: 50 * _looked_at].decode("utf-8", "ignore")
    kept = sum(len(sign.encode()) for sign in read if sign > "\x7f")
    return kept >= _least_utf8 * beyond


def _delimiter_of(text: str) -> str:
    """The delimiter that the first lines hold most of."""
    start = "\n".join(text[:_looked_at].splitlines()[:10])
    best = max(_delimiters, key=start.count)
    return best if best in start else _wide_delimiter
