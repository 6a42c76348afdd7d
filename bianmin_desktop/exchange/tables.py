"""What a file of tables is to the rest of the program: sheets of text cells, nothing more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bianmin_desktop.errors import Refused, environment_fault
from bianmin_desktop.progress import Progress, silent

largest_file = 50_000_000
"""Bytes a file to be read may have; a street's whole ledger has under one twentieth of that."""

facts_sheet = "_meta"
"""The hidden sheet of our own workbooks that says what they are."""

unusable = frozenset(
    ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
) | {"#公式无结果"}
"""Texts of cells whose formula failed, or was stored without its result: no answer to anything."""

_spreadsheet = "请在 WPS 或 Excel 中打开它，另存为“Excel 工作簿（*.xlsx）”后再导入"
_archive = "压缩包", "请先解压，再导入其中的表格"
_picture = "图片", "请取得原来的表格，再导入"
_others: Mapping[bytes, tuple[str, str]] = {
    b"%PDF": ("PDF 文件", "请取得原来的表格，或在 WPS 中转成 xlsx 后再导入"),
    b"{\\rtf": ("文字文档", _spreadsheet),
    b"Rar!": _archive,
    b"7z\xbc\xaf\x27\x1c": _archive,
    b"\x1f\x8b": _archive,
    b"\x89PNG": _picture,
    b"\xff\xd8\xff": _picture,
    b"<html": ("网页", _spreadsheet),
    b"<!doctype": ("网页", _spreadsheet),
    b"<table": ("网页", _spreadsheet),
    b"<?xml": ("XML 文件", _spreadsheet),
    b"mime-version": ("网页", _spreadsheet),
}
"""What else clerks are sent under the name of a table, by how it begins."""


@dataclass(frozen=True, slots=True)
class Block:
    """A merged range by rows and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows from the first on, every cell as the text a clerk would type.

    `merged` holds the ranges that have something in their first cell, cut to the rows and columns
    there are; `notes` the comments of cells by "row,column" from 0; `facts` what the hidden sheet
    of our own workbooks says, the same on every sheet of a file. `counts_from_1904` tells what
    day a bare number means where a date is expected.
    """

    name: str
    rows: Sequence[Sequence[str]]
    is_hidden: bool = False
    merged: tuple[Block, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    counts_from_1904: bool = False


def read_tables(path: Path, progress: Progress = silent) -> list[Sheet]:
    """The sheets of a workbook (.xlsx, .xlsm, .xls, .et, .ods) or text table (.csv, .txt).

    What a file is, its content tells, not its name. Raises `Refused` when it is no table, is
    damaged, protected or far too large, `EnvironmentFault` when it cannot be read from its disk,
    and what `progress` raises; the reading child has ended then.
    """
    _look_at(path, _beginning(path))
    from bianmin_desktop.exchange.reading.asking import read_by_child

    return read_by_child(path, progress)


def _beginning(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Refused(f"“{path}”是文件夹，请指明其中的文件。", code="BM-400")
        if path.exists() and not path.is_file():
            # A pipe or a device: to open it might never end.
            raise Refused(f"“{path.name}”不是普通文件，没有读取。请指明表格文件。", code="BM-407")
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(512)
    except OSError as error:
        raise environment_fault(error, f"读取“{path.name}”", path) from error
    if size > largest_file:
        limit = largest_file // 1_000_000
        raise Refused(
            f"“{path.name}”有 {size / 1_000_000:,.0f} MB，超过 {limit} MB 的上限，没有读取。"
            "请删去图片和多余的工作表，或拆成几个文件。",
            code="BM-401",
        )
    if not start.strip(b"\0 \r\n\t"):
        raise Refused(
            f"“{path.name}”是空文件（{size} 字节），可能没有复制完整，请重新取得这个文件。",
            code="BM-402",
        )
    return start


def _look_at(path: Path, start: bytes) -> None:
    """Nothing, or `Refused` when the beginning shows another kind of file."""
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, (kind, way_out) in _others.items():
        if start.startswith(mark) or plain[:20].lower().startswith(mark.lower()):
            raise Refused(f"“{path.name}”其实是{kind}，只是改了扩展名。{way_out}。", code="BM-404")
