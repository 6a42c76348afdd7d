"""Font files that go by other names, or by rights of another kind, than what they are made from."""

from __future__ import annotations

import struct
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
_source, _own_name = FOLDER / "BianminSong.ttf", "Bianmin Song"


def font_called(name: str, path: Path, rights: int = 0) -> Path:
    """A small font (digits, Latin letters, dashes) under that family name, with those rights."""
    content = bytearray(_source.read_bytes())
    called = name.ljust(len(_own_name)).encode("utf-16-be")
    place = content.find(_own_name.encode("utf-16-be"))
    assert place >= 0
    while place >= 0:
        content[place : place + len(called)] = called
        place = content.find(_own_name.encode("utf-16-be"))
    start = _table(bytes(content), b"OS/2")
    struct.pack_into(">H", content, start + 8, rights)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(content))
    return path


def collection_of(files: list[Path], path: Path) -> Path:
    """The fonts of several files in one collection (.ttc)."""
    contents = [file.read_bytes() for file in files]
    starts, place = [], 12 + 4 * len(contents)
    for content in contents:
        starts.append(place)
        place += len(content) + -len(content) % 4
    head = struct.pack(f">4sLL{len(starts)}L", b"ttcf", 0x00010000, len(starts), *starts)
    parts = [_moved(content, start) for content, start in zip(contents, starts, strict=True)]
    path.write_bytes(head + b"".join(part + bytes(-len(part) % 4) for part in parts))
    return path


def _moved(content: bytes, by: int) -> bytes:
    """The font with the places of its tables counted from `by` bytes earlier."""
    moved = bytearray(content)
    (count,) = struct.unpack_from(">H", content, 4)
    for n in range(count):
        (offset,) = struct.unpack_from(">L", content, 12 + 16 * n + 8)
        struct.pack_into(">L", moved, 12 + 16 * n + 8, offset + by)
    return bytes(moved)


def _table(content: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", content, 4)
    for n in range(count):
        found, _, offset, _ = struct.unpack_from(">4sLLL", content, 12 + 16 * n)
        if found == tag:
            return int(offset)
    raise ValueError(tag)
