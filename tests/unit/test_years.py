"""A year is its four quarters added up, whatever they say; what does not fit stands as 更正."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.snapshots import FigureLine, Reporter
from bianmin_desktop.domain.targets import Goal, Progress
from bianmin_desktop.domain.year_snapshots import (
    SourceLine,
    YearSnapshot,
    content_of_year,
    year_snapshot_of,
)
from bianmin_desktop.domain.year_sources import QuarterSource
from bianmin_desktop.domain.years import changed_since, entered_lines, year_lines

year = Year(2024)
_numbers = st.tuples(*(st.integers(0, 500) for _ in range(3)))


def line(figure: str = "outlets", **values: Decimal | str | None) -> FigureLine:
    usual = {"label": "商业网点数", "section": "商业网点", "unit": "个", "places": 0, "clause": ""}
    numbers = dict.fromkeys(
        ("opening", "added", "removed", "closing", "numerator", "denominator"), None
    )
    return FigureLine(**{"id": figure, **usual, **numbers, **values})  # type: ignore[arg-type]


def flow(opening: int, added: int, removed: int) -> FigureLine:
    closing = opening + added - removed
    held = {"opening": opening, "added": added, "removed": removed, "closing": closing}
    return line(**{name: Decimal(number) for name, number in held.items()})


def source(number: int, *lines: FigureLine, version: int = 1, **entered: int) -> QuarterSource:
    numbers = {name: Decimal(value) for name, value in entered.items()}
    return QuarterSource(Quarter(2024, number), version, "AAAA", lines, numbers)


@pytest.mark.parametrize("typed", ["2024", "2024年", "２０２４年度", " 2024 ", "二〇二四年"])
def test_that_a_year_is_read(typed: str) -> None:
    assert Year.parse(typed) == year


@pytest.mark.parametrize("typed", ["", "24", "2024Q1", "2150", "明年", "2024年第一季度"])
def test_that_what_is_no_year_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Unreadable, match="可以这样写：2024"):
        Year.parse(typed)


def test_that_a_year_knows_its_days_and_quarters() -> None:
    assert (str(year), year.label, year.file_label) == ("2024", "2024年", "2024年")
    assert [str(q) for q in year.quarters] == ["2024Q1", "2024Q2", "2024Q3", "2024Q4"]
    assert year.start == year.quarters[0].start
    assert year.end == year.quarters[3].end
    assert year.previous.next == year == Year.of(year.end)


@given(st.lists(_numbers, min_size=1, max_size=4))
def test_that_the_end_is_the_beginning_plus_what_came_and_was_corrected(
    edition: Edition, quarters: list[tuple[int, int, int]]
) -> None:
    sources = [source(n, flow(*numbers)) for n, numbers in enumerate(quarters, start=1)]
    found = year_lines(sources, year.quarters, edition)[0]
    assert found.opening == quarters[0][0]
    assert found.added == sum(added for _, added, _ in quarters)
    assert found.removed == sum(removed for _, _, removed in quarters)
    assert found.closing == sources[-1].figures[0].closing
    assert found.corrected is not None
    assert found.closing == found.opening + found.added - found.removed + found.corrected
    torn = sum(
        (after.figures[0].opening or 0) - (before.figures[0].closing or 0)
        for before, after in pairwise(sources)
    )
    assert found.corrected == torn
    assert found.closings[len(quarters) :] == (None,) * (4 - len(quarters))


def test_that_what_happens_in_a_quarter_is_added_up_and_what_is_there_is_not(
    edition: Edition,
) -> None:
    sources = [
        source(n, line("outlets_renovated", closing=Decimal(n)), line("communities", closing=c))
        for n, c in enumerate(map(Decimal, (5, 5, 6, 6)), start=1)
    ]
    happened, there = year_lines(sources, year.quarters, edition)
    assert (happened.closing, happened.opening) == (10, None)
    assert there.closing == 6


def test_that_a_ratio_is_that_of_the_last_quarter_with_its_parts(edition: Edition) -> None:
    parts = {"numerator": Decimal(1), "denominator": Decimal(4), "closing": Decimal(25)}
    sources = [
        source(1, line("chain_rate", unit="%", **parts)),
        source(2, line("chain_rate", unit="%", **{**parts, "closing": Decimal(50)})),
    ]
    found = year_lines(sources, year.quarters, edition)[0]
    assert (found.shown(found.closing), found.numerator) == ("50%", 1)


def test_that_a_figure_given_up_in_the_year_is_kept_and_a_new_one_begins_in_it(
    edition: Edition,
) -> None:
    sources = [source(1, flow(5, 1, 0), line("gone", closing=Decimal(3))), source(2, flow(6, 0, 1))]
    first, gone = year_lines(sources, year.quarters, edition)
    assert (first.id, gone.id, gone.closing) == ("outlets", "gone", 3)
    assert gone.closings == (3, None, None, None)


def test_that_numbers_are_added_up_over_the_quarters_that_have_them(edition: Edition) -> None:
    sources = [source(1, jobs=5), source(2), source(3, jobs=0)]
    held = {one.id: one for one in entered_lines(sources, year.quarters, edition)}
    assert held["jobs"].total == 5
    assert held["jobs"].quarters == (5, None, 0, None)
    assert held["activities"].total is None
    assert held["activities"].shown(None) == "—"


def test_that_what_changed_is_told_once_and_of_quarters_handed_in_only(edition: Edition) -> None:
    sources = [source(1, flow(10, 2, 0), jobs=5), source(2, flow(12, 0, 0), version=0, jobs=1)]
    now = {
        Quarter(2024, 1): source(1, flow(9, 3, 0), version=0, jobs=5),
        Quarter(2024, 2): source(2, flow(50, 0, 0), version=0, jobs=9),
    }
    told = changed_since(sources, now, edition)
    assert [(one.quarter, one.part, one.before, one.after) for one in told] == [
        ("2024Q1", "上期", 10, 9),
        ("2024Q1", "新增", 2, 3),
    ]
    assert [one.difference for one in told] == [-1, 1]
    late = [source(2, flow(12, 0, 0), jobs=1)]
    told = changed_since([sources[0], *late], now, edition)
    assert [(one.quarter, one.id) for one in told[2:]] == [("2024Q2", "jobs")]


def test_that_a_frozen_year_is_read_back_to_the_last_digit(edition: Edition) -> None:
    sources = [source(1, flow(10, 2, 1), jobs=5)]
    snapshot = YearSnapshot(
        edition=edition.id,
        reporter=Reporter("370212005007", "金家岭社区", "community", ("青岛市", "金家岭社区")),
        year=year,
        explained=(),
        sources=(SourceLine("2024Q1", 1, "AAAA"),),
        figures=year_lines(sources, year.quarters, edition),
        entered=entered_lines(sources, year.quarters, edition),
        since=changed_since(sources, {Quarter(2024, 1): source(1, flow(10, 3, 1))}, edition),
        targets=(Progress(2024, Goal(50, 115, at_least=True), Goal(3), 1, 2, "分解表"),),
        records={},
        texts={"opening": "共有。"},
    )
    content = content_of_year(snapshot)
    assert year_snapshot_of(content, edition) == snapshot
    assert content_of_year(year_snapshot_of(content, edition)) == content
