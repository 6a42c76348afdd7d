"""Workbooks as clerks keep them, from the file to the rows that are taken."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.services.importing import Proposal
from tests.services.sheets import fields, skipped, taken

title = "金家岭街道商业网点摸底台账（2024年一季度）"
top = ["序号", "门头名称", "经营业态", "联系方式", None, "经营情况", None, "证照", "备注"]
below = [None, None, None, "负责人", "手机", "面积（㎡）", "从业人员", "信用代码", None]
shops = [
    [1, "岭上便利店", "便民超市", "孟华", 13812345678, 85.5, "3人", "91370202MA0000015F", None],
    [2, "岭上药房", "药店", "丁一", "0532-88990000", 60, 4, None, "无照"],
]


def community_sheet(sheet: Worksheet, name: str) -> None:
    """A sheet as one community fills it in: titles, merges, a sum, a place to sign."""
    sheet.title = name
    for row in ([title], [None], ["填报单位：" + name], top, below, *shops):
        sheet.append(row)
    sheet.append([None, "合计", None, None, None, 145.5])
    sheet.append([])
    sheet.append(["填表人：", None, "审核人："])
    for block in ("A1:I1", "D4:E4", "F4:G4", "A4:A5", "B4:B5", "C4:C5", "I4:I5"):
        sheet.merge_cells(block)


def proposal_of(application: Application, file: Path) -> Proposal:
    sources = application.importing.read([file])
    return application.importing.propose("outlet", sources)


def test_that_a_workbook_with_a_sheet_each_community_comes_in_whole(
    demo: Application, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    community_sheet(book.active, "大埠东社区")
    community_sheet(book.create_sheet(), "石老人")
    book.create_sheet("填写说明").append(["请如实填写，一店一行。"])
    file = tmp_path / "汇总.xlsx"
    book.save(file)
    proposal = proposal_of(demo, file)
    first, second, told = proposal.tables
    assert list(fields(first).values()) == [
        "",
        "name",
        "business_type",
        "contact",
        "phone",
        "area",
        "staff",
        "uscc",
        "note",
    ]
    assert first.layout_key == second.layout_key
    assert told.skipped
    rows = [*taken(first, proposal), *taken(second, proposal)]
    assert [row.texts["community"] for row in rows] == ["大埠东社区"] * 2 + ["石老人"] * 2
    assert rows[0].texts["phone"] == "13812345678"
    assert [row.number for row in rows] == [6, 7, 6, 7]
    assert list(skipped(first)) == [8, 9, 10]
    (value,) = proposal.values
    assert (value.text, value.count, value.offered[0]) == ("便民超市", 2, "便利店")
    assert {problem.code for problem in proposal.problems} == {"import.given"}


def test_that_hidden_rows_comments_and_merged_cells_come_through_from_the_file(
    demo: Application, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (
        ["社区", "店名", "地址"],
        ["午山", "甲店", "海尔路1号"],
        [None, "乙店", "海尔路2号"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet["C3"].comment = Comment("门牌待核", "孟华")
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "台账.xlsx")
    proposal = proposal_of(demo, tmp_path / "台账.xlsx")
    rows = taken(proposal.tables[0], proposal)
    assert [row.texts["community"] for row in rows] == ["午山", "午山"]
    assert rows[1].notes == {"address": "门牌待核"}
    told = {problem.code: problem.message for problem in proposal.problems}
    assert "第 3 行" in told["import.hidden_rows"]
    assert "import.notes" in told
