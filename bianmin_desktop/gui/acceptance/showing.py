"""How checklists are shown: marks as text, colours of what stands how, words for both."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bianmin_desktop.domain.acceptance.filling import Standing
from bianmin_desktop.domain.acceptance.scores import Total
from bianmin_desktop.domain.acceptance.sheet import Sheet, SheetLine

standing_words: Mapping[Standing, tuple[str, str]] = {
    Standing.MET: ("台账：达到", "good"),
    Standing.PARTLY: ("台账：部分达到", "verify"),
    Standing.UNMET: ("台账：没有达到", "blocking"),
    Standing.UNKNOWN: ("台账里没有登记", ""),
    Standing.NOT_APPLICABLE: ("不适用", ""),
}
"""What stands on the chip of a line, and its level."""
verdict_words: Mapping[str, str] = {"ok": "合格", "failed": "不合格", "na": "不适用"}
result_words: Mapping[str, str] = {"": "未复验", "passed": "复验合格", "failed": "仍不合格"}


def marks(number: Decimal | None) -> str:
    """Marks without zeros at their end."""
    if number is None:
        return ""
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def total_words(total: Total, sheet: Sheet) -> str:
    """59.5（缺 8 项）, or with the verdict; a dash where nothing was given yet."""
    if not total.is_begun:
        return "—"
    if total.missing:
        return f"{marks(total.marks)}（缺 {total.missing} 项）"
    return f"{marks(total.marks)} {sheet.grading.label(total.verdict)}"


def verdict_of(line: SheetLine) -> str:
    """The conclusion of a line; 不适用 where the ledgers have nothing it is about."""
    if line.verdict:
        return verdict_words.get(line.verdict, line.verdict)
    return verdict_words["na"] if line.is_out else ""


def waiting(sheet: Sheet) -> int:
    """How many lines of the 整改 list have not passed a second look."""
    return sum(not line.is_repaired for line in sheet.to_repair())
