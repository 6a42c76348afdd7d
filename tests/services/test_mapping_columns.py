"""Which column is taken for which field, how surely, and what a clerk's corrections do."""

from __future__ import annotations

import pytest

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.exchange.tables import Sheet
from bianmin_desktop.services.importing.memory import remember_choices
from bianmin_desktop.services.importing.proposals import Column, Corrections, How
from tests.services.sheets import fields, propose, proposed, taken

code = "91370202MA0000015F"


def column(application: Application, heading: str, *cells: str) -> Column:
    """The column with that heading, in a table of outlets with names and addresses."""
    rows = [["店名", "地址", heading], *(["岭上便利店", "海尔路", cell] for cell in cells)]
    return proposed(application, rows).columns[2]


@pytest.mark.parametrize(
    ("heading", "field", "how"),
    [
        ("统一社会信用代码", "uscc", How.EXACT),
        ("3、统一社会信用代码*", "uscc", How.EXACT),
        ("经 营 面 积（㎡）", "area", How.EXACT),
        ("营业面积（平方米）", "area", How.ALIAS),
        ("法定代表人（负责人）", "contact", How.ALIAS),
        ("联系方式", "phone", How.ALIAS),
        ("所属社区居委会", "community", How.ALIAS),
        ("是否连锁店（是/否）", "chain", How.ALIAS),
        ("从业人员数量", "staff", How.ALIAS),
        ("主要经营业态", "business_type", How.LIKENESS),
        ("网点所在社区", "community", How.LIKENESS),
    ],
)
def test_that_headings_are_known_by_label_alias_and_likeness(
    demo: Application, heading: str, field: str, how: How
) -> None:
    held = column(demo, heading)
    assert (held.field, held.how) == (field, how)
    assert (held.confidence == 1.0) == (how is How.EXACT)


def test_that_a_column_taken_by_likeness_is_told_of(demo: Application) -> None:
    rows = [["店名", "地址", "网点所在社区"], ["岭上便利店", "海尔路", "金家岭"]]
    (problem,) = propose(demo, Sheet("Sheet1", rows)).problems
    assert (problem.code, problem.column) == ("import.column_likely", "C")
    assert problem.message == "“网点所在社区”这一列当作“所属社区”导入，请核对。"


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("代码", [code, "91370202MA0000016D", "91370202MA0000017B"], "uscc"),
        ("", ["13812345678", "13812345679", "0532-88990000"], "phone"),
        ("片区", ["金家岭", "石老人社区", "大埠东社区居委会"], "community"),
        ("网点类型", ["便利店", "药店", "理发店"], "business_type"),
    ],
)
def test_that_cells_tell_of_a_column_whose_heading_does_not(
    demo: Application, heading: str, cells: list[str], field: str
) -> None:
    assert column(demo, heading, *cells).field == field


def test_that_a_heading_like_a_field_needs_cells_that_do_not_speak_against_it(
    demo: Application,
) -> None:
    numbers = column(demo, "店铺值班电话", "13812345678", "13812345679", "13812345670")
    words = column(demo, "店铺值班电话", "有", "没有", "不清楚")
    assert (numbers.field, words.field) == ("phone", "")
    assert "phone" in words.rivals


def test_that_no_field_has_two_columns_and_the_other_is_told_of(demo: Application) -> None:
    rows = [
        ["店名", "地址", "手机", "联系电话", "店名"],
        ["岭上便利店", "海尔路", "13812345678", "0532-88990000", "岭上店"],
    ]
    proposal = propose(demo, Sheet("Sheet1", rows))
    assert fields(proposal.tables[0]) == {
        "A": "name",
        "B": "address",
        "C": "",
        "D": "phone",
        "E": "",
    }
    told = {problem.column: problem.message for problem in proposal.problems}
    assert told == {
        "C": "“联系电话”和“手机”都是“联系电话”，只采用了前一个。",
        "E": "“店名”这一列出现了两次，只采用了前面那一列。",
    }


def test_that_unknown_columns_are_told_of_with_what_they_may_be_if_anything_is_in_them(
    demo: Application,
) -> None:
    rows = [["店名", "地址", "备用", "空列", "序号"], ["岭上便利店", "海尔路", "甲", "", "1"]]
    (problem,) = propose(demo, Sheet("Sheet1", rows)).problems
    assert problem.code == "import.unknown_column"
    assert problem.message.startswith("不认识“备用”这一列，其中的内容没有导入。")


def test_that_a_heading_that_does_not_tell_of_what_is_taken_for_nothing(demo: Application) -> None:
    rows = [["社区名称", "社区代码", "数量"], ["金家岭社区", "370212005007", "5"]]
    (table,) = propose(demo, Sheet("Sheet1", rows), type_id="community").tables
    assert fields(table)["C"] == ""


