"""The first sheet: who reports what, the version, the contents, and where to sign and seal."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.exchange.excel import styles
from bianmin_desktop.exchange.excel.sheets import dress, text_cell
from bianmin_desktop.exchange.excel.texts import lines_in
from bianmin_desktop.exchange.excel.widths import a4
from bianmin_desktop.exchange.submission.parts import LineKind, Submission, Table

_widths = (20, 66)
_fitting = 52
"""Half-width characters of its larger type in the second column."""
_title_height, _row_height, _seal_height, _line_height = 90.0, 26.0, 84.0, 16.0
_seal = "单位（盖章）"


def write_cover(sheet: Worksheet, submission: Submission) -> None:
    """Write the whole cover into an empty sheet."""
    _set_up(sheet, submission)
    _write_pairs(sheet, submission)


def _set_up(sheet: Worksheet, submission: Submission) -> None:
    for letter, width in zip("AB", _widths, strict=True):
        sheet.column_dimensions[letter].width = width
    rows = list(_pairs(submission))
    for place, (label, value) in enumerate(rows, start=2):
        height = max(_row_height, lines_in(value, _fitting) * _line_height + 8)
        sheet.row_dimensions[place].height = _seal_height if label == _seal else height
    sheet.row_dimensions[1].height = _title_height
    sheet.merged_cells.add("A1:B1")
    sheet.page_setup.paperSize = a4
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    sheet.print_options.horizontalCentered = True
    dress(sheet, submission.identity)


def _write_pairs(sheet: Worksheet, submission: Submission) -> None:
    identity = submission.identity
    title = f"{identity.unit}\n{identity.period_label}一刻钟便民生活圈建设情况报表"
    sheet.append([text_cell(sheet, styles.cover_title, title)])
    for label, value in _pairs(submission):
        sheet.append(
            [
                text_cell(sheet, styles.cover_label, label),
                text_cell(sheet, styles.cover_value, value),
            ]
        )


def _pairs(submission: Submission) -> Iterable[tuple[str, str]]:
    yield from submission.cover
    yield "所含表格", "；".join(_said(table) for table in submission.tables)
    yield from submission.letter.sign_off
    yield _seal, ""


def _said(table: Table) -> str:
    count = sum(line.kind is LineKind.PLAIN for line in table.lines)
    return f"{table.name} {count:,} 行"
