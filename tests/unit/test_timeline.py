"""Whether an outlet counts on a past day, told from its dates and dated events."""

from __future__ import annotations

from datetime import date

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.timeline import Life, Timeline


def _life(edition: Edition, *events: tuple[str, str] | dict[str, object], **values: object) -> Life:
    held = {"status": "open", "business_type": "convenience"} | values
    outlet = Record("outlet", "a", {k: v for k, v in held.items() if v is not None})
    records = []
    for place, event in enumerate(events):
        given = event if isinstance(event, dict) else {"kind": event[0], "on": _day(event[1])}
        records.append(Record("event", str(place), {"outlet": "a", **given}))
    return Timeline.of(edition).life(outlet, records)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _counts(life: Life, *days: str) -> list[bool]:
    return [life.counts_on(_day(day)) for day in days]


def test_that_an_outlet_counts_from_the_day_it_opened(edition: Edition) -> None:
    life = _life(edition, opened=_day("2024-02-01"))
    assert _counts(life, "2024-01-31", "2024-02-01") == [False, True]


def test_that_an_outlet_does_not_count_on_the_day_it_closed(edition: Edition) -> None:
    life = _life(edition, status="cancelled", opened=_day("2020-01-01"), closed=_day("2024-03-31"))
    assert _counts(life, "2024-03-30", "2024-03-31") == [True, False]


def test_that_an_outlet_without_opening_date_was_always_there(edition: Edition) -> None:
    assert _counts(_life(edition), "1990-01-01", "2024-01-01") == [True, True]
    gone = _life(edition, status="cancelled", closed=_day("2024-01-01"))
    assert _counts(gone, "1990-01-01", "2023-12-31", "2024-01-01") == [True, True, False]


@pytest.mark.parametrize("status", ["suspended", "cancelled"])
def test_that_an_undated_closing_counts_until_the_last_verification(
    edition: Edition, status: str
) -> None:
    opened, verified = _day("2020-01-01"), _day("2024-02-10")
    life = _life(edition, status=status, opened=opened, verified=verified)
    assert life.is_closing_undated
    assert _counts(life, "2019-12-31", "2024-02-09", "2024-02-10") == [False, True, False]


def test_that_an_undated_and_never_verified_closing_counts_in_no_period(edition: Edition) -> None:
    for values in ({}, {"opened": _day("2020-01-01")}):
        life = _life(edition, status="cancelled", **values)
        assert life.is_closing_undated
        assert _counts(life, "1990-01-01", "2020-01-01", "2024-01-01") == [False, False, False]


def test_that_a_verification_before_the_opening_does_not_end_a_life_before_it_began(
    edition: Edition,
) -> None:
    life = _life(
        edition, status="cancelled", opened=_day("2024-05-01"), verified=_day("2024-01-01")
    )
    assert _counts(life, "2024-04-30", "2024-05-01", "2025-01-01") == [False, False, False]


def test_that_a_temporarily_closed_outlet_still_counts(edition: Edition) -> None:
    assert "paused" in edition.title.counted_statuses
    assert _counts(_life(edition, status="paused"), "2024-01-01") == [True]


def test_that_a_planned_outlet_never_counts(edition: Edition) -> None:
    life = _life(edition, status="planned", opened=_day("2020-01-01"))
    assert _counts(life, "2019-01-01", "2030-01-01") == [False, False]


def test_that_closing_and_reopening_events_are_followed(edition: Edition) -> None:
    life = _life(
        edition,
        ("closed", "2024-01-10"),
        ("reopened", "2024-02-10"),
        ("renovated", "2024-03-01"),
        opened=_day("2023-01-01"),
    )
    days = ("2024-01-09", "2024-01-10", "2024-02-09", "2024-02-10", "2024-03-02")
    assert _counts(life, *days) == [True, False, False, True, True]


def test_that_moving_in_hides_the_opening_elsewhere(edition: Edition) -> None:
    life = _life(edition, ("moved_in", "2024-01-10"), opened=_day("2015-01-01"))
    assert _counts(life, "2024-01-09", "2024-01-10") == [False, True]


def test_that_moving_out_ends_a_life_even_while_the_status_says_open(edition: Edition) -> None:
    life = _life(edition, ("moved_out", "2024-01-10"), opened=_day("2015-01-01"))
    assert _counts(life, "2024-01-09", "2024-01-10") == [True, False]


def test_that_the_business_type_follows_its_changes(edition: Edition) -> None:
    first = {"kind": "type_changed", "on": _day("2024-01-10"), "before": "书店", "after": "药店"}
    second = {"kind": "type_changed", "on": _day("2024-05-01"), "before": "药店", "after": "便利店"}
    life = _life(edition, second, first, opened=_day("2015-01-01"))
    days = ("2024-01-09", "2024-01-10", "2024-04-30", "2024-05-01")
    types = [life.type_on(_day(day)) for day in days]
    assert types == ["bookstore", "pharmacy", "pharmacy", "convenience"]


def test_that_a_change_from_an_unknown_type_counts_as_the_present_type(edition: Edition) -> None:
    change = {"kind": "type_changed", "on": _day("2024-01-10"), "before": "某某", "after": ""}
    assert _life(edition, change).type_on(_day("2023-01-01")) == "convenience"


def test_that_events_without_a_readable_date_change_nothing(edition: Edition) -> None:
    life = _life(edition, {"kind": "closed"}, opened=_day("2015-01-01"))
    assert _counts(life, "2024-01-01") == [True]
