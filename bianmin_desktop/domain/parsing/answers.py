"""Answers that are not values: 不适用, 未采集, 是 and 否."""

from __future__ import annotations

from enum import Enum

from bianmin_desktop.domain.parsing.unreadable import entry_or_blank, short_entry, unreadable


class Absence(Enum):
    """Why there is no value; neither is a blank and neither is 0."""

    NOT_APPLICABLE = "not_applicable"
    NOT_COLLECTED = "not_collected"

    @property
    def label(self) -> str:
        """As typed and as printed; ``absence`` reads it back."""
        return {"not_applicable": "不适用", "not_collected": "未采集"}[self.value]


FOUR_STATES = "数量是零填 0，与本项无关填“不适用”，还没有统计填“未采集”，暂时不填就留空"


def _forms_of(sign: str) -> tuple[str, ...]:
    """The sign and whatever `absence` takes for it: small letters, full-width ones."""
    wide = chr(ord(sign) + 0xFEE0) if sign.isascii() else sign
    return (sign, sign.lower(), wide, wide.lower())


_ABSENCES = {
    "不适用": Absence.NOT_APPLICABLE,
    "不涉及": Absence.NOT_APPLICABLE,
    "N/A": Absence.NOT_APPLICABLE,
    "未采集": Absence.NOT_COLLECTED,
    "未统计": Absence.NOT_COLLECTED,
    "暂无数据": Absence.NOT_COLLECTED,
}
_LONGEST_ABSENCE = max(map(len, _ABSENCES))
_BEGINNINGS = frozenset(form for text in _ABSENCES for form in _forms_of(text[0]))
_VAGUE_MARKS = frozenset({"-", "--", "---", "/", "//", "\\", "无", "没有", "空", "*", "?", "."})
_YES = frozenset({"是", "有", "对", "√", "✓", "✔", "☑", "Y", "YES", "1", "TRUE"})
_NO = frozenset({"否", "无", "不是", "没有", "×", "✗", "✘", "N", "NO", "0", "FALSE"})


def may_be_absence(cleaned: str) -> bool:
    """Whether a cleaned text may state an absence, by its length and beginning: a quick look."""
    return len(cleaned) <= _LONGEST_ABSENCE and cleaned[:1] in _BEGINNINGS


def absence(text: str) -> Absence | None:
    """Return which kind of missing value the text states, or None if it states none.

    Only exact forms count; ``-``, ``/`` and 无 are too vague and stay what they are.
    """
    return _ABSENCES.get(entry_or_blank(text).upper())


def is_vague_mark(text: str) -> bool:
    """Whether the text is a mark such as ``-``, ``/`` or 无 that could mean any absence."""
    return entry_or_blank(text) in _VAGUE_MARKS


def yes_no(text: str) -> bool:
    """Whether the answer is yes: 是/否, 有/无, √/×, Y/N, 1/0, true/false.

    Raises ``Unreadable`` for anything else.
    """
    example = "是 或 否"
    answer = short_entry(text, example).upper()
    if answer in _YES:
        return True
    if answer in _NO:
        return False
    raise unreadable(text, "看不出是“是”还是“否”", example)
