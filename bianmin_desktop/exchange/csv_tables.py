"""Text tables (.csv): read in the encodings office programs write, written safe to open in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from bianmin_desktop.errors import Refused, environment_fault
from bianmin_desktop.exchange.tables import Sheet

_starts_formula = re.compile(r"[=+\-@\t\r]")
_plain_number = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_guarded = re.compile(r"'[=+\-@\t\r]")
_delimiters = (",", "\t", ";", "，")
_encodings = ("utf-8-sig", "gb18030")
_longest_cell = 1_000_000


def read_csv(path: Path) -> Sheet:
    """The only sheet of a text table. Raises `Refused` when it is no text or no table."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise environment_fault(error, f"读取“{path.name}”", path) from error
    text = _decoded(content, path)
    csv.field_size_limit(_longest_cell)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter_of(text))
    try:
        rows = [[_unguarded(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise Refused(
            f"“{path.name}”第 {reader.line_num} 行读不懂（引号不成对或单元格过长），没有导入。"
            "请在 WPS 或 Excel 中打开检查，另存为 xlsx 后再导入。",
            code="BM-405",
        ) from error
    return Sheet("", rows)


def write_csv(target: BinaryIO, rows: Iterable[Sequence[str]]) -> None:
    """Rows as UTF-8 with a mark for Excel; text that would be taken for a formula is guarded."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", errors="replace", newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [guarded(cell) for cell in row] for row in rows
    )
    text.flush()
    text.detach()


def guarded(cell: str) -> str:
    """The cell with a leading ' when a spreadsheet would read it as a formula."""
    if _starts_formula.match(cell) and not _plain_number.fullmatch(cell):
        return f"'{cell}"
    return cell


def _unguarded(cell: str) -> str:
    return cell[1:] if _guarded.match(cell) else cell


def _decoded(content: bytes, path: Path) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _encodings
        if b"\0" in content:
            raise _no_table(path)
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _no_table(path)


def _no_table(path: Path) -> Refused:
    return Refused(
        f"“{path.name}”不是 Excel 工作簿（xlsx、xls），也不是文本表格（csv），"
        "或者文件已经损坏，没有读取。请重新取得这个文件，或另存为 xlsx 后再导入。",
        code="BM-403",
    )


def _delimiter_of(text: str) -> str:
    """The delimiter that the first lines hold most of."""
    start = "\n".join(text.splitlines()[:10]) if len(text) < 100_000 else text[:5_000]
    return max(_delimiters, key=start.count)
