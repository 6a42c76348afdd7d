"""Headers of clerks' sheets: below titles, of several lines, merged or not, or none at all."""

from __future__ import annotations

import pytest

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.exchange.tables import Block, Sheet
from tests.services.sheets import fields, propose, proposed, taken

header = ["序号", "店名", "业态", "经营地址", "联系电话", "所在社区"]
shop = ["1", "岭上便利店", "便利店", "海尔路63号", "13812345678", "金家岭"]


def test_that_a_header_below_titles_and_remarks_is_found(demo: Application) -> None:
    above = [
        ["附件1"],
        ["金家岭街道便民商业网点台账"],
        ["填报单位：金家岭街道办事处", "", "", "填报日期：2024年3月"],
        *[[f"{number}. 填写说明第{number}条。"] for number in range(1, 21)],
        [],
    ]
    table = proposed(demo, [*above, header, shop])
    assert table.header_rows == (24, 24)
    assert [row.texts["name"] for row in taken(table)] == ["岭上便利店"]


@pytest.mark.parametrize("is_merged", [True, False])
def test_that_a_header_of_two_lines_is_read_as_one(demo: Application, *, is_merged: bool) -> None:
    rows = [
        ["商业网点一览表"],
        ["序号", "店名", "业态", "联系方式", "", "地址"],
        ["", "", "", "负责人", "电话"],
        ["1", "岭上便利店", "便利店", "孟华", "13812345678", "海尔路63号"],
    ]
    blocks = (
        *(Block(1, column, 2, column) for column in (0, 1, 2, 5)),
        Block(1, 3, 1, 4),
        Block(0, 0, 0, 5),
    )
    table = proposed(demo, rows, *(blocks if is_merged else ()))
    assert table.header_rows == (1, 2)
    assert table.columns[4].heading == "联系方式 电话"
    (row,) = taken(table)
    assert (row.texts["contact"], row.texts["phone"]) == ("孟华", "13812345678")


def test_that_the_group_above_tells_two_like_headings_apart(demo: Application) -> None:
    rows = [
        ["店名", "社区网格员", "", "经营者", "", "地址"],
        ["", "姓名", "电话", "姓名", "电话", ""],
        ["岭上便利店", "丁一", "13811110000", "孟华", "13812345678", "海尔路63号"],
    ]
    (row,) = taken(proposed(demo, rows, Block(0, 1, 0, 2), Block(0, 3, 0, 4)))
    assert row.texts["phone"] == "13812345678"


def test_that_three_lines_of_header_are_read(demo: Application) -> None:
    rows = [
        ["基本情况", "", "", "经营情况", "", ""],
        ["店名", "业态", "地址", "规模", "", "负责人"],
        ["", "", "", "营业面积", "从业人员", ""],
        ["岭上便利店", "便利店", "海尔路63号", "85", "3", "孟华"],
    ]
    blocks = (
        Block(0, 0, 0, 2),
        Block(0, 3, 0, 5),
        *(Block(1, column, 2, column) for column in (0, 1, 2, 5)),
        Block(1, 3, 1, 4),
    )
    (row,) = taken(proposed(demo, rows, *blocks))
    wanted = {"name", "business_type", "address", "area", "staff", "contact"}
    assert set(row.texts) == wanted


def test_that_a_row_of_data_is_never_part_of_the_header(demo: Application) -> None:
    sparse = ["", "岭上便利店", "", "", "", ""]
    table = proposed(demo, [header, sparse, shop])
    assert table.header_rows == (0, 0)
    assert len(taken(table)) == 2


def test_that_a_header_in_other_words_only_is_found_by_likeness(demo: Application) -> None:
    rows = [["店铺全称", "店铺具体地址", "店主联系电话"], ["岭上便利店", "海尔路", "13812345678"]]
    table = proposed(demo, rows)
    assert table.header_rows == (0, 0)
    assert fields(table)["C"] == "phone"


def test_that_a_sheet_without_header_is_left_out_in_words(demo: Application) -> None:
    proposal = propose(demo, Sheet("Sheet1", [["甲", "乙"], ["1", "2"]]))
    (table,) = proposal.tables
    assert "没有找到商业网点表的表头" in table.skipped
    assert [problem.code for problem in proposal.problems] == ["import.no_header"]


def test_that_sheets_of_other_ledgers_blank_and_hidden_ones_say_why_they_are_left_out(
    demo: Application,
) -> None:
    circles = [["生活圈名称", "包含社区", "服务半径"], ["岭上生活圈", "金家岭", "800"]]
    proposal = propose(
        demo,
        Sheet("网点", [header, shop]),
        Sheet("生活圈", circles),
        Sheet("空表", [["", " "]]),
        Sheet("旧表", [header, shop], is_hidden=True),
    )
    reasons = [table.left_out.code if table.left_out else "" for table in proposal.tables]
    assert reasons == ["", "import.other_ledger", "import.empty_sheet", "import.hidden_sheet"]
    assert [problem.code for problem in proposal.problems] == ["import.hidden_sheet"]


def test_that_a_sheet_of_outlets_is_not_taken_for_communities(demo: Application) -> None:
    (table,) = propose(demo, Sheet("Sheet1", [header, shop]), type_id="community").tables
    assert table.left_out is not None
    assert table.left_out.code == "import.other_ledger"


def test_that_a_sheet_of_data_without_a_header_beside_a_good_one_is_told_of(
    demo: Application,
) -> None:
    good, bare = Sheet("第一组", [header, shop]), Sheet("第二组", [shop, shop])
    proposal = propose(demo, good, bare, Sheet("填写说明", [["怎么填", "照着填"]]))
    assert [(p.code, p.sheet) for p in proposal.problems] == [("import.no_header", "第二组")]


def test_that_a_file_whose_names_nobody_can_find_asks_for_them(demo: Application) -> None:
    rows = [["业态", "经营地址", "联系电话", "面积"], ["便利店", "海尔路63号", "13812345678", "80"]]
    proposal = propose(demo, Sheet("Sheet1", rows))
    (problem,) = proposal.problems
    assert problem.code == "import.no_title"
    assert "网点名称" in problem.message
    assert len(proposal.tables[0].columns) == 4
