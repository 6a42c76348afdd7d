"""Quarters are read, named, ordered and counted."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.periods import Quarter, quarters_between

QUARTERS = st.builds(Quarter, st.integers(1901, 2098), st.integers(1, 4))


@pytest.mark.parametrize(
    "typed",
    [
        "2024Q1",
        "2024q1",
        "２０２４Ｑ１",
        "2024 Q1",
        "2024-Q1",
        "2024年第1季度",
        "2024年第一季度",
        "2024年一季度",
        "2024一季度",
        "2024 年 1 季度",
        "2024年度第一季度",
        "二〇二四年第一季度",
    ],
)
def test_that_a_quarter_is_read(typed: str) -> None:
    assert Quarter.parse(typed) == Quarter(2024, 1)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("24年1季度", "四位"),
        ("2024Q5", "第 1 到第 4"),
        ("2024Q0", "第 1 到第 4"),
        ("1024Q1", "年份"),
        ("2024-1", "不是季度"),
        ("2024", "不是季度"),
        ("第一季度", "不是季度"),
        ("", "没有"),
    ],
)
def test_that_a_refused_quarter_says_why(typed: str, hint: str) -> None:
    with pytest.raises(Unreadable) as refused:
        Quarter.parse(typed)
    assert hint in refused.value.message


def test_that_a_quarter_has_its_names_days_and_neighbours() -> None:
    quarter = Quarter(2024, 1)
    assert str(quarter) == "2024Q1"
    assert quarter.label == "2024年第一季度"
    assert quarter.file_label == "2024年第1季度"
    assert (quarter.start, quarter.end) == (date(2024, 1, 1), date(2024, 3, 31))
    assert quarter.previous == Quarter(2023, 4)
    assert quarter.next == Quarter(2024, 2)
    assert quarter.same_last_year == Quarter(2023, 1)


def test_that_quarters_between_are_all_of_them() -> None:
    listed = quarters_between(Quarter(2023, 3), Quarter(2024, 2))
    assert [str(quarter) for quarter in listed] == ["2023Q3", "2023Q4", "2024Q1", "2024Q2"]
    assert quarters_between(Quarter(2024, 1), Quarter(2023, 4)) == ()


def test_that_the_first_quarter_that_can_be_typed_has_one_before_it() -> None:
    first = Quarter.parse("1900Q1")
    assert str(first.previous) == "1899Q4"
    assert str(first.same_last_year) == "1899Q1"
    with pytest.raises(Unreadable):
        Quarter.parse("1899Q4")


@pytest.mark.parametrize(("year", "number"), [(2024, 0), (2024, 5), (24, 1), (2100, 1)])
def test_that_an_impossible_quarter_cannot_be_made(year: int, number: int) -> None:
    with pytest.raises(ValueError, match="no such quarter"):
        Quarter(year, number)


@given(QUARTERS)
def test_that_quarters_survive_being_written_and_follow_each_other(quarter: Quarter) -> None:
    for written in (str(quarter), quarter.label, quarter.file_label):
        assert Quarter.parse(written) == quarter
    assert quarter.next.previous == quarter
    assert quarter.end + timedelta(days=1) == quarter.next.start
    assert quarter.previous < quarter < quarter.next
    assert Quarter.of(quarter.start) == Quarter.of(quarter.end) == quarter


@given(QUARTERS, QUARTERS)
def test_that_quarters_between_start_and_end_as_asked(one: Quarter, other: Quarter) -> None:
    first, last = sorted((one, other))
    listed = quarters_between(first, last)
    assert (listed[0], listed[-1]) == (first, last)
    assert list(listed) == sorted(set(listed))


@given(st.one_of(st.text(max_size=70), st.text("0123456789年第季度Qq一二三四-", max_size=12)))
def test_that_any_text_is_a_quarter_or_unreadable(typed: str) -> None:
    with suppress(Unreadable):
        assert 1 <= Quarter.parse(typed).number <= 4
