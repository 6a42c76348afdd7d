"""Calendar dates and months as people write them; never a spreadsheet's serial number."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from bianmin_desktop.domain.parsing.numerals import (
    NUMERAL_CHARACTERS,
    chinese_integer,
    digits_in_place,
)
from bianmin_desktop.domain.parsing.unreadable import short_entry, unreadable

FIRST_YEAR = 1900
LAST_YEAR = 2099

_DATE_EXAMPLE = "2024-3-5 或 2024年3月5日"
_MONTH_EXAMPLE = "2024-3 或 2024年3月"
_LOOSE_SPACE = re.compile(r" ?([年月日号/.-]) ?")
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")
_CHINESE_PART = re.compile(rf"[{NUMERAL_CHARACTERS}]+(?=[年月日号]|$)")
_USUAL = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FULL = (
    re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]?"),
    re.compile(r"([0-9]{4})(?P<mark>[-/.])([0-9]{1,2})(?P=mark)([0-9]{1,2})"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)
_MONTH = (
    re.compile(r"([0-9]{4})年([0-9]{1,2})月?"),
    re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})"),
    re.compile(r"([0-9]{4})([0-9]{2})"),
)
_YEAR_LAST = re.compile(r"([0-9]{1,2})(?P<mark>[-/.])([0-9]{1,2})(?P=mark)([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{2}(?:年[0-9]{1,2}月?|[-/.][0-9]{1,2}(?:[-/.]|$)).*")
_SERIAL_NUMBER = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")


def date_value(text: str, *, year_first: bool = True) -> date:
    """Return the date written year first, or with ``year_first=False`` also year last.

    Year last (3/25/2024) is read only if just one order of day and month is possible. Years
    are 1900 to 2099, in four digits. Raises ``Unreadable``.
    """
    usual = _USUAL.fullmatch(text)
    if usual is not None:
        year, month, day = map(int, usual.groups())
        return _existing(text, (year, month, day), _DATE_EXAMPLE)
    entry = _entry(text, _DATE_EXAMPLE)
    parts = _parts(entry, _FULL)
    if parts is None and not year_first:
        parts = _year_last(text, entry)
    if parts is None:
        raise unreadable(text, _reason(entry), _DATE_EXAMPLE)
    return _existing(text, parts, _DATE_EXAMPLE)


def month_value(text: str) -> date:
    """Return the first day of the month written (2024年3月, 2024-3, 202403) or of a full date.

    Raises ``Unreadable``.
    """
    entry = _entry(text, _MONTH_EXAMPLE)
    full = _parts(entry, _FULL)
    if full is not None:
        return _existing(text, full, _MONTH_EXAMPLE).replace(day=1)
    parts = _parts(entry, _MONTH)
    if parts is None:
        raise unreadable(text, _reason(entry), _MONTH_EXAMPLE)
    return _existing(text, (*parts, 1), _MONTH_EXAMPLE)


def _entry(text: str, example: str) -> str:
    entry = _LOOSE_SPACE.sub(r"\1", short_entry(text, example))
    return _CHINESE_PART.sub(_in_figures, _MIDNIGHT.sub("", entry))


def _in_figures(part: re.Match[str]) -> str:
    # A year is written digit by digit (二〇二四), months and days as quantities (十二).
    if len(part[0]) >= 4:
        return digits_in_place(part[0])
    quantity = chinese_integer(part[0])
    return digits_in_place(part[0]) if quantity is None else str(quantity)


def _parts(entry: str, forms: tuple[re.Pattern[str], ...]) -> tuple[int, ...] | None:
    for form in forms:
        match = form.fullmatch(entry)
        if match:
            return tuple(int(part) for part in match.groups() if part.isdigit())
    return None


def _year_last(text: str, entry: str) -> tuple[int, ...] | None:
    match = _YEAR_LAST.fullmatch(entry)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first != second and max(first, second) <= 12:
        raise unreadable(text, "分不清哪个是月、哪个是日", _DATE_EXAMPLE)
    return (year, second, first) if first > 12 else (year, first, second)


def _existing(text: str, parts: tuple[int, ...], example: str) -> date:
    year, month, day = parts
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise unreadable(text, f"的年份不在 {FIRST_YEAR} 到 {LAST_YEAR} 之间", example)
    if not 1 <= month <= 12:
        raise unreadable(text, f"这个日期不存在，没有 {month} 月", example)
    if not 1 <= day <= monthrange(year, month)[1]:
        raise unreadable(text, f"这个日期不存在，{year}年{month}月没有 {day} 日", example)
    return date(year, month, day)


def _reason(entry: str) -> str:
    if _SERIAL_NUMBER.fullmatch(entry):
        return "像是表格里的日期序号，请在表格中把这一列设成日期格式"
    if _SHORT_YEAR.fullmatch(entry):
        return "的年份要写四位"
    if _parts(entry, _MONTH):
        return "只有年和月，还缺日"
    return "不是日期"
