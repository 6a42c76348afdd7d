"""Numbers are read as people write them, exactly, or refused with a reason."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.domain.parsing.numbers import decimal_number, integer
from bianmin_desktop.domain.parsing.unreadable import Unreadable


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("1200", None, "1200"),
        ("１２００", None, "1200"),
        ("　1,200 ", None, "1200"),
        ("1，234，567.50", None, "1234567.5"),
        ("12 000", None, "12000"),
        ("1.2万", None, "12000"),
        ("１．２ 万", None, "12000"),
        ("3百万", None, "3000000"),
        ("0.5亿", None, "50000000"),
        ("+5", None, "5"),
        ("－3.50", None, "-3.5"),
        ("-0", None, "0"),
        (".5", None, "0.5"),
        ("12。5", None, "12.5"),
        ("一千二百", None, "1200"),
        ("一千零二", None, "1002"),
        ("十二", None, "12"),
        ("三十五人", "人", "35"),
        ("两百零六", None, "206"),
        ("三十五万", None, "350000"),
        ("零", None, "0"),
        ("120㎡", "㎡", "120"),
        ("120 m²", "㎡", "120"),
        ("1200平方米", "㎡", "1200"),
        ("1.2万平方米", "平方米", "12000"),
        ("35人", "人", "35"),
        ("1.5公里", "米", "1500"),
        ("15分钟", "分钟", "15"),
        ("35", "万元", "35"),
        ("35万", "万元", "35"),
        ("35万元", "万元", "35"),
        ("三十五万元", "万元", "35"),
        ("12,345元", "万元", "1.2345"),
        ("1.2亿", "万元", "12000"),
        ("1.2万元", "元", "12000"),
        ("3.5万", "万人", "3.5"),
        ("7场", "场", "7"),
        ("12345678901234567.891", None, "12345678901234567.891"),
    ],
)
def test_that_a_number_is_read_exactly(typed: str, unit: str | None, value: str) -> None:
    assert decimal_number(typed, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "unit", "hint"),
    [
        ("1,2,3", None, "逗号"),
        ("1,2345", None, "逗号"),
        ("1 2 3", None, "不是数字"),
        ("①", None, "“①”"),
        ("12²", None, "“²”"),
        ("١٢٣", None, "普通数字"),
        ("1e5", None, "科学计数"),
        ("1.2E+5", None, "科学计数"),
        ("NaN", None, "不是数字"),
        ("-inf", None, "不是数字"),
        ("1_000", None, "读不懂"),
        ("0x10", None, "读不懂"),
        ("10-20", None, "只能填一个数"),
        ("约120", None, "只能填一个数"),
        ("12%", None, "百分号"),
        ("三亩", "㎡", "单位是“㎡”"),
        ("120m²", None, "里的“m²”"),
        ("3亩", "㎡", "单位是“㎡”"),
        ("3人", None, "没有单位"),
        ("一千二", None, "中文数字"),
        ("三五", None, "中文数字"),
        ("-", None, "未采集"),
        ("——", None, "留空"),
        ("／", None, "不适用"),
        ("无", None, "填 0"),
        ("不适用", None, "不是数字"),
        ("", None, "没有"),
        ("9" * 21, None, "位数太多"),
        ("9" * 5000, None, "太长"),
        ("𠮷😀", None, "不是数字"),
    ],
)
def test_that_a_refusal_says_why(typed: str, unit: str | None, hint: str) -> None:
    with pytest.raises(Unreadable) as refused:
        decimal_number(typed, unit)
    assert hint in refused.value.message
    assert "可以这样写" in refused.value.message


def test_that_a_refusal_quotes_at_most_twenty_characters() -> None:
    with pytest.raises(Unreadable) as refused:
        integer("很多很多字" * 10)
    assert refused.value.message.startswith("“" + ("很多很多字" * 4)[:19] + "…”")


def test_that_a_whole_number_may_be_written_with_decimals_but_not_a_fraction() -> None:
    assert integer("12.0") == 12
    assert integer("1.2万") == 12000
    with pytest.raises(Unreadable, match="不是整数"):
        integer("12.5")


@pytest.mark.parametrize("typed", ["9" * 18, "-" + "9" * 18])
def test_that_a_whole_number_may_be_as_long_as_can_be_stored(typed: str) -> None:
    assert integer(typed) == int(typed)


@pytest.mark.parametrize(
    "typed", ["1" + "0" * 18, "-" + "9" * 20, "99999999999亿", "9999999999999999万"]
)
def test_that_a_whole_number_too_long_to_be_stored_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable, match="位数太多，最多 18 位"):
        integer(typed)


@pytest.mark.parametrize(
    ("typed", "ratio"),
    [("12.5%", "0.125"), ("９．９６％", "0.0996"), ("0.3", "0.3"), ("-5 %", "-0.05")],
)
def test_that_a_percentage_is_read_as_a_ratio(typed: str, ratio: str) -> None:
    assert decimal_number(typed, percent=True) == Decimal(ratio)


@given(st.integers(-(10**15), 10**15))
def test_that_whole_numbers_survive_being_written(value: int) -> None:
    assert integer(str(value)) == value
    assert integer(f"{value:,}") == value


@given(st.decimals(-(10**9), 10**9, places=4))
def test_that_decimals_survive_being_written(value: Decimal) -> None:
    assert decimal_number(f"{value:f}") == value


@given(st.text(max_size=80), st.sampled_from([None, "人", "㎡", "万元", "%", ""]))
def test_that_any_text_is_a_number_or_unreadable(typed: str, unit: str | None) -> None:
    for percent in (True, False):
        with suppress(Unreadable):
            assert decimal_number(typed, unit, percent=percent).is_finite()


@given(st.text("0123456789,. +-%eE万亿千百十零一二两元㎡²①人/约至~", max_size=14))
def test_that_any_numberlike_text_is_a_number_or_unreadable(typed: str) -> None:
    for unit in (None, "万元", "㎡"):
        with suppress(Unreadable):
            assert decimal_number(typed, unit).is_finite()
        with suppress(Unreadable):
            assert decimal_number(typed, unit) == integer(typed, unit)
        with suppress(Unreadable):
            assert decimal_number(typed, unit, percent=True).is_finite()


def test_that_ten_megabytes_are_refused_at_once() -> None:
    with pytest.raises(Unreadable, match="太长"):
        integer("１ " * 5_000_000)


@given(st.integers(0, 9999))
def test_that_complete_chinese_numerals_are_read(value: int) -> None:
    assert integer(_spoken(value)) == value


def _spoken(value: int) -> str:
    digits = "".join(
        "零一二三四五六七八九"[int(digit)] + place if digit != "0" else "零"
        for digit, place in zip(f"{value:04d}", "千百十 ", strict=True)
    )
    return re.sub("零+", "零", digits.replace(" ", "")).strip("零") or "零"
