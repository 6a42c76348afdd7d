"""Chinese numerals, as headings are numbered."""

from __future__ import annotations

_digits = "一二三四五六七八九十"


def numeral(place: int) -> str:
    """The numeral of a place counted from 0, below 100: 一, 十, 十一, 二十, 二十一."""
    tens, ones = divmod(place + 1, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_digits[tens - 1]}十"
    return head + (_digits[ones - 1] if ones else "")
