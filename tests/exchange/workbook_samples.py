"""Hand-made submissions for the workbook tests, and reading them back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineWorkbook

from bianmin_desktop.exchange.excel.writing import workbook_of
from bianmin_desktop.exchange.submission.parts import (
    Cell,
    Column,
    Identity,
    Letter,
    Line,
    Look,
    Number,
    Submission,
    Table,
)

hostile = (
    "=1+1",
    '=HYPERLINK("http://x","点我")',
    "+86 532",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "#N/A",
    "TRUE",
    "00123",
    "1E5",
    "2024-03-01",
    "<b>&amp;'\"",
    "_x0041_社区",
    "𠮷野家㐂",
    " 前后有空格 ",
    "第一行\n第二行",
    "'撇号",
)
columns = (
    Column("", "序号", Look.SERIAL, 6),
    Column("name", "名称", Look.TEXT, 20),
    Column("uscc", "统一社会信用代码", Look.CODE, 20),
    Column("area", "面积（㎡）", Look.NUMBER, 10),
    Column("opened", "开业年月", Look.DATE, 12),
    Column("kind", "类型", Look.TEXT, 8, choices=("商户", "设施")),
    Column("note", "备注", Look.LINES, 30),
)
rows: tuple[tuple[Cell, ...], ...] = (
    (
        Number(Decimal(1)),
        "好邻居",
        "91370202MA0000015F",
        Number(Decimal("35.5"), 2),
        None,
        "商户",
        "甲",
    ),
    (
        Number(Decimal(2)),
        "超市",
        "123456789012345678",
        Number(Decimal(0)),
        date(2019, 5, 1),
        "设施",
        None,
    ),
    (
        Number(Decimal(3)),
        "大数",
        "0532-****1234",
        Number(Decimal("1234567.89"), 2),
        date(1999, 12, 31),
        None,
        None,
    ),
    (Number(Decimal(4)), "没有", None, "不适用", None, None, "-"),
)


def identity(**changes: object) -> Identity:
    made = Identity(
        unit="金家岭街道",
        code="370212005000",
        period="2024Q1",
        period_label="2024年第一季度",
        version=2,
        fingerprint="ABCD-EFGH-JKMN",
        digest="0" * 64,
        edition="2022年口径",
        edition_id="qingdao-2022",
        frozen_at=datetime(2024, 4, 8, 9, 30),
    )
    return replace(made, **changes)


def a_submission(*tables: Table, **changes: object) -> Submission:
    letter = Letter(
        "标题", "某局：", "开头。", (), "金家岭街道", (("填表人", "王"), ("审核人", ""))
    )
    return Submission(identity(**changes), (("填报单位", "金家岭街道"),), letter, tables)


def a_table(lines: tuple[tuple[Cell, ...], ...] = rows, name: str = "网点明细") -> Table:
    made = tuple(Line(cells, record=f"id-{place}") for place, cells in enumerate(lines))
    return Table("outlet", name, "网点明细表", columns, made, "单位：个", ("一条说明。",))


def saved(submission: Submission, folder: Path) -> Path:
    path = folder / "报表.xlsx"
    path.write_bytes(workbook_of(submission))
    return path


def read(path: Path, sheet: str) -> list[list[object]]:
    workbook = CalamineWorkbook.from_path(str(path))
    return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def as_read(cell: Cell) -> object:
    if cell is None:
        return ""
    return float(cell.value) if isinstance(cell, Number) else cell
