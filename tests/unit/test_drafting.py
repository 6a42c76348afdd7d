"""起草: nothing is said that the data do not say, and what is said follows the data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianmin_desktop.catalogue.definitions import DraftParagraph, Sentence
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import keys_in, names_of
from bianmin_desktop.domain.drafting.facts import Basis, Fact, facts_of, number_words
from bianmin_desktop.domain.drafting.rendering import drafted, rendered
from bianmin_desktop.domain.gaps import gap_matrix
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record

quarter = Quarter(2024, 1)
added, removed = "figure:outlets.added", "figure:outlets.removed"


def fact(key: str, number: int | str | None) -> Fact:
    value = None if number is None else Decimal(number)
    return Fact(key, key, number_words(value, 0), value, "个")


def said(edition: Edition, sentences: Sequence[Sentence], numbers: Mapping[str, int | None]) -> str:
    paragraph = DraftParagraph(id="p", field="problems", sentences=tuple(sentences))
    facts = {key: fact(key, number) for key, number in numbers.items()}
    made = drafted(replace(edition, drafts=(paragraph,)), facts).get("problems", "")
    return rendered(made, facts)


def outlet(name: str, **values: object) -> Record:
    usual = {"kind": "shop", "business_type": "convenience", "community": "c1", "circle": "k1"}
    held = {**usual, "name": name, "status": "open", "opened": date(2020, 5, 1), **values}
    return Record("outlet", name, held)  # type: ignore[arg-type]


def basis(edition: Edition, **records: list[Record]) -> Basis:
    members = {"name": "一圈", "communities": ("c1",), "started": date(2022, 1, 1)}
    held = {
        "community": [Record("community", "c1", {"name": "一社区", "residents": 1200})],
        "circle": [Record("circle", "k1", members)],
        "outlet": [outlet("老店"), outlet("新店", opened=date(2024, 2, 1))],
        "summary": [Record("summary", "s1", {"period": "2024Q1", "jobs": 12, "activities": 0})],
        **records,
    }
    ledger = Ledger(held)
    gaps = gap_matrix(ledger, edition, ["essential"], quarter.end)
    figures = derive(ledger, edition, quarter)
    return Basis(edition, quarter, ledger, figures, gaps, "金家岭街道")


def paragraphs(edition: Edition, **records: list[Record]) -> dict[str, str]:
    facts = facts_of(basis(edition, **records))
    return {field: rendered(text, facts) for field, text in drafted(edition, facts).items()}


def test_that_the_opening_says_the_headline_figures_of_the_data(edition: Edition) -> None:
    assert paragraphs(edition)["opening"] == (
        "截至2024年3月31日，金家岭街道共有便民生活圈1个、覆盖社区1个、服务居民1,200人、"
        "商业网点2个。本季度商业网点新增1个。本季度带动就业12人。"
    )


def test_that_a_sentence_whose_figure_is_zero_or_blank_is_left_out(edition: Edition) -> None:
    sentence = Sentence(say=f"新增{{{added}}}个。")
    assert said(edition, [sentence], {added: 3}) == "新增3个。"
    assert said(edition, [sentence], {added: 0}) == ""
    assert said(edition, [sentence], {added: None}) == ""
    assert said(edition, [sentence], {}) == ""


def test_that_of_several_items_only_those_with_a_number_are_named(edition: Edition) -> None:
    items = (f"新增{{{added}}}个", f"减少{{{removed}}}个")
    sentence = Sentence(say="网点{items}。", items=items)
    assert said(edition, [sentence], {added: 3, removed: 2}) == "网点新增3个、减少2个。"
    assert said(edition, [sentence], {added: 0, removed: 2}) == "网点减少2个。"
    assert said(edition, [sentence], {added: 0, removed: None}) == ""


def test_that_what_is_zero_can_be_said_differently_and_a_blank_is_no_zero(edition: Edition) -> None:
    other = Sentence(say=f"新增{{{added}}}个，没有变化。", unless=(added,))
    assert said(edition, [other], {added: 0}) == "新增0个，没有变化。"
    assert said(edition, [other], {added: 2}) == ""
    assert said(edition, [other], {added: None}) == ""


def test_that_a_sentence_may_wait_for_another_figure(edition: Edition) -> None:
    sentence = Sentence(say=f"新增{{{added}}}个。", when=(removed,))
    assert said(edition, [sentence], {added: 1, removed: 0}) == ""
    assert said(edition, [sentence], {added: 1, removed: 1}) == "新增1个。"


def test_that_an_empty_book_is_said_nothing_of(edition: Edition) -> None:
    empty = Ledger({})
    nothing = Basis(edition, quarter, empty, derive(empty, edition, quarter), None, "金家岭街道")
    assert drafted(edition, facts_of(nothing)) == {}


def test_that_what_a_circle_lacks_is_named_and_a_complete_one_is_no_problem(
    edition: Edition,
) -> None:
    assert paragraphs(edition)["problems"] == (
        "还有1个生活圈缺必备业态：一圈缺菜市场、超市、药店、大众餐饮店、再生资源回收。"
    )
    leaves = [item.covers[0] for item in edition.business_list("essential").items]
    shops = [outlet(leaf, business_type=leaf) for leaf in leaves]
    made = paragraphs(edition, outlet=shops)
    assert "problems" not in made
    assert "1个生活圈中，必备业态配齐的有1个。" in made["task_gaps"]


def test_that_registers_speak_of_the_quarter_only(edition: Edition) -> None:
    projects = [
        Record("project", "p1", {"name": "甲店", "status": "done", "completed": date(2024, 3, 1)}),
        Record("project", "p2", {"name": "乙店", "status": "done", "completed": date(2024, 4, 1)}),
        Record("project", "p3", {"name": "丙店", "status": "building", "due": date(2024, 5, 1)}),
    ]
    made = paragraphs(edition, project=projects)
    assert "本季度完成补建项目1个：甲店。在建的补建项目1个：丙店。" in made["task_gaps"]
    assert made["next_steps"] == "完成时限在下季度的补建项目1个：丙店。"


def test_that_sums_of_registers_are_exact_and_a_fund_without_a_sum_is_not_counted(
    edition: Edition,
) -> None:
    funds = [
        Record("fund", "f1", {"arrived": Decimal("10.5"), "arrived_on": date(2024, 1, 5)}),
        Record("fund", "f2", {"arrived": Decimal("0.25"), "arrived_on": date(2024, 3, 31)}),
        Record("fund", "f3", {"arrived": Decimal(9), "arrived_on": date(2024, 4, 1)}),
    ]
    made = paragraphs(edition, fund=funds)
    assert "资金台账登记本季度到位资金10.75万元。" in made["guard_funding"]
    undated = [Record("fund", "f4", {"arrived_on": date(2024, 1, 5)})]
    assert "guard_funding" not in paragraphs(edition, fund=undated)


def test_that_the_same_text_follows_the_data(edition: Edition) -> None:
    before = facts_of(basis(edition))
    text = drafted(edition, before)["task_layout"]
    more = [outlet("老店"), outlet("新店", opened=date(2024, 2, 1)), outlet("又一家")]
    after = facts_of(basis(edition, outlet=more))
    assert "底数摸排登记商业网点2个" in rendered(text, before)
    assert "底数摸排登记商业网点3个" in rendered(text, after)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_that_every_number_of_a_draft_is_one_of_the_data_and_none_is_zero(
    edition: Edition, data: st.DataObject
) -> None:
    numbers = st.one_of(st.none(), st.just(0), st.integers(1, 5000))
    facts = {key: fact(key, data.draw(numbers)) for key in names_of(edition)}
    for text in drafted(edition, facts).values():
        known = {facts[key].words for key in keys_in(text)}
        shown = rendered(text, facts)
        assert "{" not in shown
        assert "—" not in shown
        wording = re.sub(r"\{[^}]*\}", "", text).replace("24小时", "").replace("60岁", "")
        assert not re.search(r"\d", wording)
        assert "0" not in known or _zero_sentences(edition, text)


def _zero_sentences(edition: Edition, text: str) -> list[str]:
    """The sentences in a text that are made for a zero."""
    sentences = (s for paragraph in edition.drafts for s in paragraph.sentences)
    return [s.say for s in sentences if s.unless and s.say in text]


@pytest.mark.parametrize(
    ("value", "places", "unit", "words"),
    [
        (Decimal("474916.00"), 2, "㎡", "474,916"),
        (Decimal("0.5"), 2, "万元", "0.50"),
        (Decimal("24.96"), 1, "%", "25.0%"),
        (Decimal(100), 0, "个", "100"),
        (None, 0, "个", "—"),
    ],
)
def test_that_numbers_are_written_as_in_a_letter(
    value: Decimal | None, places: int, unit: str, words: str
) -> None:
    assert number_words(value, places, unit) == words
