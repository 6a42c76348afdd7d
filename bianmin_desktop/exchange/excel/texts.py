"""Texts on their way into cells: what a workbook cannot hold is refused in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.submission.parts import Table

longest = 32_767
"""Characters a cell holds (Excel's limit; beyond it they would be cut off silently)."""
_forbidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_escape_like = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_bad_in_names = re.compile(r"[\[\]:*?/\\]")
_longest_name = 31


def cell_text(text: str) -> str:
    """The text as it is put into the file.

    `_x0041_` would be read as the character A, so its first `_` is written as an escape itself.
    """
    return _escape_like.sub("_x005F_", text) if "_x" in text else text


def check_texts(tables: Iterable[Table]) -> None:
    """Raise `Refused`, naming the place, for a text that no cell can hold."""
    for table in tables:
        for place, line in enumerate(table.lines, start=1):
            for column, cell in zip(table.columns, line.cells, strict=True):
                if isinstance(cell, str) and not fits(cell):
                    raise unfit(cell, f"“{table.name}”表第 {place} 行“{column.label}”")


def fits(text: str) -> bool:
    """Whether a cell can hold the text."""
    return len(text) <= longest and not _forbidden.search(text)


def unfit(text: str, place: str) -> Refused:
    """Why no cell can hold the text, and where it stands."""
    found = _forbidden.search(text)
    if found is not None:
        return Refused(
            f"{place}的文字里有看不见的控制字符（第 {found.start() + 1} 个字），"
            "请重新输入这一项后再导出。",
            code="BM-451",
        )
    return Refused(
        f"{place}的文字有 {len(text):,} 个字，Excel 一格最多 {longest:,} 个字，请删减后再导出。",
        code="BM-450",
    )


def sheet_name(name: str, taken: set[str]) -> str:
    """A legal sheet name nobody has yet (Excel ignores case); added to `taken`."""
    legal = _bad_in_names.sub("-", name).strip("' ")[:_longest_name] or "表"
    number, unique = 1, legal
    while unique.lower() in taken:
        number += 1
        ending = f"（{number}）"
        unique = legal[: _longest_name - len(ending)] + ending
    taken.add(unique.lower())
    return unique


def display_width(text: str) -> int:
    """How wide the widest line of a text is, in half-width characters."""
    return max(len(line.encode("gb18030", "replace")) for line in (text.split("\n") or [""]))


def lines_in(text: str, width: int) -> int:
    """How many lines a text takes in a column of so many half-width characters."""
    return sum(-(-max(display_width(line), 1) // max(width, 1)) for line in text.split("\n"))


def in_header(text: str) -> str:
    """A text as headers and footers take it: `&` starts a code there."""
    return text.replace("&", "&&")
