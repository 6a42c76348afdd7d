"""Numbers typed by hand: those that speak of a figure are compared with it, no others."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.drafting.facts import Fact, number_words
from bianmin_desktop.domain.drafting.mentions import Ear, places_of
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.records import Record

Heard = tuple[str, str, bool]


def fact(key: str, number: str, unit: str = "个", places: int = 0) -> Fact:
    return Fact(key, key, number_words(Decimal(number), places, unit), Decimal(number), unit)


facts = {
    made.key: made
    for made in (
        fact("figure:outlets.closing", "118"),
        fact("figure:outlets.added", "5"),
        fact("figure:outlets.removed", "1"),
        fact("figure:communities_covered.closing", "12"),
        fact("figure:residents_covered.closing", "12345", "人"),
        fact("figure:chain_rate.closing", "33.333", "%", 1),
        fact("figure:essential_convenience.added", "2"),
        fact("figure:basic_convenience.added", "3"),
        fact("entered:jobs", "35", "人"),
        fact("entered:investment_government", "120.5", "万元", 2),
    )
}


def heard(edition: Edition, text: str, *places: str) -> list[Heard]:
    found = Ear(edition, places).mentions(text, facts)
    return [(text[m.start : m.end], m.fact.key, m.is_right) for m in found]


@pytest.mark.parametrize(
    ("text", "number", "key", "is_right"),
    [
        ("截至6月底，全街道共有商业网点118家。", "118", "figure:outlets.closing", True),
        ("商业网点总数达到120个", "120", "figure:outlets.closing", False),
        ("目前共有１１９个商业网点，", "１１９", "figure:outlets.closing", False),
        ("商业网点1,118个", "1,118", "figure:outlets.closing", False),
        ("本季度新增网点5个", "5", "figure:outlets.added", True),
        ("本季度商业网点减少了2家", "2", "figure:outlets.removed", False),
        ("覆盖社区13个", "13", "figure:communities_covered.closing", False),
        ("服务居民1.2万人", "1.2万", "figure:residents_covered.closing", True),
        ("服务居民1.3万人", "1.3万", "figure:residents_covered.closing", False),
        ("商业网点共计 119 个。", "119", "figure:outlets.closing", False),
        ("商业网点新增 3 个", "3", "figure:outlets.added", False),
        ("连锁化率33.30%", "33.30%", "figure:chain_rate.closing", True),
        ("连锁化率33.3%", "33.3%", "figure:chain_rate.closing", True),
        ("连锁化率达到35％", "35％", "figure:chain_rate.closing", False),
        ("新增便利店3个", "3", "figure:basic_convenience.added", True),
        ("带动就业35人", "35", "entered:jobs", True),
        ("带动就业人数为36人", "36", "entered:jobs", False),
        ("政府投入120.5万元", "120.5", "entered:investment_government", True),
    ],
)
def test_that_a_number_beside_a_figures_name_is_compared_with_it(
    text: str,
    number: str,
    key: str,
    *,
    is_right: bool,
    edition: Edition,
) -> None:
    assert heard(edition, text) == [(number, key, is_right)]


def test_that_a_second_verb_speaks_of_the_same_figure(edition: Edition) -> None:
    assert heard(edition, "本季度新增网点5个、减少2个。") == [
        ("5", "figure:outlets.added", True),
        ("2", "figure:outlets.removed", False),
    ]


def test_that_the_right_value_is_named(edition: Edition) -> None:
    (found,) = Ear(edition).mentions("商业网点120个，", facts)
    assert (found.said, found.right) == ("商业网点120个", "118个")
    (share,) = Ear(edition).mentions("连锁化率35%", facts)
    assert share.right == "33.3%"


@pytest.mark.parametrize(
    "text",
    [
        "走访商业网点30个",
        "餐饮网点20个",
        "李村社区共有商业网点12个。",
        "下季度计划新增网点9个",
        "商业网点约120个",
        "网点118个以上",
        "去年同期商业网点100个",
        "商业网点{figure:outlets.closing}个",
        "商户12家参加活动",
        "商业网点很多，召开会议3次",
        "便利店24小时营业",
        "2024年3月31日",
    ],
)
def test_that_numbers_about_something_else_are_left_alone(text: str, edition: Edition) -> None:
    assert heard(edition, text, "李村社区") == []


@given(number=st.integers(0, 99_999))
def test_that_a_number_is_right_exactly_when_it_is_the_derived_one(
    edition: Edition, number: int
) -> None:
    for written in (str(number), f"{number:,}"):
        assert heard(edition, f"全街道共有商业网点{written}个。") == [
            (written, "figure:outlets.closing", number == 118)
        ]


@given(st.text("商业网点共有新增减少0123456789个家，。、{}万%人 \n", max_size=80))
def test_that_whatever_is_typed_is_heard_in_order_and_in_its_place(
    edition: Edition, text: str
) -> None:
    found = Ear(edition).mentions(text, facts)
    for mention in found:
        digits = text[mention.start : mention.end]
        assert digits.strip("万%").replace(",", "").replace(".", "").isdigit()
    spans = [(mention.start, mention.end) for mention in found]
    assert len(set(spans)) == len(spans)


def test_that_places_are_known_by_their_long_and_short_names(edition: Edition) -> None:
    names = ("麦岛社区居民委员会", "朱家洼社区居委会")
    communities = [Record("community", name, {"name": name}) for name in names]
    circle = [Record("circle", "k", {"name": "一圈"})]
    known = places_of(Ledger({"community": communities, "circle": circle}), edition)
    assert {"麦岛社区居民委员会", "麦岛", "朱家洼"} <= set(known)
    assert "一圈" not in known
