"""Telephone numbers of mainland China, in one way of writing."""

from __future__ import annotations

import re

from bianmin_desktop.domain.parsing.precision import is_in_scientific_notation
from bianmin_desktop.domain.parsing.unreadable import short_entry, unreadable

_EXAMPLE = "13812345678 或 0532-88881234"
_COUNTRY = re.compile(r"(?:\+|00)86[ -]*|86[ -]+(?=1)|86(?=1[3-9][0-9]{9}$)")
_SEVERAL = re.compile(r"[0-9)] ?(?:[、/,;\\]|或|和) ?[(+0-9]")
_EXTENSION = re.compile(
    r"(?P<number>.*[0-9]) ?(?:转|分机|EXT\.?|#) ?[:-]?(?P<extension>[0-9]{1,6})"
)
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(?P<area>010|02[0-9]|0[3-9][0-9]{2})(?P<number>[2-8][0-9]{6,7})")
_DASHED_EXTENSION = re.compile(
    r"(?P<number>\(?0[0-9]{2,3}\)?[ -]*[0-9]{7,8})-(?P<extension>[0-9]{1,6})"
)
_SERVICE = re.compile(r"[48]00[0-9]{7}|95[0-9]{3,6}")
_BETWEEN = re.compile(r"[ ()-]+")
# Area codes whose local numbers have eight digits; seven would be an unfinished number.
_EIGHT_DIGIT_AREAS = ("010", "02", "0532", "0531")


def plain_mobile(text: str) -> str | None:
    """The number of a text that is one of a mobile and nothing else; None for any other."""
    return text if _MOBILE.fullmatch(text) else None


def phone(text: str) -> str:
    """Return one number: 13812345678, 0532-88881234, 0532-88881234-101, 4001234567 or 95588.

    The country code, spaces, dashes and brackets are taken off. Raises ``Unreadable``, also
    for several numbers at once and for a local number without its area code.
    """
    if _MOBILE.fullmatch(text):
        return text
    entry = short_entry(text, _EXAMPLE).upper()
    if is_in_scientific_notation(entry):
        raise unreadable(text, "被表格软件改成了科学计数，末几位已丢失，请重新录入", _EXAMPLE)
    if _SEVERAL.search(entry):
        raise unreadable(text, "不止一个电话，这里只填一个，其余写在备注里", _EXAMPLE)
    entry = _COUNTRY.sub("", entry, count=1) if _COUNTRY.match(entry) else entry
    match = _EXTENSION.fullmatch(entry) or _DASHED_EXTENSION.fullmatch(entry)
    number = _number(match["number"] if match else entry)
    if number is None:
        raise unreadable(text, _reason(_BETWEEN.sub("", entry)), _EXAMPLE)
    return f"{number}-{match['extension']}" if match else number


def _number(written: str) -> str | None:
    digits = _BETWEEN.sub("", written)
    if _MOBILE.fullmatch(digits) or _SERVICE.fullmatch(digits):
        return digits
    landline = _LANDLINE.fullmatch(digits)
    if landline is None or _is_unfinished(landline):
        return None
    return f"{landline['area']}-{landline['number']}"


def _is_unfinished(landline: re.Match[str]) -> bool:
    return len(landline["number"]) == 7 and landline["area"].startswith(_EIGHT_DIGIT_AREAS)


def _reason(digits: str) -> str:
    if "*" in digits:
        return "被打了星号，请填完整的号码"
    if not (digits.isascii() and digits.isdigit()):
        return "不是电话号码"
    if len(digits) in {7, 8} and digits[0] in "2345678":
        return "缺区号"
    if len(digits) == 11 and digits.startswith("532"):
        return "开头的 0 可能被表格软件去掉了"
    return f"不是电话号码（{len(digits)} 位数字），请核对有没有多位或少位"
