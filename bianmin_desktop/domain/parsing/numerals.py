"""Chinese numerals: 一千二百 as a quantity, 二〇二四 digit by digit."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_PLACES = {"十": 10, "百": 100, "千": 1000}
_IN_PLACE = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_VARIANTS = str.maketrans("〇○两", "零零二")

NUMERAL_CHARACTERS = "〇○零一二两三四五六七八九十百千"


def chinese_integer(text: str) -> int | None:
    """Return the quantity 0-9999 written in Chinese, or None.

    Only complete forms are read: 一千二 (1200 or 1002?) and 三五 (three to five?) are None.
    """
    written = text.translate(_VARIANTS)
    value = _summed(written)
    return value if value is not None and written in _spellings(value) else None


def digits_in_place(text: str) -> str:
    """Return text with each Chinese digit as an ASCII digit; other characters stay."""
    return text.translate(_IN_PLACE)


def _summed(written: str) -> int | None:
    total = 0
    digit = 0
    for character in written:
        if character in _PLACES:
            total += (digit or 1) * _PLACES[character]
            digit = 0
        elif character in _DIGITS:
            digit = _DIGITS.index(character)
        else:
            return None
    return total + digit if total + digit < 10_000 else None


def _spellings(value: int) -> set[str]:
    full = _spelled(value)
    short_ten = full.replace("百一十", "百十").replace("零一十", "零十")
    forms = {full, short_ten}
    return forms | {form[1:] for form in forms if form.startswith("一十")}


def _spelled(value: int) -> str:
    if value == 0:
        return "零"
    written = ""
    for place, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = value // size % 10
        if digit:
            written += _DIGITS[digit] + place
        elif written and not written.endswith("零"):
            written += "零"
    return written.rstrip("零")
