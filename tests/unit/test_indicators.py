"""Figures derived from random ledgers: the flow identity, and an independent recount."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianmin_desktop.catalogue.definitions import Figure
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.indicators import FigureRow, derive
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from tests.unit.histories import circles as random_circles
from tests.unit.histories import histories as lives
from tests.unit.histories import labels, ledger_of, quarters, record

_ranks = {"opened": 0, "moved_in": 0, "closed": 1, "moved_out": 1, "reopened": 2}


def _facts(outlet: Record, events: Sequence[Record]) -> list[tuple[date, int, bool]]:
    told = [
        (event.get("on"), _ranks[event.text("kind")], event.text("kind"))
        for event in events
        if event.get("kind") in _ranks and event.get("on") is not None
    ]
    facts = [(on, rank, kind in ("opened", "moved_in", "reopened")) for on, rank, kind in told]
    came_in = bool(told) and min(told)[2] == "moved_in"
    if outlet.get("opened") is not None and not came_in:
        facts.append((outlet.get("opened"), 0, True))
    if outlet.get("closed") is not None:
        facts.append((outlet.get("closed"), 1, False))
    return facts


def _is_there(outlet: Record, events: Sequence[Record], day: date) -> bool:
    """The words of the timeline's description, taken one by one; shares no code with it."""
    if outlet.get("status") == "planned":
        return False
    facts = _facts(outlet, events)
    is_gone_now = outlet.get("status") in ("suspended", "cancelled")
    if is_gone_now and not (facts and not max(facts)[2]):
        ends = [d for d in (outlet.get("verified"), facts and max(facts)[0]) if d]
        if not ends or day >= max(ends):
            return False
    known = [fact for fact in facts if fact[0] <= day]
    if known:
        return max(known)[2]
    return not min(facts)[2] if facts else True


def _type_then(outlet: Record, events: Sequence[Record], day: date) -> str:
    ids = {label: type_id for type_id, label in labels.items()} | {"书店": "bookstore"}
    changes = [
        (e.get("on"), e.id, ids.get(e.text("before")), ids.get(e.text("after")))
        for e in events
        if e.get("kind") == "type_changed" and e.get("on") is not None
    ]
    changes.sort(key=lambda change: change[:2])
    later = [change for change in changes if change[0] > day]
    earlier = [change for change in changes if change[0] <= day]
    now = outlet.text("business_type")
    if not later:
        return now
    return later[0][2] or (earlier[-1][3] if earlier else None) or now


def _recount(ledger: Ledger, edition: Edition, figure: Figure, day: date) -> set[str]:
    events: dict[str, list[Record]] = {}
    for event in ledger.of("event"):
        events.setdefault(event.text("outlet"), []).append(event)
    found = set()
    for outlet in ledger.of("outlet"):
        own = events.get(outlet.id, [])
        if _is_there(outlet, own, day) and all(
            _passes(
                outlet, _type_then(outlet, own, day), edition, condition.field, condition.any_of
            )
            for condition in figure.where
        ):
            found.add(outlet.id)
    return found


def _passes(
    outlet: Record, type_then: str, edition: Edition, field: str, any_of: tuple[str, ...]
) -> bool:
    if field.startswith("list:"):
        items = edition.items_covering(field[5:], type_then)
        return bool(items) if not any_of else bool(set(items) & set(any_of))
    value = outlet.get(field)
    if value is None or isinstance(value, Absence):
        return False
    if value is True or value is False:
        return not any_of or ("yes" if value else "no") in any_of
    return not any_of or bool({value} & set(any_of) if isinstance(value, str) else set(value))


_slow = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(histories=lives, circles=random_circles)
@_slow
def test_that_closing_is_opening_plus_added_minus_removed_for_every_flow(
    edition: Edition, histories: list, circles: list
) -> None:
    ledger = ledger_of(histories, circles)
    before: dict[str, FigureRow] = {}
    for quarter in quarters:
        rows = {row.id: row for row in derive(ledger, edition, quarter)}
        assert list(rows) == [figure.id for figure in edition.figures]
        for row in rows.values():
            if not row.is_flow:
                continue
            assert row.closing == row.opening + row.added - row.removed
            opening, closing = set(row.opening_ids), set(row.closing_ids)
            assert set(row.added_ids) == closing - opening
            assert set(row.removed_ids) == opening - closing
            if row.id in before and before[row.id].closing is not None:
                assert before[row.id].closing_ids == row.opening_ids
                assert before[row.id].closing == row.opening
        before = rows


