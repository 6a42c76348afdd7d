"""上期 is what was handed in; what the ledger tells otherwise is a correction, record by record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.gaps import GapMatrix
from bianmin_desktop.domain.handed import HandedIn
from bianmin_desktop.domain.indicators import FigureRow, derive
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import (
    Occasion,
    Reporter,
    Snapshot,
    content_of,
    snapshot_of,
)
from bianmin_desktop.domain.submitting import Derived, take
from tests.unit.histories import Circle, Outlet, circles, histories, ledger_of, quarters, record

reporter = Reporter("370212005000", "金家岭街道", "street", ("青岛市", "金家岭街道"))
quarter = Quarter(2024, 1)
_households = st.dictionaries(st.sampled_from("ABCD"), st.none() | st.integers(0, 500))
_slow = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def frozen(ledger: Ledger, edition: Edition, at: Quarter) -> Snapshot:
    """As it is read back from its bytes."""
    derived = Derived(derive(ledger, edition, at), GapMatrix((), ()), {})
    snapshot = take(ledger, edition, Occasion(reporter, at), derived)
    return snapshot_of(content_of(snapshot), edition)


def handing_in(ledger: Ledger, *versions: Snapshot) -> Ledger:
    """The ledger of later, which knows what was handed in."""
    handed = {one.quarter: HandedIn(one.quarter, 1, lambda one=one: one) for one in versions}
    return Ledger(ledger.records, handed)


def rows_of(ledger: Ledger, edition: Edition, at: Quarter) -> dict[str, FigureRow]:
    return {row.id: row for row in derive(ledger, edition, at)}


def number(ledger: Ledger, edition: Edition, figure_id: str, record_id: str) -> Decimal:
    """What a record adds to a figure, read from the record alone."""
    figure = next(figure for figure in edition.figures if figure.id == figure_id)
    if not figure.total_of:
        return Decimal(1)
    value = ledger.by_id(figure.counts)[record_id].get(figure.total_of)
    is_number = isinstance(value, int | Decimal) and not isinstance(value, Absence)
    return Decimal(value) if is_number else Decimal(0)  # type: ignore[arg-type]


def edited(lives: list[Outlet], edits: list[tuple[int, Outlet | None]]) -> list[Outlet | None]:
    """The same outlets after some were rewritten, deleted or added."""
    later: list[Outlet | None] = list(lives)
    for place, life in edits:
        if place < len(later):
            later[place] = life
        else:
            later.append(life)
    return later


_edits = st.lists(
    st.tuples(st.integers(0, 9), st.none() | histories.filter(bool).map(lambda one: one[0])),
    max_size=4,
)


@dataclass(frozen=True)
class Story:
    """A ledger when it was handed in, and what became of it."""

    lives: list[Outlet]
    circles: list[Circle]
    edits: list[tuple[int, Outlet | None]]
    circles_later: list[Circle]
    households_later: Mapping[str, int | None]


_sensible = circles.map(
    lambda made: [
        (begun, done and max(done, begun or done), members) for begun, done, members in made
    ]
)
"""No circle is completed before it began: it would not stand in the list of circles."""
_stories = st.builds(Story, histories, _sensible, _edits, _sensible, _households)


@given(story=_stories)
@_slow
def test_that_closing_is_what_was_handed_in_plus_added_minus_removed(
    edition: Edition, story: Story
) -> None:
    earlier = ledger_of(story.lives, story.circles)
    lives = edited(story.lives, story.edits)
    later = ledger_of(lives, story.circles_later, story.households_later)
    handed = frozen(earlier, edition, quarter.previous)
    then = {line.id: line for line in handed.figures}
    plain = rows_of(later, edition, quarter)
    known = handing_in(later, handed)
    for row in derive(known, edition, quarter):
        derived = plain[row.id]
        assert row.closing == derived.closing
        assert row.closing_ids == derived.closing_ids
        if not row.is_flow:
            continue
        assert row.is_handed
        assert row.opening == (then[row.id].closing or 0)
        assert row.closing == row.opening + row.added - row.removed
        change = row.correction
        moved = (change.added, change.removed) if change else (Decimal(0), Decimal(0))
        assert row.opening + moved[0] - moved[1] == derived.opening
        assert (row.added - moved[0], row.removed - moved[1]) == (derived.added, derived.removed)
        if change is None:
            assert (row.added_ids, row.removed_ids) == (derived.added_ids, derived.removed_ids)
            continue
        was = {i: number(earlier, edition, row.id, i) for i in row.opening_ids}
        now = {i: number(later, edition, row.id, i) for i in derived.opening_ids}
        steps = {i: now.get(i, 0) - was.get(i, 0) for i in {**was, **now}}
        assert change.steps == {i: step for i, step in steps.items() if step}
        assert change.added == sum(max(step, 0) for step in steps.values())
        assert change.removed == sum(max(-step, 0) for step in steps.values())


@given(lives=histories, begun=circles, edits=_edits, again=_edits)
@_slow
def test_that_a_chain_of_quarters_never_loses_a_record(
    edition: Edition, lives: list, begun: list, edits: list, again: list
) -> None:
    """Each quarter is handed in on top of the one before, while the ledger goes on changing."""
    ledger, versions = ledger_of(lives, begun), []
    later = edited(lives, edits)
    for at, changed in zip(quarters, (lives, later, edited(later, again)), strict=False):
        ledger = handing_in(ledger_of(changed, begun), *versions)
        before = versions[-1] if versions else None
        version = frozen(ledger, edition, at)
        for line, row in zip(version.figures, derive(ledger, edition, at), strict=True):
            if before is not None and row.is_flow:
                carried = next(one.closing for one in before.figures if one.id == line.id)
                assert line.opening == (carried or 0)
        listed = {o.id for o in version.of("outlet") if version.moves.get(o.id) != "removed"}
        [outlets] = [line for line in version.figures if line.id == "outlets"]
        assert len(listed) == outlets.closing
        versions.append(version)


def an_outlet(record_id: str, **values: object) -> Record:
    held = {"name": record_id, "status": "open", "business_type": "convenience", "kind": "shop"}
    return record("outlet", record_id, held | {"opened": date(2020, 1, 1)} | values)


def told(edition: Edition, before: list[Record], after: list[Record]) -> Snapshot:
    """The next quarter's version, after the outlets were changed."""
    handed = frozen(Ledger({"outlet": before}), edition, quarter.previous)
    return frozen(handing_in(Ledger({"outlet": after}), handed), edition, quarter)


