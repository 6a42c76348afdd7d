"""The yellow boxes of comments: one shape each in the sheet's VML drawing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bianmin_desktop.exchange.marking import Unfamiliar
from bianmin_desktop.exchange.marking.notices import Notice
from bianmin_desktop.exchange.reading.marks import Place

_namespaces = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
_declared = b"".join(b' xmlns:%s="%s"' % pair for pair in _namespaces.items())
bare_part = (
    b"<xml%s>"
    b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    b' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
) % _declared
"""A drawing that holds no shape yet."""

_shape = (
    b'<v:shape%s id="_x0000_s%d" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto"'
    b' style="position:absolute;margin-left:60pt;margin-top:2pt;width:%dpt;height:%dpt;'
    b'z-index:1;visibility:hidden"><v:fill color2="#ffffe1"/><v:shadow color="black"'
    b' obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    b'<div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note">'
    b"<x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>"
    b"<x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
)
_width = 220
_line_height = 15
_signs_in_line = 20
_most_lines = 16
_number = re.compile(rb"_x0000_s(\d{1,9})")
_shapes = re.compile(rb"<((?:\w+:)?)shape\b[^<>]*>.*?</\1shape>", re.DOTALL)
_row = re.compile(rb"<(?:\w+:)?Row>\s*(\d+)\s*</")
_column = re.compile(rb"<(?:\w+:)?Column>\s*(\d+)\s*</")
_end = re.compile(rb"</(?:\w+:)?xml>\s*$")
_root = re.compile(rb"<(?:\w+:)?xml\b[^<>]*>")


def without(content: bytes, places: Iterable[Place]) -> bytes:
    """The drawing without the boxes of these cells."""
    gone = set(places)

    def left(found: re.Match[bytes]) -> bytes:
        row, column = _row.search(found[0]), _column.search(found[0])
        place = (int(row[1]), int(column[1])) if row and column else None
        return b"" if place in gone else found[0]

    return _shapes.sub(left, content) if gone else content


def with_boxes(content: bytes, notices: Mapping[Place, Notice]) -> bytes:
    """The drawing with a box for each notice. Raises `Unfamiliar`."""
    end, root = _end.search(content), _root.search(content)
    if end is None or root is None:
        raise Unfamiliar
    known = all(b'xmlns:%s="%s"' % pair in root[0] for pair in _namespaces.items())
    declared = b"" if known else _declared
    first = max((int(found) for found in _number.findall(content)), default=1024) + 1
    boxes = b"".join(
        _shape % (declared, first + count, _width, _height(notice.text), *place)
        for count, (place, notice) in enumerate(sorted(notices.items()))
    )
    return content[: end.start()] + boxes + content[end.start() :]


def _height(text: str) -> int:
    lines = sum(len(line) // _signs_in_line + 1 for line in text.split("\n"))
    return _line_height * (min(lines, _most_lines) + 1)
