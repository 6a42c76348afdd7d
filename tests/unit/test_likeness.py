"""How alike texts are, and names without the words for what they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.domain.likeness import likeness, nearest
from bianmin_desktop.domain.names import KnownNames, core_of

texts = st.text("店名称地址社区电话A1", max_size=8)


@given(texts, texts)
def test_that_likeness_is_mutual_between_nothing_and_the_same(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == likeness(other, one)
    assert (likeness(one, other) == 1.0) == (one == other)


@pytest.mark.parametrize(
    ("text", "liker", "less_like"),
    [
        ("经营者电话", "电话", "经营者"),
        ("店铺名", "店铺名称", "店铺地址"),
        ("便利超市", "超市", "药店"),
        ("金家领", "金家岭", "王家村"),
        ("网点所在社区", "所在社区", "网点"),
    ],
)
def test_that_what_a_text_ends_with_says_what_it_is(text: str, liker: str, less_like: str) -> None:
    assert likeness(text, liker) > likeness(text, less_like)


def test_that_the_nearest_words_come_first_and_unlike_ones_not_at_all() -> None:
    found = nearest("便利超市", ["药店", "便利店", "综合超市", "超市"], 2, 0.4)
    assert [word for word, _ in found] == ["超市", "便利店"]
    assert nearest("便利超市", ["药房"], 5, 0.4) == []


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("石老人社区居民委员会", "石老人"),
        ("石老人 社区居委会", "石老人"),
        ("石老人居委会", "石老人"),
        ("石老人社区", "石老人"),
        ("岭上一刻钟便民生活圈", "岭上"),
        ("岭上生活圈", "岭上"),
        ("王家村", "王家村"),
        ("社区", "社区"),
    ],
)
def test_that_a_name_is_cut_to_what_tells_it_apart(name: str, core: str) -> None:
    assert core_of(name) == core


def test_that_a_name_in_full_goes_before_one_without_its_ending() -> None:
    spoken = {"community": {"岭上社区": ("1",), "岭上居民委员会": ("2",), "海都社区": ("3",)}}
    names = KnownNames(spoken, {"community": {"1": "岭上社区", "2": "岭上居民委员会"}})
    assert names.meant_by("community", "岭上社区") == ("1",)
    assert set(names.meant_by("community", "岭上")) == {"1", "2"}
    assert names.meant_by("community", "海都社区居委会") == ("3",)
    assert names.meant_by("community", "没有的社区") == ()
    assert names.meant_by("circle", "岭上") == ()
