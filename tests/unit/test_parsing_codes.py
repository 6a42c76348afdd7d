"""Codes and telephones are normalised, and doubts are told apart from errors."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.domain.parsing.codes import (
    CREDIT_CODE_CHARACTERS,
    division_code,
    is_old_registration_number,
    phone,
    uscc,
)
from bianmin_desktop.domain.parsing.unreadable import Unreadable

VALID = (
    "91350200MA2YJ1XR9G",
    "913502000728319549",
    "123502001549897397",
    "91370202MA0000015F",
    "92370202MA00000A92",
    "92370211MAABCDEF8R",
    "93370215MA1234569H",
    "113702020000000191",
    "1237021340000000X6",
    "52370214MJD000011H",
)
ISSUED_WITH_WRONG_CHECK = ("91350100M0001TGQXM", "91350211M0000XUF46", "91350203M0001QAY9B")


@pytest.mark.parametrize("code", VALID)
def test_that_a_sound_code_has_no_problems(code: str) -> None:
    assert uscc(code).text == code
    assert uscc(code).problems == ()


@pytest.mark.parametrize("code", ISSUED_WITH_WRONG_CHECK)
def test_that_a_failing_check_digit_is_a_problem_not_an_error(code: str) -> None:
    assert uscc(code).text == code
    assert any("核实" in problem for problem in uscc(code).problems)


def test_that_the_expected_check_digit_is_named() -> None:
    (problem,) = uscc("91370202MA0000015G").problems
    assert "第 18 位" in problem
    assert "“F”" in problem


@pytest.mark.parametrize(
    "typed",
    ["91370202ma0000015f", "９１３７０２０２ＭＡ０００００１５Ｆ", " 9137 0202-MA00 0001 5F "],
)
def test_that_a_code_is_normalised(typed: str) -> None:
    assert uscc(typed).text == "91370202MA0000015F"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("9.137E+17", "科学计数"),
        ("9.13702E17", "已丢失"),
        ("91370202MA000001", "16 位"),
        ("370202228012345", "旧注册号"),
        ("91370202MAOOOOO15F", "第 11 位“O”"),
        ("91370202MА0000015F", "第 10 位"),
        ("无", "第 1 位"),
        ("---", "留空"),
        ("", "没有"),
        ("9" * 100, "太长"),
    ],
)
def test_that_a_wrong_code_is_refused_with_its_reason(typed: str, hint: str) -> None:
    with pytest.raises(Unreadable) as refused:
        uscc(typed)
    assert hint in refused.value.message


def test_that_zeros_left_by_a_spreadsheet_are_doubted() -> None:
    assert any("末三位" in problem for problem in uscc("913502000728319000").problems)


@given(st.sampled_from(VALID), st.integers(0, 17), st.sampled_from(CREDIT_CODE_CHARACTERS))
def test_that_any_single_wrong_character_is_noticed(code: str, place: int, character: str) -> None:
    typed = code[:place] + character + code[place + 1 :]
    assert (uscc(typed).problems == ()) == (typed == code)


def test_that_an_old_registration_number_has_fifteen_digits() -> None:
    assert is_old_registration_number("3702 0222 8012 345")
    assert is_old_registration_number("３７０２０２２２８０１２３４５")
    assert not is_old_registration_number("91370202MA0000015F")
    assert not is_old_registration_number("37020222801234²")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("370212", "370212000000"),
        ("370212005", "370212005000"),
        ("３７０２１２ ００５ ０１２", "370212005012"),
    ],
)
def test_that_a_division_code_has_twelve_digits(typed: str, code: str) -> None:
    assert division_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("3702", "4 位"),
        ("金家岭", "只能有数字"),
        ("3.70212E+11", "科学计数"),
        ("012345", "0 开头"),
        ("37021²", "只能有数字"),
    ],
)
def test_that_a_wrong_division_code_is_refused(typed: str, hint: str) -> None:
    with pytest.raises(Unreadable) as refused:
        division_code(typed)
    assert hint in refused.value.message


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13812345678", "13812345678"),
        ("１３８ １２３４ ５６７８", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("008613812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("0532-88881234", "0532-88881234"),
        ("（0532）88881234", "0532-88881234"),
        ("0532 8888 1234", "0532-88881234"),
        ("053288881234", "0532-88881234"),
        ("+86-0532-88881234", "0532-88881234"),
        ("0532-88881234-101", "0532-88881234-101"),
        ("0532-88881234转101", "0532-88881234-101"),
        ("053288881234 ext. 101", "0532-88881234-101"),
        ("010-62345678", "010-62345678"),
        ("0631-5212345", "0631-5212345"),
        ("400-123-4567", "4001234567"),
        ("95588", "95588"),
    ],
)
def test_that_a_phone_has_one_way_of_writing(typed: str, number: str) -> None:
    assert phone(typed) == number
    assert phone(number) == number


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("13812345678、0532-88881234", "不止一个"),
        ("13812345678/13912345678", "不止一个"),
        ("1.38E+10", "科学计数"),
        ("88881234", "缺区号"),
        ("53288881234", "开头的 0"),
        ("138****5678", "星号"),
        ("1381234567", "10 位"),
        ("12345678901", "多位或少位"),
        ("0532-8888123", "多位或少位"),
        ("张三", "不是电话"),
    ],
)
def test_that_a_wrong_phone_is_refused_with_its_reason(typed: str, hint: str) -> None:
    with pytest.raises(Unreadable) as refused:
        phone(typed)
    assert hint in refused.value.message


@given(
    st.one_of(
        st.text(max_size=70),
        st.text("0123456789ABEXMIO+-() .转#/、*", max_size=22),
        st.text(CREDIT_CODE_CHARACTERS, min_size=18, max_size=18),
    )
)
def test_that_any_text_is_a_code_or_unreadable(typed: str) -> None:
    is_old_registration_number(typed)
    for read in (uscc, phone, division_code):
        with suppress(Unreadable):
            read(typed)
