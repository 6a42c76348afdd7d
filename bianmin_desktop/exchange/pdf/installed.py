"""The official typefaces that are installed on this machine, and whether a PDF file may hold them.

Nothing but the tables that tell a font's names and rights is read; no font is opened.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bianmin_desktop.exchange.pdf.fonts import FontFile, Role

FAMILIES: Mapping[Role, tuple[str, ...]] = {
    Role.TITLE: (
        *("方正小标宋_GBK", "方正小标宋简体", "方正小标宋", "FZXiaoBiaoSong-B05"),
        *("FZXiaoBiaoSong-B05S", "小标宋"),
    ),
    Role.BODY: (
        *("仿宋_GB2312", "仿宋", "方正仿宋_GBK", "方正仿宋简体", "FangSong_GB2312", "FangSong"),
        "FZFangSong-Z02",
    ),
    Role.KAI: (
        *("楷体_GB2312", "楷体", "方正楷体_GBK", "方正楷体简体", "KaiTi_GB2312", "KaiTi"),
        "FZKai-Z03",
    ),
    Role.HEI: ("黑体", "方正黑体_GBK", "方正黑体简体", "SimHei", "FZHei-B01"),
    Role.SONG: ("宋体", "方正书宋_GBK", "SimSun", "FZShuSong-Z01"),
}
"""Names by which the official faces go, the most fitting first."""

_suffixes = (".ttf", ".ttc", ".otf", ".otc")
_CFF = "轮廓是 CFF 格式，PDF 里用不了"
_RESTRICTED = "字体的许可不允许嵌入 PDF"
_MOST_FONTS = 64
_LARGEST_TABLE = 1 << 20
_FAMILY, _FULL, _TYPOGRAPHIC = 1, 4, 16
_UNICODE = (0, 3)


@dataclass(frozen=True, slots=True)
class Installed:
    """A typeface found; `refusal` says why it cannot be used, empty if it can."""

    role: Role
    name: str
    file: FontFile
    refusal: str = ""


def installed_faces(folders: Iterable[Path] | None = None) -> tuple[Installed, ...]:
    """Return what is found in the folders (those of the system), the most fitting of a role first.

    A file that cannot be read is passed over.
    """
    found = [
        installed
        for path in _files(font_folders() if folders is None else folders)
        for installed in _in_file(path)
    ]
    ranked = sorted(found, key=lambda one: (_rank(one), one.file.path.as_posix()))
    first = {(one.role, one.name): one for one in reversed(ranked)}
    return tuple(one for one in ranked if first[one.role, one.name] is one)


def font_folders() -> tuple[Path, ...]:
    """Return where this system and its users keep fonts; some may not be there."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        windows = Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts"
        return (windows, *((Path(local, "Microsoft/Windows/Fonts"),) if local else ()))
    home = Path.home()
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/opt/kingsoft/wps-office/office6/fonts"),
    )


def _rank(installed: Installed) -> tuple[int, int]:
    roles = list(FAMILIES)
    return roles.index(installed.role), FAMILIES[installed.role].index(installed.name)


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the font files below the folders."""
    for folder in folders:
        for parent, _, names in os.walk(folder):
            yield from (Path(parent, name) for name in names if name.lower().endswith(_suffixes))


def _in_file(path: Path) -> Iterator[Installed]:
    """Yield the official faces of one file."""
    try:
        with path.open("rb") as file:
            for index, start in enumerate(_fonts(file)):
                yield from _official(FontFile(path, index), _Tables(file, start))
    except (OSError, struct.error, ValueError):
        return


def _official(file: FontFile, tables: _Tables) -> Iterator[Installed]:
    """Yield the roles a font has by one of its names."""
    names = tables.names()
    for role, families in FAMILIES.items():
        name = next((family for family in families if family in names), None)
        if name is not None:
            yield Installed(role, name, file, tables.refusal())


def _fonts(file: BinaryIO) -> tuple[int, ...]:
    """Return where the fonts of a file begin; several in a collection."""
    tag, _, count = struct.unpack(">4sLL", _read(file, 0, 12))
    if tag != b"ttcf":
        return (0,)
    if count > _MOST_FONTS:
        raise ValueError(count)
    return struct.unpack(f">{count}L", _read(file, 12, 4 * count))


class _Tables:
    """The tables of one font."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        self._file = file
        _, count = struct.unpack(">4sH", _read(file, start, 6))
        entries = _read(file, start + 12, 16 * count)
        rows = (struct.unpack_from(">4sLLL", entries, 16 * n) for n in range(count))
        self._places = {tag: (offset, length) for tag, _, offset, length in rows}

    def names(self) -> set[str]:
        """Return the family and full names, in every language."""
        table = self._table(b"name")
        _, count, texts = struct.unpack_from(">HHH", table)
        found = set()
        for n in range(count):
            row = struct.unpack_from(">HHHHHH", table, 6 + 12 * n)
            platform, _, _, kind, length, offset = row
            if platform in _UNICODE and kind in (_FAMILY, _FULL, _TYPOGRAPHIC):
                text = table[texts + offset : texts + offset + length]
                found.add(text.decode("utf-16-be", "ignore").strip())
        return found

    def refusal(self) -> str:
        """Return why a PDF file cannot or may not hold the font; empty if it may."""
        if b"glyf" not in self._places:
            return _CFF
        rights = struct.unpack_from(">H", self._table(b"OS/2"), 8)[0]
        # OpenType, OS/2 fsType: 2 alone forbids embedding; 0x100 forbids parts, 0x200 outlines.
        is_restricted = rights & 0x0F == 0x02 or rights & 0x300
        return _RESTRICTED if is_restricted else ""

    def _table(self, tag: bytes) -> bytes:
        offset, length = self._places.get(tag, (0, 0))
        return _read(self._file, offset, min(length, _LARGEST_TABLE))


def _read(file: BinaryIO, offset: int, length: int) -> bytes:
    file.seek(offset)
    return file.read(length)
