"""Long lists as workbooks: rows written by hand are what other programs read."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.excel.listing import write_list
from bianmin_desktop.exchange.lists import ListSheet
from bianmin_desktop.exchange.submission.parts import Cell, Column, Line, Look, Number, Table

_columns = (
    Column("", "记录编号", Look.CODE),
    Column("name", "名称"),
    Column("code", "代码", Look.CODE),
    Column("remark", "说明", Look.LINES),
    Column("count", "数量", Look.NUMBER),
    Column("on", "日期", Look.DATE),
    Column("kind", "类型", choices=("甲", "乙")),
)
_texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=40)


def listed(*rows: tuple[Cell, ...]) -> ListSheet:
    table = Table("x", "名单", "名单台账", _columns, tuple(Line(row) for row in rows))
    return ListSheet(table, "某街道", "全部记录", datetime(2024, 5, 20))


def written(*rows: tuple[Cell, ...]) -> bytes:
    stream = io.BytesIO()
    write_list(listed(*rows), stream)
    return stream.getvalue()


def row_of(
    text: str = "店", number: Cell = None, day: Cell = None, name: str = ""
) -> tuple[Cell, ...]:
    return ("id-1", name or text, "0012", text, number, day, "甲")


def read(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@settings(max_examples=80, deadline=None)
@given(_texts)
def test_that_every_text_is_read_back_as_it_was(text: str) -> None:
    content = written(row_of(text, name="名"))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert unescape(sheet["D4"].value or "") == text
    assert read(content)[3][3] == text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+86 138", "-5", "@某", "a<b>&\"'", "一\n二", " 空 ", "_x0041_", "\t制表", "]]>"],
)
def test_that_signs_with_a_meaning_stay_texts(text: str) -> None:
    content = written(row_of(text, name="名"))
    cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["D4"]
    assert (cell.data_type, unescape(str(cell.value))) == ("s", text)
    assert read(content)[3][3] == text


def test_that_numbers_are_exact_and_too_long_ones_texts() -> None:
    content = written(
        row_of(number=Number(Decimal("1234567.89"), 2)),
        row_of(number=Number(Decimal("12345678901234567890"))),
        row_of(number=Number(Decimal("-0.5"), 1)),
        row_of(number="约八十"),
    )
    cells = [row[4] for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A4:G7"]]
    assert [cell.value for cell in cells] == [1234567.89, "12345678901234567890", -0.5, "约八十"]
    assert cells[0].number_format == "#,##0.00"


def test_that_days_before_excels_calendar_are_texts() -> None:
    days = (date(2024, 2, 29), date(1900, 3, 1), date(1899, 5, 4))
    content = written(*(row_of(day=day) for day in days))
    cells = [row[5] for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A4:G6"]]
    assert [cell.value for cell in cells[:2]] == [datetime(2024, 2, 29), datetime(1900, 3, 1)]
    assert cells[2].value == "1899-05-04"


def test_that_every_cell_has_a_frame_and_may_be_typed_into() -> None:
    content = written(row_of(number=Number(Decimal(3)), day=date(2024, 1, 2)), row_of(""))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    for row in sheet["A4:G5"]:
        for cell in row:
            assert cell.border.left.style == "thin"
            assert not cell.protection.locked
    assert not sheet.column_dimensions["H"].protection.locked
    assert sheet.column_dimensions["H"].max == 16_384


def test_that_a_long_text_makes_its_row_higher() -> None:
    content = written(row_of("说明" * 60, name="名"), row_of("短", name="名"))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet.row_dimensions[4].height > 25
    assert sheet.row_dimensions[5].height is None


def test_that_a_text_no_cell_can_hold_is_refused_by_its_place() -> None:
    with pytest.raises(Refused, match="“名单”表第 2 行“说明”的文字里有看不见的控制字符"):
        written(row_of("好", name="名"), row_of("坏\x07的", name="名"))
    with pytest.raises(Refused, match="最多 32,767 个字"):
        written(row_of("长" * 40_000, name="名"))


def test_that_a_list_without_records_is_a_sheet_with_a_header() -> None:
    rows = read(written())
    assert rows[2][:3] == ["记录编号", "名称", "代码"]
    assert len(rows) == 3
