"""Printed documents as letters: they say no more than the records, and can be written on in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

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
from bianmin_desktop.domain.documents.content import Basis, Case, Choice, said
from bianmin_desktop.domain.documents.letters import (
    DocumentLetter,
    Part,
    letter_of,
    shares_of,
)
from bianmin_desktop.domain.documents.tables import content_of, heads_of
from bianmin_desktop.domain.documents.texts import letter_with, text_of
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.records import Record
from tests.unit.document_cases import case_of, cells_of, office, printed_table, today


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
    case = case_of(edition, "inspection_report", Ledger({"inspection": records}))
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
    case = case_of(edition, "rectification", Ledger({"inspection": records}))
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
    case = case_of(edition, "rectification_reminder", Ledger({"inspection": records}))
    assert [item.id for item in content_of(case).items] == ["过了"]


def test_that_a_case_keeps_its_own_paragraphs_and_headings_without_text_are_left_out(
    edition: Edition,
) -> None:
    values = {"name": "早餐角", "author": "经发办", "text": "一是找地。\n\n二是定时。"}
    values |= {"on": "", "promoted_by": "简报刊用"}
    case = case_of(edition, "case", Ledger({"case": [Record("case", "k", values)]}), Choice())
    (letter,) = _letters(case).values()
    assert text_of(letter).split("\n\n") == [
        "早餐角\n（经发办）",
        "一、主要做法\n一是找地。\n二是定时。\n二、推广情况\n简报刊用。",
        "经发办\n2024年4月8日",
    ]


def test_that_a_month_is_not_printed_as_its_first_day(edition: Edition) -> None:
    held = Record("case", "k", {"name": "早餐角", "on": date(2024, 3, 1)})
    (row,) = cells_of(printed_table(case_of(edition, "case_list", Ledger({"case": [held]}))))
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
