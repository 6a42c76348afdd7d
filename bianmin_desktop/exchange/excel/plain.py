"""Working tables as workbooks: a header in the first row, rows below, nothing to hand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import cast

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.exchange.excel import styles
from bianmin_desktop.exchange.excel.hidden import Choices, lists_name, ranges_of, write_lists
from bianmin_desktop.exchange.excel.packing import packed
from bianmin_desktop.exchange.excel.sheets import append, text_cell
from bianmin_desktop.exchange.excel.styles import OpenCell
from bianmin_desktop.exchange.excel.texts import cell_text, check_texts, sheet_name
from bianmin_desktop.exchange.excel.widths import a3, a4, row_height, tall_rows, widths_of
from bianmin_desktop.exchange.submission.parts import Cell, Column, Line, Number, Table
from bianmin_desktop.progress import Progress, silent

spare_rows = 3000
"""Rows below the last one that offer choices and keep codes as text."""

room = {a4: 165, a3: 250}
"""Half-width characters across a landscape page that stay readable in print."""

_reported = 500


def table_workbook(
    table: Table,
    moment: datetime,
    *,
    hidden: frozenset[str] = frozenset(),
    progress: Progress = silent,
) -> bytes:
    """One table as a file's bytes; columns whose ids are in `hidden` are there but not shown.

    Raises `Refused` for a text no cell can hold, and what `progress` raises.
    """
    check_texts([table])
    workbook = Workbook(write_only=True)
    workbook.properties.title = table.title
    sheet = workbook.create_sheet(sheet_name(table.name, {lists_name}))
    widths = widths_of(table)
    lay_out(sheet, table.columns, widths, len(table.lines), hidden)
    raise_rows(sheet, table.lines, widths, 1)
    append(sheet, [text_cell(sheet, styles.header, column.label) for column in table.columns])
    _write_lines(sheet, table, progress)
    ranges = ranges_of([table])
    offer_choices(sheet, table.columns, ranges, len(table.lines))
    if ranges:
        write_lists(workbook.create_sheet(lists_name), ranges)
    return packed(workbook, moment)


def lay_out(
    sheet: Worksheet,
    columns: Sequence[Column],
    widths: Sequence[int],
    count: int,
    hidden: frozenset[str] = frozenset(),
) -> None:
    """Widths, frozen header, filter and print set-up for a table of so many lines."""
    for place, (column, width) in enumerate(zip(columns, widths, strict=True), start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = width
        dimension.hidden = column.id in hidden
        dimension.number_format = styles.of_column(column).number_format
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    total = sum(w for c, w in zip(columns, widths, strict=True) if c.id not in hidden)
    paper = a4 if total <= room[a4] else a3
    fit_to_width(sheet, paper, -(-total // room[paper]))


def raise_rows(sheet: Worksheet, lines: Sequence[Line], widths: Sequence[int], above: int) -> None:
    """Give rows whose texts are wrapped their height; `above` rows stand before the lines."""
    for place, count in tall_rows(lines, widths).items():
        sheet.row_dimensions[above + place + 1].height = row_height(count)


def fit_to_width(sheet: Worksheet, paper: str = a4, across: int = 1) -> None:
    """Print on so many landscape pages side by side, with page x of y at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    cast("HeaderFooterItem", sheet.oddFooter).center.text = "第 &P 页 共 &N 页"


def offer_choices(
    sheet: Worksheet,
    columns: Sequence[Column],
    ranges: Mapping[Choices, str],
    count: int,
    above: int = 1,
) -> None:
    """Drop-downs for the columns that have choices, for the lines there are and spare ones.

    `above` rows stand before the lines.
    """
    last = count + above + spare_rows
    for place, column in enumerate(columns, start=1):
        if column.choices:
            offer = DataValidation(type="list", formula1=ranges[column.choices], allow_blank=True)
            offer.errorStyle = "warning"
            offer.errorTitle = "不在选项里"
            offer.error = f"“{column.label}”请从下拉列表中选择。"
            offer.showErrorMessage = True
            letter = get_column_letter(place)
            offer.add(f"{letter}{above + 1}:{letter}{last}")
            sheet.data_validations.append(offer)


def _write_lines(sheet: Worksheet, table: Table, progress: Progress) -> None:
    looks = [styles.of_column(column).cell(sheet) for column in table.columns]
    for place, line in enumerate(table.lines):
        if place % _reported == 0:
            progress.report(place, len(table.lines), "正在生成表格")
        append(sheet, _cells(sheet, table, looks, line))


def _cells(
    sheet: Worksheet, table: Table, looks: Sequence[OpenCell], line: Line
) -> Iterable[OpenCell]:
    for column, look, cell in zip(table.columns, looks, line.cells, strict=True):
        yield _filled(sheet, column, look, cell)


def _filled(sheet: Worksheet, column: Column, look: OpenCell, cell: Cell) -> OpenCell:
    if isinstance(cell, Number):
        filled = styles.number(cell).cell(sheet)
        filled.value = cell.value
        return filled
    if isinstance(cell, date):
        look.value = cell
    elif cell:
        look.value = cell_text(cell)
        look.data_type = "s"
    else:
        look.value = None
    return look
