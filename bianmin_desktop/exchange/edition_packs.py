"""Edition packs (口径包): a policy edition's folder as a zip, or as the folder itself.

Nothing of a pack is unpacked to a disk here: its files are read into memory, each name and size
judged before. A pack comes from anywhere, so whatever is not an edition's plain text is refused.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from bianmin_desktop.errors import Refused, environment_fault

most_files = 200
largest_file = 2 << 20
largest_pack = 16 << 20
"""Bytes, unpacked; the shipped edition has about 40 files and 300 KB."""
largest_zip = 4 << 20
"""Bytes; a list of members cannot be longer than its file, and is read whole."""

_cover = "edition.toml"
_name = re.compile(r"(?:[a-z0-9][a-z0-9_-]{0,39}/){0,3}[a-z0-9][a-z0-9_-]{0,39}\.toml")
_reserved = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)")
_notes = (".md", ".txt")
_left_by_systems = frozenset((".ds_store", "thumbs.db", "desktop.ini", "__macosx"))
_broken = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError)

Reader = Callable[[], bytes]


def read_pack(path: Path) -> Mapping[str, bytes]:
    """The files of a pack by their names inside the edition, e.g. `records/outlet.toml`.

    Raises `Refused` for a pack that is broken, too large, or holds what no edition holds;
    `EnvironmentFault` when it can't be read.
    """
    try:
        if path.is_dir():
            return _taken(_in_folder(path))
        if path.stat().st_size > largest_zip:
            raise _too_large()
        with zipfile.ZipFile(path) as archive:
            return _taken(_in_archive(archive))
    except _broken as error:
        raise Refused(
            f"“{path.name}”打不开，不是完好的 zip 文件，请向发来的人再要一份。", code="BM-490"
        ) from error
    except RuntimeError as error:
        raise Refused(
            f"“{path.name}”设了密码，请让发来的人去掉密码再发一份。", code="BM-490"
        ) from error
    except OSError as error:
        raise environment_fault(error, f"读取“{path.name}”", path.parent) from error


def _in_folder(folder: Path) -> Iterator[tuple[str, Reader]]:
    """The folder's files; what a link leads to is no part of it."""
    for place in sorted(folder.rglob("*")):
        name = place.relative_to(folder).as_posix()
        if place.is_symlink():
            raise _no_part(name)
        if place.is_file():
            yield name, partial(_piece, place)


def _piece(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(largest_file + 1)


def _in_archive(archive: zipfile.ZipFile) -> Iterator[tuple[str, Reader]]:
    for member in archive.infolist():
        name = member.filename.replace("\\", "/")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise _no_part(name)
        if not member.is_dir():
            yield name, partial(_unpacked, archive, member)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """No more than the largest file may have, whatever the list of members promises."""
    with archive.open(member) as stream:
        return stream.read(largest_file + 1)


def _taken(found: Iterable[tuple[str, Reader]]) -> Mapping[str, bytes]:
    """The edition's files below the folder its cover stands in; each is read at the end only."""
    readers: dict[str, Reader] = {}
    for name, reader in found:
        parts = name.lower().split("/")
        if _leads_out(parts) or name.lower() in (known.lower() for known in readers):
            raise _no_part(name)
        if not _left_by_systems & set(parts) and not parts[-1].startswith("._"):
            readers[name] = reader
        if len(readers) > most_files:
            raise _too_large()
    root = _root(readers)
    wanted = {name.removeprefix(root): reader for name, reader in readers.items()}
    return _read({n: r for n, r in wanted.items() if not n.lower().endswith(_notes)})


def _root(names: Iterable[str]) -> str:
    covers = [name for name in names if name.split("/")[-1] == _cover]
    if len(covers) != 1:
        how = f"有 {len(covers)} 份" if covers else "没有"
        raise Refused(
            f"这不是口径包：里面{how} {_cover}（口径的封面，必须且只能有一份）。", code="BM-491"
        )
    return covers[0].removesuffix(_cover)


def _read(readers: Mapping[str, Reader]) -> Mapping[str, bytes]:
    files: dict[str, bytes] = {}
    room = largest_pack
    for name, reader in readers.items():
        if not _name.fullmatch(name) or any(map(_reserved.match, name.split("/"))):
            raise _no_part(name)
        content = reader()
        room -= len(content)
        if len(content) > largest_file or room < 0:
            raise _too_large()
        files[name] = content
    return files


def _leads_out(parts: list[str]) -> bool:
    """Whether a name would lead out of the folder it is unpacked in."""
    return not parts[0] or ".." in parts or ":" in parts[0]


def _no_part(name: str) -> Refused:
    return Refused(
        f"口径包里有不该有的文件“{name[:80]}”，没有载入。口径包里只有小写英文名的 .toml 文件。",
        code="BM-492",
    )


def _too_large() -> Refused:
    return Refused(
        f"这个文件太大，不像口径包：最多 {most_files} 个文件、每个不超过 {largest_file >> 20} MB。",
        code="BM-493",
    )
