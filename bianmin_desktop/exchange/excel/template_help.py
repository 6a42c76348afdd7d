"""The sheet of a template that tells how it is filled in (填写说明)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.exchange.excel import styles
from bianmin_desktop.exchange.excel.plain import fit_to_width, raise_rows
from bianmin_desktop.exchange.excel.sheets import append, text_cell
from bianmin_desktop.exchange.submission.parts import Line, printed

help_name = "填写说明"

_most_listed = 60
written: Mapping[Kind, str] = {
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
"""How an answer of each kind is written."""
_heads = ("项目", "必填", "写法", "说明", "可选内容")
_widths = (22, 6, 34, 60, 80)
_notes = (
    "从第 2 行起填写，一行一条；不要改动表头，不需要的列可以空着。",
    "表头带 * 的是必填项。暂时不知道的留空；与本项无关的填“不适用”，还没有统计的填“未采集”。",
    "导入时，空格子不会改动台账里已有的内容；读不懂的内容原样保留并提示。",
    "同一个文件导入两次不会重复：已有的记录按编号、代码或名称对上。",
    "表头是锁定的，没有密码；确实要改时，在“审阅”里选“撤消工作表保护”。",
)


@dataclass(frozen=True, slots=True)
class Explained:
    """A field, what stands above its column, and every answer it offers."""

    field: Field
    label: str
    answers: tuple[str, ...] = ()

    @property
    def line(self) -> Line:
        """Its row on the sheet."""
        required = "必填" if self.field.required else ""
        told = (written[self.field.kind], self.field.help, _listed(self.answers))
        return Line((self.label, required, *told))


def write_help(
    sheet: Worksheet, name: str, notes: Sequence[str], explained: Sequence[Explained]
) -> None:
    """What is to be known of the whole (`notes` first), then how every field is written."""
    told = (*notes, *_notes)
    lines = [part.line for part in explained]
    above = len(told) + 2
    # A write-only sheet takes its set-up before its first row only.
    for letter, width in zip("ABCDE", _widths, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"A{above + 1}"
    fit_to_width(sheet)
    raise_rows(sheet, lines, _widths, above)
    append(sheet, [text_cell(sheet, styles.title, f"{name}填写说明")])
    for number, note in enumerate(told, start=1):
        append(sheet, [text_cell(sheet, styles.caption, f"{number}. {note}")])
    append(sheet, [text_cell(sheet, styles.header, head) for head in _heads])
    for line in lines:
        append(sheet, [text_cell(sheet, styles.guarded, printed(cell)) for cell in line.cells])


def _listed(answers: tuple[str, ...]) -> str:
    shown = "、".join(answers[:_most_listed])
    rest = len(answers) - _most_listed
    return f"{shown} 等 {len(answers)} 个（见下拉列表）" if rest > 0 else shown
