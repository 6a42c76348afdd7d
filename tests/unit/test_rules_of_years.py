"""Rules on annual summaries: each says what is wrong, once, and is silent otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.periods import Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.years import YearCase, judge_year, year_kinds
from bianmin_desktop.domain.targets import Goal, Progress
from bianmin_desktop.domain.years import changed_since, year_lines
from tests.unit.test_years import flow, source

year = Year(2024)
_written = dict.fromkeys(("goal", "experience", "problems", "next_steps"), "写了。")
summary = Record("annual_summary", "a", {"period": "2024", **_written})


@pytest.fixture
def case(edition: Edition) -> YearCase:
    """A year with nothing wrong."""
    sources = tuple(source(n, flow(10, 0, 0)) for n in range(1, 5))
    figures = year_lines(sources, year.quarters, edition)
    done = Progress(2024, Goal(50, 115, at_least=True), Goal(2, 5), 2, 5)
    return YearCase(edition, year, summary, sources, figures, (), done, date(2025, 1, 8))


def judged(case: YearCase) -> dict[str, list[Issue]]:
    found: dict[str, list[Issue]] = {}
    for issue in judge_year(case):
        found.setdefault(issue.rule, []).append(issue)
    return found


def test_that_a_whole_year_has_no_issue(case: YearCase) -> None:
    assert judged(case) == {}


def test_that_every_kind_is_used_by_the_edition(edition: Edition) -> None:
    used = {rule.kind for rule in edition.rules if rule.record == "annual_summary"}
    assert set(year_kinds) <= used


def test_that_a_year_nobody_wrote_about_is_blocked(case: YearCase) -> None:
    found = judged(replace(case, summary=None))
    assert [issue.level for issue in found["annual.summary_exists"]] == [Level.BLOCKING]
    assert set(found) == {"annual.summary_exists"}


def test_that_a_year_that_is_not_over_is_asked_about_until_its_last_day(case: YearCase) -> None:
    issue = judged(replace(case, today=date(2024, 12, 31)))["annual.year_over"][0]
    assert "2024年12月31日" in issue.message
    assert "annual.year_over" not in judged(replace(case, today=date(2025, 1, 1)))


def test_that_each_quarter_not_handed_in_is_an_issue_of_its_own(case: YearCase) -> None:
    sources = (case.sources[0], *(replace(one, version=0) for one in case.sources[1:3]))
    found = judged(replace(case, sources=sources))["annual.quarters_handed_in"]
    assert [issue.place.field for issue in found] == ["2024Q2", "2024Q3"]
    assert len({issue.id for issue in found}) == 2


def test_that_what_changed_is_told_quarter_by_quarter_with_the_numbers(case: YearCase) -> None:
    now = {q: source(q.number, flow(10, 7, 0)) for q in year.quarters[:2]}
    since = changed_since(case.sources, now, case.edition)
    found = judged(replace(case, since=since))["annual.changed_since"]
    assert len(found) == 2
    assert (
        "2024年第一季度第1版报送以后，有 1 项数字变了：“商业网点数”新增 0→7个" in found[0].message
    )


def test_that_quarters_that_do_not_meet_are_told(case: YearCase) -> None:
    sources = (source(1, flow(10, 0, 0)), source(2, flow(13, 0, 0)))
    figures = year_lines(sources, year.quarters, case.edition)
    found = judged(replace(case, figures=figures))["annual.continuous"]
    assert len(found) == 1
    assert "“商业网点数”差3个" in found[0].message


@pytest.mark.parametrize(
    ("own", "subjects"),
    [
        (Goal(3, 5), ["added"]),
        (Goal(3, 6), ["added", "cumulative"]),
        (Goal(2, None), []),
        (Goal(), []),
    ],
)
def test_that_a_goal_that_was_missed_is_told(
    case: YearCase, own: Goal, subjects: list[str]
) -> None:
    assert case.target is not None
    found = judged(replace(case, target=replace(case.target, own=own)))
    told = found.get("annual.targets_met", [])
    assert [issue.place.field for issue in told] == subjects
    if subjects:
        assert "目标 3 个，完成 2 个，完成率66.7%" in told[0].message


def test_that_texts_that_are_missing_are_named(case: YearCase) -> None:
    bare = replace(summary, values={"period": "2024", "goal": "写了。"})
    found = judged(replace(case, summary=bare))["annual.needs"]
    assert [issue.place.field for issue in found] == ["experience", "problems", "next_steps"]
    assert {issue.level for issue in found} == {Level.HINT}