@given(histories=lives)
@_slow
def test_that_every_outlet_figure_equals_an_independent_recount(
    edition: Edition, histories: list
) -> None:
    ledger = ledger_of(histories, [])
    outlets = {outlet.id: outlet for outlet in ledger.of("outlet")}
    for quarter in quarters[1:4]:
        rows = {row.id: row for row in derive(ledger, edition, quarter)}
        for figure in edition.figures:
            if figure.counts != "outlet":
                continue
            expected = _recount(ledger, edition, figure, quarter.end)
            assert set(rows[figure.id].closing_ids) == expected
            opening = _recount(ledger, edition, figure, quarter.start - timedelta(days=1))
            assert set(rows[figure.id].opening_ids) == opening
            if figure.total_of and rows[figure.id].closing is not None:
                values = [outlets[i].get(figure.total_of) for i in expected]
                total = sum(v for v in values if isinstance(v, int | Decimal))
                assert rows[figure.id].closing == total
            elif not figure.total_of:
                assert rows[figure.id].closing == len(expected)


@given(histories=lives, day=st.dates(date(2023, 7, 1), date(2024, 12, 31)))
@_slow
def test_that_any_past_day_equals_an_independent_recount(
    edition: Edition, histories: list, day: date
) -> None:
    ledger, quarter = ledger_of(histories, []), Quarter.of(day)
    whole = {row.id: row for row in derive(ledger, edition, quarter)}
    rows = {row.id: row for row in derive(ledger, edition, quarter, day)}
    for figure in edition.figures:
        row = rows[figure.id]
        if figure.counts == "outlet":
            assert set(row.closing_ids) == _recount(ledger, edition, figure, day)
            assert row.opening_ids == whole[figure.id].opening_ids
        if row.is_flow:
            assert row.closing == row.opening + row.added - row.removed
    if day == quarter.end:
        assert rows == whole


def _rows(edition: Edition, quarter: str, **held: list[Record]) -> dict[str, FigureRow]:
    rows = derive(Ledger(held), edition, Quarter.parse(quarter))
    return {row.id: row for row in rows}


def test_that_a_ratio_keeps_both_its_parts_unrounded(edition: Edition) -> None:
    outlets = [record("outlet", str(n), {"status": "open", "chain": n == 0}) for n in range(3)]
    row = _rows(edition, "2024Q1", outlet=outlets)["chain_rate"]
    assert (row.numerator, row.denominator) == (1, 3)
    assert row.closing is not None
    assert row.closing != Decimal("33.3")
    assert row.shown(row.closing) == "33.3%"


def test_that_a_ratio_without_a_whole_is_no_number(edition: Edition) -> None:
    row = _rows(edition, "2024Q1")["chain_rate"]
    assert row.closing is None
    assert row.shown(row.closing) == "—"


def test_that_a_sum_nobody_collected_is_no_number_and_not_zero(edition: Edition) -> None:
    blank = record("outlet", "a", {"status": "open", "area": Absence.NOT_COLLECTED})
    assert _rows(edition, "2024Q1", outlet=[blank])["outlet_area"].closing is None
    zero = record("outlet", "b", {"status": "open", "area": Decimal(0)})
    assert _rows(edition, "2024Q1", outlet=[blank, zero])["outlet_area"].closing == 0
    assert _rows(edition, "2024Q1")["outlet_area"].closing == 0


def test_that_communities_are_covered_from_the_day_their_circle_started(edition: Edition) -> None:
    circle = record("circle", "c", {"started": date(2024, 2, 1), "communities": ("a",)})
    community = record("community", "a", {"households": 1200})
    for quarter, expected in (("2023Q4", 0), ("2024Q1", 1), ("2024Q2", 1)):
        rows = _rows(edition, quarter, circle=[circle], community=[community])
        assert rows["communities_covered"].closing == expected
        assert rows["households_covered"].closing == expected * 1200
    added = _rows(edition, "2024Q1", circle=[circle], community=[community])
    assert added["circles"].added_ids == ("c",)


def test_that_renovations_are_counted_in_the_quarter_of_their_day(edition: Edition) -> None:
    outlet = record("outlet", "a", {"status": "open"})
    event = record("event", "e", {"outlet": "a", "kind": "renovated", "on": date(2024, 3, 31)})
    counts = [
        _rows(edition, quarter, outlet=[outlet], event=[event])["outlets_renovated"].closing
        for quarter in ("2023Q4", "2024Q1", "2024Q2")
    ]
    assert counts == [0, 1, 0]


@pytest.mark.parametrize(
    ("value", "places", "unit", "said"),
    [
        (Decimal("1234567.005"), 2, "㎡", "1,234,567.01"),
        (Decimal(1200), 0, "个", "1,200"),
        (Decimal("9.96"), 1, "%", "10.0%"),
        (None, 0, "个", "—"),
    ],
)
def test_that_a_figure_is_shown_rounded_once_with_thousands_apart(
    value: Decimal | None, places: int, unit: str, said: str
) -> None:
    row = FigureRow("x", "某数", "某表", unit, None, None, None, value, places=places)
    assert row.shown(value) == said
