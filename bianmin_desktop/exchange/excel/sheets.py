"""One table as a sheet: title, header, rows, drop-downs and how it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import cast

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.exchange.excel import styles
from bianmin_desktop.exchange.excel.styles import OpenCell
from bianmin_desktop.exchange.excel.texts import cell_text, in_header, lines_in
from bianmin_desktop.exchange.excel.widths import Fit, fit, row_height
from bianmin_desktop.exchange.submission.parts import (
    Cell,
    Column,
    Identity,
    Line,
    LineKind,
    Look,
    Number,
    Table,
)

_title_height = 30.0
_title_size, _body_size = 16, 10
"""Points."""
_spare_rows = 1000
"""Rows below the last one in which may be chosen and typed as well."""
_reported = 500
_formula_signs = "=+-@"
"""Such a text, opened for editing, would turn into a formula if its cell were not a text."""

Told = Callable[[int], None]
"""Told how many rows are written."""


class TableSheet:
    """Writes one table into a fresh sheet of a write-only workbook."""

    def __init__(self, sheet: Worksheet, table: Table, identity: Identity) -> None:
        """The sheet must be empty; nothing is written before `write`."""
        self._sheet = sheet
        self._table = table
        self._identity = identity
        self._fit: Fit = fit(table)
        self._looks = [styles.of_column(column).cell(sheet) for column in table.columns]
        self._numbers: dict[tuple[int, str, bool], OpenCell] = {}
        self._guarded = styles.guarded.cell(sheet)
        self._row = 0

    @property
    def first_row(self) -> int:
        """The row (from 1) of the table's first line."""
        return 5 if self._has_groups else 4

    def write(self, ranges: Mapping[tuple[str, ...], str], told: Told) -> None:
        """Everything of the table; `ranges` names where the choices of a column stand."""
        self._set_up()
        self._write_head()
        for place, line in enumerate(self._table.lines):
            if place % _reported == 0:
                told(place)
            self._append(self._cells(line))
        self._write_notes()
        self._offer_choices(ranges)
        self._mark_answers()

    @property
    def _has_groups(self) -> bool:
        return any(column.group for column in self._table.columns)

    @property
    def _title_lines(self) -> int:
        """Lines of the title: it stays within the columns that are repeated on every page.

        Beyond them it would be cut off where they end.
        """
        laid = self._fit
        if laid.across == 1 or not laid.frozen:
            return 1
        room = sum(laid.widths[: laid.frozen]) * _body_size // _title_size
        return lines_in(f"{self._identity.unit}{self._table.title}", room)

    @property
    def _title_style(self) -> styles.Style:
        return styles.title_in_lines if self._title_lines > 1 else styles.title

    def _set_up(self) -> None:
        sheet, laid = self._sheet, self._fit
        for place, width in enumerate(laid.widths, start=1):
            dimension = sheet.column_dimensions[get_column_letter(place)]
            dimension.width = width
            dimension.protection = styles.free
        sheet.row_dimensions[1].height = _title_height * self._title_lines
        header_row = self.first_row - 1
        sheet.row_dimensions[header_row].height = row_height(laid.header_lines + 1)
        for place, lines in laid.tall.items():
            sheet.row_dimensions[self.first_row + place].height = row_height(lines)
        sheet.freeze_panes = f"{get_column_letter(laid.frozen + 1)}{self.first_row}"
        sheet.print_title_rows = f"{3}:{header_row}"
        if laid.across > 1 and laid.frozen:
            sheet.print_title_cols = f"A:{get_column_letter(laid.frozen)}"
            if self._title_lines > 1:
                sheet.merged_cells.add(f"A1:{get_column_letter(laid.frozen)}1")
        last = get_column_letter(len(laid.widths))
        end = self.first_row - 1 + len(self._table.lines)
        if not any(line.kind is LineKind.GROUP for line in self._table.lines):
            sheet.auto_filter.ref = f"A{header_row}:{last}{max(end, header_row)}"
        sheet.page_setup.paperSize = laid.paper
        sheet.page_setup.orientation = "portrait" if laid.is_upright else "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = laid.across, 0
        dress(sheet, self._identity)

    def _write_head(self) -> None:
        identity, table = self._identity, self._table
        self._append([self._text(self._title_style, f"{identity.unit}{table.title}")])
        self._append([self._text(styles.caption, text) for text in self._captions()])
        if self._has_groups:
            self._append(list(self._group_header()))
        labels = [column.label for column in table.columns]
        self._append([self._text(styles.header, label) for label in labels])

    def _captions(self) -> Iterator[str]:
        """The caption; in two parts if the first columns are repeated on every page.

        What those columns show is cut off on the further pages where they end.
        """
        table = self._table
        unit = f"填报单位：{self._identity.unit}"
        period = f"报告期：{self._identity.period_label}"
        rest = "　　".join(filter(None, (period, table.units, table.remark)))
        if self._fit.across == 1 or not self._fit.frozen:
            yield f"{unit}　　{rest}"
            return
        yield unit
        yield from [""] * (self._fit.frozen - 1)
        yield rest

    def _group_header(self) -> Iterator[OpenCell]:
        """The groups' names; columns without a group stand over both rows."""
        place = 1
        row = self._row + 1
        for group, run in groupby(self._table.columns, key=lambda column: column.group):
            members = list(run)
            for number, _ in enumerate(members):
                yield self._text(styles.header, group if not number else "")
            if group and len(members) > 1:
                last = get_column_letter(place + len(members) - 1)
                self._sheet.merged_cells.add(f"{get_column_letter(place)}{row}:{last}{row}")
            place += len(members)

    def _cells(self, line: Line) -> Iterator[OpenCell]:
        if line.kind is LineKind.GROUP:
            yield from (self._text(styles.group, str(cell or "")) for cell in line.cells)
            return
        for number, cell in enumerate(line.cells):
            yield self._filled(number, cell)

    def _filled(self, number: int, cell: Cell) -> OpenCell:
        column = self._table.columns[number]
        filled = self._looks[number]
        if isinstance(cell, Number):
            if column.look is not Look.SERIAL:
                filled = self._number_cell(cell)
            filled.value = cell.value
        elif isinstance(cell, date):
            filled.value = cell
        elif cell:
            if column.look is Look.LINES and cell[0] in _formula_signs:
                filled = self._guarded
            filled.value = cell_text(cell)
            filled.data_type = "s"
        else:
            filled.value = None
        return filled

    def _number_cell(self, number: Number) -> OpenCell:
        key = (number.places, number.zero, number.is_year)
        if key not in self._numbers:
            self._numbers[key] = styles.number(number).cell(self._sheet)
        return self._numbers[key]

    def _write_notes(self) -> None:
        for note in self._table.notes:
            self._append([self._text(styles.note, f"注：{note}")])

    def _offer_choices(self, ranges: Mapping[tuple[str, ...], str]) -> None:
        last = self.first_row + len(self._table.lines) + _spare_rows
        for place, column in enumerate(self._table.columns, start=1):
            if column.choices:
                letter = get_column_letter(place)
                offer = _offer(column, ranges[column.choices])
                offer.add(f"{letter}{self.first_row}:{letter}{last}")
                self._sheet.data_validations.append(offer)

    def _mark_answers(self) -> None:
        """Answers that are to be seen at a glance stay marked when they are changed."""
        lines = len(self._table.lines)
        for place, column in enumerate(self._table.columns, start=1):
            is_number = column.look is Look.NUMBER
            # A blank counts as 0: no rows but those that are there.
            last = self.first_row - 1 + lines + (0 if is_number else _spare_rows)
            letter = get_column_letter(place)
            for word, tone in column.tones if lines else ():
                rule = styles.marking(tone, "0" if is_number else word)
                self._sheet.conditional_formatting.add(
                    f"{letter}{self.first_row}:{letter}{last}", rule
                )

    def _text(self, style: styles.Style, text: str) -> OpenCell:
        return text_cell(self._sheet, style, text)

    def _append(self, row: Iterable[OpenCell]) -> None:
        self._row += 1
        append(self._sheet, row)


