"""styles.xml with copies of cell styles that differ in their fill only, and back again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bianmin_desktop.exchange.marking import Unfamiliar

fills: Mapping[str, bytes] = {
    "blocking": b"FFFFB9B3",
    "verify": b"FFFFE08A",
    "hint": b"FFCFE2F9",
}
"""Nobody else's exact colours, light enough to read what is written in the cell."""

_fill = re.compile(rb"<fill>.*?</fill>|<fill\s*/>", re.DOTALL)
_style = re.compile(rb"<xf\b[^<>]*/>|<xf\b[^<>]*>.*?</xf>", re.DOTALL)
_count = re.compile(rb'\scount="\d+"')
_fill_number = re.compile(rb'\sfillId="(\d+)"')
_applied = re.compile(rb'\sapplyFill="[^"]*"')
_solid = re.compile(rb'patternType="solid"[^<>]*>\s*<fgColor\b([^<>]*?)/?>')
_behind = re.compile(rb"<bgColor\b([^<>]*?)/?>")


class Colours:
    """The styles of a workbook."""

    def __init__(self, content: bytes) -> None:
        """Over `xl/styles.xml`. Raises `Unfamiliar`."""
        self._content = content
        self._fills = _listed(content, b"fills", _fill)
        self._styles = _listed(content, b"cellXfs", _style)
        self._made: dict[tuple[int, str], int] = {}
        self._ours = {
            number
            for number, fill in enumerate(self._fills)
            if any(b'rgb="%s"' % colour in fill for colour in fills.values())
        }

    def coloured(self, style: int, level: str) -> int:
        """The number of the style that differs from `style` in its fill only."""
        if (style, level) not in self._made:
            self._made[style, level] = self._with_fill(style, self._fill_over(style, level))
        return self._made[style, level]

    def uncoloured(self) -> dict[int, int]:
        """The styles an earlier marking of ours made, and those they were made from."""
        return {
            style: self._with_fill(style, self._fill_behind(self._fill_of(style)))
            for style in range(len(self._styles))
            if self._fill_of(style) in self._ours
        }

    def content(self) -> bytes:
        """`xl/styles.xml` with all that was asked for."""
        whole = _put_back(self._content, b"fills", self._fills)
        return _put_back(whole, b"cellXfs", self._styles)

    def _fill_of(self, style: int) -> int:
        found = _fill_number.search(self._styles[style])
        return int(found[1]) if found else 0

    def _fill_over(self, style: int, level: str) -> int:
        """Our fill; the colour it covers is kept behind it, which a solid fill does not show."""
        number = self._fill_of(style)
        covered = _solid.search(self._fills[number]) if number < len(self._fills) else None
        behind = covered[1] if covered and number not in self._ours else b' indexed="64"'
        return self._number_of(
            b'<fill><patternFill patternType="solid"><fgColor rgb="%s"/><bgColor%s/>'
            b"</patternFill></fill>" % (fills[level], behind.rstrip())
        )

    def _fill_behind(self, number: int) -> int:
        behind = _behind.search(self._fills[number])
        if behind is None or b'indexed="64"' in behind[1]:
            return 0
        return self._number_of(
            b'<fill><patternFill patternType="solid"><fgColor%s/><bgColor indexed="64"/>'
            b"</patternFill></fill>" % behind[1].rstrip()
        )

    def _number_of(self, fill: bytes) -> int:
        if fill not in self._fills:
            self._fills.append(fill)
        return self._fills.index(fill)

    def _with_fill(self, style: int, fill: int) -> int:
        if style >= len(self._styles):
            raise Unfamiliar
        bare = _applied.sub(b"", _fill_number.sub(b"", self._styles[style]))
        whole = bare.replace(b"<xf", b'<xf fillId="%d" applyFill="1"' % fill, 1)
        self._styles.append(whole)
        return len(self._styles) - 1


def _region(content: bytes, name: bytes) -> re.Match[bytes]:
    found = re.search(rb"(<%s\b[^<>]*>)(.*?)</%s>" % (name, name), content, re.DOTALL)
    if found is None:
        raise Unfamiliar
    return found


def _listed(content: bytes, name: bytes, item: re.Pattern[bytes]) -> list[bytes]:
    listed = item.findall(_region(content, name)[2])
    if not listed:
        raise Unfamiliar
    return listed


def _put_back(content: bytes, name: bytes, items: list[bytes]) -> bytes:
    found = _region(content, name)
    head = _count.sub(b"", found[1])
    head = head[:-1] + b' count="%d">' % len(items)
    whole = head + b"".join(items) + b"</%s>" % name
    return content[: found.start()] + whole + content[found.end() :]
