"""An .xlsx with all its marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bianmin_desktop.exchange.marking import Unfamiliar, drawings
from bianmin_desktop.exchange.marking.colours import Colours
from bianmin_desktop.exchange.marking.comments import Comments
from bianmin_desktop.exchange.marking.notices import Notice, by_cell
from bianmin_desktop.exchange.marking.parts import Parts
from bianmin_desktop.exchange.marking.sheet_cells import coloured, restyled, settled
from bianmin_desktop.exchange.reading.marks import Place
from bianmin_desktop.exchange.reading.packets import Mark
from bianmin_desktop.exchange.reading.xlsx_marks import Package

most_comments = 5_000
"""Of one sheet: with more, spreadsheet programs take minutes to open it."""

_styles = "xl/styles.xml"
_office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_tag = re.compile(rb"<(/?)([\w:.-]+)[^<>]*?(/?)>")
_after = frozenset((b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls")) | {
    b"webPublishItems",
    b"tableParts",
    b"extLst",
}
"""What stands below a sheet's `legacyDrawing`, in the order the format prescribes."""


def marked(package: Package, marks: Sequence[Mark]) -> bytes:
    """The workbook with the marks put in and those of an earlier time taken out.

    Raises `Unfamiliar`, and `zipfile` errors for a damaged file.
    """
    parts = Parts(package)
    colours = Colours(parts.read(_styles))
    earlier = colours.uncoloured()
    first = next(iter(package.sheets), "")
    for name, part in package.sheets.items():
        own = [mark for mark in marks if (mark.sheet or first) == name]
        content = restyled(parts.read(part), earlier)
        notices: dict[Place, Notice] = {}
        if own:
            if b"<worksheet" not in content[: 1 << 16]:
                raise Unfamiliar
            notices = settled(content, by_cell(own))
            content = coloured(content, notices, colours)
        parts.write(part, _Beside(parts, part, content).said(_bounded(notices)))
    parts.write(_styles, colours.content())
    return parts.packed()


def _bounded(notices: Mapping[Place, Notice]) -> dict[Place, Notice]:
    """As many notices as a sheet can have as comments; the last one tells how many are left."""
    told = dict(sorted(notices.items())[:most_comments])
    left = len(notices) - len(told)
    if left > 0:
        last = max(told)
        line = f"下面还有 {left:,} 处只涂了颜色，没有写批注；改好上面的再导入一次，会接着写。"
        told[last] = Notice(told[last].level, f"{told[last].text}\n{line}")
    return told


class _Beside:
    """What stands beside a sheet: its comments and their boxes."""

    def __init__(self, parts: Parts, part: str, content: bytes) -> None:
        self._parts = parts
        self._part = part
        self._content = content
        related = dict(parts.package.related(part))
        self._comments = _of_kind(related, "comments")
        self._drawing = _legacy_drawing(content, related)

    def said(self, notices: Mapping[Place, Notice]) -> bytes:
        """The sheet's XML once the notices stand beside it."""
        if not notices and not self._comments:
            return self._content
        tree = self._parts.package.tree(self._comments) if self._comments else None
        comments = Comments(tree)
        emptied = comments.clear_ours()
        fresh = comments.say(notices)
        self._write_comments(comments)
        boxes = {place: notices[place] for place in fresh}
        drawing = self._parts.read(self._drawing) if self._drawing else drawings.bare_part
        bare = drawings.without(drawing, emptied)
        self._write_drawing(drawings.with_boxes(bare, boxes) if boxes else bare)
        return self._content

    def _write_comments(self, comments: Comments) -> None:
        if not self._comments:
            self._comments = self._parts.fresh("xl/bmcomments{}.xml")
            self._parts.refer(self._part, "comments", self._comments)
            self._parts.declare(self._comments)
        self._parts.write(self._comments, comments.content())

    def _write_drawing(self, content: bytes) -> None:
        if not self._drawing:
            self._drawing = self._parts.fresh("xl/drawings/bmdrawing{}.vml")
            identity = self._parts.refer(self._part, "vmlDrawing", self._drawing)
            self._content = _with_drawing(self._content, identity)
        self._parts.write(self._drawing, content)


def _of_kind(related: Mapping[str, tuple[str, str]], kind: str) -> str:
    return next((part for found, part in related.values() if found == kind), "")


def _legacy_drawing(content: bytes, related: Mapping[str, tuple[str, str]]) -> str:
    """The part with the boxes of comments; pictures in headers have one of the same kind."""
    found = re.search(rb'<legacyDrawing\b[^<>]*?\s\w+:id="([^"]*)"', content)
    return related.get(found[1].decode(), ("", ""))[1] if found else ""


def _with_drawing(content: bytes, identity: str) -> bytes:
    """The sheet with a reference to its boxes, in the place the format has for it."""
    start = content.find(b"</sheetData>") + len(b"</sheetData>")
    depth = 0
    for tag in _tag.finditer(content, start):
        is_end, name, is_empty = tag.groups()
        if depth == 0 and (is_end or name in _after):
            line = b'<legacyDrawing xmlns:r="%s" r:id="%s"/>' % (_office, identity.encode())
            return content[: tag.start()] + line + content[tag.start() :]
        depth += 0 if is_empty else -1 if is_end else 1
    raise Unfamiliar
