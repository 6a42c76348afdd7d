"""Dates and months are read as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.domain.parsing.dates import date_value, month_value
from bianmin_desktop.domain.parsing.unreadable import Unreadable


@pytest.mark.parametrize(
    "typed",
    [
        "2024-3-5",
        "2024/3/5",
        "2024.3.5",
        "2024。3。5",
        "2024-03-05",
        "20240305",
        "2024年3月5日",
        "2024 年 3 月 5 号",
        "２０２４年３月５日",
        "二〇二四年三月五日",
        "二○二四年三月五日",
        "二零二四年三月五",
        "2024-03-05 00:00:00",
    ],
)
def test_that_a_date_is_read(typed: str) -> None:
    assert date_value(typed) == date(2024, 3, 5)


def test_that_chinese_months_and_days_above_ten_are_read() -> None:
    assert date_value("二〇二四年十二月三十一日") == date(2024, 12, 31)
    assert date_value("2024年十月二十日") == date(2024, 10, 20)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("2022.2.30", "2022年2月没有 30 日"),
        ("2023-2-29", "不存在"),
        ("2024-13-1", "没有 13 月"),
        ("2024-0-1", "不存在"),
        ("44607", "日期序号"),
        ("24-3-5", "四位"),
        ("24年3月5日", "四位"),
        ("2024年3月", "缺日"),
        ("3/5/2024", "不是日期"),
        ("2024-3/5", "不是日期"),
        ("0024-3-5", "年份"),
        ("明天", "不是日期"),
        ("", "没有"),
    ],
)
def test_that_a_refused_date_says_why(typed: str, hint: str) -> None:
    with pytest.raises(Unreadable) as refused:
        date_value(typed)
    assert hint in refused.value.message


def test_that_a_year_at_the_end_is_read_only_if_its_order_is_certain() -> None:
    assert date_value("3/25/2024", year_first=False) == date(2024, 3, 25)
    assert date_value("25.3.2024", year_first=False) == date(2024, 3, 25)
    assert date_value("5/5/2024", year_first=False) == date(2024, 5, 5)
    with pytest.raises(Unreadable, match="分不清"):
        date_value("3/5/2024", year_first=False)


@pytest.mark.parametrize(
    "typed", ["2024年3月", "2024-3", "2024.03", "202403", "二〇二四年三月", "2024年3月18日"]
)
def test_that_a_month_is_its_first_day(typed: str) -> None:
    assert month_value(typed) == date(2024, 3, 1)


@pytest.mark.parametrize("typed", ["2024", "240305", "2024-13", "24年3月", "45000"])
def test_that_what_is_no_month_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        month_value(typed)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_that_dates_survive_being_written(day: date) -> None:
    assert date_value(day.isoformat()) == day
    assert date_value(f"{day.year}年{day.month}月{day.day}日") == day
    assert date_value(f"{day:%Y%m%d}") == day
    assert month_value(day.isoformat()) == day.replace(day=1)


@given(st.one_of(st.text(max_size=70), st.text("0123456789年月日号-/. 〇零一二三十", max_size=14)))
def test_that_any_text_is_a_date_or_unreadable(typed: str) -> None:
    for year_first in (True, False):
        with suppress(Unreadable):
            assert 1900 <= date_value(typed, year_first=year_first).year <= 2099
    with suppress(Unreadable):
        assert month_value(typed).day == 1
