"""Line codes: short, the same in every office, and no slip of the hand leads to another line."""

from __future__ import annotations

import pytest

from bianmin_desktop.domain.acceptance.codes import (
    checklist_number,
    line_code,
    meant_by,
    read_code,
)
from bianmin_desktop.domain.snapshots import alphabet

circle = "654fd9b3-c10d-56d5-a9a8-86ae6fda52fb"
code = line_code(circle, "standard", "101")


def test_that_a_code_is_short_and_always_the_same() -> None:
    assert code == "8UQSR-101-U"
    assert checklist_number(circle, "standard").startswith("8UQSR")
    assert checklist_number(circle, "quick") != checklist_number(circle, "standard")


@pytest.mark.parametrize(
    "typed", [code, code.lower(), "8uqsr101u", "８ＵＱＳＲ－１０１－Ｕ", " 8UQSR 1O1 U "]
)
def test_that_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == ("8UQSR", "101")


def test_that_no_single_slip_is_read_as_another_line() -> None:
    plain = code.replace("-", "")
    for place, right in enumerate(plain):
        for wrong in f"{alphabet}01":
            slip = plain[:place] + wrong + plain[place + 1 :]
            assert wrong == right or read_code(slip) is None, slip


def test_that_no_two_characters_changed_about_are_read_as_another_line() -> None:
    plain = code.replace("-", "")
    for place in range(len(plain) - 1):
        swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
        assert swapped == plain or read_code(swapped) is None, swapped


@pytest.mark.parametrize(
    "text", ["", "8UQSR", "370212005000", "8UQSR-101", "便利店", "8UQSR-1011-U"]
)
def test_that_other_texts_are_no_codes(text: str) -> None:
    assert read_code(text) is None


def test_that_a_tag_means_one_circle_and_template() -> None:
    known = [(circle, "standard"), (circle, "quick"), ("another", "standard")]
    assert meant_by("8UQSR", known) == [(circle, "standard")]
