"""Rows from the clipboard: a table of WPS, Excel or a web page, else text parted by tabs."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import StringIO

from PySide6.QtCore import QMimeData

from bianmin_desktop.errors import Refused

most_pasted = 20_000
_most_letters = 40_000_000
_widest = 300
_cells = ("td", "th")
_breaks = ("br", "p", "div", "li")
_silent = ("style", "script", "head", "title")


@dataclass(frozen=True, slots=True)
class Clip:
    """What the clipboard holds, taken out so that it can be read beside the window."""

    html: str
    text: str

    @classmethod
    def of(cls, content: QMimeData) -> Clip:
        """The text and the table of the clipboard, each empty when there is none."""
        return cls(content.html() if content.hasHtml() else "", content.text())


def block_of(clip: Clip) -> list[list[str]]:
    """The rows; a cell merged downwards stands in every row it covers.

    Raises `Refused` when there is no table, or one that is too large to be pasted.
    """
    if len(clip.html) + len(clip.text) > _most_letters:
        raise _too_large()
    rows = _rows_of_html(clip.html) if "<table" in clip.html.lower() else []
    rows = _trimmed(rows or _rows_of_text(clip.text))
    if not rows:
        raise Refused(
            "剪贴板里没有表格内容。请先在 WPS 或 Excel 里选中要粘贴的行，按 Ctrl+C 复制，再粘贴。",
            code="BM-431",
        )
    if len(rows) > most_pasted:
        raise _too_large()
    return rows


def _too_large() -> Refused:
    return Refused(
        f"一次最多粘贴 {most_pasted:,} 行。这么多内容请存成文件，用“导入…”读取。", code="BM-432"
    )


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without blank rows at the end, and all rows of one width."""
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    while rows and not any(cell.strip() for cell in rows[0]):
        rows.pop(0)
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _rows_of_text(text: str) -> list[list[str]]:
    """Excel and WPS quote cells that hold line breaks; other text may hold single quotes."""
    whole = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows = [row[:_widest] for row in csv.reader(StringIO(whole), delimiter="\t", strict=True)]
    except csv.Error:
        rows = [line.split("\t")[:_widest] for line in whole.split("\n")]
    return [[cell.strip() for cell in row] for row in rows]


def _rows_of_html(html: str) -> list[list[str]]:
    reader = _TableReader()
    reader.feed(html.replace("\0", ""))
    reader.close()
    reader.end_row()
    return reader.rows


@dataclass
class _Covering:
    """A cell that goes on in the rows below it."""

    text: str
    rows: int


@dataclass
class _Cell:
    """A cell that is being read."""

    down: int
    across: int
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The cell's lines, as a clerk would type them."""
        lines = ("".join(self.parts)).split("\n")
        return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


class _TableReader(HTMLParser):
    """Reads the cells of the tables in a piece of HTML; what is not in a cell says nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._row: list[str] | None = None
        self._cell: _Cell | None = None
        self._covering: dict[int, _Covering] = {}
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A row, a cell, or a new line in one."""
        if tag in _silent:
            self._skipped += 1
        elif tag == "tr":
            self.end_row()
            self._row = []
        elif tag in _cells:
            self._end_cell()
            given = dict(attrs)
            self._cell = _Cell(_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag in _breaks and self._cell is not None and self._cell.parts:
            self._cell.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of a row or a cell."""
        if tag in _silent:
            self._skipped = max(self._skipped - 1, 0)
        elif tag in _cells:
            self._end_cell()
        elif tag in ("tr", "table"):
            self.end_row()

    def handle_data(self, data: str) -> None:
        """Text; line breaks of the source are spaces."""
        if self._cell is not None and not self._skipped:
            self._cell.parts.append(data.replace("\n", " ").replace("\r", " "))

    def end_row(self) -> None:
        """The row is complete, if there is one."""
        self._end_cell()
        row, self._row = self._row, None
        if row is not None and len(self.rows) <= most_pasted:
            self._put_covering(row, last=True)
            self.rows.append(row)

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        row = self._row = self._row if self._row is not None else []
        self._put_covering(row)
        for place in range(min(cell.across, _widest - len(row))):
            text = "" if place else cell.text
            if cell.down > 1:
                self._covering[len(row)] = _Covering(text, cell.down - 1)
            row.append(text)

    def _put_covering(self, row: list[str], *, last: bool = False) -> None:
        """Cells from rows above that stand here; at the row's end those further right too."""
        while self._covering and (len(row) in self._covering or last):
            if len(row) not in self._covering:
                if max(self._covering) < len(row):
                    return
                row.append("")
                continue
            covering = self._covering[len(row)]
            covering.rows -= 1
            if not covering.rows:
                del self._covering[len(row)]
            row.append(covering.text)


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    return min(max(int(digits), 1), most_pasted) if digits.isascii() and digits.isdigit() else 1
