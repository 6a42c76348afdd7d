"""The letter part: blocks set in lines, lines put on pages (GB/T 9704-2012 clause 7.3)."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatchmethod
from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.document import (
    Addressee,
    AttachmentList,
    Blank,
    Block,
    Body,
    Head,
    Heading,
    PageBreak,
    Signature,
    SignOff,
    Title,
)
from bianmin_desktop.exchange.pdf.fonts import FontSet, Role, without_invisible
from bianmin_desktop.exchange.pdf.geometry import (
    ASCENT,
    BODY_LEADING,
    BODY_PITCH,
    BODY_SIZE,
    BODY_TRACKING,
    LETTER,
    TITLE_LEADING,
    TITLE_SIZE,
)
from bianmin_desktop.exchange.pdf.heads import head_lines
from bianmin_desktop.exchange.pdf.pages import Line, Numbering, Page, Text, moved
from bianmin_desktop.exchange.pdf.paragraphs import Span, balanced_lines, body_width, set_paragraphs
from bianmin_desktop.exchange.pdf.signing import sign_off_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HEADING_ROLES = {1: Role.HEI, 2: Role.KAI}
_INDENT = 2 * BODY_PITCH
_TOLERANCE = 1e-3
_SEAL_LINES = 3
"""Blank lines above the unit: a seal of 42 mm then begins within a line of the text."""


class Letter:
    """Sets blocks as lines."""

    def __init__(self, fonts: FontSet) -> None:
        """Take the faces that give the widths."""
        self._fonts = fonts
        self.lines: list[Line] = []
        self._paragraph_start = 0

    @singledispatchmethod
    def add(self, block: Block) -> None:
        """Set one block below the others; raise ``TypeError`` on an unknown one."""
        raise TypeError(block)

    @add.register
    def _(self, block: Title) -> None:
        for text in without_invisible(block.text).split("\n"):
            for line in balanced_lines(self._fonts, text, Role.TITLE, TITLE_SIZE):
                self._centre(line, Role.TITLE, TITLE_SIZE, TITLE_LEADING)
        if block.subtitle:
            self._centre(without_invisible(block.subtitle), Role.KAI, BODY_SIZE, BODY_LEADING)
        self.lines.append(Line(BODY_LEADING, keeps_next=True))

    @add.register
    def _(self, block: Addressee) -> None:
        self._paragraph([Span(block.text, Role.BODY)], indent=0.0)

    @add.register
    def _(self, block: Heading) -> None:
        role = _HEADING_ROLES.get(block.level, Role.BODY)
        first = len(self.lines)
        self._paragraph([Span(block.text, role)])
        self._keep_together(first)

    @add.register
    def _(self, block: Body) -> None:
        self._paragraph([Span(block.lead, Role.KAI), Span(block.text, Role.BODY)])

    @add.register
    def _(self, block: AttachmentList) -> None:
        if not block.names:
            return
        # The list is read as one, and a page to be sealed must show some of the text.
        self._keep_last_lines()
        first = len(self.lines)
        self.lines.append(Line(BODY_LEADING))
        several = len(block.names) > 1
        for number, name in enumerate(block.names, start=1):
            label = "附件：" if number == 1 else ""
            left = _INDENT + 3 * BODY_PITCH
            counter = f"{number}." if several else ""
            hang = left + body_width(self._fonts, counter)
            self._hanging(name, hang, ((_INDENT, label), (left, counter)))
        self._keep_together(first)

    @add.register
    def _(self, block: Signature) -> None:
        self._keep_last_lines()
        gap = _SEAL_LINES if block.sealed else 1
        self.lines.extend([Line(BODY_LEADING, keeps_next=True)] * gap)
        unit = without_invisible(block.unit) + ("（盖章）" if block.sealed else "")
        date = without_invisible(block.date)
        widths = (body_width(self._fonts, unit), body_width(self._fonts, date))
        unit_left, date_left = (_over_seal if block.sealed else _unsealed)(*widths)
        self._line(unit_left, unit, keeps_next=True)
        self._line(date_left, date, keeps_next=False)

    @add.register
    def _(self, block: SignOff) -> None:
        marks, height = sign_off_marks(self._fonts, block, LETTER.inner_width)
        # Who signs stays with what is signed.
        self._keep_together(max(0, len(self.lines) - 1))
        self.lines.append(Line(BODY_LEADING / 2, keeps_next=True))
        self.lines.append(Line(height, tuple(marks)))

    @add.register
    def _(self, block: Blank) -> None:
        self.lines.extend([Line(BODY_LEADING)] * block.lines)

    @add.register
    def _(self, _block: PageBreak) -> None:
        self.lines.append(Line(0.0, breaks_page=True))

    def _paragraph(self, spans: Iterable[Span], indent: float = _INDENT) -> None:
        """Set running text, its first line indented."""
        for paragraph in set_paragraphs(self._fonts, spans, LETTER.inner_width, indent):
            self._paragraph_start = len(self.lines)
            self.lines += [Line(BODY_LEADING, _lowered(marks)) for marks in paragraph]
            self._keep_ends(self._paragraph_start)

    def _hanging(self, text: str, hang: float, before: tuple[tuple[float, str], ...]) -> None:
        """Set a text whose lines all start at ``hang``, with words before the first one."""
        width = LETTER.inner_width - hang
        spans = [Span(text, Role.BODY)]
        lines = (line for part in set_paragraphs(self._fonts, spans, width, 0.0) for line in part)
        for number, marks in enumerate(lines):
            words = [_body(x, word) for x, word in before if not number]
            moved = [replace(mark, x=mark.x + hang) for mark in marks]
            self.lines.append(Line(BODY_LEADING, _lowered([*words, *moved])))

    def _line(self, x: float, text: str, *, keeps_next: bool) -> None:
        """Set one line of 仿宋 at ``x``."""
        self.lines.append(Line(BODY_LEADING, _lowered([_body(x, text)]), keeps_next=keeps_next))

    def _centre(self, text: str, role: Role, size: float, leading: float) -> None:
        """Set one centred line that stays with what follows."""
        x = (LETTER.inner_width - self._fonts.width(text, role, size)) / 2
        mark = Text(x, -ASCENT * size, text, role, size)
        self.lines.append(Line(leading, (mark,), keeps_next=True))

    def _keep_ends(self, first: int) -> None:
        """Keep the first two and the last two lines of a paragraph together (孤行)."""
        last = len(self.lines) - 1
        for at in {first, last - 1} if last > first else ():
            self.lines[at] = replace(self.lines[at], keeps_next=True)

    def _keep_last_lines(self) -> None:
        """Keep the last two lines with what follows, or the last paragraph if it has only one."""
        self._keep_together(max(self._paragraph_start, len(self.lines) - 2, 0))

    def _keep_together(self, first: int) -> None:
        """Keep the lines from ``first`` on with each other and with what follows."""
        for at in range(first, len(self.lines)):
            self.lines[at] = replace(self.lines[at], keeps_next=True)


def _over_seal(unit: float, date: float) -> tuple[float, float]:
    """Return where 署名 and 成文日期 of these widths begin under a seal (clause 7.3.5.1).

    The day ends four characters from the right edge, the unit is centred over it.
    """
    date_left = LETTER.inner_width - 4 * BODY_PITCH - date
    centred = date_left + (date - unit) / 2
    return max(0.0, min(centred, LETTER.inner_width - 2 * BODY_PITCH - unit)), date_left


def _unsealed(unit: float, date: float) -> tuple[float, float]:
    """Return where they begin without a seal (clause 7.3.5.2).

    The day begins two characters further in than the unit; what reaches further to the right of
    the two ends two characters from the edge.
    """
    widest = max(unit, _INDENT + date)
    unit_left = max(0.0, LETTER.inner_width - 2 * BODY_PITCH - widest)
    return unit_left, unit_left + _INDENT


def _body(x: float, text: str) -> Text:
    """Return words in 3号仿宋 at ``x``."""
    return Text(x, 0.0, text, Role.BODY, BODY_SIZE, BODY_TRACKING)


def _lowered(marks: Iterable[Text]) -> tuple[Text, ...]:
    """Return marks with their baseline where body characters touch the line's upper edge."""
    return tuple(replace(mark, y=-ASCENT * BODY_SIZE) for mark in marks)


