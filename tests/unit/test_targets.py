"""目标进度: what the document asks of the city, what the unit was told, and what is completed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.targets import (
    Goal,
    Progress,
    completed,
    measured,
    progress,
    rate,
    shown,
    years_of,
)

street, city = "370212005000", "370200000000"


def circle(name: str, done: date | None) -> Record:
    values = {"name": name, "started": date(2022, 1, 1), "completed": done}
    return Record("circle", name, {key: value for key, value in values.items() if value})


def target(year: int, unit: str = street, **numbers: int) -> Record:
    return Record("target", f"{unit}-{year}", {"unit": unit, "year": str(year), **numbers})


ledger = Ledger(
    {
        "circle": [
            circle("甲", date(2023, 5, 1)),
            circle("乙", date(2024, 1, 1)),
            circle("丙", date(2024, 12, 31)),
            circle("丁", date(2025, 1, 1)),
            circle("戊", None),
        ],
        "target": [target(2024, added=4, cumulative=6), target(2024, city, added=1)],
    }
)


def test_that_circles_count_in_the_year_they_were_completed(edition: Edition) -> None:
    lines = progress(ledger, edition, street, (2022, 2023, 2024, 2025, 2026), Year(2025))
    assert [(one.added, one.cumulative) for one in lines] == [
        (0, 0),
        (1, 1),
        (2, 3),
        (1, 4),
        (None, None),
    ]
    assert [r.id for r in completed(ledger, edition, Year(2024))] == ["丙", "乙"]


def test_that_the_goals_are_the_documents_for_the_city_and_the_units_own(
    edition: Edition,
) -> None:
    lines = progress(ledger, edition, street, (2021, 2022, 2023, 2024, 2025), Year(2025))
    assert [(one.city.added, one.city.cumulative) for one in lines] == [
        (15, 15),
        (20, 35),
        (30, 65),
        (50, 115),
        (60, 175),
    ]
    assert [one.city.at_least for one in lines] == [False, False, True, True, True]
    assert [one.own.is_set for one in lines] == [False, False, False, True, False]
    assert lines[3].own == Goal(4, 6)
    assert (lines[3].added_rate, lines[3].cumulative_rate) == ("50.0%", "50.0%")


def test_that_the_city_itself_has_the_documents_goals_until_it_says_otherwise(
    edition: Edition,
) -> None:
    lines = progress(ledger, edition, city, (2023, 2024), Year(2024))
    assert lines[0].own == Goal(30, 65, at_least=True)
    assert lines[1].own == Goal(1)


def test_that_every_year_from_the_first_goal_to_the_last_is_shown(edition: Edition) -> None:
    assert years_of(ledger, edition, street, Year(2024)) == (2021, 2022, 2023, 2024, 2025)
    later = Ledger({"target": [target(2027, added=1)]})
    assert years_of(later, edition, street, Year(2024))[-1] == 2027
    assert years_of(later, replace(edition, targets=()), street, Year(2026)) == (2026, 2027)


def test_that_without_a_figure_to_measure_by_nothing_is_said_to_be_done(
    edition: Edition,
) -> None:
    without = replace(edition, target_measure=None)
    line = progress(ledger, without, street, (2024,), Year(2024))[0]
    assert (line.added, line.added_rate) == (None, "—")
    assert completed(ledger, without, Year(2024)) == ()


def test_that_what_was_handed_in_wins_over_what_the_ledger_says_today() -> None:
    line = Progress(2024, Goal(), Goal(4), 9, 9)
    assert measured(line, {}) == line
    handed = measured(line, {"circles_completed": (None, None)})
    assert (handed.added, handed.cumulative) == (9, 9)


@pytest.mark.parametrize(
    ("done", "planned", "said"),
    [
        (2, 3, "66.7%"),
        (0, 3, "0.0%"),
        (5, 0, "—"),
        (None, 3, "—"),
        (3, None, "—"),
        (4, 3, "133.3%"),
    ],
)
def test_that_rates_are_honest(done: int | None, planned: int | None, said: str) -> None:
    assert rate(done, planned) == said


def test_that_a_floor_is_said_to_be_one() -> None:
    assert (shown(50, at_least=True), shown(1200), shown(None)) == ("不少于 50", "1,200", "—")
