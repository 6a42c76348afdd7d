"""Texts that no code list and no name knows: once each, with what they may mean; decided once."""

from __future__ import annotations

import pytest

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.exchange.tables import Sheet
from bianmin_desktop.services.importing.memory import remember_choices
from bianmin_desktop.services.importing.proposals import (
    Corrections,
    How,
    Proposal,
    ValueMeaning,
    left_blank,
)
from bianmin_desktop.services.importing.values import most_listed
from tests.services.sheets import propose, taken

header = ["店名", "地址", "业态", "所在社区", "一店多能", "是否连锁"]


def sheet(*cells: tuple[str, str, str, str]) -> Sheet:
    rows = [[f"甲{number}店", "海尔路", *four] for number, four in enumerate(cells)]
    return Sheet("Sheet1", [header, *rows, ["合计", "", "共几家", "几个社区"]])


def by_text(proposal: Proposal) -> dict[str, ValueMeaning]:
    return {value.text: value for value in proposal.values}


def test_that_unknown_texts_are_listed_once_with_count_and_likely_meanings(
    demo: Application,
) -> None:
    rows = sheet(
        ("便民超市", "金家岭", "", ""),
        ("便民超市", "金家领社区", "", ""),
        ("药店", "金家岭社区", "", ""),
    )
    values = by_text(propose(demo, rows))
    assert set(values) == {"便民超市", "金家领社区"}
    assert (values["便民超市"].count, values["便民超市"].field) == (2, "business_type")
    assert values["便民超市"].offered[0] == "便利店"
    assert values["金家领社区"].offered[0] == "金家岭社区居民委员会"
    assert all(value.meaning == "" and value.how == How.LIKENESS for value in values.values())


def test_that_nothing_likely_is_put_in_place_unless_somebody_chose_it(demo: Application) -> None:
    rows = sheet(("便民超市", "金家岭", "", ""))
    proposal = propose(demo, rows)
    (row,) = taken(proposal.tables[0], proposal)
    assert row.texts["business_type"] == "便民超市"
    chosen = Corrections(values={("business_type", "便民超市"): "便利店"})
    proposal = propose(demo, rows, corrections=chosen)
    (row,) = taken(proposal.tables[0], proposal)
    assert row.texts["business_type"] == "便利店"
    assert by_text(proposal)["便民超市"].how == How.CHOSEN


@pytest.mark.parametrize(
    "name",
    [
        "石老人",
        "石老人社区",
        "石老人社区居委会",
        "石老人居委会",
        "石老人社区居民委员会",
        "370212005008",
    ],
)
def test_that_a_community_is_known_by_name_short_name_code_and_usual_endings(
    demo: Application, name: str
) -> None:
    assert propose(demo, sheet(("药店", name, "", ""))).values == ()


def test_that_only_the_unknown_part_of_several_answers_is_listed_and_replaced(
    demo: Application,
) -> None:
    rows = sheet(("药店", "金家岭", "打印、代收快件，快递", ""), ("药店", "金家岭", "代收快件", ""))
    assert [(v.text, v.count) for v in propose(demo, rows).values] == [("代收快件", 2)]
    chosen = Corrections(values={("extra_services", "代收快件"): "代收代发"})
    proposal = propose(demo, rows, corrections=chosen)
    texts = [row.texts["extra_services"] for row in taken(proposal.tables[0], proposal)]
    assert texts == ["打印、代收代发、快递", "代收代发"]


def test_that_a_vague_mark_may_be_left_blank_and_yes_or_no_is_offered(demo: Application) -> None:
    rows = sheet(("药店", "金家岭", "无", "非连锁"))
    values = by_text(propose(demo, rows))
    assert values["无"].offered[0] == left_blank
    assert values["非连锁"].offered == ("否", "是")
    chosen = Corrections(values={("extra_services", "无"): left_blank, ("chain", "非连锁"): "否"})
    proposal = propose(demo, rows, corrections=chosen)
    (row,) = taken(proposal.tables[0], proposal)
    assert "extra_services" not in row.texts
    assert row.texts["chain"] == "否"


def test_that_meanings_once_chosen_are_proposed_in_the_next_import(own_demo: Application) -> None:
    rows = sheet(("便民超市", "金家领", "", ""))
    chosen = {("business_type", "便民超市"): "便利店", ("community", "金家领"): ""}
    applied = propose(own_demo, rows, corrections=Corrections(values=chosen))
    with own_demo._book.writing() as work:
        remember_choices(work, applied, own_demo.clock.now())
    again = by_text(propose(own_demo, rows))
    assert (again["便民超市"].meaning, again["便民超市"].how) == ("便利店", How.REMEMBERED)
    assert (again["金家领"].meaning, again["金家领"].how) == ("", How.REMEMBERED)
    other = Corrections(values={("business_type", "便民超市"): "综合超市"})
    assert by_text(propose(own_demo, rows, corrections=other))["便民超市"].meaning == "综合超市"


def test_that_a_meaning_nothing_can_read_is_not_put_in_place(demo: Application) -> None:
    chosen = Corrections(values={("business_type", "便民超市"): "没有的业态"})
    proposal = propose(demo, sheet(("便民超市", "金家岭", "", "")), corrections=chosen)
    assert proposal.values[0].meaning == ""


def test_that_a_column_of_countless_texts_is_doubted_as_a_whole(demo: Application) -> None:
    rows = sheet(*((f"第{number}种", "金家岭", "", "") for number in range(most_listed + 5)))
    proposal = propose(demo, rows)
    assert len(proposal.values) == most_listed
    (problem,) = proposal.problems
    assert problem.code == "import.many_unread"
    assert problem.column == "C"
