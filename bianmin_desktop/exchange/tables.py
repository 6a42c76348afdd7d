"""What a file of tables is to the rest of the program: sheets of text cells, nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bianmin_desktop.errors import Refused, environment_fault

largest_file = 50_000_000
"""Bytes a file to be read may have; a street's whole ledger has under one twentieth of that."""

_zip = b"PK"
_ole = bytes.fromhex("d0cf11e0a1b11ae1")
_html = (b"<html", b"<!doctype", b"<table", b"<?xml")
_spreadsheet = "请在 WPS 或 Excel 中打开它，另存为“Excel 工作簿（*.xlsx）”后再导入"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows from the first on, every cell as the text a clerk would type."""

    name: str
    rows: Sequence[Sequence[str]]
    is_hidden: bool = False


def read_tables(path: Path) -> list[Sheet]:
    """The sheets of a workbook (.xlsx, .xls) or text table (.csv), told by content, not by name.

    Raises `Refused` when the file is none, is damaged, protected or far too large, and
    `EnvironmentFault` when it cannot be read from its disk.
    """
    start = _beginning(path)
    if start.startswith((_zip, _ole)):
        from bianmin_desktop.exchange.excel.reading import read_workbook

        return read_workbook(path)
    if start.lstrip().lower().startswith(_html):
        raise Refused(
            f"“{path.name}”其实是网页或 XML，只是改了扩展名。{_spreadsheet}。", code="BM-404"
        )
    from bianmin_desktop.exchange.csv_tables import read_csv

    return [read_csv(path)]


def _beginning(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Refused(f"“{path}”是文件夹，请指明其中的文件。", code="BM-400")
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
