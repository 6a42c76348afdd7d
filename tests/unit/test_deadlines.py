"""When a report is due: told days before defaults, defaults moved behind public holidays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.catalogue.definitions import Holiday
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.deadlines import (
    Due,
    Timeliness,
    after_holidays,
    due_of,
    standing_of,
)
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.records import Record

first = Quarter(2024, 1)
street, district = "370212005000", "370212000000"
units = (street, district, "370200000000")


def told(day: date, unit: str = "", period: str = "2024Q1", report: str = "quarterly") -> Record:
    values = {"report": report, "period": period, "unit": unit, "due": day, "reason": "区里通知"}
    return Record("deadline", f"{unit}{period}", {n: v for n, v in values.items() if v})


def test_that_without_a_told_day_the_default_of_the_edition_holds(edition: Edition) -> None:
    due = due_of(edition, "quarterly", first, (), units)
    assert due == Due(date(2024, 4, 10), "默认：季度结束后 10 天", is_template=True)
    annual = due_of(edition, "annual", Year(2024), (), units)
    assert annual is not None
    assert annual.on == date(2025, 1, 15)


def test_that_the_nearest_units_day_goes_before_that_of_all(edition: Edition) -> None:
    all_units, ours, above = (date(2024, 4, day) for day in (9, 5, 8))
    rows = [told(all_units), told(above, district), told(date(2024, 4, 7), "370203000000")]
    found = due_of(edition, "quarterly", first, rows, units)
    assert found is not None
    assert (found.on, found.basis, found.is_template) == (above, "区里通知", False)
    rows.append(told(ours, street))
    found = due_of(edition, "quarterly", first, rows, units)
    assert found is not None
    assert found.on == ours


def test_that_a_day_told_for_another_period_or_report_says_nothing(edition: Edition) -> None:
    rows = [told(date(2024, 7, 5), period="2024Q2"), told(date(2024, 4, 1), report="annual")]
    found = due_of(edition, "quarterly", first, rows, units)
    assert found is not None
    assert found.on == date(2024, 4, 10)


def test_that_a_default_on_holidays_moves_behind_all_of_them() -> None:
    holidays = (
        Holiday(name="中秋节", first=date(2025, 10, 6), last=date(2025, 10, 6)),
        Holiday(name="国庆节", first=date(2025, 10, 1), last=date(2025, 10, 5)),
    )
    assert after_holidays(date(2025, 10, 3), holidays) == date(2025, 10, 7)
    assert after_holidays(date(2025, 10, 7), holidays) == date(2025, 10, 7)


days = st.dates(date(2024, 1, 1), date(2024, 12, 31))
spans = st.builds(
    lambda begin, length: Holiday(name="假", first=begin, last=begin + timedelta(days=length)),
    days,
    st.integers(0, 9),
)


@given(days, st.lists(spans, max_size=8))
def test_that_a_moved_day_is_the_first_that_is_no_holiday(day: date, held: list[Holiday]) -> None:
    moved = after_holidays(day, held)
    free = {row: range((row.last - row.first).days + 1) for row in held}
    off = {row.first + timedelta(days=step) for row, steps in free.items() for step in steps}
    assert moved not in off
    assert all(day + timedelta(days=step) in off for step in range((moved - day).days))


@pytest.mark.parametrize(
    ("handed_in", "today", "expected"),
    [
        (None, date(2024, 3, 31), Timeliness.AHEAD),
        (None, date(2024, 4, 10), Timeliness.OPEN),
        (None, date(2024, 4, 11), Timeliness.OVERDUE),
        (date(2024, 4, 10), date(2024, 9, 1), Timeliness.IN_TIME),
        (date(2024, 4, 11), date(2024, 9, 1), Timeliness.LATE),
        (date(2024, 5, 10), date(2024, 9, 1), Timeliness.LATE),
        (date(2024, 5, 11), date(2024, 9, 1), Timeliness.MADE_UP),
    ],
)
def test_that_a_report_is_in_time_late_or_made_up(
    handed_in: date | None, today: date, expected: Timeliness
) -> None:
    due = Due(date(2024, 4, 10), "区里通知")
    assert standing_of(first, due, handed_in, today, 30).timeliness is expected


def test_that_the_statutory_days_of_the_edition_are_marked_as_to_be_checked(
    edition: Edition,
) -> None:
    assert {row.first.year for row in edition.holidays} >= {2024, 2025, 2026, 2027}
    assert all(row.template for row in edition.holidays)
