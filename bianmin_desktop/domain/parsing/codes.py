"""Codes kept as text: 统一社会信用代码, old registration numbers, division codes, telephones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from bianmin_desktop.domain.parsing.phones import phone, plain_mobile
from bianmin_desktop.domain.parsing.precision import is_in_scientific_notation
from bianmin_desktop.domain.parsing.unreadable import entry_or_blank, short_entry, unreadable

__all__ = [
    "CreditCode",
    "division_code",
    "is_old_registration_number",
    "phone",
    "plain_mobile",
    "plain_uscc",
    "uscc",
    "with_check_digits",
]

# GB 32100-2015: no I, O, S, V, Z.
CREDIT_CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_CODE_LENGTH = 18

_CREDIT_CODE_EXAMPLE = "91370202MA0000015F"
_DIVISION_EXAMPLE = "370212005 或 370212005000"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(CREDIT_CODE_LENGTH - 1))
# GB 11714: letters count from A = 10 without gaps, unlike in GB 32100.
_ORGANISATION_VALUES = {sign: int(sign, 36) for sign in CREDIT_CODE_CHARACTERS}
_CREDIT_VALUES = {sign: place for place, sign in enumerate(CREDIT_CODE_CHARACTERS)}
_WHOLE_CODE = re.compile(f"[{CREDIT_CODE_CHARACTERS}]{{{CREDIT_CODE_LENGTH}}}")
_BETWEEN = re.compile(r"[ -]+")
_DIVISION_LENGTHS = frozenset({6, 9, 12})


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A code of the right form, and in Chinese what is doubtful about it (check digits)."""

    text: str
    problems: tuple[str, ...] = ()


def uscc(text: str) -> CreditCode:
    """Return the 统一社会信用代码 in upper case without spaces or dashes (GB 32100-2015).

    A failing check digit (character 18, and 17 by GB 11714) is a problem of the result, not
    an error: such codes were issued. Raises ``Unreadable`` for a wrong length or character.
    """
    if _WHOLE_CODE.fullmatch(text):
        return CreditCode(text, _doubts(text))
    code = _compact(text, _CREDIT_CODE_EXAMPLE)
    wrong = next((place for place in enumerate(code, 1) if _is_foreign(place[1])), None)
    if wrong is not None:
        raise unreadable(text, _wrong_character(*wrong), _CREDIT_CODE_EXAMPLE)
    if len(code) != CREDIT_CODE_LENGTH:
        raise unreadable(text, _wrong_length(code), _CREDIT_CODE_EXAMPLE)
    return CreditCode(code, _doubts(code))


def plain_uscc(text: str) -> str | None:
    """The code of a text that is one in the very form ``uscc`` gives it; None for any other."""
    return text if _WHOLE_CODE.fullmatch(text) else None


def with_check_digits(body: str) -> str:
    """Return the whole code for its first 16 characters: both check digits put behind them."""
    code = body + _organisation_check(body[8:16])
    return code + _credit_check(code)


def is_old_registration_number(text: str) -> bool:
    """Whether the text is a 15-digit business registration number of before October 2015."""
    number = _BETWEEN.sub("", entry_or_blank(text))
    return len(number) == 15 and number.isascii() and number.isdigit()


def division_code(text: str) -> str:
    """Return the 12-digit division code; 6 digits (district) or 9 (street) are padded.

    Raises ``Unreadable``.
    """
    code = _compact(text, _DIVISION_EXAMPLE)
    if not (code.isascii() and code.isdigit()):
        raise unreadable(text, "不是区划代码，只能有数字", _DIVISION_EXAMPLE)
    if len(code) not in _DIVISION_LENGTHS:
        raise unreadable(text, f"有 {len(code)} 位，区划代码是 6、9 或 12 位", _DIVISION_EXAMPLE)
    if code.startswith("0"):
        raise unreadable(text, "不是区划代码，不会以 0 开头", _DIVISION_EXAMPLE)
    return code.ljust(12, "0")


def _compact(text: str, example: str) -> str:
    entry = short_entry(text, example).upper()
    if is_in_scientific_notation(entry):
        raise unreadable(text, "被表格软件改成了科学计数，末几位已丢失，请按证照重新录入", example)
    code = _BETWEEN.sub("", entry)
    if not code:
        raise unreadable(text, "不是代码，没有就留空", example)
    return code


def _is_foreign(character: str) -> bool:
    return character not in CREDIT_CODE_CHARACTERS


def _wrong_character(position: int, character: str) -> str:
    reason = f"的第 {position} 位“{character}”不能用在统一社会信用代码里"
    if character in "IOSVZ":
        return f"{reason}（代码中没有字母 I、O、S、V、Z，请核对是否为数字 1、0、5、2 或字母 U）"
    return reason


def _wrong_length(code: str) -> str:
    reason = f"有 {len(code)} 位，统一社会信用代码是 {CREDIT_CODE_LENGTH} 位"
    if is_old_registration_number(code):
        return f"{reason}，15 位的是旧注册号，请换成证照上的新代码"
    return reason


# Asked twice of each code: when it is read, and when the record that holds it is judged.
@lru_cache(maxsize=1024)
def _doubts(code: str) -> tuple[str, ...]:
    doubts = [
        f"第 {place} 位校验码按国家标准应为“{expected}”，填的是“{code[place - 1]}”，请对照证照核实"
        for place, expected in (
            (17, _organisation_check(code[8:16])),
            (18, _credit_check(code[:17])),
        )
        if code[place - 1] != expected
    ]
    if doubts and code.isdigit() and code.endswith("000"):
        doubts.append("末三位都是 0，可能被表格软件改过，请对照证照核实")
    return tuple(doubts)


def _organisation_check(body: str) -> str:
    values = map(_ORGANISATION_VALUES.__getitem__, body)
    total = sum(map(mul, values, _ORGANISATION_WEIGHTS))
    return "0123456789X0"[11 - total % 11]


def _credit_check(body: str) -> str:
    total = sum(map(mul, map(_CREDIT_VALUES.__getitem__, body), _CREDIT_WEIGHTS))
    return CREDIT_CODE_CHARACTERS[-total % 31]
