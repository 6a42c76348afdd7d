"""A workbook's parts and what holds them together: references, kinds, and their zip."""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO

from bianmin_desktop.exchange.marking import Unfamiliar
from bianmin_desktop.exchange.reading.xlsx_marks import Package
from bianmin_desktop.exchange.reading.zipped import plain_name

_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_relations = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_types = "[content_types].xml"
_vml_type = (
    b'<Default Extension="vml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
)
_comments_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_plain_workbook = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_other_workbooks = re.compile(
    rb"application/vnd\.(?:ms-excel\.(?:sheet|template|addin)\.macroEnabled|"
    rb"openxmlformats-officedocument\.spreadsheetml\.template)\.main\+xml"
)
_macros = re.compile(r"xl/vba\w*\.bin|xl/vbadata\.xml|xl/_rels/vba.*|_xmlsignatures/.*")
_epoch = (1980, 1, 1, 0, 0, 0)


class Parts:
    """All parts of a workbook, some of them changed or new."""

    def __init__(self, package: Package) -> None:
        """Over an .xlsx that was looked over."""
        self.package = package
        self._names = {plain_name(name): name for name in package.archive.namelist()}
        self._changed: dict[str, bytes] = {}
        if b"purl.oclc.org" in self.read("xl/workbook.xml") or _types not in self._names:
            raise Unfamiliar

    def read(self, part: str) -> bytes:
        """A part as it is by now. Raises `Unfamiliar` when there is none."""
        if part not in self._changed and part not in self._names:
            raise Unfamiliar
        return self._changed.get(part) or self.package.archive.read(self._names[part])

    def write(self, part: str, content: bytes) -> None:
        """Change a part, or add one."""
        self._changed[part] = content

    def is_there(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._changed or part in self._names

    def refer(self, part: str, kind: str, target: str) -> str:
        """Have a part refer to another; the reference's identity."""
        folder, name = posixpath.split(part)
        described = f"{folder}/_rels/{name}.rels"
        content = self.read(described) if self.is_there(described) else b""
        number = 1
        while f'"bm{number}"'.encode() in content:
            number += 1
        line = f'<Relationship Id="bm{number}" Type="{_office}/{kind}" Target="/{target}"/>'
        if not content.strip():
            content = _relations + b"</Relationships>"
        self.write(described, _before_end(content, b"Relationships", line.encode()))
        return f"bm{number}"

    def declare(self, comments: str) -> None:
        """Say what kind of parts comments and their drawings are."""
        content = self.read(_types)
        line = f'<Override PartName="/{comments}" ContentType="{_comments_type}"/>'
        if b'Extension="vml"' not in content:
            content = _before_end(content, b"Types", _vml_type)
        self.write(_types, _before_end(content, b"Types", line.encode()))

    def fresh(self, pattern: str) -> str:
        """A name with a number in it that no part has."""
        number = 1
        while self.is_there(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def packed(self) -> bytes:
        """The workbook as a plain .xlsx: macros and signatures, which would not hold, are gone."""
        self._become_plain()
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in (*self._names, *(set(self._changed) - set(self._names))):
                if not _macros.fullmatch(part):
                    member = zipfile.ZipInfo(self._names.get(part, part), _epoch)
                    member.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(member, self.read(part))
        return target.getvalue()

    def _become_plain(self) -> None:
        types = _other_workbooks.sub(_plain_workbook, self.read(_types))
        for part in filter(_macros.fullmatch, self._names):
            name = re.escape(f"/{part}".encode())
            types = re.sub(rb'(?i)<Override\b[^<>]*"%s"[^<>]*/>' % name, b"", types)
        self.write(_types, types)
        for described in ("xl/_rels/workbook.xml.rels", "_rels/.rels"):
            if self.is_there(described):
                bare = re.sub(
                    rb'(?i)<Relationship\b[^<>]*"[^"]*(?:vbaproject\.bin|digital-signature/origin)"'
                    rb"[^<>]*/>",
                    b"",
                    self.read(described),
                )
                self.write(described, bare)


def _before_end(content: bytes, name: bytes, addition: bytes) -> bytes:
    """A part with one more line in its root element, which may have been empty."""
    content = re.sub(rb"<(%s)\b([^<>]*)/>\s*$" % name, rb"<\1\2></\1>", content)
    place = content.rfind(b"</" + name + b">")
    if place < 0:
        raise Unfamiliar
    return content[:place] + addition + content[place:]
