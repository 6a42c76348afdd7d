"""Workbooks for clerks to fill in: headers, drop-downs, rows as they are, how each is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import cast

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.catalogue.definitions import Field
from bianmin_desktop.exchange.excel import styles
from bianmin_desktop.exchange.excel.hidden import (
    Choices,
    lists_name,
    meta_name,
    ranges_of,
    write_lists,
)
from bianmin_desktop.exchange.excel.packing import pack
from bianmin_desktop.exchange.excel.plain import lay_out, spare_rows
from bianmin_desktop.exchange.excel.rows import RowWriter
from bianmin_desktop.exchange.excel.sheets import append, text_cell
from bianmin_desktop.exchange.excel.styles import OpenCell
from bianmin_desktop.exchange.excel.template_help import Explained, help_name, write_help, written
from bianmin_desktop.exchange.excel.texts import in_header, lines_in, sheet_name
from bianmin_desktop.exchange.excel.widths import (
    frozen_columns,
    row_height,
    tall_rows,
    widths_of,
)
from bianmin_desktop.exchange.submission.parts import Column, Line, Table
from bianmin_desktop.exchange.template_facts import TemplateFacts
from bianmin_desktop.progress import Progress, silent

required_mark = "*"

_signed = "便民圈填报"
_member = "xl/worksheets/sheet1.xml"
_longest_prompt = 255
_longest_title = 32
_most_column = 40
_required = replace(styles.header, fill=PatternFill("solid", fgColor="FCE4D6"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as the template asks for it: its column, and every answer it offers."""

    field: Field
    column: Column
    answers: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """How it is written, and what is meant."""
        return "\n".join(filter(None, (written[self.field.kind], self.field.help)))


