"""Workbooks of every kind, opened: what a parser makes of their cells, and the marks beside."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from bianmin_desktop.exchange.reading import limits, ods_marks, xls_marks, xlsx_marks
from bianmin_desktop.exchange.reading.compound import Compound
from bianmin_desktop.exchange.reading.marks import FileMarks
from bianmin_desktop.exchange.reading.refusals import Unreadable
from bianmin_desktop.exchange.reading.zipped import look_over, plain_name, unpack

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

ole = bytes.fromhex("d0cf11e0a1b11ae1")
zipped = b"PK"
_encrypted = "EncryptedPackage"
_xls_streams = ("Workbook", "Book")
_document_streams = ("WordDocument", "PowerPoint Document")
torn = (BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError)
"""What unpacking a damaged zip may raise; names of its members may be no text."""


@dataclass(frozen=True)
class Page:
    """One sheet as the parser has it."""

    sheet: CalamineSheet
    is_hidden: bool


@dataclass(frozen=True)
class Workbook:
    """An opened workbook; sheets parsed already are kept until they are asked for."""

    parsed: CalamineWorkbook
    marks: FileMarks
    ahead: dict[str, CalamineSheet] = field(default_factory=dict)

    def pages(self) -> Iterator[Page]:
        """Its sheets in their order; charts and the like are left out.

        Raises `Unreadable` for a sheet that reaches too far.
        """
        from python_calamine import SheetVisibleEnum

        for about in _worksheets(self.parsed):
            sheet = self.ahead.pop(about.name, None) or self.parsed.get_sheet_by_name(about.name)
            _judge(sheet)
            yield Page(sheet, about.visible is not SheetVisibleEnum.Visible)


def _judge(sheet: CalamineSheet) -> None:
    if sheet.height * sheet.width > limits.most_area:
        raise Unreadable("too_large")
    last_row, last_column = sheet.end or (0, 0)
    if last_row >= limits.most_rows or last_column >= limits.most_columns:
        raise Unreadable("broken")  # row 0 of a damaged file, say, which wraps around


def open_workbook(path: Path, start: bytes) -> Workbook:
    """A workbook by its first bytes: a zip, or a compound file.

    Raises `Unreadable`, `OSError`, and what the parser raises on a foreign file.
    """
    if start.startswith(ole):
        content = path.read_bytes()
        marks = _marks_of_compound(content)
        return Workbook(_parsed(content), marks)
    try:
        with look_over(path) as archive:
            names = {plain_name(name): name for name in archive.namelist()}
            if "xl/workbook.xml" in names:
                return _spreadsheetml(path, archive)
            marks = _marks_of_open_document(archive, names)
        return Workbook(_parsed(path.read_bytes()), marks)
    except torn as error:
        raise Unreadable("broken") from error


def _spreadsheetml(path: Path, archive: ZipFile) -> Workbook:
    """Its XML is searched while the parser is at the first sheet, which lets other threads run.

    What the search finds counts before what the parser says.
    """
    looking = _Looking(xlsx_marks.Package(archive))
    looking.start()
    ahead: dict[str, CalamineSheet] = {}
    trouble: BaseException | None = None
    try:
        parsed = _parsed(path.read_bytes())
        for about in islice(_worksheets(parsed), 1):
            ahead[about.name] = parsed.get_sheet_by_name(about.name)
    except BaseException as error:  # noqa: BLE001 - a parser's panic is none of the usual kinds
        trouble = error
    marks, failing = looking.found()
    if failing:
        return Workbook(_parsed(xlsx_marks.mended(looking.package, failing)), marks)
    if trouble is not None:
        raise trouble
    return Workbook(parsed, marks, ahead)


class _Looking(threading.Thread):
    """The search of a package's XML."""

    def __init__(self, package: xlsx_marks.Package) -> None:
        super().__init__(daemon=True)
        self.package = package
        self._found: tuple[FileMarks, frozenset[str]] | BaseException = Unreadable("broken")

    def run(self) -> None:
        """Search; keep what is found, or why nothing is."""
        try:
            self._found = xlsx_marks.look_through(self.package)
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            self._found = error

    def found(self) -> tuple[FileMarks, frozenset[str]]:
        """What is found, once the search has ended. Raises what it raised."""
        self.join()
        if isinstance(self._found, BaseException):
            raise self._found
        return self._found


def _marks_of_open_document(archive: ZipFile, names: dict[str, str]) -> FileMarks:
    for plain, name in names.items():
        if plain.endswith(".xml") and plain != "content.xml":
            unpack(archive, name)
    if "meta-inf/manifest.xml" in names:
        manifest = archive.read(names["meta-inf/manifest.xml"])
        if b"encryption-data" in manifest:
            raise Unreadable("protected")
    with archive.open(names["content.xml"]) as stream:
        return ods_marks.look_through(stream)


def _marks_of_compound(content: bytes) -> FileMarks:
    container = Compound(content)
    if _encrypted in container.names:
        raise Unreadable("protected")
    for name in _xls_streams:
        if name in container.names:
            return xls_marks.look_through(container.stream(name))
    is_document = any(name in container.names for name in _document_streams)
    raise Unreadable("document" if is_document else "no_table")


def _parsed(content: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(BytesIO(content))


def _worksheets(parsed: CalamineWorkbook) -> Iterator[SheetMetadata]:
    from python_calamine import SheetTypeEnum

    return (about for about in parsed.sheets_metadata if about.typ is SheetTypeEnum.WorkSheet)
