"""An empty workbook for clerks to fill in: headers, drop-downs, and how every field is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.exchange.excel import styles
from bianmin_desktop.exchange.excel.hidden import lists_name, meta_name, ranges_of, write_lists
from bianmin_desktop.exchange.excel.packing import packed
from bianmin_desktop.exchange.excel.plain import (
    fit_to_width,
    lay_out,
    offer_choices,
    raise_rows,
)
from bianmin_desktop.exchange.excel.sheets import append, text_cell
from bianmin_desktop.exchange.excel.styles import OpenCell
from bianmin_desktop.exchange.excel.texts import sheet_name
from bianmin_desktop.exchange.submission.parts import Column, Line, Table, printed

meta_format = "bianmin-template"
help_name = "填写说明"
required_mark = "*"

_signed = "便民圈填报"
_most_listed = 60
_written: Mapping[Kind, str] = {
    Kind.TEXT: "文字",
    Kind.LINES: "文字，可以分段",
    Kind.INTEGER: "整数，如 35；没有填 0",
    Kind.DECIMAL: "数字，可带小数，如 85.5",
    Kind.DATE: "日期，如 2024-03-15 或 2024年3月15日",
    Kind.YES_NO: "是 或 否",
    Kind.CHOICE: "从下拉列表选一个",
    Kind.CHOICES: "可选多个，用顿号隔开",
    Kind.REFERENCE: "从下拉列表选一个",
    Kind.REFERENCES: "可写多个，用顿号隔开",
    Kind.USCC: "18 位代码，按文本填写",
    Kind.PHONE: "手机 11 位，或区号-号码",
    Kind.DIVISION: "12 位区划代码，按文本填写",
    Kind.QUARTER: "季度，如 2024Q1",
}
_help_heads = ("项目", "必填", "写法", "说明", "可选内容")
_help_widths = (22, 6, 34, 60, 80)
_notes = (
    "从第 2 行起填写，一行一条；不要改动表头，不需要的列可以删去。",
    "表头带 * 的是必填项。暂时不知道的留空；与本项无关的填“不适用”，还没有统计的填“未采集”。",
    "导入时，空格子不会改动台账里已有的内容；读不懂的内容原样保留并提示。",
    "同一个文件导入两次不会重复：已有的记录按编号、代码或名称对上。",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as the template asks for it: its column, and every answer it offers."""

    field: Field
    column: Column
    answers: tuple[str, ...] = ()


def template_workbook(name: str, asked: Sequence[Asked], edition: str, moment: datetime) -> bytes:
    """The template of one record type as a file's bytes."""
    workbook = Workbook(write_only=True)
    workbook.properties.title = f"{name}填报模板"
    sheet = workbook.create_sheet(sheet_name(name, {lists_name, meta_name, help_name}))
    columns = [part.column for part in asked]
    lay_out(sheet, columns, [max(column.width, 8) + 2 for column in columns], 0)
    append(sheet, [_header(sheet, part) for part in asked])
    ranges = ranges_of([Table("", name, name, tuple(columns), ())])
    offer_choices(sheet, columns, ranges, 0)
    _write_help(workbook.create_sheet(help_name), name, asked)
    if ranges:
        write_lists(workbook.create_sheet(lists_name), ranges)
    _write_meta(workbook.create_sheet(meta_name), {"format": meta_format, "edition": edition})
    return packed(workbook, moment)


def _header(sheet: Worksheet, asked: Asked) -> OpenCell:
    mark = required_mark if asked.field.required else ""
    cell = text_cell(sheet, styles.header, f"{asked.column.label}{mark}")
    told = "\n".join(filter(None, (_written[asked.field.kind], asked.field.help)))
    cell.comment = Comment(told, _signed, height=90, width=260)
    return cell


def _write_help(sheet: Worksheet, name: str, asked: Sequence[Asked]) -> None:
    lines = [_explained(part) for part in asked]
    above = len(_notes) + 2
    # A write-only sheet takes its set-up before its first row only.
    for letter, width in zip("ABCDE", _help_widths, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"A{above + 1}"
    fit_to_width(sheet)
    raise_rows(sheet, lines, _help_widths, above)
    append(sheet, [text_cell(sheet, styles.title, f"{name}填写说明")])
    for number, note in enumerate(_notes, start=1):
        append(sheet, [text_cell(sheet, styles.caption, f"{number}. {note}")])
    append(sheet, [text_cell(sheet, styles.header, head) for head in _help_heads])
    for line in lines:
        append(sheet, [text_cell(sheet, styles.guarded, printed(cell)) for cell in line.cells])


def _explained(asked: Asked) -> Line:
    required = "必填" if asked.field.required else ""
    written, told = _written[asked.field.kind], asked.field.help
    return Line((asked.column.label, required, written, told, _listed(asked.answers)))


def _listed(answers: tuple[str, ...]) -> str:
    shown = "、".join(answers[:_most_listed])
    rest = len(answers) - _most_listed
    return f"{shown} 等 {len(answers)} 个（见下拉列表）" if rest > 0 else shown


def _write_meta(sheet: Worksheet, pairs: Mapping[str, str]) -> None:
    sheet.sheet_state = "hidden"
    for key, value in pairs.items():
        append(sheet, [text_cell(sheet, styles.bare, text) for text in (key, value)])