def test_that_the_only_name_there_is_serves_as_the_title(demo: Application) -> None:
    rows = [["企业名称", "信用代码", "地址"], ["青岛岭上商贸有限公司", code, "海尔路63号"]]
    table = proposed(demo, rows)
    assert fields(table) == {"A": "name", "B": "uscc", "C": "address"}
    both = proposed(demo, [["企业名称", "店名", "地址"], ["某公司", "某店", "海尔路63号"]])
    assert fields(both) == {"A": "registered_name", "B": "name", "C": "address"}


def test_that_corrections_are_in_force_and_push_others_aside(demo: Application) -> None:
    rows = [["店名", "地址", "备用", "电话"], ["岭上便利店", "海尔路", "孟华", "13812345678"]]
    sheet = Sheet("Sheet1", rows)
    key = propose(demo, sheet).tables[0].layout_key
    chosen = {(key, 2): "contact", (key, 1): "", (key, 3): "contact", (key, 0): "无此项"}
    (table,) = propose(demo, sheet, corrections=Corrections(chosen)).tables
    assert fields(table) == {"A": "name", "B": "", "C": "contact", "D": ""}
    assert table.columns[2].how == How.CHOSEN
    assert table.columns[2].confidence == 1.0


def test_that_a_sheet_of_another_ledger_is_taken_once_the_clerk_insists(demo: Application) -> None:
    sheet = Sheet("Sheet1", [["社区名称", "户数", "常住人口"], ["金家岭", "100", "300"]])
    (left,) = propose(demo, sheet).tables
    assert left.left_out is not None
    (headed,) = propose(demo, Sheet("x", [["店名", "户数", "人口", "小区数", "地址"]])).tables
    assert headed.left_out is not None
    chosen = Corrections({(headed.layout_key, 0): "name"})
    (insisted,) = propose(demo, headed.sheet, corrections=chosen).tables
    assert insisted.left_out is None


def test_that_choices_are_proposed_again_for_the_same_layout_and_no_other(
    own_demo: Application,
) -> None:
    rows = [["店名", "地址", "备用", "电话"], ["岭上便利店", "海尔路", "孟华", "13812345678"]]
    sheet = Sheet("Sheet1", rows)
    key = propose(own_demo, sheet).tables[0].layout_key
    chosen = Corrections({(key, 2): "contact", (key, 3): ""})
    applied = propose(own_demo, sheet, corrections=chosen)
    with own_demo._book.writing() as work:
        remember_choices(work, applied, own_demo.clock.now())
    again = Sheet("四月", [["四月台账"], *rows, ["岭上药房", "海尔路", "丁一"]])
    (table,) = propose(own_demo, again).tables
    assert fields(table) == {"A": "name", "B": "address", "C": "contact", "D": ""}
    assert [c.how for c in table.columns[2:]] == [How.REMEMBERED, How.REMEMBERED]
    assert propose(own_demo, again).problems == ()
    wider = Sheet("五月", [[*rows[0], "面积"], [*rows[1], "80"]])
    assert fields(propose(own_demo, wider).tables[0])["C"] == ""
    (undone,) = propose(own_demo, again, corrections=Corrections({(key, 3): "phone"})).tables
    assert fields(undone)["D"] == "phone"


@pytest.mark.parametrize(
    ("heading", "cell", "text"),
    [
        ("面积（㎡）", "85", "85"),
        ("面积（平方米）", "85", "85"),
        ("面积（万平方米）", "1.2", "1.2万平方米"),
        ("面积（亩）", "2", "2亩"),
        ("面积/亩", "2", "2亩"),
        ("面积（亩）", "2亩", "2亩"),
        ("开业日期", "45321", "2024-01-30"),
        ("开业日期", "2024.3.5", "2024.3.5"),
    ],
)
def test_that_numbers_below_another_unit_and_days_without_format_keep_their_meaning(
    demo: Application, heading: str, cell: str, text: str
) -> None:
    table = proposed(demo, [["店名", "地址", heading], ["岭上便利店", "海尔路", cell]])
    (row,) = taken(table)
    assert row.texts[table.columns[2].field] == text


def test_that_days_of_the_other_calendar_of_spreadsheets_are_told_apart(demo: Application) -> None:
    rows = [["店名", "地址", "开业日期"], ["岭上便利店", "海尔路", "43859"]]
    (table,) = propose(demo, Sheet("Sheet1", rows, counts_from_1904=True)).tables
    assert taken(table)[0].texts["opened"] == "2024-01-30"
