"""A printed document as a workbook: its table on one sheet, to be read, edited and printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import cast

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.exchange.excel import styles
from bianmin_desktop.exchange.excel.packing import packed
from bianmin_desktop.exchange.excel.sheets import append, text_cell
from bianmin_desktop.exchange.excel.styles import OpenCell
from bianmin_desktop.exchange.excel.texts import cell_text, check_texts, in_header, sheet_name
from bianmin_desktop.exchange.excel.widths import Fit, fit, row_height
from bianmin_desktop.exchange.submission.parts import Line, Look, Number, Table

_title_height = 30.0
_title, _caption = 1, 2


def document_workbook(
    table: Table, unit: str, moment: datetime, signers: Sequence[str] = ()
) -> bytes:
    """The workbook as a file's bytes: the same table gives the same bytes.

    `signers` sign below it, each on a line of its own row.

    Raises `Refused` for a text no cell can hold.
    """
    check_texts([table])
    workbook = Workbook(write_only=True)
    workbook.properties.title = table.title
    workbook.properties.creator = unit
    laid = _Sheet(workbook.create_sheet(sheet_name(table.name, set())), table)
    laid.write()
    laid.write_signers(signers)
    return packed(workbook, moment)


class _Sheet:
    """The table on its way into an empty sheet of a write-only workbook."""

    def __init__(self, sheet: Worksheet, table: Table) -> None:
        self._sheet = sheet
        self._table = table
        self._fit: Fit = fit(table)
        self._has_groups = any(column.group for column in table.columns)

    @property
    def _first_row(self) -> int:
        """The row of the first line."""
        return _caption + (3 if self._has_groups else 2)

    def write(self) -> None:
        """Everything from the title to the notes."""
        self._set_up()
        table = self._table
        self._write(styles.title, table.title)
        self._write(styles.caption, table.units)
        if self._has_groups:
            append(self._sheet, list(self._group_header()))
        self._write(styles.header, *(column.label for column in table.columns))
        for line in table.lines:
            append(self._sheet, list(self._cells(line)))
        for note in table.notes:
            self._write(styles.note, f"注：{note}")

    def write_signers(self, signers: Sequence[str]) -> None:
        """Lines to sign on, below everything."""
        if signers:
            self._write(styles.caption)
            self._write(styles.caption, "　".join(f"{name}：____________" for name in signers))

    def _set_up(self) -> None:
        sheet, laid = self._sheet, self._fit
        for place, width in enumerate(laid.widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.row_dimensions[_title].height = _title_height
        header = self._first_row - 1
        sheet.row_dimensions[header].height = row_height(laid.header_lines + 1)
        for place, lines in laid.tall.items():
            sheet.row_dimensions[self._first_row + place].height = row_height(lines)
        sheet.freeze_panes = f"{get_column_letter(laid.frozen + 1)}{self._first_row}"
        sheet.print_title_rows = f"{_caption + 1}:{header}"
        sheet.page_setup.paperSize = laid.paper
        sheet.page_setup.orientation = "portrait" if laid.is_upright else "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = laid.across, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        footer = cast("HeaderFooterItem", sheet.oddFooter)
        footer.left.text = in_header(self._table.title)
        footer.right.text = "第 &P 页 共 &N 页"
        for part in (footer.left, footer.right):
            part.size = 9

    def _group_header(self) -> Iterator[OpenCell]:
        """The groups' names; columns without a group stand over both rows."""
        place, row = 1, _caption + 1
        for group, run in groupby(self._table.columns, key=lambda column: column.group):
            count = len(list(run))
            for number in range(count):
                yield text_cell(self._sheet, styles.header, "" if number else group)
            if group and count > 1:
                last = get_column_letter(place + count - 1)
                self._sheet.merged_cells.add(f"{get_column_letter(place)}{row}:{last}{row}")
            place += count

    def _cells(self, line: Line) -> Iterator[OpenCell]:
        for column, cell in zip(self._table.columns, line.cells, strict=True):
            look = styles.of_column(column)
            if isinstance(cell, Number) and column.look is not Look.SERIAL:
                look = styles.number(cell)
            filled = look.cell(self._sheet)
            if isinstance(cell, Number):
                filled.value = cell.value
            elif isinstance(cell, str):
                filled.value = cell_text(cell)
                filled.data_type = "s"
            else:
                filled.value = cell
            yield filled

    def _write(self, style: styles.Style, *texts: str) -> None:
        append(self._sheet, [text_cell(self._sheet, style, text) for text in texts])
