"""When a report is due, and whether it was handed in in time.

A day that was told for one period goes before everything; the nearest unit's before that of all.
The default, so many days after the period's end, moves behind public holidays, never behind
weekends. All days are local calendar days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bianmin_desktop.catalogue.definitions import Holiday
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.records import Record

deadline_type = "deadline"
make_up = "make_up_days"
"""The limit that tells 补报 from 迟报."""

Period = Quarter | Year


class Timeliness(StrEnum):
    """Where a report stands against its deadline."""

    BEFORE = "before"
    AHEAD = "ahead"
    OPEN = "open"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    LATE = "late"
    MADE_UP = "made_up"

    @property
    def label(self) -> str:
        """In a clerk's words."""
        return _labels[self]


_labels = {
    Timeliness.BEFORE: "启用前",
    Timeliness.AHEAD: "未到报送期",
    Timeliness.OPEN: "待报",
    Timeliness.OVERDUE: "逾期未报",
    Timeliness.IN_TIME: "按时",
    Timeliness.LATE: "迟报",
    Timeliness.MADE_UP: "补报",
}


@dataclass(frozen=True, slots=True)
class Due:
    """The day a report is due, and what that day comes from.

    `basis` says it in words; `is_template` when nobody told the day; `moved_from` is the day the
    default would have been if it were no holiday.
    """

    on: date
    basis: str
    is_template: bool = False
    moved_from: date | None = None

    def days_left(self, today: date) -> int:
        """Days until then; 0 on the day itself, negative when it is over."""
        return (self.on - today).days


@dataclass(frozen=True, slots=True)
class Standing:
    """A report of one period against its deadline: when it can be made, is due, was handed in.

    `opens` is the first day after the period; `handed_in` the day of its first version.
    """

    period: Period
    due: Due | None
    handed_in: date | None
    timeliness: Timeliness

    @property
    def opens(self) -> date:
        """The first day it can be handed in whole."""
        return self.period.end + timedelta(days=1)

    @property
    def closes(self) -> date | None:
        """The last day it is in time."""
        return self.due.on if self.due else None


def due_of(
    edition: Edition, report: str, period: Period, told: Iterable[Record], units: Sequence[str]
) -> Due | None:
    """The day a report is due; `told` are the deadlines noted in the book, `units` go upwards.

    Nothing when neither a day nor a default is known.
    """
    noted = _noted(told, report, str(period), units)
    if noted is not None:
        day = noted.get("due")
        assert isinstance(day, date)
        return Due(day, noted.text("reason") or "上级通知")
    row = edition.deadline(report, str(period))
    if row is not None:
        return Due(row.due, row.note or "口径文件", row.template)
    usual = edition.default_deadlines.get(report)
    if usual is None:
        return None
    default = period.end + timedelta(days=usual.days_after)
    day = after_holidays(default, edition.holidays)
    basis = f"默认：{_ends[type(period)]}结束后 {usual.days_after} 天"
    if day == default:
        return Due(day, basis, usual.template)
    moved = f"{basis}，遇{_holiday(default, edition.holidays)}顺延"
    return Due(day, moved, usual.template, default)


_ends = {Quarter: "季度", Year: "年度"}


def after_holidays(day: date, holidays: Iterable[Holiday]) -> date:
    """The day itself, or the first day behind the holidays it falls on."""
    rows = tuple(holidays)
    while (held := _around(day, rows)) is not None:
        day = held.last + timedelta(days=1)
    return day


def standing_of(
    period: Period, due: Due | None, handed_in: date | None, today: date, make_up_days: int
) -> Standing:
    """Where a report stands today."""
    return Standing(period, due, handed_in, _judged(period, due, handed_in, today, make_up_days))


def _judged(
    period: Period, due: Due | None, handed_in: date | None, today: date, make_up_days: int
) -> Timeliness:
    if handed_in is None:
        if today <= period.end:
            return Timeliness.AHEAD
        is_over = due is not None and due.on < today
        return Timeliness.OVERDUE if is_over else Timeliness.OPEN
    if due is None or handed_in <= due.on:
        return Timeliness.IN_TIME
    days = (handed_in - due.on).days
    return Timeliness.LATE if days <= make_up_days else Timeliness.MADE_UP


def _noted(told: Iterable[Record], report: str, period: str, units: Sequence[str]) -> Record | None:
    """The deadline for the nearest unit; one without a unit holds for all."""
    ways = {record.text("unit"): record for record in told if _is_for(record, report, period)}
    return next((ways[unit] for unit in (*units, "") if unit in ways), None)


def _is_for(record: Record, report: str, period: str) -> bool:
    named = record.text("report") == report and record.text("period") == period
    return named and isinstance(record.get("due"), date)


def _around(day: date, holidays: Iterable[Holiday]) -> Holiday | None:
    return next((held for held in holidays if held.first <= day <= held.last), None)


def _holiday(day: date, holidays: Iterable[Holiday]) -> str:
    held = _around(day, holidays)
    return held.name if held else "节假日"
