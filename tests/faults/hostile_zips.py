"""Zips that are out for harm: they unpack without end, lie about it, lead out of their folder."""

from __future__ import annotations

import io
import struct
import zipfile

from tests.exchange.xlsx_samples import parts_of, text, xlsx, zipped

_sheet = "xl/worksheets/sheet1.xml"
good = xlsx(f'<row r="1">{text("A1", "名称")}{text("B1", "电话")}</row>')


def with_member(name: str, content: bytes = b"x") -> bytes:
    """A good workbook with one more member."""
    return zipped({**parts_of(""), name: content})


def bomb(size: int) -> bytes:
    """A sheet that unpacks to so many bytes of nothing."""
    members = parts_of("")
    start, end = members[_sheet].split(b"</sheetData>")
    members[_sheet] = start + b" " * size + b"</sheetData>" + end
    return zipped(members)


def lying_bomb(size: int) -> bytes:
    """The same, but its list says the sheet unpacks to 999 bytes."""
    content = bytearray(bomb(size))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = archive.getinfo(_sheet)
        place = content.index(b"PK\1\2", archive.start_dir)
        while content[place + 46 : place + 46 + len(_sheet)] != _sheet.encode():
            place = content.index(b"PK\1\2", place + 4)
    for field in (member.header_offset + 22, place + 24):
        content[field : field + 4] = struct.pack("<I", 999)
    return bytes(content)


def overlapping() -> bytes:
    """Two members of the list are the same bytes of the file."""
    content = bytearray(with_member("xl/worksheets/sheet9.xml", b"y" * 500))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.getinfo(_sheet).header_offset
        place = content.index(b"PK\1\2", archive.start_dir)
        while content[place + 46 : place + 70] != b"xl/worksheets/sheet9.xml":
            place = content.index(b"PK\1\2", place + 4)
    content[place + 42 : place + 46] = struct.pack("<I", first)
    return bytes(content)


def twice() -> bytes:
    """Two members of one name: which of them counts, every program decides for itself."""
    target = io.BytesIO(good)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(zipfile.ZipInfo("XL/worksheets/SHEET1.xml"), b"<worksheet/>")
    return target.getvalue()


def locked() -> bytes:
    """Every member says it needs a password."""
    content = bytearray(good)
    place = -1
    while (place := content.find(b"PK\1\2", place + 1)) >= 0:
        content[place + 8] |= 1
    return bytes(content)


def crowded(count: int) -> bytes:
    """So many members of a byte each."""
    many = {f"xl/media/{number}.png": b"x" for number in range(count)}
    return zipped({**parts_of(""), **many})
