"""Rows below the header: taken for records, or skipped with a reason; none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.exchange.tables import Block, Sheet
from bianmin_desktop.services.importing.table_rows import rows_of
from tests.services.sheets import propose, proposed, skipped, taken

header = ["序号", "店名", "业态", "地址", "电话"]
shop = ["1", "岭上便利店", "便利店", "海尔路63号", "13812345678"]
other = ["2", "岭上药房", "药店", "海尔路64号", "0532-88990000"]


@pytest.mark.parametrize(
    "odd",
    [
        ["合计", "", "", "12"],
        ["", "小　计", "", "", ""],
        ["金家岭社区小计", "", "", "35"],
        ["", "合计：", "", "2家"],
        ["其中：餐饮", "", "", "8"],
        ["共12家"],
        ["填表人：孟华", "", "审核人：", "日期：2024年3月"],
        ["备注：本表按季度更新，数据截至3月31日。"],
        ["单位负责人（签字）：", "", "", "（盖章）"],
        ["第1页 共3页"],
        ["", "合计", "", "", "2"],
    ],
)
def test_that_sums_and_signatures_are_skipped_with_the_reason(
    demo: Application, odd: list[str]
) -> None:
    table = proposed(demo, [header, shop, odd, other])
    assert [row.texts["name"] for row in taken(table)] == ["岭上便利店", "岭上药房"]
    assert list(skipped(table)) == [3]


@pytest.mark.parametrize("name", ["共享充电宝", "小计划书店", "其味面馆", "共计咖啡馆", "页页文印"])
def test_that_shops_with_odd_names_are_taken(demo: Application, name: str) -> None:
    table = proposed(demo, [header, ["1", name, "便利店", "海尔路", "13812345678"]])
    assert [row.texts["name"] for row in taken(table)] == [name]


def test_that_printed_pages_repeat_titles_and_headers_and_nothing_is_taken_from_them(
    demo: Application,
) -> None:
    title = ["金家岭街道网点一览表"]
    rows = [title, header, shop, [], title, header, other]
    table = proposed(demo, rows)
    assert len(taken(table)) == 2
    assert skipped(table) == {
        4: "空行",
        5: "重复的标题“金家岭街道网点一览表”",
        6: "重复的表头",
    }


def test_that_both_lines_of_a_repeated_header_are_skipped(demo: Application) -> None:
    lines = [["序号", "店名", "业态", "联系方式", ""], ["", "", "", "负责人", "电话"]]
    record = ["1", "岭上便利店", "便利店", "孟华", "13812345678"]
    table = proposed(demo, [*lines, record, *lines, record])
    assert (len(taken(table)), list(skipped(table))) == (2, [4, 5])


@pytest.mark.parametrize(
    "below",
    [
        ["", "（必填）", "（下拉选择）", "", "（文本）"],
        ["甲", "乙", "1", "2", "3"],
        ["（1）", "（2）", "（3）", "（4）", "（5）"],
        ["示例", "某某便利店", "便利店", "海尔路1号", ""],
    ],
)
def test_that_explanations_below_the_header_are_no_records(
    demo: Application, below: list[str]
) -> None:
    table = proposed(demo, [header, below, shop])
    assert [row.texts["name"] for row in taken(table)] == ["岭上便利店"]
    assert "说明或示例" in skipped(table)[2]


def test_that_merged_cells_answer_for_every_row_but_a_name_is_one_shop(demo: Application) -> None:
    rows = [
        ["社区", "店名", "地址", "电话"],
        ["石老人", "甲店", "海尔路1号", "13811110000"],
        ["", "乙店", "", "13811110001"],
        ["", "", "", "13811110002"],
        ["", "丙店", "海尔路2号", ""],
    ]
    merged = (Block(1, 0, 4, 0), Block(1, 2, 2, 2), Block(2, 1, 3, 1))
    table = proposed(demo, rows, *merged)
    texts = [row.texts for row in taken(table)]
    assert [t["community"] for t in texts] == ["石老人"] * 3
    assert [t["address"] for t in texts] == ["海尔路1号", "海尔路1号", "海尔路2号"]
    assert skipped(table) == {4: "与第 3 行共用一个合并的“网点名称”，这一行的“13811110002”没有导入"}


def test_that_rows_with_only_a_community_answer_for_the_rows_below(demo: Application) -> None:
    rows = [
        header,
        ["一、大埠东社区（1家）"],
        shop,
        ["二、石老人社区"],
        other,
        ["三、没听说过社区"],
        ["3", "海边书店", "书店", "海尔路65号", "13811112222"],
    ]
    proposal = propose(demo, Sheet("Sheet1", rows))
    (table,) = proposal.tables
    communities = [row.texts["community"] for row in taken(table)]
    assert communities == ["大埠东社区", "石老人社区", "没听说过社区"]
    assert "用作下面各行的“所属社区”" in skipped(table)[2]
    assert [value.text for value in proposal.values] == ["没听说过社区"]
    assert "import.sections" in {problem.code for problem in proposal.problems}


def test_that_a_sheet_each_community_is_told_apart_by_its_name(demo: Application) -> None:
    sheets = [Sheet("大埠东", [header, shop]), Sheet("石老人社区", [header, other])]
    proposal = propose(demo, *sheets)
    found = [row.texts["community"] for table in proposal.tables for row in taken(table)]
    assert found == ["大埠东", "石老人社区"]
    assert [problem.code for problem in proposal.problems] == ["import.given"] * 2
    assert proposal.problems[0].message.startswith("没有“所属社区”这一列，按工作表名称“大埠东”")


def test_that_a_title_names_the_community_but_not_the_street_called_alike(
    demo: Application,
) -> None:
    named = proposed(demo, [["金家岭街道大埠东社区网点台账"], header, shop])
    assert named.given == {"community": "大埠东社区居民委员会"}
    street = proposed(demo, [["金家岭街道网点台账"], header, shop])
    assert street.given == {}


def test_that_a_file_name_gives_the_community_when_nothing_else_does(demo: Application) -> None:
    path = Path("午山社区台账（3月）.xlsx")
    (table,) = propose(demo, Sheet("Sheet1", [header, shop]), path=path).tables
    assert table.given == {"community": "午山社区居民委员会"}


def test_that_hidden_rows_are_taken_and_told_of(demo: Application) -> None:
    rows = [header, shop, other, ["合计"], shop]
    sheet = Sheet("Sheet1", rows, hidden_rows=frozenset((1, 2, 3)))
    proposal = propose(demo, sheet)
    assert len(taken(proposal.tables[0])) == 3
    (problem,) = proposal.problems
    assert problem.code == "import.hidden_rows"
    assert "有 2 行是隐藏的" in problem.message
    assert "第 2—3 行" in problem.message


def test_that_comments_of_cells_become_notes_and_others_are_told_of(demo: Application) -> None:
    rows = [[*header, "备用"], [*shop, "甲"], ["合计", "2"]]
    notes = {"0,1": "照招牌写", "1,3": "门牌待核", "1,5": "没用的列", "2,0": "手算"}
    proposal = propose(demo, Sheet("Sheet1", rows, notes=notes))
    (row,) = taken(proposal.tables[0])
    assert row.notes == {"address": "门牌待核"}
    told = {problem.code: problem.message for problem in proposal.problems}
    assert "有 1 个单元格带批注" in told["import.notes"]
    assert "F2“没用的列”" in told["import.notes_left"]
    assert "A3“手算”" in told["import.notes_left"]


cell = st.sampled_from(
    [
        "",
        " ",
        "1",
        "合计",
        "岭上便利店",
        "店名",
        "金家岭",
        "金家岭社区",
        "填表人：",
        "13812345678",
        "其中",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(st.lists(cell, max_size=6), max_size=8),
    corners=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 5)), max_size=4),
    size=st.tuples(st.integers(0, 3), st.integers(0, 3)),
)
def test_that_every_row_is_taken_or_skipped_with_a_reason_and_no_text_is_lost(
    demo: Application,
    rows: list[list[str]],
    corners: list[tuple[int, int]],
    size: tuple[int, int],
) -> None:
    whole = [header, shop, *rows]
    blocks = [Block(top, left, top + size[0], left + size[1]) for top, left in corners]
    table = proposed(demo, whole, *blocks)
    places = [column.position for column in table.columns if column.field]
    found = list(rows_of(table, ()))
    assert [row.number for row in found] == list(range(table.first_row + 1, len(whole) + 1))
    for row in found:
        cells = whole[row.number - 1]
        read = {cells[place] for place in places if place < len(cells)}
        assert row.skipped or {text for text in read if text.strip()} <= set(row.texts.values())
        assert row.skipped or "".join(cells).strip()
