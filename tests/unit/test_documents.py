"""Printed documents: their rows are the ledger's, and letters say no more than the rows do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.catalogue.definitions import (
    Chapter,
    Printed,
    PrintedColumn,
    Source,
    Wording,
)
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.documents.content import Amount, Basis, Case, Choice, said
from bianmin_desktop.domain.documents.letters import (
    DocumentLetter,
    Part,
    letter_of,
    shares_of,
)
from bianmin_desktop.domain.documents.tables import DocumentTable, content_of, heads_of, table_of
from bianmin_desktop.domain.documents.texts import letter_with, text_of
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import Reporter

office = Reporter("370212005000", "金家岭街道", "street", ("青岛市", "崂山区", "金家岭街道"))
today = date(2024, 4, 8)
spring = Choice(period=Quarter(2024, 1))


def _case(edition: Edition, document: str, ledger: Ledger, choice: Choice = spring) -> Case:
    basis = Basis(edition, ledger, office, today)
    return Case(edition.printed[document], choice, basis)


def _table(case: Case) -> DocumentTable:
    return table_of(case, content_of(case))


def _cells(table: DocumentTable) -> list[dict[str, str]]:
    return [{head.id: said(i.cells.get(head.id)) for head in table.heads} for i in table.items]


def _outlet(place: int, **values: object) -> Record:
    return Record("outlet", f"o{place}", {"status": "open", "circle": "c", **values})  # type: ignore[dict-item]


@pytest.fixture
def street() -> Ledger:
    return Ledger(
        {
            "circle": [
                Record("circle", "c", {"name": "甲圈"}),
                Record("circle", "d", {"name": "乙圈"}),
            ],
            "outlet": [
                _outlet(
                    1, name="老王便利店", business_type="convenience", extra_services=("repair",)
                ),
                _outlet(2, name="李村菜市场", business_type="market"),
                _outlet(3, name="新开药店", business_type="pharmacy", opened=date(2024, 4, 2)),
            ],
            "project": [
                Record(
                    "project",
                    "p",
                    {
                        "name": "甲圈早餐店",
                        "circle": "c",
                        "business_type": "breakfast",
                        "status": "building",
                    },
                )
            ],
        }
    )


def test_that_the_matrix_counts_as_of_the_end_of_the_period(
    edition: Edition, street: Ledger
) -> None:
    table = _table(_case(edition, "business_matrix", street))
    rows = {row["circle"]: row for row in _cells(table)}
    assert rows["甲圈"]["essential:convenience"] == "1"
    assert rows["甲圈"]["essential:pharmacy"] == "无"
    assert rows["甲圈"]["missing"] == "超市、药店、大众餐饮店、再生资源回收"
    assert rows["乙圈"]["basic:market"] == "无"
    assert [head.group for head in table.heads][1:3] == ["必备业态", "必备业态"]
    assert table.caption == "口径：青岛市实施方案口径　截至：2024年3月31日"
    later = _table(_case(edition, "business_matrix", street, Choice("c")))
    assert [row["essential:pharmacy"] for row in _cells(later)] == ["1"]


def test_that_the_gap_list_names_what_extra_services_and_projects_could_cover(
    edition: Edition, street: Ledger
) -> None:
    rows = _cells(_table(_case(edition, "gap_list", street, Choice("c", Quarter(2024, 1)))))
    gaps = {row["item"]: row for row in rows}
    assert gaps["维修点"] | {"list": ""} == {
        "circle": "甲圈",
        "list": "",
        "item": "维修点",
        "stand_ins": "维修",
        "covering": "老王便利店",
        "projects": "无",
    }
    assert gaps["早餐店"]["projects"] == "甲圈早餐店"
    assert gaps["早餐店"]["stand_ins"] == gaps["早餐店"]["covering"] == "—"
    assert gaps["智能快件箱"]["covering"] == "无"
    assert "便利店" not in gaps
    assert len(gaps) == len(rows), "an item that two lists ask for is told once"


def _survey(place: str, **numbers: int) -> Record:
    return Record("survey", place, {"name": place, "on": date(2024, 3, int(place)), **numbers})


def test_that_shares_come_from_counts_and_are_compared_unrounded(edition: Edition) -> None:
    surveys = [
        _survey("1", sent=2000, returned=2000, satisfied=1799, fairly=0, dissatisfied=1),
        _survey("2", sent=100, returned=50, satisfied=40, fairly=10),
        _survey("3", sent=10, returned=9, satisfied=8),
    ]
    table = _table(_case(edition, "satisfaction", Ledger({"survey": surveys})))
    first, second, third = _cells(table)
    assert (first["rate"], first["met"]) == ("90.0%", "未达到")
    assert (second["return_rate"], second["rate"], second["met"]) == ("50.0%", "100.0%", "达到")
    assert (third["rate"], third["met"]) == ("", "")
    assert table.total is not None
    assert said(table.total["sent"]) == "2,110"
    assert table.total["rate"] == Amount(Decimal(184900) / Decimal(2050), 1, sign="%")
    assert "met" not in table.total
    assert "目标值90%" in table.notes[0]
    assert table.notes[-1].startswith("有 1 条")


def test_that_only_records_of_the_period_are_listed(edition: Edition) -> None:
    surveys = [_survey("1", sent=1, returned=1), replace(_survey("2"), values={"name": "旧"})]
    case = _case(edition, "satisfaction", Ledger({"survey": surveys}))
    assert [item.id for item in content_of(case).items] == ["1"]
    none = _table(replace(case, choice=Choice(period=Quarter(2023, 4))))
    assert none.items == ()
    assert none.total is None
    assert none.notes[0] == "满意度调查台账里没有这一期的调查。"


def test_that_responsible_units_stand_as_the_document_names_them(edition: Edition) -> None:
    table = _table(_case(edition, "duty_matrix", Ledger({})))
    rows = {row["unit"]: row for row in _cells(table)}
    for task in edition.tasks:
        marks = [row[f"task:{task.id}"] for row in rows.values()]
        assert rows[edition.units[task.units[0]].name][f"task:{task.id}"] == "●"
        assert (marks.count("●"), marks.count("○")) == (1, len(task.units) - 1)
    assert rows["市城市管理局"]["member"] == ""
    parts = _cells(_table(_case(edition, "task_units", Ledger({}))))
    assert [row["lead"] for row in parts if row["task"] == "强化政策保障"] == [
        "各区政府",
        "市财政局",
        "青岛银保监局",
    ]


def _inspection(name: str, **values: object) -> Record:
    held = {"name": name, "on": date(2024, 2, 1), "kind": "inspection", "status": "open"}
    return Record("inspection", name, {**held, **values})  # type: ignore[dict-item]


def _letters(case: Case) -> dict[str, DocumentLetter]:
    content, wording = content_of(case), case.document.letter
    assert wording is not None
    shares = shares_of(case, content, wording)
    return {one.subject: letter_of(case, content, one, wording) for one in shares.shares}


def test_that_a_report_says_only_what_the_records_say(edition: Edition) -> None:
    records = [
        _inspection("缺早餐店", problem="没有早餐店。", responsible="奥林社区"),
        _inspection("通道被占", problem="占用通道", status="done", result="已清理。"),
        _inspection("一句话的事"),
    ]
    case = _case(edition, "inspection_report", Ledger({"inspection": records}))
    (letter,) = _letters(case).values()
    text = text_of(letter)
    assert letter.addressee == "各社区居民委员会："
    assert "登记督导通报事项3项（督导检查3个）" in text
    assert "（一）一句话的事" in text
    assert "没有早餐店。\n责任单位：奥林社区。" in text
    assert "已经完成整改的1项。\n（一）通道被占\n已清理。\n三、" in text
    assert "期限" not in text, "no record has one"
    assert "{" not in text


def test_that_every_responsible_unit_gets_its_own_letter(edition: Edition) -> None:
    records = [
        _inspection("甲", responsible="奥林社区", due=date(2024, 4, 30)),
        _inspection("乙", responsible="大埠东社区"),
        _inspection("丙", responsible="奥林社区"),
        _inspection("丁", responsible="奥林社区", status="verified"),
        _inspection("戊"),
    ]
    case = _case(edition, "rectification", Ledger({"inspection": records}))
    letters = _letters(case)
    assert set(letters) == {"奥林社区", "大埠东社区"}
    assert letters["奥林社区"].addressee == "奥林社区："
    text = text_of(letters["奥林社区"])
    assert "尚未完成整改的问题有2项" in text
    assert "整改期限：2024年4月30日。" in text
    assert "丁" not in text
    assert "乙" not in text
    wording = case.document.letter
    assert wording is not None
    assert shares_of(case, content_of(case), wording).left_out == 1
    table = letters["奥林社区"].table
    assert table is not None
    assert len(table.items) == 2


def test_that_only_what_is_over_is_urged(edition: Edition) -> None:
    records = [
        _inspection("过了", responsible="奥林社区", due=date(2024, 4, 7)),
        _inspection("今天", responsible="奥林社区", due=today),
        _inspection("没写", responsible="奥林社区"),
    ]
    case = _case(edition, "rectification_reminder", Ledger({"inspection": records}))
    assert [item.id for item in content_of(case).items] == ["过了"]


def test_that_a_case_keeps_its_own_paragraphs_and_headings_without_text_are_left_out(
    edition: Edition,
) -> None:
    values = {"name": "早餐角", "author": "经发办", "text": "一是找地。\n\n二是定时。"}
    values |= {"on": "", "promoted_by": "简报刊用"}
    case = _case(edition, "case", Ledger({"case": [Record("case", "k", values)]}), Choice())
    (letter,) = _letters(case).values()
    assert text_of(letter).split("\n\n") == [
        "早餐角\n（经发办）",
        "一、主要做法\n一是找地。\n二是定时。\n二、推广情况\n简报刊用。",
        "经发办\n2024年4月8日",
    ]


def test_that_a_month_is_not_printed_as_its_first_day(edition: Edition) -> None:
    held = Record("case", "k", {"name": "早餐角", "on": date(2024, 3, 1)})
    (row,) = _cells(_table(_case(edition, "case_list", Ledger({"case": [held]}))))
    assert row["on"] == "2024年3月"


def test_that_a_new_document_of_a_known_kind_needs_no_code(edition: Edition) -> None:
    document = Printed(
        id="funds",
        name="资金一览表",
        source=Source.RECORD,
        help="",
        record="fund",
        columns=(PrintedColumn(id="name"), PrintedColumn(id="planned", label="计划")),
        total=True,
        letter=Wording(
            title="{count}笔资金", chapters=(Chapter(says=("计划{planned.total}万元。",)),)
        ),
    )
    funds = [Record("fund", n, {"name": n, "planned": Decimal(n)}) for n in ("12.5", "7")]
    case = Case(document, Choice(), Basis(edition, Ledger({"fund": funds}), office, today))
    (letter,) = _letters(case).values()
    assert letter.title == "2笔资金"
    assert letter.parts == (Part("", 1, ("计划19.50万元。",)),)
    assert letter.table is not None
    assert [head.label for head in letter.table.heads] == ["资金名称", "计划"]
    assert letter.table.total is not None
    assert said(letter.table.total["planned"]) == "19.50"
    assert [h.id for h in heads_of(document, content_of(case).heads)] == ["name", "planned"]


_words = st.text("便民生活圈建设，通报整改1个", min_size=1, max_size=30).map(lambda t: t + "。")


@given(st.lists(st.tuples(st.sampled_from(["", "一、情况", "（二）要求"]), _words), min_size=1))
def test_that_a_letter_read_back_from_its_text_is_the_same(parts: list[tuple[str, str]]) -> None:
    held: list[Part] = []
    for heading, text in parts:
        if held and not heading:
            last = held[-1]
            held[-1] = replace(last, paragraphs=(*last.paragraphs, text))
        else:
            held.append(Part(heading, 2 if heading.startswith("（") else 1, (text,)))
    letter = DocumentLetter(
        "关于情况\n的通报",
        "（草稿）",
        "各社区：",
        tuple(held),
        "金家岭街道",
        "2024年4月8日",
        sealed=True,
    )
    assert letter_with(letter, text_of(letter)) == letter