def test_that_a_version_tells_which_records_correct_it_and_by_how_much(
    edition: Edition,
) -> None:
    before = [an_outlet("甲", area=Decimal(80)), an_outlet("乙"), an_outlet("丁")]
    after = [
        an_outlet("甲", area=Decimal(100)),
        an_outlet("丙", opened=date(2023, 12, 1)),
        an_outlet("丁", business_type="pharmacy"),
    ]
    carried = told(edition, before, after).carried
    assert carried.before is not None
    assert carried.before.say() == "2023年第四季度第1版"
    lines = {line.figure: line for line in carried.corrections}
    assert (lines["outlets"].added, lines["outlets"].removed) == (1, 1)
    assert (lines["outlet_area"].handed, lines["outlet_area"].now) == (80, 100)
    assert lines["outlet_area"].records == ("甲",)
    words = {line.name: (line.what, line.effects) for line in carried.corrected}
    assert words["甲"] == ("经营面积由80㎡改为100㎡", "经营面积＋20.00")
    assert words["乙"][0] == "上期末已计入，现在台账里已经没有"
    assert words["丙"][0] == "上期末没有计入，按现在的台账应计入"
    assert "商业网点数＋1" in words["丙"][1]
    assert words["丁"][0] == "业态由便利店改为药店"
    assert "便利店－1" in words["丁"][1]
    assert "药店＋1" in words["丁"][1]


def test_that_an_outlet_dated_anew_is_told_with_its_dates(edition: Edition) -> None:
    after = [an_outlet("甲", opened=date(2024, 2, 1))]
    carried = told(edition, [an_outlet("甲")], after).carried
    [line] = carried.corrected
    assert line.what == (
        "上期末已计入，按现在的台账不应计入（开业年月由2020年1月1日改为2024年2月1日）"
    )
    version = told(edition, [an_outlet("甲")], after)
    [outlets] = [figure for figure in version.figures if figure.id == "outlets"]
    assert (outlets.opening, outlets.added, outlets.removed, outlets.closing) == (1, 1, 1, 1)
    assert version.moves == {"甲": "added"}


def test_that_nothing_is_corrected_when_the_ledger_says_the_same(edition: Edition) -> None:
    outlets = [an_outlet("甲"), an_outlet("乙", opened=date(2024, 2, 1))]
    carried = told(edition, outlets, outlets).carried
    assert (carried.corrections, carried.corrected) == ((), ())
    assert carried.before is not None
    assert carried.before.figures["outlets"] == 1


def test_that_what_is_frozen_without_earlier_versions_keeps_its_bytes(edition: Edition) -> None:
    ledger = Ledger({"outlet": [an_outlet("甲")]})
    assert b'"carried"' not in content_of(frozen(ledger, edition, quarter))


def test_that_a_version_that_can_not_be_told_by_record_is_corrected_in_total(
    edition: Edition,
) -> None:
    handed = frozen(Ledger({"outlet": [an_outlet("甲")]}), edition, quarter.previous)
    figures = tuple(
        replace(line, closing=Decimal(4)) if line.id == "outlets" else line
        for line in handed.figures
    )
    ledger = handing_in(Ledger({"outlet": [an_outlet("甲")]}), replace(handed, figures=figures))
    row = rows_of(ledger, edition, quarter)["outlets"]
    assert (row.opening, row.added, row.removed, row.closing) == (4, 0, 3, 1)
    assert row.correction is not None
    assert row.correction.steps == {}
    assert row.opening_ids == ()


def test_that_last_year_is_what_was_handed_in_then(edition: Edition) -> None:
    year_ago = frozen(Ledger({"outlet": [an_outlet("甲")]}), edition, quarter.same_last_year)
    now = Ledger({"outlet": [an_outlet("甲", chain=True), an_outlet("乙")]})
    rows = rows_of(handing_in(now, year_ago), edition, quarter)
    assert rows["outlets"].same_last_year == 1
    assert rows["outlets"].opening == 2
    assert not rows["outlets"].is_handed
    assert rows["chain_rate"].same_last_year == 0
    assert rows_of(now, edition, quarter)["outlets"].same_last_year is None


def test_that_figures_of_a_past_day_are_those_of_that_day(edition: Edition) -> None:
    outlets = [
        an_outlet("甲"),
        an_outlet("乙", opened=date(2024, 2, 1)),
        an_outlet("丙", status="cancelled", closed=date(2024, 3, 1)),
    ]
    counts = []
    for day in (date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), None):
        rows = derive(Ledger({"outlet": outlets}), edition, quarter, day)
        row = next(row for row in rows if row.id == "outlets")
        counts.append((row.opening, row.added, row.removed, row.closing))
    assert counts == [(2, 0, 0, 2), (2, 1, 0, 3), (2, 1, 1, 2), (2, 1, 1, 2)]
