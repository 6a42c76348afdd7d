"""Checklists as workbooks: one sheet to fill in and print, and the tables that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import cast

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.catalogue.definitions.checklists import scorers
from bianmin_desktop.domain.acceptance.sheet import SheetLine
from bianmin_desktop.exchange.checklist_tables import tables_of
from bianmin_desktop.exchange.checklists import (
    ChecklistPaper,
    derivation_of,
    heading,
    label_of,
    plain,
    score_of,
    standard_of,
    total_cells,
    verdict_of_line,
    verdict_words,
)
from bianmin_desktop.exchange.excel import styles
from bianmin_desktop.exchange.excel.hidden import lists_name, meta_name, write_lists
from bianmin_desktop.exchange.excel.packing import packed
from bianmin_desktop.exchange.excel.plain import fit_to_width, offer_choices
from bianmin_desktop.exchange.excel.sheets import append, text_cell
from bianmin_desktop.exchange.excel.texts import cell_text, check_texts, in_header, sheet_name
from bianmin_desktop.exchange.excel.widths import row_height, tall_rows
from bianmin_desktop.exchange.submission.parts import Column, Line, LineKind, Look, Number, Table

_verdicts = tuple(verdict_words.values())
_points = Column("points", "分值", Look.NUMBER, 7)
_columns = (
    Column("number", "项", width=7),
    Column("label", "验收项目", Look.LINES, 26),
    _points,
    Column("standard", "评分标准", Look.LINES, 28),
    Column("derivation", "台账情况", Look.LINES, 28),
    *(Column(scorer, f"{word}分", Look.NUMBER, 8) for scorer, word in scorers.items()),
    Column("verdict", "结论", width=9, choices=_verdicts),
    Column("evidence", "佐证材料", width=11),
    Column("note", "备注", Look.LINES, 14),
    Column("code", "行代码", Look.CODE, 14),
)
_head_rows = 3
"""Title, what it is about, and the header."""
_title_height, _sign_height = 40.0, 26.0
_signers_across = 3
_format = "bianmin-checklist"


def checklist_workbook(paper: ChecklistPaper) -> bytes:
    """The workbook as a file's bytes: the same checklist gives the same bytes.

    Raises `Refused` for a text no cell can hold.
    """
    table = _table(paper)
    others = () if paper.is_blank else tuple(tables_of(paper.sheet))
    check_texts([table, *others])
    workbook = Workbook(write_only=True)
    workbook.properties.creator = paper.sheet.reporter.name
    workbook.properties.title = paper.name
    workbook.properties.description = paper.footer
    taken = {lists_name, meta_name}
    names = [_write(workbook, paper, table, taken, is_main=True)]
    names += [_write(workbook, paper, other, taken) for other in others]
    ranges = {_verdicts: f"{lists_name}!$A$1:$A${len(_verdicts)}"}
    write_lists(workbook.create_sheet(lists_name), ranges)
    _write_meta(workbook.create_sheet(meta_name), paper, names[0])
    return packed(workbook, paper.made_at)


def _table(paper: ChecklistPaper) -> Table:
    return Table("checklist", "验收清单", paper.name, _columns, tuple(_lines(paper)))


def _lines(paper: ChecklistPaper) -> Iterator[Line]:
    sheet = paper.sheet
    empty = ("",) * (len(_columns) - 1)
    for place, section in enumerate(sheet.sections):
        told = heading(section, place, sheet, is_blank=paper.is_blank)
        yield Line((told, *empty), LineKind.GROUP)
        for line in sheet.of_section(section):
            yield Line(_cells(line))
    marks = {} if paper.is_blank else total_cells(sheet)
    full = Number(sheet.grading.full_marks)
    given = tuple(_number(marks.get(scorer, "")) for scorer in scorers)
    yield Line(("", "合计", full, f"总评：{paper.verdict}", "", *given, "", "", "", ""))


def _cells(line: SheetLine) -> tuple[str | Number | None, ...]:
    return (
        line.number,
        label_of(line),
        _number(plain(line.points)),
        standard_of(line),
        derivation_of(line),
        *(_number(score_of(line, scorer)) for scorer in scorers),
        verdict_of_line(line),
        "、".join(line.evidence),
        line.note,
        line.code,
    )


def _number(shown: str) -> Number | None:
    """A number with as many places as it is shown with."""
    return Number(Decimal(shown), len(shown.partition(".")[2])) if shown else None


def _write(
    workbook: Workbook,
    paper: ChecklistPaper,
    table: Table,
    taken: set[str],
    *,
    is_main: bool = False,
) -> str:
    name = sheet_name(table.name, taken)
    sheet = workbook.create_sheet(name)
    _set_up(sheet, paper, table)
    title = paper.name if is_main else f"{paper.sheet.subject.name}{table.title}"
    append(sheet, [text_cell(sheet, styles.cover_title, title)])
    append(sheet, [text_cell(sheet, styles.caption, paper.about)])
    append(sheet, [text_cell(sheet, styles.header, column.label) for column in table.columns])
    for line in table.lines:
        append(sheet, _written(sheet, table.columns, line))
    notes = paper.notes() if is_main else iter(table.notes)
    for note in notes:
        append(sheet, [text_cell(sheet, styles.note, note)])
    if is_main:
        _write_signers(sheet, paper, len(table.lines) + _head_rows + sum(1 for _ in paper.notes()))
        ranges = {_verdicts: f"{lists_name}!$A$1:$A${len(_verdicts)}"}
        offer_choices(sheet, table.columns, ranges, len(table.lines), _head_rows)
    return name


def _set_up(sheet: Worksheet, paper: ChecklistPaper, table: Table) -> None:
    widths = [column.width for column in table.columns]
    for place, width in enumerate(widths, start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = width
        dimension.protection = styles.free
    last = get_column_letter(len(widths))
    for row in (1, 2):
        sheet.merged_cells.add(f"A{row}:{last}{row}")
    sheet.row_dimensions[1].height = _title_height
    for place, count in tall_rows(table.lines, widths).items():
        sheet.row_dimensions[_head_rows + place + 1].height = row_height(count)
    for place, line in enumerate(table.lines, start=_head_rows + 1):
        if line.kind is LineKind.GROUP:
            sheet.merged_cells.add(f"A{place}:{last}{place}")
    sheet.freeze_panes = f"C{_head_rows + 1}"
    sheet.print_title_rows = f"{_head_rows}:{_head_rows}"
    fit_to_width(sheet)
    header = cast("HeaderFooterItem", sheet.oddHeader)
    footer = cast("HeaderFooterItem", sheet.oddFooter)
    header.left.text = in_header(paper.sheet.reporter.name)
    footer.left.text = in_header(paper.footer)
    footer.right.text, footer.center.text = "第 &P 页 共 &N 页", ""
    for part in (header.left, footer.left, footer.right):
        part.size = 9
    _protect(sheet)


def _protect(sheet: Worksheet) -> None:
    """What is asked can't be typed over by mistake; answers can be."""
    guard = sheet.protection
    guard.sheet = True
    guard.formatCells = guard.formatColumns = guard.formatRows = False


