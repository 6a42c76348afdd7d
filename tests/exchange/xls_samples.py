"""Small .xls files made by hand, record by record: no library here writes this old format."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_sector = 512
_free, _end, _table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_smallest_stream = 4096

error_codes = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}
day_style = 1
"""The number of the cell style that shows a number as a day; 0 is plain."""


def record(number: int, content: bytes = b"") -> bytes:
    """A record with its head."""
    return struct.pack("<HH", number, len(content)) + content


def label(row: int, column: int, text: str) -> bytes:
    """A cell with a text."""
    head = struct.pack("<HHHHB", row, column, 0, len(text), 1)
    return record(0x204, head + text.encode("utf-16-le"))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """A cell with a number."""
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def error(row: int, column: int, text: str) -> bytes:
    """A cell with an error."""
    return record(0x205, struct.pack("<HHHBB", row, column, 0, error_codes[text], 1))


def failed_formula(row: int, column: int, text: str) -> bytes:
    """A cell with a formula whose result is an error."""
    result = struct.pack("<BxBxxxH", 2, error_codes[text], 0xFFFF)
    return record(0x06, struct.pack("<HHH", row, column, 0) + result + bytes(8))


def hidden_row(row: int) -> bytes:
    """What says that a row is hidden."""
    return record(0x208, struct.pack("<HHHHHHHH", row, 0, 9, 255, 0, 0, 0x20, 0x0F))


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    """A merged range."""
    return record(0xE5, struct.pack("<HHHHH", 1, top, bottom, left, right))


def note(row: int, column: int, text: str, identity: int = 1) -> bytes:
    """A comment: the object, its text in a record of its own, and the place."""
    thing = record(0x5D, struct.pack("<HHHHH12x", 0x15, 0x12, 0x19, identity, 0))
    shape = record(0x1B6, struct.pack("<10xHHI", len(text), 0, 0))
    letters = record(0x3C, b"\1" + text.encode("utf-16-le"))
    where = record(0x1C, struct.pack("<HHHHH", row, column, 0, identity, 0))
    return thing + shape + letters + where


@dataclass(frozen=True)
class XlsSheet:
    """A sheet: its name and the records of its cells."""

    name: str
    records: Sequence[bytes] = field(default_factory=tuple)
    is_hidden: bool = False


def xls(*sheets: XlsSheet, counts_from_1904: bool = False, has_password: bool = False) -> bytes:
    """The file."""
    password = record(0x2F, bytes(54)) if has_password else b""
    dates = record(0x22, struct.pack("<H", counts_from_1904))
    return compound({"Workbook": _workbook(sheets, password + dates)})


def _workbook(sheets: Sequence[XlsSheet], settings: bytes) -> bytes:
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    styles = b"".join(record(0xE0, struct.pack("<HH16x", 0, shown)) for shown in (0, 14))
    names = [
        struct.pack("<BBBB", sheet.is_hidden, 0, len(sheet.name), 1)
        + sheet.name.encode("utf-16-le")
        for sheet in sheets
    ]
    head = begin + settings + styles
    place = len(head) + sum(len(name) + 8 for name in names) + 4
    entries, bodies = b"", b""
    for sheet, name in zip(sheets, names, strict=True):
        entries += record(0x85, struct.pack("<I", place + len(bodies)) + name)
        start = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
        bodies += start + b"".join(sheet.records) + record(0x0A)
    return head + entries + record(0x0A) + bodies


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file that holds these streams, each long enough for sectors of its own."""
    sectors: list[bytes] = []
    chains: list[int] = []
    entries = [_entry("Root Entry", 5, _end, 0, child=1)]
    for place, (name, content) in enumerate(streams.items(), start=2):
        padded = content.ljust(_smallest_stream, b"\0")
        start = _add(padded, sectors, chains)
        following = place if place <= len(streams) else _free
        entries.append(_entry(name, 2, start, len(padded), following=following))
    directory = _add(b"".join(entries), sectors, chains)
    tables = -(-(len(chains) + 8) // 128)
    tables_at = len(sectors)
    chains += [_table] * tables
    chains += [_free] * (128 * tables - len(chains))
    sectors += _pieces(struct.pack(f"<{len(chains)}I", *chains))
    listed = [*range(tables_at, tables_at + tables)]
    return _header(directory, listed) + b"".join(sectors)


def _header(directory: int, tables: Iterable[int]) -> bytes:
    listed = list(tables)
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, len(listed), directory, 0, _smallest_stream, _end, 0, _end, 0)
    return head + struct.pack("<109I", *(listed + [_free] * (109 - len(listed))))


def _add(content: bytes, sectors: list[bytes], chains: list[int]) -> int:
    start = len(sectors)
    pieces = _pieces(content)
    sectors += pieces
    chains += [*range(start + 1, start + len(pieces)), _end]
    return start


def _pieces(content: bytes) -> list[bytes]:
    return [content[p : p + _sector].ljust(_sector, b"\0") for p in range(0, len(content), _sector)]


def _entry(name: str, kind: int, start: int, size: int, **linked: int) -> bytes:
    """An entry of the directory; it may name the one that follows it, and its child."""
    letters = name.encode("utf-16-le") + b"\0\0"
    head = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
    links = (_free, linked.get("following", _free), linked.get("child", _free))
    return head + struct.pack("<III", *links) + bytes(36) + struct.pack("<IQ", start, size)
