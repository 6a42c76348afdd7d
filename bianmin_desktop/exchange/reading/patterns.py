"""How rows and cells look in a sheet's XML, whatever prefix its writer gave the tags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bianmin_desktop.exchange.reading.marks import Place
from bianmin_desktop.exchange.reading.refusals import Unreadable

no_result = "#公式无结果"
"""What a cell shows whose formula was stored without its result."""

_first = re.compile(rb"<(?:([A-Za-z_][\w.-]{0,30}):)?worksheet\b")
_declared = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_reference = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_failed_type = re.compile(rb"""\st=(?:"e"|'e')""")
_type = re.compile(rb"""\st=(?:"[^"]*"|'[^']*')""")
_as_text = b' t="str"'


def first_tag(text: bytes) -> bytes:
    """The prefix of a sheet's tags with its colon, empty where there is none.

    Raises `Unreadable` when entities are declared before the first tag.
    """
    found = _first.search(text)
    before = text[: found.start()] if found else text
    if _declared.search(before):
        raise Unreadable("tricks")
    return found[1] + b":" if found and found[1] else b""


def place_of(reference: str) -> Place | None:
    """Row and column, from 0, of a cell's name; nothing for what is none."""
    found = _reference.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


@dataclass(frozen=True)
class Patterns:
    """The expressions for one prefix; none takes longer than the text is, whatever it holds."""

    row_start: bytes
    cell_start: bytes
    formula_start: bytes
    row: re.Pattern[bytes]
    hidden: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    without_result: re.Pattern[bytes]
    value: bytes

    @staticmethod
    @lru_cache(maxsize=8)
    def of(prefix: bytes) -> Patterns:
        """For tags with that prefix."""
        p = re.escape(prefix)
        row = rb"""<%srow\b(?:[^<>]*?\sr=["'](\d{1,7})["'])?[^<>]*>""" % p
        cell = rb"<%sc\b[^<>]*>" % p
        formula = rb"<%sf\b[^<>]*(?:/>|>[^<]*</%sf\s*>)" % (p, p)
        blank = rb"(?:<%sv\s*/>\s*|<%sv>\s*</%sv\s*>\s*)?" % (p, p, p)
        without = rb"(<%sc\b[^<>/]*>)(\s*%s)\s*%s</%sc\s*>" % (p, formula, blank, p)
        return Patterns(
            b"<" + prefix + b"row",
            b"<" + prefix + b"c ",
            b"<" + prefix + b"f",
            re.compile(row),
            re.compile(rb"""\shidden=["'](?:1|true)["']"""),
            re.compile(cell),
            re.compile(without),
            b"<%sv>%s</%sv></%sc>" % (prefix, no_result.encode(), prefix, prefix),
        )

    def cut(self, text: bytes) -> int:
        """Where a piece can be cut so that no cell is torn apart."""
        best = max(text.rfind(self.row_start), text.rfind(self.cell_start))
        return best if best > 0 else max(text.rfind(b"<"), 0)

    def shows_failure(self, text: bytes) -> bool:
        """Whether there is a cell that holds an error, or a formula without its result."""
        if b't="e"' in text or b"t='e'" in text:
            return any(_failed_type.search(tag[0]) for tag in self.cell.finditer(text))
        if self.formula_start not in text:
            return False
        return any(not _is_text(found[1]) for found in self.without_result.finditer(text))

    def mended(self, text: bytes) -> bytes:
        """The sheet with errors as texts, and formulas without results saying so."""
        shown = self.cell.sub(lambda tag: _failed_type.sub(_as_text, tag[0]), text)
        return self.without_result.sub(self._said, shown)

    def _said(self, found: re.Match[bytes]) -> bytes:
        if _is_text(found[1]):
            return found[0]
        tag = _type.sub(b"", found[1])
        return tag[:-1] + _as_text + b">" + found[2] + self.value


def _is_text(tag: bytes) -> bool:
    """A formula whose result is a text may have an empty one."""
    return b't="str"' in tag or b"t='str'" in tag
