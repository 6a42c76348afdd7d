"""Merged cells, hidden rows, notes and failed formulas of an .ods, from its content.xml.

The XML is walked, not kept: a table says by repetition how far its cells and rows reach. A
declaration of a document type, which entities would need, is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from bianmin_desktop.exchange.reading import limits
from bianmin_desktop.exchange.reading.marks import FileMarks, Place, SheetMarks
from bianmin_desktop.exchange.reading.refusals import Unreadable

_piece = 1 << 20
_cells = frozenset(("table:table-cell", "table:covered-table-cell"))
_paragraph, _note, _row, _table = "text:p", "office:annotation", "table:table-row", "table:table"
_as_shown = frozenset(("error", "time"))
"""Kinds of cells whose text says more than the value a parser makes of them."""


def look_through(stream: IO[bytes]) -> FileMarks:
    """The marks of all tables. Raises `Unreadable` for XML that is broken or declares things."""
    walk = _Walk()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.take
    try:
        while piece := stream.read(_piece):
            parser.Parse(piece)
        parser.Parse(b"", True)  # noqa: FBT003 - the last piece
    except (expat.ExpatError, ValueError) as error:
        raise Unreadable("broken") from error
    return FileMarks(walk.sheets)


def _refuse_declaration(*_: object) -> None:
    raise Unreadable("tricks")


@dataclass
class _Walk:
    """Where in which table the walk is, and the texts it is collecting."""

    sheets: dict[str, SheetMarks] = field(default_factory=dict)
    marks: SheetMarks = field(default_factory=SheetMarks)
    row: int = -1
    rows: int = 1
    column: int = 0
    next_column: int = 0
    filled: int = 0
    is_wanted: bool = False
    is_note: bool = False
    is_text: bool = False
    shown: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name in _cells:
            self._start_cell(attributes)
        elif name == _row:
            self._start_row(attributes)
        elif name == _table:
            self.marks = self.sheets[attributes.get("table:name", "")] = SheetMarks()
            self.row, self.rows = -1, 1
        elif name == _note:
            self.is_note = True
        elif name == _paragraph:
            self.is_text = True
            self._break()

    def end(self, name: str) -> None:
        """An element ends."""
        if name == _paragraph:
            self.is_text = False
        elif name == _note:
            self.is_note = False
        elif name in _cells:
            place = (self.row, self.column)
            if self.shown:
                self.marks.texts[place] = "".join(self.shown).strip()
            if self.noted:
                self.marks.note(place, "".join(self.noted).strip())

    def take(self, text: str) -> None:
        """Characters between the tags."""
        if self.is_text and self.is_note:
            self.noted.append(text)
        elif self.is_text and self.is_wanted:
            self.shown.append(text)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self.column = self.next_column
        repeated = _count(attributes, "table:number-columns-repeated")
        self.next_column += repeated
        kind = attributes.get("calcext:value-type") or attributes.get("office:value-type")
        self.filled += repeated * self.rows if kind else 0
        if self.filled > limits.most_filled:
            raise Unreadable("too_large")
        self.is_wanted = kind in _as_shown
        self.shown, self.noted = [], []
        down = _count(attributes, "table:number-rows-spanned")
        across = _count(attributes, "table:number-columns-spanned")
        if down > 1 or across > 1:
            first: Place = (self.row, self.column)
            self.marks.merge(first, (self.row + down - 1, self.column + across - 1))

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self.row += self.rows
        self.rows = _count(attributes, "table:number-rows-repeated")
        self.next_column = 0
        if attributes.get("table:visibility", "visible") != "visible":
            self._hide()

    def _hide(self) -> None:
        last = min(self.row + self.rows, limits.most_rows)
        self.marks.hidden_rows.extend(range(self.row, last))
        if len(self.marks.hidden_rows) > 2 * limits.most_rows:
            raise Unreadable("too_large")

    def _break(self) -> None:
        """Paragraphs of one cell or note are lines."""
        texts = self.noted if self.is_note else self.shown
        if texts:
            texts.append("\n")


def _count(attributes: Mapping[str, str], name: str) -> int:
    counted = attributes.get(name, "1")
    return int(counted) if counted.isdecimal() and len(counted) < 9 else 1