def append(sheet: Worksheet, row: Iterable[OpenCell]) -> None:
    """Write a row. A generator's cells are written one by one: it may yield one, refilled."""
    sheet.append(cast("list[OpenCell]", row))


def text_cell(sheet: Worksheet, style: styles.Style, text: str) -> OpenCell:
    """A cell of our own words or of a name; never a formula."""
    cell = style.cell(sheet)
    cell.value = cell_text(text)
    cell.data_type = "s"
    return cell


def dress(sheet: Worksheet, identity: Identity) -> None:
    """What all sheets share: page x of y, unit and 一致码, margins, locked headers."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    header = cast("HeaderFooterItem", sheet.oddHeader)
    footer = cast("HeaderFooterItem", sheet.oddFooter)
    header.left.text = in_header(identity.unit)
    header.right.text = f"{identity.period_label}  第{identity.version}版"
    footer.left.text = f"一致码 {identity.fingerprint}"
    footer.center.text = "第 &P 页 共 &N 页"
    for part in (header.left, header.right, footer.left, footer.center):
        part.size = 9
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.75, 0.7
    guard = sheet.protection
    guard.sheet = True
    guard.formatCells = guard.formatColumns = guard.formatRows = False
    guard.insertRows = guard.deleteRows = guard.sort = guard.autoFilter = False


def _offer(column: Column, place: str) -> DataValidation:
    offer = DataValidation(type="list", formula1=place, allow_blank=True)
    offer.errorStyle = "warning"
    offer.errorTitle = "不在选项里"
    offer.error = f"“{column.label}”请从下拉列表中选择。"
    offer.showErrorMessage = True
    return offer
