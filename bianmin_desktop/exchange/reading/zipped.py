"""What is looked at in a zip before a parser is let loose on it: its list of members."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from bianmin_desktop.exchange.reading import limits
from bianmin_desktop.exchange.reading.refusals import Unreadable

_end_mark = b"PK\5\6"
_end_room = 65_557
_local_header = 30
_drive = re.compile(r"[A-Za-z]:")
_piece = 1 << 20
_documents = frozenset(("word/document.xml", "ppt/presentation.xml"))


def look_over(path: Path) -> zipfile.ZipFile:
    """The opened zip, when it may be read. Raises `Unreadable` when not, and `OSError`."""
    with path.open("rb") as file:
        _count_members(file)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError) as error:
        raise Unreadable("broken") from error
    try:
        _judge(archive.infolist(), archive.start_dir)
    except BaseException:
        archive.close()
        raise
    return archive


def plain_name(name: str) -> str:
    """A member's name as office programs look it up: forward slashes, no case."""
    return name.replace("\\", "/").lower()


def unpack(archive: zipfile.ZipFile, name: str) -> None:
    """Unpack a member to nowhere: its size and sum are as its list says, or it is refused.

    Raises `zipfile.BadZipFile`, `zlib.error` and the like.
    """
    with archive.open(name) as stream:
        while stream.read(_piece):
            pass


def _count_members(file: BinaryIO) -> None:
    """Refuse a list of a million members before it is read: the end of the file has the count."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _end_room))
    end = file.read()
    place = end.rfind(_end_mark)
    if place >= 0 and int.from_bytes(end[place + 10 : place + 12], "little") > limits.most_members:
        raise Unreadable("too_large")


def _judge(members: Sequence[zipfile.ZipInfo], start_of_list: int) -> None:
    names = [plain_name(member.filename) for member in members]
    if "xl/workbook.bin" in names:
        raise Unreadable("binary")
    if not {"xl/workbook.xml", "content.xml"} & set(names):
        is_document = not _documents.isdisjoint(names)
        raise Unreadable("document" if is_document else "no_workbook")
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("protected")
    _weigh(members)
    if len(set(names)) < len(names) or any(map(_leads_out, names)) or _overlap(members):
        raise Unreadable("tricks")
    if any(member.header_offset + member.compress_size > start_of_list for member in members):
        raise Unreadable("broken")


def _weigh(members: Sequence[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    if len(members) > limits.most_members or total > limits.most_unpacked:
        raise Unreadable("too_large")
    for member in members:
        shrinks_too_far = member.file_size > limits.most_ratio * max(member.compress_size, 1)
        if member.file_size > limits.small_member and shrinks_too_far:
            raise Unreadable("too_large")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or bool(_drive.match(name))


def _overlap(members: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether one member's bytes lie in another's: the bomb that no ratio shows."""
    ordered = sorted(members, key=lambda member: member.header_offset)
    return any(
        one.header_offset + _local_header + one.compress_size > other.header_offset
        for one, other in pairwise(ordered)
    )
