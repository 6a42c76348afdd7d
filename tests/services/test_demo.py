"""Example data: in proportion, the same every time, complete for 2024Q1, at every level."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from statistics import median

import pytest

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.gaps import gap_matrix
from bianmin_desktop.domain.indicators import FigureRow, derive
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter, quarters_between
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.services.demo import complete_quarter
from bianmin_desktop.services.demo.extent import communities_shown, streets_shown

now = datetime(2026, 11, 24, 9, 30)
recorded = quarters_between(Quarter(2023, 3), Quarter.of(now.date()))


@pytest.fixture(scope="module")
def ledger(demo: Application) -> Ledger:
    return demo.summaries.ledger()


@pytest.fixture(scope="module")
def figures(demo: Application, ledger: Ledger) -> list[dict[str, FigureRow]]:
    return [{row.id: row for row in derive(ledger, demo.edition, q)} for q in recorded]


def test_that_a_street_has_all_its_communities_and_about_120_outlets_in_each(
    demo: Application, ledger: Ledger
) -> None:
    codes = {d.code for d in demo.program.divisions.descendants(demo.office.code, "community")}
    assert {record.text("code") for record in ledger.of("community")} == codes
    assert all(record.get("households") for record in ledger.of("community"))
    per_community = Counter(outlet.text("community") for outlet in ledger.of("outlet"))
    assert len(per_community) == len(codes)
    assert 110 < median(per_community.values()) < 130


def test_that_there_is_a_summary_for_every_quarter_up_to_the_present_one(ledger: Ledger) -> None:
    periods = {record.text("period") for record in ledger.of("summary")}
    assert periods == {str(quarter) for quarter in recorded}


def test_that_the_complete_quarter_may_be_handed_in_and_has_things_explained(
    demo: Application,
) -> None:
    checked = demo.checks.check(complete_quarter)
    assert checked.readiness.may_be_submitted
    assert checked.readiness.blocking == ()
    assert len(checked.readiness.explained) > 10
    rules = {issue.rule for issue in checked.readiness.explained}
    assert {"outlet.duplicate_uscc", "field.check_digit", "circle.essential_missing"} <= rules


def test_that_no_outlet_has_an_error_that_blocks(demo: Application) -> None:
    for quarter in (Quarter(2023, 3), recorded[-1]):
        blocking = demo.checks.check(quarter).readiness.blocking
        assert {issue.place.record_type for issue in blocking} <= {"summary"}


def test_that_every_issue_of_the_book_has_an_id_of_its_own(demo: Application) -> None:
    issues = demo.checks.check(recorded[-1]).issues
    assert len(issues) > 50
    assert len({issue.id for issue in issues}) == len(issues)


def test_that_outlets_move_by_a_few_per_cent_a_quarter(figures: list[dict[str, FigureRow]]) -> None:
    for rows in figures:
        row = rows["outlets"]
        assert row.opening is not None
        assert row.added is not None
        assert row.removed is not None
        assert 0 < row.added < row.opening * 6 / 100
        assert row.removed < row.opening * 5 / 100
    assert sum(rows["outlets"].removed or 0 for rows in figures) > 100


def test_that_every_flow_of_every_quarter_adds_up(figures: list[dict[str, FigureRow]]) -> None:
    last: dict[str, FigureRow] = {}
    for rows in figures:
        for row in rows.values():
            if row.is_flow:
                assert row.closing == row.opening + row.added - row.removed  # type: ignore[operator]
                assert row.id not in last or last[row.id].closing == row.opening
        last = rows


def test_that_the_proportions_are_those_of_a_real_street(
    figures: list[dict[str, FigureRow]],
) -> None:
    rows = figures[-1]
    closing = {name: float(row.closing or 0) for name, row in rows.items()}
    assert 15 < closing["chain_rate"] < 45
    assert 1.5 < closing["residents_covered"] / closing["households_covered"] < 3.5
    assert 50 < closing["residents_covered"] / closing["outlets"] < 140
    assert 2 < closing["outlet_staff"] / closing["outlets"] < 9
    assert 20 < closing["outlet_area"] / closing["outlets"] < 200
    assert closing["public_service_elderly_centre"] == 1
    assert closing["essential_convenience"] > closing["essential_market"] > 0


def test_that_circles_were_started_over_time_and_some_are_complete(
    figures: list[dict[str, FigureRow]],
) -> None:
    first, last = figures[0]["circles"].opening, figures[-1]["circles"].closing
    assert first is not None
    assert last is not None
    assert 0 < first < last
    completed = figures[-1]["circles_completed"].closing
    assert completed is not None
    assert 0 < completed < last


def test_that_most_circles_are_complete_and_some_have_gaps(
    demo: Application, ledger: Ledger
) -> None:
    matrix = gap_matrix(ledger, demo.edition, ("essential", "basic"), complete_quarter.end)
    lacking = [row for row in matrix.rows if matrix.missing(row)]
    assert 0 < len(lacking) < len(matrix.rows)


def test_that_no_two_outlets_have_the_same_number_and_none_is_without(ledger: Ledger) -> None:
    numbers = [outlet.text("number") for outlet in ledger.of("outlet")]
    assert all(numbers)
    assert len(set(numbers)) == len(numbers)


def test_that_brands_belong_to_their_trade(ledger: Ledger) -> None:
    types: dict[str, set[str]] = {}
    for outlet in ledger.of("outlet"):
        if outlet.text("brand"):
            types.setdefault(outlet.text("brand"), set()).add(outlet.text("business_type"))
    assert len(types) > 10
    assert all(len(found) == 1 for found in types.values())


def _contents(folder: Path, unit: str, moment: datetime) -> dict[str, object]:
    program = start(folder, FixedClock(moment))
    program.make_book(unit, is_demo=True)
    application = program.open()
    records = application.summaries.ledger().records
    application.close()
    return {
        type_id: sorted((r.id, sorted(r.values.items(), key=str)) for r in found)
        for type_id, found in records.items()
    }


def test_that_the_same_unit_and_day_give_the_same_data_and_another_day_does_not(
    tmp_path: Path,
) -> None:
    made = [_contents(tmp_path / name, "370212005007", now) for name in ("a", "b")]
    assert made[0] == made[1]
    other = _contents(tmp_path / "c", "370212005007", datetime(2025, 3, 3, 9))
    assert other != made[0]


@pytest.mark.parametrize(
    ("unit", "filled"),
    [
        ("370212005007", 1),
        ("370212000000", streets_shown * communities_shown),
        ("370200000000", streets_shown * communities_shown),
    ],
)
def test_that_upper_levels_get_a_handful_of_streets_and_can_hand_in_too(
    tmp_path: Path, unit: str, filled: int
) -> None:
    program = start(tmp_path, FixedClock(now))
    program.make_book(unit, is_demo=True)
    application = program.open()
    communities = application.summaries.ledger().of("community")
    with_profile = [record for record in communities if record.get("households")]
    assert len(communities) == max(1, len(program.divisions.descendants(unit, "community")))
    assert 0 < len(with_profile) <= filled
    assert application.checks.check(complete_quarter).readiness.may_be_submitted
    application.close()


def test_that_a_day_before_the_complete_quarter_is_over_makes_a_book_all_the_same(
    tmp_path: Path,
) -> None:
    program = start(tmp_path, FixedClock(datetime(2023, 11, 6, 9)))
    program.make_book("370212005007", is_demo=True)
    application = program.open()
    ledger = application.summaries.ledger()
    assert {r.text("period") for r in ledger.of("summary")} == {"2023Q3", "2023Q4"}
    opened = [o.get("opened") for o in ledger.of("outlet")]
    assert all(day <= date(2023, 11, 6) for day in opened if isinstance(day, date))
    application.close()


def test_that_the_largest_street_is_complete_too(tmp_path: Path) -> None:
    program = start(tmp_path, FixedClock(now))
    program.make_book("370214001000", is_demo=True)
    application = program.open()
    ledger = application.summaries.ledger()
    assert len(ledger.of("community")) == 67
    assert 7500 < len(ledger.of("outlet")) < 8600
    checked = application.checks.check(complete_quarter)
    assert checked.readiness.may_be_submitted
    application.close()
