"""Foreign workbooks, read by a child process: a hostile file can end the child, never the program.

The parent looks the file over, starts `python -m` this module with limits of time and memory, and
reads the sheets it writes to its output. The frozen program has no `python`: it starts itself with
`child_switch` as its first argument, and `__main__` hands over to `main` here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import msgspec

from bianmin_desktop.errors import EnvironmentFault, Refused
from bianmin_desktop.exchange.excel.preflight import broken, look_over, protected, too_large
from bianmin_desktop.exchange.tables import Sheet

child_switch = "--read-workbook"
time_limit = 120.0
"""Seconds; 200,000 rows take under twenty."""

_memory_limit = 1_500_000_000
_most_cells = 12_000_000
_most_signs = 200_000_000
_largest_exact = 1e15
_exit_protected, _exit_too_large, _exit_broken = 10, 11, 12

Cell = str | int | float | bool | date | datetime | time | timedelta | None


class _TooLarge(Exception):
    """The workbook unpacks to more than a ledger has."""


def read_workbook(path: Path, seconds: float = time_limit) -> list[Sheet]:
    """The sheets of a workbook, hidden ones marked; charts and the like are left out.

    Raises `Refused` when the file is damaged, protected, too large or takes too long to read.
    """
    look_over(path)
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        ended = subprocess.run(
            [*_child(), str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            creationflags=flags,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(
            f"“{path.name}”读了 {seconds:.0f} 秒还没有读完，已停止，数据未改动。"
            "请把有用的行列复制到新建的工作簿里，保存后再导入。",
            code="BM-414",
        ) from error
    except OSError as error:
        raise EnvironmentFault(
            "读表格的辅助进程启动不了，可能被安全软件拦截，或内存不足。请关闭其他程序后再试。",
            code="BM-415",
        ) from error
    return _received(ended.returncode, ended.stdout, path)


def _child() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, child_switch]
    return [sys.executable, "-P", "-X", "utf8", "-m", __spec__.name if __spec__ else __name__]


def _received(exit_code: int, output: bytes, path: Path) -> list[Sheet]:
    if exit_code == _exit_protected:
        raise protected(path)
    if exit_code == _exit_broken:
        raise broken(path)
    if exit_code != 0:
        raise too_large(path)
    try:
        return msgspec.msgpack.decode(output, type=list[Sheet])
    except msgspec.DecodeError as error:
        raise broken(path) from error


def main(arguments: Sequence[str]) -> int:
    """The child: reads the workbook named, writes its sheets to the output, says how it ended."""
    _limit_memory()
    try:
        sheets = list(_sheets(arguments[0]))
    except (_TooLarge, MemoryError):
        return _exit_too_large
    except Exception as error:  # noqa: BLE001 - whatever a parser may raise on a foreign file
        return _exit_protected if type(error).__name__ == "PasswordError" else _exit_broken
    sys.stdout.buffer.write(msgspec.msgpack.encode(sheets))
    sys.stdout.buffer.flush()
    return 0


def _limit_memory() -> None:
    """On Linux the kernel refuses what is too much; elsewhere the cell count alone guards."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, _memory_limit), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, hard))


def _sheets(path: str) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_path(path)
    cells = signs = 0
    for about in workbook.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        cells += sheet.height * sheet.width
        if cells > _most_cells:
            raise _TooLarge
        rows = [_row(row) for row in sheet.iter_rows()]
        signs += sum(len(cell) for row in rows for cell in row)
        if signs > _most_signs:
            raise _TooLarge
        yield Sheet(about.name, rows, about.visible is not SheetVisibleEnum.Visible)


def _row(cells: Iterable[Cell]) -> list[str]:
    texts = [cell_text(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def cell_text(cell: Cell) -> str:
    """The cell as a clerk would type it.

    A number beyond fifteen digits lost its last ones when the spreadsheet kept it as a number;
    it stays in scientific notation, which the gate recognises and names.
    """
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return _number_text(cell)
    if isinstance(cell, datetime):
        whole_day = cell.time() == time()
        return cell.date().isoformat() if whole_day else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _number_text(number: float) -> str:
    if abs(number) >= _largest_exact:
        return f"{number:.14E}"
    if number.is_integer():
        return str(int(number))
    # Fifteen digits are what the spreadsheet shows: 0.1 + 0.2 is 0.3 there.
    shown = f"{number:.15g}"
    return shown if "e" not in shown else f"{number:.20f}".rstrip("0")


if __name__ == "__main__":
    # Nothing the libraries do at exit may hold up the parent.
    sys.stdout.flush()
    os._exit(main(sys.argv[1:]))
