"""Hidden rows, notes and failed formulas of an .xls or .et, from its records.

After [MS-XLS]; a parser of values gives blanks for errors. A record is a number, a length and
so many bytes; those of no interest are stepped over.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from bianmin_desktop.exchange.reading.marks import FileMarks, SheetMarks
from bianmin_desktop.exchange.reading.refusals import Unreadable

_head = struct.Struct("<HH")
_begin, _end, _sheet_name, _password, _dates = 0x809, 0x0A, 0x85, 0x2F, 0x22
_row, _error, _formula, _note, _object, _shape_text, _more = (
    *(0x208, 0x205, 0x06, 0x1C, 0x5D, 0x1B6, 0x3C),
)
_wanted = frozenset((_row, _error, _formula, _note, _object, _shape_text, _more))
_newest = 0x600
_hidden = 0x20
_errors = dict(
    zip(
        (0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A),
        ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"),
        strict=True,
    )
)
_is_note = 0x19

Record = tuple[int, int, int]
"""A record's number, and where its content starts and ends."""


def look_through(stream: bytes) -> FileMarks:
    """The marks of all sheets. Raises `Unreadable` for a file with a password, or no such file."""
    try:
        names = dict(_globals(stream))
        sheets = {name: _sheet(stream, place) for place, name in names.items()}
    except (struct.error, IndexError) as error:
        raise Unreadable("broken") from error
    return FileMarks(sheets, _is_1904(stream))


def _records(stream: bytes, place: int) -> Iterator[Record]:
    """The records of one part of the stream, those of charts in it left out."""
    depth = 0
    while place + _head.size <= len(stream):
        number, length = _head.unpack_from(stream, place)
        start = place + _head.size
        depth += (number == _begin) - (number == _end)
        if depth == 0:
            return
        if depth == 1:
            yield number, start, start + length
        place = start + length


def _globals(stream: bytes) -> Iterator[tuple[int, str]]:
    """Where each sheet begins, and its name."""
    for number, start, end in _records(stream, 0):
        if number == _begin and struct.unpack_from("<H", stream, start)[0] != _newest:
            return  # an older format: values are all there is
        if number == _password:
            raise Unreadable("protected")
        if number == _sheet_name:
            (place,) = struct.unpack_from("<I", stream, start)
            wide = stream[start + 7] & 1
            letters = stream[start + 8 : end]
            yield place, letters.decode("utf-16-le" if wide else "latin-1", "replace")


def _is_1904(stream: bytes) -> bool:
    return any(
        number == _dates and stream[start : start + 2] == b"\1\0"
        for number, start, _ in _records(stream, 0)
    )


@dataclass
class _Notes:
    """Notes arrive in three pieces: the place, the object, and the text of the object."""

    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    current: int = -1
    wanted: int = 0
    """Characters that the records after this one still owe."""


def _sheet(stream: bytes, place: int) -> SheetMarks:
    marks, notes = SheetMarks(), _Notes()
    for number, start, end in _records(stream, place):
        if number in _wanted:
            _take(number, stream[start:end], marks, notes)
    for identity, where in notes.places.items():
        text = notes.texts.get(identity, "").strip()
        if text:
            marks.note(where, text)
    return marks


def _take(number: int, content: bytes, marks: SheetMarks, notes: _Notes) -> None:
    if number == _row:
        _take_row(content, marks)
    elif number == _error:
        row, column, _, code, is_error = struct.unpack_from("<HHHBB", content)
        if is_error:
            marks.texts[row, column] = _errors.get(code, "#N/A")
    elif number == _formula:
        _take_formula(content, marks)
    elif number == _note and len(content) >= 8:
        row, column, _, identity = struct.unpack_from("<HHHH", content)
        notes.places[identity] = (row, column)
    else:
        _take_text(number, content, notes)


def _take_row(content: bytes, marks: SheetMarks) -> None:
    row, flags = struct.unpack_from("<H10xB", content)
    if flags & _hidden:
        marks.hidden_rows.append(row)


def _take_formula(content: bytes, marks: SheetMarks) -> None:
    """A result whose last two bytes are set is none of a number; the first says what it is."""
    row, column, kind, code, mark = struct.unpack_from("<HHxxBxBxxxH", content)
    if mark == 0xFFFF and kind == 2:
        marks.texts[row, column] = _errors.get(code, "#N/A")


def _take_text(number: int, content: bytes, notes: _Notes) -> None:
    if number == _object:
        kind, identity = struct.unpack_from("<4xHH", content)
        notes.current = identity if kind == _is_note else -1
    elif number == _shape_text:
        notes.wanted = struct.unpack_from("<10xH", content)[0] if notes.current >= 0 else 0
    elif number == _more and notes.wanted > 0 and content:
        part = content[1:].decode("utf-16-le" if content[0] & 1 else "latin-1", "replace")
        notes.texts[notes.current] = notes.texts.get(notes.current, "") + part[: notes.wanted]
        notes.wanted -= len(part)
