"""Numbers as people write them: 1,200  １２００  1.2万  一千二百  120㎡. Never floats."""

from __future__ import annotations

import re
from decimal import Context, Decimal

from bianmin_desktop.domain.parsing.answers import FOUR_STATES, absence, is_vague_mark
from bianmin_desktop.domain.parsing.numerals import NUMERAL_CHARACTERS, chinese_integer
from bianmin_desktop.domain.parsing.units import suffix_factors
from bianmin_desktop.domain.parsing.unreadable import short_entry, unreadable

MOST_DIGITS = 20
MOST_WHOLE_DIGITS = 18
"""Of whole numbers: any more need not fit the 64 bits in which they are stored and sorted."""

_NUMBER = re.compile(
    r"(?P<sign>[+-]?) ?"
    r"(?P<figures>[0-9]{1,3}(?P<mark>[, ])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
    r"(?![0-9,.]) ?(?P<suffix>[^0-9,.+ -][^,.+-]*)?"
)
_CHINESE = re.compile(rf"(?P<sign>[+负-]?) ?(?P<figures>[{NUMERAL_CHARACTERS}]+) ?(?P<suffix>.*)")
_SCIENTIFIC = re.compile(r"[0-9] ?e ?[+-]?[0-9]", re.IGNORECASE)
_RANGE = re.compile(r"[0-9%] ?(?:-+|~|至|到) ?[0-9]|^约|左右$|多$|余$|以上$|以下$|^[<>≤≥≈]")
_NOT_A_NUMBER = re.compile(r"[+-]?(?:s?nan|inf|infinity|∞)[0-9]*", re.IGNORECASE)
# Nothing but a few digits, as most numbers are: there is nothing to find out about them.
_PLAIN = re.compile(r"[0-9]{1,15}")
_PLAIN_DECIMAL = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,8})?")
# Wide enough that multiplying 20 digits by any factor here is exact.
_EXACT = Context(prec=60)


def integer(text: str, unit: str | None = None) -> int:
    """Return a whole number: people, households, outlets.

    ``unit`` names the field's unit, whose words may follow the number (35人, 1.2万户).
    Raises ``Unreadable``, also for a number with a fraction or of more than 18 digits.
    """
    if _PLAIN.fullmatch(text):
        return int(text)
    example = "1200 或 1,200"
    value = _value(text, unit, example)
    if value != value.to_integral_value():
        raise unreadable(text, "不是整数", example)
    if abs(value) >= 10**MOST_WHOLE_DIGITS:
        raise unreadable(text, f"位数太多，最多 {MOST_WHOLE_DIGITS} 位", example)
    return int(value)


def plain_integer(text: str) -> int | None:
    """The number of a text of nothing but digits, as ``integer`` reads it; None for any other."""
    return int(text) if _PLAIN.fullmatch(text) else None


def plain_decimal(text: str) -> Decimal | None:
    """The number of a text of digits and a point, as ``decimal_number`` reads it; else None."""
    return _tidy(Decimal(text)) if _PLAIN_DECIMAL.fullmatch(text) else None


def decimal_number(text: str, unit: str | None = None, *, percent: bool = False) -> Decimal:
    """Return an exact number without trailing zeros: areas, money, ratios.

    ``unit`` names the field's unit, whose words may follow the number: the result is always
    in that unit (35万 in a field of 万元 is 35; 1公里 in a field of 米 is 1000). With
    ``percent`` a percent sign is read and the result is the ratio: 12.5% is 0.125; without
    the sign the number is taken as it stands. (In a field whose unit is % itself, leave
    ``percent`` off: 12.5% is then 12.5.) Raises ``Unreadable``.
    """
    if _PLAIN_DECIMAL.fullmatch(text):
        return _tidy(Decimal(text))
    example = "12.5% 或 0.125" if percent else "1200、1,200.5 或 1.2万"
    if percent and "%" in short_entry(text, example):
        return _percentage(text, example)
    return _value(text, unit, example)


def _percentage(text: str, example: str) -> Decimal:
    entry = short_entry(text, example)
    match = _NUMBER.fullmatch(entry)
    if match is None or match["suffix"] != "%":
        raise unreadable(text, _reason(entry, None), example)
    return _exact(text, match, Decimal("0.01"), example)


def _value(text: str, unit: str | None, example: str) -> Decimal:
    entry = short_entry(text, example)
    factors = suffix_factors(unit)
    match = _NUMBER.fullmatch(entry) or _CHINESE.fullmatch(entry)
    suffix = (match["suffix"] or "").strip().lower() if match else ""
    if match is None or suffix not in factors:
        raise unreadable(text, _reason(entry, unit), example)
    return _exact(text, match, factors[suffix], example)


def _exact(text: str, match: re.Match[str], factor: Decimal, example: str) -> Decimal:
    figures = match["figures"].replace(",", "").replace(" ", "")
    if sum(figure.isdigit() for figure in figures) > MOST_DIGITS:
        raise unreadable(text, f"位数太多，最多 {MOST_DIGITS} 位", example)
    size = _size(figures)
    if size is None:
        raise unreadable(text, "不是完整的中文数字", "一千二百")
    value = _tidy(_EXACT.multiply(size, factor))
    return _EXACT.minus(value) if match["sign"] in {"-", "负"} else value


def _size(figures: str) -> Decimal | None:
    if figures[0] not in NUMERAL_CHARACTERS:
        return Decimal(figures)
    written = chinese_integer(figures)
    return None if written is None else Decimal(written)


def _tidy(value: Decimal) -> Decimal:
    if value == value.to_integral_value():
        return Decimal(int(value))
    return _EXACT.normalize(value)


def _reason(entry: str, unit: str | None) -> str:
    if is_vague_mark(entry) or absence(entry):
        return f"不是数字：{FOUR_STATES}"
    if _SCIENTIFIC.search(entry):
        return "是科学计数法，末尾几位可能已丢失，请写完整的数字"
    if _NOT_A_NUMBER.fullmatch(entry):
        return "不是数字"
    if _RANGE.search(entry):
        return "不是一个确定的数，只能填一个数"
    return _reason_by_character(entry, unit)


def _reason_by_character(entry: str, unit: str | None) -> str:
    if "%" in entry:
        return "带有百分号，这里要填数量"
    match = _NUMBER.fullmatch(entry) or _CHINESE.fullmatch(entry)
    suffix = (match["suffix"] or "").strip() if match else ""
    if suffix and not _is_odd_figure(suffix[0]):
        wanted = f"本项的单位是“{unit}”" if unit else "本项没有单位"
        return f"里的“{suffix}”读不懂，{wanted}"
    odd = next((character for character in entry if _is_odd_figure(character)), None)
    if odd:
        return f"里的“{odd}”不是普通数字"
    return "里的逗号位置不对，千分位逗号每三位一个" if "," in entry else "不是数字"


def _is_odd_figure(character: str) -> bool:
    return (
        character.isnumeric()
        and not character.isascii()
        and not "\u3400" <= character <= "\u9fff"
        and character not in NUMERAL_CHARACTERS
    )