def _written(sheet: Worksheet, columns: Sequence[Column], line: Line) -> Iterator[styles.OpenCell]:
    if line.kind is LineKind.GROUP:
        for cell in line.cells:
            yield text_cell(sheet, styles.group, str(cell or ""))
        return
    for column, cell in zip(columns, line.cells, strict=True):
        filled = styles.of_column(column).cell(sheet)
        if isinstance(cell, Number):
            if column.look is not Look.SERIAL:
                filled = styles.number(cell).cell(sheet)
            filled.value = cell.value
        elif isinstance(cell, str) and cell:
            filled.value = cell_text(cell)
            filled.data_type = "s"
        elif cell is not None and not isinstance(cell, str):
            filled.value = cell
        yield filled


def _write_signers(sheet: Worksheet, paper: ChecklistPaper, row: int) -> None:
    """Who signs: three a row, each with room to write."""
    signers = list(paper.signers())
    for first in range(0, len(signers), _signers_across):
        row += 1
        sheet.row_dimensions[row].height = _sign_height
        cells = []
        for label, value in signers[first : first + _signers_across]:
            cells += [text_cell(sheet, styles.caption, "")]
            cells += [text_cell(sheet, styles.caption, f"{label}：{value}")]
            cells += [text_cell(sheet, styles.caption, "")] * 2
        append(sheet, cells)


def _write_meta(sheet: Worksheet, paper: ChecklistPaper, name: str) -> None:
    """What a reader needs to know the file again: circle, template, version, rows by line."""
    sheet.sheet_state = "hidden"
    told, version = paper.sheet, paper.version
    pairs: Mapping[str, str] = {
        "format": _format,
        "format_version": "1",
        "edition": told.edition,
        "unit": told.reporter.code,
        "circle": told.subject.id,
        "template": told.template,
        "version": str(version.number) if version else "0",
        "fingerprint": version.fingerprint if version else "",
        "content_sha256": version.digest if version else "",
    }
    rows = [list(pair) for pair in pairs.items()]
    rows.append(["table", "checklist", name, str(_head_rows + 1)])
    codes = {line.code: line.id for line in told.lines}
    for place, line in enumerate(_lines(paper), start=_head_rows + 1):
        if (code := str(line.cells[-1] or "")) in codes:
            rows.append(["row", "checklist", str(place), codes[code]])
    for row in rows:
        append(sheet, [text_cell(sheet, styles.bare, text) for text in row])
