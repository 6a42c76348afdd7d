"""Blank, 0, 不适用 and 未采集 stay four different things."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.domain.parsing.answers import Absence, absence, is_vague_mark, yes_no
from bianmin_desktop.domain.parsing.unreadable import Unreadable


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("不适用", Absence.NOT_APPLICABLE),
        (" 不涉及　", Absence.NOT_APPLICABLE),
        ("n/a", Absence.NOT_APPLICABLE),
        ("Ｎ／Ａ", Absence.NOT_APPLICABLE),
        ("未采集", Absence.NOT_COLLECTED),
        ("未统计", Absence.NOT_COLLECTED),
        ("暂无数据", Absence.NOT_COLLECTED),
    ],
)
def test_that_a_stated_absence_is_recognised(typed: str, meant: Absence) -> None:
    assert absence(typed) is meant


@pytest.mark.parametrize("meant", list(Absence))
def test_that_the_printed_form_is_read_back(meant: Absence) -> None:
    assert absence(meant.label) is meant


@pytest.mark.parametrize("typed", ["", "0", "-", "—", "/", "无", "本项不适用", "12"])
def test_that_nothing_else_is_an_absence(typed: str) -> None:
    assert absence(typed) is None


@pytest.mark.parametrize("typed", ["-", "—", "——", "/", "／", "无"])
def test_that_vague_marks_are_known_as_such(typed: str) -> None:
    assert is_vague_mark(typed)


@pytest.mark.parametrize(
    "typed", ["是", "有", "√", "✓", "Y", "ｙ", "yes", "1", "１", "TRUE", "true"]
)
def test_that_yes_is_read(typed: str) -> None:
    assert yes_no(typed) is True


@pytest.mark.parametrize("typed", ["否", "无", "×", "N", "no", "0", "False", "没有"])
def test_that_no_is_read(typed: str) -> None:
    assert yes_no(typed) is False


@pytest.mark.parametrize("typed", ["", "x", "是否", "2", "不适用", "可能"])
def test_that_an_unclear_answer_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        yes_no(typed)
    assert "是 或 否" in refused.value.message


@given(st.text(max_size=70))
def test_that_any_text_is_an_answer_or_unreadable(typed: str) -> None:
    absence(typed)
    is_vague_mark(typed)
    with suppress(Unreadable):
        yes_no(typed)
