"""Whole folders of files that came back: which of them are tables, and which came twice."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bianmin_desktop.errors import Refused, environment_fault
from bianmin_desktop.services.importing.outcome import Problem

table_suffixes = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv"))

no_table, open_file, same_file = "import.not_a_table", "import.open_file", "import.same_file"
"""Codes of the problems: no table, what WPS and Excel keep beside an open file, a second copy."""
no_tables = "import.empty_folder"
"""Code of the problem that a folder holds no table at all."""

_most_files = 5_000
_beside_open = ("~$", ".~")
_of_systems = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files to read, and a line for every one that is left out."""

    files: tuple[Path, ...]
    left_out: tuple[Problem, ...]


def gather(paths: Iterable[Path]) -> Gathered:
    """Files as they are given, folders as the tables in them and in their sub-folders.

    Files come in the order of their names. One that has the very same content as an earlier one
    is left out. Raises `Refused` for a folder of far too many files, `EnvironmentFault` for one
    that cannot be read.
    """
    given = list(paths)
    found: list[Path] = []
    left_out: list[Problem] = []
    for path in given:
        if not path.is_dir():
            found.append(path)
            continue
        tables = len(found)
        for file in _files_below(path):
            problem = _no_table(file, file.relative_to(path).as_posix())
            if problem is None:
                found.append(file)
            elif file.name.lower() not in _of_systems:
                left_out.append(problem)
        if len(found) == tables:
            left_out.append(_without_tables(path))
    files = list(_distinct(dict.fromkeys(found), left_out))
    return Gathered(tuple(files), tuple(left_out))


def names_of(files: Sequence[Path]) -> list[str]:
    """What each file is called: its name, with its folder where two have the same one."""
    counts = Counter(file.name for file in files)
    return [f"{f.parent.name}/{f.name}" if counts[f.name] > 1 else f.name for f in files]


def _files_below(folder: Path) -> list[Path]:
    def fail(error: OSError) -> None:
        raise environment_fault(error, f"读取文件夹“{folder.name}”", folder) from error

    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=fail):
        folders.sort()
        found += (Path(place, name) for name in sorted(names))
        if len(found) > _most_files:
            raise Refused(
                f"文件夹“{folder}”里的文件超过 {_most_files:,} 个，没有读取。"
                "请指明只放着交回表格的那个文件夹。",
                code="BM-343",
            )
    return found


def _no_table(file: Path, name: str) -> Problem | None:
    if file.name.startswith(_beside_open):
        message = "这是 WPS 或 Excel 打开文件时的临时文件，已跳过。"
        return Problem(name, message, open_file)
    if file.suffix.lower() not in table_suffixes:
        return Problem(name, "不是表格文件，已跳过。", no_table)
    return None


def _without_tables(folder: Path) -> Problem:
    kinds = "、".join(suffix.removeprefix(".") for suffix in sorted(table_suffixes))
    message = f"这个文件夹里没有表格文件（{kinds}），什么都没有导入。请核对是不是这个文件夹。"
    return Problem(folder.name or str(folder), message, no_tables)


def _distinct(files: Iterable[Path], left_out: list[Problem]) -> Iterator[Path]:
    first: dict[str, Path] = {}
    for file in files:
        digest = _digest(file)
        earlier = first.setdefault(digest, file) if digest else file
        if earlier is file:
            yield file
            continue
        message = f"与“{earlier.name}”的内容完全一样，只读了那一份。"
        left_out.append(Problem(file.name, message, same_file))


def _digest(file: Path) -> str:
    """Nothing for a file that cannot be read or is empty: whoever reads it says why."""
    try:
        if not file.is_file() or not file.stat().st_size:
            return ""
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""
