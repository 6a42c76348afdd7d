"""A PDF file held against the one its version makes: every page's text, then how it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bianmin_desktop.exchange.pdf.viewing import PdfPages, Pixels
from bianmin_desktop.exchange.verifying.deviations import Deviation, Held, added, missing
from bianmin_desktop.exchange.verifying.finding import Place, TableRows

letter = "letter"
_letter_label, _foot_label = "正文", "页脚"
_seen_at = 48
"""Dots an inch at which two pages are looked at side by side."""
_marked = 60
"""Steps of brightness, of 256, from which a dot counts as another."""
_specks = 12
_continued = "（续）"
_heading = re.compile(r"^附件\d*(?:\s|$)")
_most_named = 200


def paper_held(frozen: PdfPages, found: PdfPages, rows: TableRows) -> Held:
    """What the file's pages say or show otherwise; `rows` knows the lines of the tables."""
    if frozen.content == found.content:
        return Held()
    before, after = _texts(frozen), _texts(found)
    compared = _Pages(rows)
    if len(before) != len(after):
        whole = ("", "", "", "整份文件", "页数")
        counts = (f"{len(before)} 页", f"{len(after)} 页")
        lines = compared.of_page(0, sum(before, []), sum(after, []))
        return Held((Deviation("", *whole, *counts), *lines))
    deviations: list[Deviation] = []
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        said = list(compared.of_page(number + 1, old, new))
        if not said and not _looks_alike(frozen, found, number):
            said.append(compared.looks_different(number + 1))
        deviations += said
    return Held(tuple(deviations))


def pages_text(pages: PdfPages) -> str:
    """Everything a file's pages say."""
    return "\n".join("\n".join(lines) for lines in _texts(pages))


def _texts(pages: PdfPages) -> list[list[str]]:
    return [_lines(pages.said(number)) for number in range(len(pages.sizes))]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class _Pages:
    """Goes through the pages and knows in which table it is."""

    def __init__(self, rows: TableRows) -> None:
        self._rows = rows
        self._table = Place(letter, _letter_label)
        self._named = 0

    def of_page(self, number: int, old: Sequence[str], new: Sequence[str]) -> Iterator[Deviation]:
        """What a page says otherwise; page 0 stands for the whole file."""
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        changed = {start: step for step in steps if step[0] != "equal" for start in [step[1]]}
        for place in range(len(old) + 1):
            if place < len(old):
                self._notice(old, place)
            if place in changed:
                _, start, end, new_start, new_end = changed[place]
                pair = old[start:end], new[new_start:new_end]
                yield self._deviation(number, old, start, pair)

    def looks_different(self, number: int) -> Deviation:
        """The text is the same, the picture is not: a seal, a line, something pasted over."""
        words = (self._table.label, "", "样子", "与冻结时一样", "多了或少了图形（如印章、涂改）")
        return Deviation(self._table.id, "", "", *words, f"第 {number} 页")

    def _notice(self, lines: Sequence[str], place: int) -> None:
        line = lines[place]
        if _heading.match(line):
            title = line.partition(" ")[2] or (lines[place + 1] if place + 1 < len(lines) else "")
            self._table = self._rows.table(title.removesuffix(_continued).strip())

    def _deviation(
        self,
        number: int,
        lines: Sequence[str],
        start: int,
        pair: tuple[Sequence[str], Sequence[str]],
    ) -> Deviation:
        before, after = (" ".join(part) for part in pair)
        table, at = self._table, Place()
        if "一致码" in before:
            table = Place(table.id, _foot_label)
        elif self._named < _most_named:
            self._named += 1
            at = self._rows.row(table, lines, start, (before, after))
        return Deviation(
            table=table.id,
            row=at.id,
            field=at.field,
            table_label=table.label,
            row_label=at.label,
            field_label=at.field_label,
            frozen=before or missing,
            found=after or missing if before else f"{added}{after}",
            place=f"第 {number} 页" if number else "",
        )


def _looks_alike(frozen: PdfPages, found: PdfPages, number: int) -> bool:
    if frozen.sizes[number] != found.sizes[number]:
        return False
    old, new = (pages.drawn(number, _seen_at) for pages in (frozen, found))
    return old.content == new.content or _dots_apart(old, new) <= _specks


def _dots_apart(old: Pixels, new: Pixels) -> int:
    """How many dots differ clearly in their green, which is most of what the eye sees."""
    if (old.width, old.height) != (new.width, new.height):
        return old.width * old.height
    apart = 0
    for row in range(old.height):
        ends = row * old.stride, row * old.stride + old.width * 4
        one, other = old.content[slice(*ends)], new.content[slice(*ends)]
        if one != other:
            apart += sum(
                abs(a - b) > _marked for a, b in zip(one[1::4], other[1::4], strict=True)
            )
    return apart