def letter_pages(blocks: Sequence[Block], fonts: FontSet, head: Head | None = None) -> list[Page]:
    """Return the pages of the letter; none if there are no blocks."""
    letter = Letter(fonts)
    if head is not None and blocks:
        letter.lines.extend(head_lines(head, fonts))
    pages = _laid(letter, blocks)
    if pages and head is not None and head.is_letter:
        pages[0].numbering = Numbering.NONE
    return pages


def _laid(letter: Letter, blocks: Sequence[Block]) -> list[Page]:
    """Set the blocks below what is set already, and put all lines on pages."""
    for block in blocks:
        letter.add(block)
    pages: list[Page] = []
    room = 0.0
    for group in _groups(letter.lines):
        height = sum(line.height for line in group)
        fresh = not pages or group[0].breaks_page
        if fresh or (height > room + _TOLERANCE and height <= LETTER.inner_height + _TOLERANCE):
            pages.append(Page(LETTER, Numbering.LETTER))
            room = LETTER.inner_height
        for line in group:
            if line.height > room + _TOLERANCE:
                pages.append(Page(LETTER, Numbering.LETTER))
                room = LETTER.inner_height
            _place(pages[-1], line, LETTER.bottom + room)
            room -= line.height
    return pages


def _groups(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the lines in groups that stay on one page if they fit on one."""
    groups: list[list[Line]] = []
    open_group = False
    for line in lines:
        if open_group and not line.breaks_page:
            groups[-1].append(line)
        else:
            groups.append([line])
        open_group = line.keeps_next
    return groups


def _place(page: Page, line: Line, top: float) -> None:
    """Put a line's marks on a page, its upper edge at ``top``."""
    page.marks.extend(moved(mark, LETTER.left, top) for mark in line.marks)
