"""Hidden rows, notes and failed formulas of an .xlsx, seen in its XML without building a tree.

A sheet's XML runs to a hundred megabytes, so it is searched in pieces; the small parts around it
are parsed, with declarations of entities refused.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from xml.etree.ElementTree import Element

from bianmin_desktop.exchange.reading.marks import FileMarks, SheetMarks
from bianmin_desktop.exchange.reading.patterns import Patterns, first_tag, place_of
from bianmin_desktop.exchange.reading.refusals import Unreadable
from bianmin_desktop.exchange.reading.zipped import plain_name, unpack

_piece = 1 << 20
_longest_tail = 16 << 20
_largest_part = 32 << 20
_relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_strict_relation = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class Package:
    """An opened .xlsx: its parts by name, its sheets by theirs."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Over a zip that was looked over."""
        self.archive = archive
        self._members = {plain_name(name): name for name in archive.namelist()}
        self._workbook = self.tree("xl/workbook.xml")

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """The part of each worksheet by the sheet's name."""
        targets = dict(self.related("xl/workbook.xml"))
        found = {}
        for sheet in self._workbook.iterfind(".//{*}sheet"):
            identity = sheet.get(_relation) or sheet.get(_strict_relation) or ""
            part = targets.get(identity, ("", ""))[1]
            if part in self._members:
                found[sheet.get("name", "")] = part
        return found

    @property
    def counts_from_1904(self) -> bool:
        """Whether dates are numbered from 1904, as old Macintosh programs did."""
        settings = self._workbook.find("{*}workbookPr")
        return settings is not None and settings.get("date1904") in ("1", "true")

    def related(self, part: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """What a part refers to inside the file: identity, then kind and part."""
        folder, name = posixpath.split(part)
        described = f"{folder}/_rels/{name}.rels"
        if described not in self._members:
            return
        for relation in self.tree(described).iterfind("{*}Relationship"):
            kind = posixpath.basename(relation.get("Type", ""))
            target = plain_name(posixpath.normpath(posixpath.join(folder, _target(relation))))
            yield relation.get("Id", ""), (kind, target.lstrip("/"))

    def tree(self, part: str) -> Element:
        """A small part as a tree. Raises `Unreadable` for one that is none, or declares things."""
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import ParseError, fromstring

        try:
            if self.archive.getinfo(self._members[part]).file_size > _largest_part:
                raise Unreadable("too_large")
            tree: Element = fromstring(self.archive.read(self._members[part]), forbid_dtd=True)
        except KeyError as error:
            raise Unreadable("broken") from error
        except DefusedXmlException as error:
            raise Unreadable("tricks") from error
        except (ParseError, ValueError, LookupError) as error:
            raise Unreadable("broken") from error
        return tree

    def pieces(self, part: str) -> Iterator[bytes]:
        """A part in pieces, unpacked as they are asked for."""
        with self.archive.open(self._members[part]) as stream:
            while piece := stream.read(_piece):
                yield piece

    def check_others(self) -> None:
        """Unpack what else a parser will, to see that it is what the zip's list says."""
        seen = set(self.sheets.values())
        for plain, name in self._members.items():
            if plain.startswith("xl/") and plain.endswith(".xml") and plain not in seen:
                unpack(self.archive, name)


def _target(relation: Element) -> str:
    return relation.get("Target", "").replace("\\", "/")


def look_through(package: Package) -> tuple[FileMarks, frozenset[str]]:
    """The marks of all sheets, and the parts with cells that a parser of values would lose."""
    marks: dict[str, SheetMarks] = {}
    failing = set()
    package.check_others()
    for name, part in package.sheets.items():
        found = marks[name] = SheetMarks()
        if _search(package.pieces(part), found):
            failing.add(part)
        for _, (kind, target) in package.related(part):
            if kind == "comments":
                _read_notes(package.tree(target), found)
    return FileMarks(marks, package.counts_from_1904), frozenset(failing)


def _search(pieces: Iterator[bytes], marks: SheetMarks) -> bool:
    """Note a sheet's hidden rows; whether it has failed formulas."""
    rest, row, fails = b"", 0, False
    patterns: Patterns | None = None
    for piece in pieces:
        if patterns is None:
            patterns = Patterns.of(first_tag(rest + piece))
        text = rest + piece
        cut = patterns.cut(text)
        if len(text) - cut > _longest_tail:
            raise Unreadable("too_large")
        rest = text[cut:]
        text = text[:cut]
        row = _hidden_in(text, patterns, row, marks)
        fails = fails or patterns.shows_failure(text)
    if patterns is not None and rest:
        _hidden_in(rest, patterns, row, marks)
        fails = fails or patterns.shows_failure(rest)
    return fails


def _hidden_in(text: bytes, patterns: Patterns, row: int, marks: SheetMarks) -> int:
    """Note the hidden rows of a piece; the number of its last row, from 1."""
    for tag in patterns.row.finditer(text):
        row = int(tag[1]) if tag[1] else row + 1
        if b"hidden" in tag[0] and patterns.hidden.search(tag[0]):
            marks.hidden_rows.append(row - 1)
    return row


def _read_notes(tree: Element, marks: SheetMarks) -> None:
    for comment in tree.iterfind(".//{*}comment"):
        place = place_of(comment.get("ref", ""))
        text = "".join(part.text or "" for part in comment.iterfind(".//{*}t")).strip()
        if place is not None and text:
            marks.note(place, text)


def mended(package: Package, failing: frozenset[str]) -> bytes:
    """The file with failed formulas as texts: parsers of values take them for blanks, or fail."""
    from io import BytesIO

    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in package.archive.namelist():
            content = package.archive.read(name)
            if plain_name(name) in failing:
                content = Patterns.of(first_tag(content)).mended(content)
            archive.writestr(name, content)
    return target.getvalue()