@dataclass(frozen=True, slots=True)
class Template:
    """A template: the record type's name, its columns, what it says of itself, and its rows.

    `title` stands above every printed page; `notes` are told first on the sheet of explanations.
    Every line begins with the id of its record where there is an `id_column`.
    """

    name: str
    asked: Sequence[Asked]
    facts: TemplateFacts
    title: str = ""
    notes: tuple[str, ...] = ()
    id_column: Column | None = None
    naming: str = "name"
    lines: tuple[Line, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the sheet, that of the ids first."""
        ids = (self.id_column,) if self.id_column else ()
        return (*ids, *(part.column for part in self.asked))


def template_workbook(template: Template, moment: datetime, progress: Progress = silent) -> bytes:
    """The workbook as a file's bytes: the same template gives the same bytes.

    Raises `Refused` for a text no cell can hold, and what `progress` raises.
    """
    workbook = Workbook(write_only=True)
    workbook.properties.title = template.title or f"{template.name}填报模板"
    taken = {lists_name, meta_name, help_name}
    sheet = workbook.create_sheet(sheet_name(template.name, taken))
    table = Table("", sheet.title, template.title, template.columns, template.lines)
    ranges = ranges_of([table])
    rows = _Laid(template, table, sheet).write(ranges)
    told = [Explained(part.field, part.column.label, part.answers) for part in template.asked]
    write_help(workbook.create_sheet(help_name), template.name, template.notes, told)
    if ranges:
        write_lists(workbook.create_sheet(lists_name), ranges)
    _write_facts(workbook.create_sheet(meta_name), template.facts)
    target, total = BytesIO(), len(template.lines)
    pieces = rows.pieces(lambda done: progress.report(done, total, "正在生成模板"))
    pack(workbook, moment, target, {_member: pieces})
    return target.getvalue()


class _Laid:
    """The sheet to fill in, on its way into an empty sheet of a write-only workbook."""

    def __init__(self, template: Template, table: Table, sheet: Worksheet) -> None:
        self._template = template
        self._sheet = sheet
        self._table = table
        widths = widths_of(table, _most_column)
        self._widths = [
            max(width, min(column.width, _most_column) + 2)
            for width, column in zip(widths, table.columns, strict=True)
        ]

    def write(self, ranges: Mapping[Choices, str]) -> RowWriter:
        """Everything but the rows, which are poured in when the workbook is closed."""
        sheet, table = self._sheet, self._table
        tall = tall_rows(table.lines, self._widths)
        lay_out(sheet, table.columns, self._widths, len(table.lines), self._hidden())
        for place in range(1, len(table.columns) + 1):
            sheet.column_dimensions[get_column_letter(place)].protection = styles.free
        sheet.row_dimensions[1].height = row_height(self._header_lines())
        frozen = self._frozen()
        sheet.freeze_panes = f"{get_column_letter(frozen + 1)}2"
        if frozen > self._first:
            first, last = get_column_letter(self._first + 1), get_column_letter(frozen)
            sheet.print_title_cols = f"{first}:{last}"
        self._name_pages()
        _guard(sheet)
        append(sheet, self._header())
        for place, part in enumerate(self._template.asked, start=self._first + 1):
            self._guide(part, get_column_letter(place), ranges)
        return RowWriter(sheet, table, 2, tall)

    @property
    def _first(self) -> int:
        """The place of the first column that is shown."""
        return 1 if self._template.id_column else 0

    def _hidden(self) -> frozenset[str]:
        column = self._template.id_column
        return frozenset((column.id,)) if column else frozenset()

    def _frozen(self) -> int:
        columns, widths = self._table.columns[self._first :], self._widths[self._first :]
        return self._first + frozen_columns(columns, widths, (self._template.naming,))

    def _header_lines(self) -> int:
        pairs = zip(self._table.columns, self._widths, strict=True)
        return max(lines_in(f"{column.label}*", width - 1) for column, width in pairs) + 1

    def _header(self) -> list[OpenCell]:
        column = self._template.id_column
        ids = [text_cell(self._sheet, styles.header, column.label)] if column else []
        return [*ids, *(_headed(self._sheet, part) for part in self._template.asked)]

    def _guide(self, asked: Asked, letter: str, ranges: Mapping[Choices, str]) -> None:
        """What is told when a cell of the column is entered, and what may be chosen in it."""
        choices = asked.column.choices
        guide = DataValidation(type="list" if choices else None, allow_blank=True)
        if choices:
            guide.formula1 = ranges[choices]
            guide.errorStyle = "warning"
            guide.errorTitle = "不在选项里"
            guide.error = f"“{asked.column.label}”请从下拉列表中选择。"
            guide.showErrorMessage = True
        must = "必填。" if asked.field.required else ""
        guide.promptTitle = asked.column.label[:_longest_title]
        guide.prompt = f"{must}{asked.told}"[:_longest_prompt]
        guide.showInputMessage = True
        guide.add(f"{letter}2:{letter}{len(self._table.lines) + 1 + spare_rows}")
        self._sheet.data_validations.append(guide)

    def _name_pages(self) -> None:
        above = cast("HeaderFooterItem", self._sheet.oddHeader)
        above.center.text = in_header(self._template.title)
        above.center.size = 12


def _headed(sheet: Worksheet, asked: Asked) -> OpenCell:
    mark = required_mark if asked.field.required else ""
    style = _required if asked.field.required else styles.header
    cell = text_cell(sheet, style, f"{asked.column.label}{mark}")
    cell.comment = Comment(asked.told, _signed, height=90, width=260)
    return cell


def _guard(sheet: Worksheet) -> None:
    """The headers cannot be typed over and no row deleted; without a password, for who must.

    Sorting asks for every cell of the rows to be free, and so they are, those of the ids too.
    """
    guard = sheet.protection
    guard.sheet = True
    guard.formatCells = guard.formatColumns = guard.formatRows = False
    guard.insertRows = guard.sort = guard.autoFilter = False


def _write_facts(sheet: Worksheet, facts: TemplateFacts) -> None:
    sheet.sheet_state = "hidden"
    for pair in facts.pairs():
        append(sheet, [text_cell(sheet, styles.bare, text) for text in pair])
