"""How cells look: fonts, lines, formats, and which cells may be typed into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.exchange.submission.parts import Column, Look, Number, Tone

_face = "宋体"
_head_face = "黑体"
_line = Side(style="thin", color="A6A6A6")
boxed = Border(left=_line, right=_line, top=_line, bottom=_line)
underlined = Border(bottom=Side(style="thin", color="000000"))
_header_fill = PatternFill("solid", fgColor="DCE6F1")
_group_fill = PatternFill("solid", fgColor="F2F2F2")
free = Protection(locked=False)
as_text = "@"
as_day = "yyyy-mm-dd"


OpenCell = Cell
"""A cell of a write-only sheet, where it has neither a row nor a column yet."""


@dataclass(frozen=True, slots=True)
class Style:
    """Everything about a cell but its value."""

    font: Font
    alignment: Alignment
    border: Border | None = None
    fill: PatternFill | None = None
    number_format: str = "General"
    is_locked: bool = True

    def cell(self, sheet: Worksheet) -> OpenCell:
        """An empty cell that looks so; it may be appended again and again with other values."""
        cell: OpenCell = WriteOnlyCell(sheet)
        cell.font = self.font
        cell.alignment = self.alignment
        cell.number_format = self.number_format
        if self.border is not None:
            cell.border = self.border
        if self.fill is not None:
            cell.fill = self.fill
        if not self.is_locked:
            cell.protection = free
        return cell


_plain = Font(name=_face, size=10)
_bold = Font(name=_head_face, size=10)
_middle = Alignment(vertical="center", wrap_text=True)
_centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
_right = Alignment(horizontal="right", vertical="center", indent=1)

title = Style(Font(name=_head_face, size=16), Alignment(vertical="center"))
title_in_lines = Style(title.font, Alignment(vertical="center", wrap_text=True))
caption = Style(_plain, Alignment(vertical="center"))
header = Style(_bold, _centred, boxed, _header_fill)
group = Style(_bold, Alignment(vertical="center"), boxed, _group_fill, is_locked=False)
note = Style(Font(name=_face, size=9, color="595959"), Alignment(vertical="center"))
cover_title = Style(Font(name=_head_face, size=22), _centred)
cover_label = Style(Font(name=_head_face, size=12), _centred, boxed, _header_fill)
cover_value = Style(
    Font(name=_face, size=12), Alignment(vertical="center", wrap_text=True, indent=1), boxed
)
guarded = Style(_plain, _middle, boxed, number_format=as_text, is_locked=False)
bare = Style(_plain, Alignment(vertical="center"), number_format=as_text)


_tones: Mapping[Tone, tuple[Font, str]] = {
    Tone.FRESH: (Font(bold=True), "E2EFDA"),
    Tone.QUIET: (Font(italic=True), "FFF2CC"),
    Tone.GONE: (Font(bold=True, italic=True), "D9D9D9"),
    Tone.MISSING: (Font(bold=True, underline="single"), "F8CBAD"),
}
"""Told apart by the letters alone where print has no colours; all are light behind black."""


def marking(tone: Tone, word: str) -> Rule:
    """The rule that marks cells that say the word, whoever typed it; digits mean the number."""
    font, colour = _tones[tone]
    look = DifferentialStyle(font=font, fill=PatternFill("solid", bgColor=colour))
    said = word if word.isdecimal() else f'"{word}"'
    return Rule(type="cellIs", operator="equal", formula=[said], dxf=look)


def of_column(column: Column) -> Style:
    """The look of a column's cells."""
    if column.look is Look.NUMBER:
        return number(Number(Decimal(0)))
    if column.look is Look.SERIAL:
        return Style(_plain, _centred, boxed, number_format="0", is_locked=False)
    if column.look is Look.DATE:
        return Style(_plain, _centred, boxed, number_format=as_day, is_locked=False)
    if column.look is Look.LINES:
        # As text, Excel shows more than 255 characters as ####.
        return Style(_plain, _middle, boxed, is_locked=False)
    return Style(_plain, _middle, boxed, number_format=as_text, is_locked=False)


def number(shown: Number) -> Style:
    """The look of a number: thousands apart, its places, and what stands for 0."""
    whole = "0" if shown.is_year else "#,##0"
    digits = whole + ("." + "0" * shown.places if shown.places else "")
    shape = f'{digits};-{digits};"{shown.zero}"' if shown.zero else digits
    return Style(_plain, _right, boxed, number_format=shape, is_locked=False)
