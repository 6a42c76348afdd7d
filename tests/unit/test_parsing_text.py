"""Text is made safe to keep without changing what it says."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianmin_desktop.domain.parsing.text import clean, clean_lines, half_width

if TYPE_CHECKING:
    from collections.abc import Callable

TEN_MEGABYTES = 10 * 1024 * 1024
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\x1f\t\r\n\x85\u200b\u200d\u200e\u202e\ufeff\ud842\udfb7\ufdd0\uffff"
            "\u0301\u0344\u3000\u3164\u2126😀👩\ufe0f𠮷"
        ),
    ),
    max_size=120,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("　便民超市 ", "便民超市"),
        ("便民\x00超市\x07", "便民超市"),
        ("便民\t超市\r\n东店", "便民 超市 东店"),
        ("\ufeff便民\u200b超市", "便民超市"),
        ("\u202e便民\u2069超市\u200f", "便民超市"),
        ("便\ud842民", "便民"),
        ("\ud842\udfb7野家", "𠮷野家"),
        ("便\uffff民\ufdd0", "便民"),
        ("𠮷野家😀", "𠮷野家😀"),
        ("👨\u200d👩\u200d👧 之家", "👨\u200d👩\u200d👧 之家"),
        ("便\u200d民", "便民"),
        ("cafe\u0301", "café"),
        ("ＡＢ①㈱", "ＡＢ①㈱"),
        (" \x00 ", ""),
    ],
)
def test_that_only_what_cannot_be_seen_is_taken_out(typed: str, kept: str) -> None:
    assert clean(typed).text == kept


def test_that_the_clerk_is_told_what_was_taken_out() -> None:
    assert clean("a\x00b\x01c").notes == ("已去掉 2 个看不见的控制字符",)
    assert clean("a\u202eb\u200bc\ud800").notes == (
        "已去掉 1 个无法保存的字符",
        "已去掉 1 个改变文字方向的符号",
        "已去掉 1 个零宽字符",
    )
    assert clean("  普通　文字\t").notes == ()


def test_that_long_text_keeps_its_lines() -> None:
    typed = "　　一、进展 \r\n\x00新增网点　3 个\r\r\r\r\n二、问题\n"
    assert clean_lines(typed).text == "一、进展\n新增网点 3 个\n\n二、问题"


def test_that_full_width_writing_becomes_half_width() -> None:
    assert half_width("９１３７ＡＢ－（０５３２）８，１２。５％　") == "9137AB-(0532)8,12.5% "


@settings(max_examples=400)
@given(HOSTILE)
def test_that_cleaning_twice_changes_nothing_more(typed: str) -> None:
    for cleaned in (clean, clean_lines):
        once = cleaned(typed)
        again = cleaned(once.text)
        assert again.text == once.text
        assert again.notes == ()
        assert unicodedata.is_normalized("NFC", once.text)
        once.text.encode("utf-8")


@given(st.text("\u0301\u0323\u0344\u0308a\u05b0\u200d😀", min_size=20, max_size=200))
def test_that_stacks_of_marks_stay_bounded_and_stable(typed: str) -> None:
    once = clean(typed)
    assert clean(once.text) == type(once)(once.text)


@pytest.mark.parametrize(
    ("piece", "most_kept"),
    [
        ("便民", TEN_MEGABYTES),
        ("\x00", 0),
        (" ", 0),
        ("a \n", TEN_MEGABYTES),
        ("\u0323\u0301", 30),
        ("\ud842", 0),
        ("\u200d", 0),
        ("😀", TEN_MEGABYTES),
    ],
)
@pytest.mark.parametrize("cleaned", [clean, clean_lines])
def test_that_ten_megabytes_are_cleaned(
    piece: str, most_kept: int, cleaned: Callable[[str], object]
) -> None:
    result = cleaned(piece * (TEN_MEGABYTES // len(piece)))
    assert len(getattr(result, "text", "")) <= most_kept


def test_that_longer_text_takes_no_more_steps() -> None:
    assert _calls("便民超市 12\n" * 100_000) == _calls("便民超市 12\n")


def _calls(text: str) -> int:
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    earlier = sys.getprofile()
    sys.setprofile(counted)
    try:
        clean(text)
    finally:
        sys.setprofile(earlier)
    return count
