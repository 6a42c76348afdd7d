"""Good files of every kind the reader takes, made here: what mutations start from."""

from __future__ import annotations

import io
from functools import cache

import openpyxl
from openpyxl.comments import Comment

from tests.exchange import xls_samples as old
from tests.exchange.xlsx_samples import day, ods, text, xlsx
from tests.faults.hostile_xml import shared

_rows = [
    ["网点名称", "业态", "电话", "面积"],
    *(["岭上", "便利店", f"1380000{n:04}", n] for n in range(12)),
]


def _by_a_library() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _rows:
        sheet.append(row)
    sheet.merge_cells("A3:A5")
    sheet.row_dimensions[4].hidden = True
    sheet["B2"].comment = Comment("批注", "张三")
    book.create_sheet("_meta").append(["format", "x"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _by_hand() -> bytes:
    cells = (
        f'<c r="A1" s="{day}"><v>45366</v></c><c r="B1" t="e"><f>1/0</f><v>#N/A</v></c>'
        f'<c r="C1"><f>1+1</f></c><c r="D1" t="b"><v>1</v></c>{text("E1", "名称")}'
    )
    tail = '<mergeCells count="1"><mergeCell ref="A1:B3"/></mergeCells>'
    return xlsx(f'<row r="1" hidden="1">{cells}</row><row><c><v>9.1E+17</v></c></row>', tail=tail)


def _old() -> bytes:
    cells = [
        old.label(r, c, str(cell)) for r, row in enumerate(_rows) for c, cell in enumerate(row)
    ]
    beside = [old.hidden_row(2), old.merged(0, 0, 0, 2), old.note(1, 1, "批注")]
    odd = [old.error(20, 1, "#N/A"), old.failed_formula(20, 2, "#REF!"), old.number(20, 3, 1.5, 1)]
    return old.xls(old.XlsSheet("网点", cells + beside + odd), old.XlsSheet("空"))


def _opened() -> bytes:
    cell = (
        '<table:table-cell office:value-type="string"{}>{}<text:p>名称</text:p></table:table-cell>'
    )
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    spanned = ' table:number-columns-spanned="2" table:number-rows-spanned="2"'
    row = f"<table:table-row>{cell.format(spanned, note)}{cell.format('', '')}</table:table-row>"
    rest = '<table:table-row table:number-rows-repeated="9" table:visibility="collapse"/>'
    return ods(f'<table:table table:name="甲">{row}{rest}</table:table>')


def _text() -> str:
    return "\n".join(",".join(map(str, row)) for row in _rows) + '\n"引,号","=1+1"\n'


@cache
def seeds() -> tuple[bytes, ...]:
    """The files."""
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    return (
        _by_a_library(),
        _by_hand(),
        shared("<si><t>名称</t></si><si><r><t>富</t></r><r><t>文本</t></r></si>", cells, "2"),
        _old(),
        _opened(),
        _text().encode("gb18030"),
        _text().encode("utf-8-sig"),
        _text().encode("utf-16"),
    )
