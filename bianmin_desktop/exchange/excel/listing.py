"""A list as a workbook: to be read and printed, and to be corrected and imported again."""

from __future__ import annotations

from typing import BinaryIO, cast

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.exchange.excel import styles
from bianmin_desktop.exchange.excel.hidden import Choices, lists_name, ranges_of, write_lists
from bianmin_desktop.exchange.excel.packing import pack
from bianmin_desktop.exchange.excel.plain import fit_to_width, offer_choices, room
from bianmin_desktop.exchange.excel.rows import RowWriter
from bianmin_desktop.exchange.excel.sheets import append, text_cell
from bianmin_desktop.exchange.excel.styles import OpenCell
from bianmin_desktop.exchange.excel.texts import in_header, lines_in, sheet_name
from bianmin_desktop.exchange.excel.widths import (
    a3,
    a4,
    frozen_columns,
    row_height,
    tall_rows,
    widths_of,
)
from bianmin_desktop.exchange.lists import ListSheet
from bianmin_desktop.progress import Progress, silent

header_row = 3
"""The title stands above it, and what was asked for."""

_title_height = 30.0
_last_column = 16_384
_widest = 52
"""Half-width characters up to which a text is not wrapped."""
_member = "xl/worksheets/sheet1.xml"


def write_list(listed: ListSheet, target: BinaryIO, progress: Progress = silent) -> None:
    """Write the workbook into an open file: the same list gives the same bytes.

    Raises `Refused` for a text no cell can hold, and what `progress` raises.
    """
    workbook = Workbook(write_only=True)
    workbook.properties.title = listed.title
    workbook.properties.creator = listed.unit
    sheet = workbook.create_sheet(sheet_name(listed.table.name, {lists_name}))
    laid = _Laid(listed, sheet)
    ranges = ranges_of([listed.table])
    laid.set_up()
    laid.write_head()
    laid.offer(ranges)
    if ranges:
        write_lists(workbook.create_sheet(lists_name), ranges)
    total = len(listed.table.lines)
    rows = RowWriter(sheet, listed.table, header_row + 1, laid.tall)
    pieces = rows.pieces(lambda done: progress.report(done, total, "正在生成表格"))
    pack(workbook, listed.made_at, target, {_member: pieces})


class _Laid:
    """One list on its way into an empty sheet of a write-only workbook."""

    def __init__(self, listed: ListSheet, sheet: Worksheet) -> None:
        self._listed = listed
        self._sheet = sheet
        self._columns = listed.table.columns
        self._widths = widths_of(listed.table, _widest)
        self.tall = tall_rows(listed.table.lines, self._widths)

    def set_up(self) -> None:
        """Everything that must be known before the first row: widths, frozen panes, printing."""
        sheet, last = self._sheet, get_column_letter(len(self._columns))
        self._set_columns()
        sheet.row_dimensions[1].height = _title_height
        sheet.row_dimensions[header_row].height = row_height(self._header_lines() + 1)
        sheet.freeze_panes = f"{get_column_letter(self._frozen() + 1)}{header_row + 1}"
        sheet.print_title_rows = f"{header_row}:{header_row}"
        end = header_row + len(self._listed.table.lines)
        sheet.auto_filter.ref = f"A{header_row}:{last}{end}"
        total = sum(self._widths[self._first :])
        paper = a4 if total <= room[a4] else a3
        across = -(-total // room[paper])
        if across > 1 and self._frozen() > self._first:
            first, end_letter = self._first + 1, get_column_letter(self._frozen())
            sheet.print_title_cols = f"{get_column_letter(first)}:{end_letter}"
        fit_to_width(sheet, paper, across)
        self._dress()

    def write_head(self) -> None:
        """Title, what was asked for, and the header."""
        listed = self._listed
        told = "　　".join((listed.asked, listed.count, listed.day))
        for style, text in ((styles.title, listed.title), (styles.caption, told)):
            self._append([*[""] * self._first, text], style)
        self._append([column.label for column in self._columns], styles.header)

    def offer(self, ranges: dict[Choices, str]) -> None:
        """Drop-downs for the lines there are, and for some to be added."""
        count = len(self._listed.table.lines)
        offer_choices(self._sheet, self._columns, ranges, count, header_row)

    @property
    def _first(self) -> int:
        """The place of the first column that is shown."""
        return 1 if self._listed.has_ids else 0

    def _set_columns(self) -> None:
        for place, (column, width) in enumerate(zip(self._columns, self._widths, strict=True)):
            dimension = self._sheet.column_dimensions[get_column_letter(place + 1)]
            dimension.width = width
            dimension.hidden = place < self._first
            dimension.number_format = styles.of_column(column).number_format
            dimension.protection = styles.free
        # Rows can be deleted in a guarded sheet only if none of their cells is locked.
        beyond = len(self._columns) + 1
        letter = get_column_letter(beyond)
        rest = ColumnDimension(self._sheet, letter, min=beyond, max=_last_column)
        rest.protection = styles.free
        rest.width = 12
        self._sheet.column_dimensions[letter] = rest

    def _header_lines(self) -> int:
        pairs = zip(self._columns, self._widths, strict=True)
        return max(lines_in(column.label, width - 1) for column, width in pairs)

    def _frozen(self) -> int:
        columns, widths = self._columns[self._first :], self._widths[self._first :]
        shown = frozen_columns(columns, widths, (self._listed.naming,))
        return shown + self._first if shown else 0

    def _dress(self) -> None:
        listed, sheet = self._listed, self._sheet
        footer = cast("HeaderFooterItem", sheet.oddFooter)
        footer.left.text = in_header(listed.title)
        footer.right.text = listed.day
        for part in (footer.left, footer.center, footer.right):
            part.size = 9
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom = 0.6, 0.7
        guard = sheet.protection
        guard.sheet = True
        guard.formatCells = guard.formatColumns = guard.formatRows = False
        guard.insertRows = guard.deleteRows = guard.insertColumns = guard.deleteColumns = False
        guard.sort = guard.autoFilter = False

    def _append(self, texts: list[str], style: styles.Style) -> None:
        row: list[OpenCell] = [
            text_cell(self._sheet, style, text) if text else style.cell(self._sheet)
            for text in texts
        ]
        append(self._sheet, row)
