"""已审核 is what a check leaves, and holds only while nothing it looked at is changed."""

from __future__ import annotations

import pytest

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter

quarter = Quarter(2024, 1)


@pytest.fixture
def filling(application: Application) -> Application:
    """A community whose quarter is ready, and still 填报中."""
    application.summaries.move(quarter, "filling")
    assert application.checks.check(quarter).readiness.may_be_submitted
    return application


def state_of(application: Application) -> str:
    summary = application.summaries.record(quarter)
    assert summary is not None
    return summary.text("state")


def change_an_outlet(application: Application, **texts: str) -> None:
    outlets = application.summaries.ledger().of("outlet")
    record = next(o for o in outlets if o.get("status") == "open" and o.get("staff") != 7)
    application.entry.save(Draft("outlet", texts, record.id), record)


def test_that_a_check_that_leaves_nothing_agrees_the_summary(filling: Application) -> None:
    assert state_of(filling) == "filling"
    assert filling.states.settle(quarter).touches("summary")
    assert state_of(filling) == "checked"
    assert not filling.states.settle(quarter).touches("summary")


@pytest.mark.parametrize("what", ["outlet", "summary"])
def test_that_a_later_change_takes_the_agreement_back_until_the_next_check(
    what: str, filling: Application
) -> None:
    filling.states.settle(quarter)
    if what == "outlet":
        change_an_outlet(filling, staff="7")
    else:
        summary = filling.entry.record("summary", filling.summaries.prepared(quarter).id)
        filling.entry.save(Draft("summary", {"problems": "停车难。"}, summary.id), summary)
    assert state_of(filling) == "filling"
    filling.states.settle(quarter)
    assert state_of(filling) == "checked"


def test_that_what_a_check_does_not_look_at_leaves_it_agreed(filling: Application) -> None:
    filling.states.settle(quarter)
    filling.summaries.open(quarter.next)
    assert state_of(filling) == "checked"


def test_that_a_check_that_finds_something_leaves_it_in_hand(filling: Application) -> None:
    filling.states.settle(quarter)
    change_an_outlet(filling, area="约八十")
    filling.states.settle(quarter)
    assert state_of(filling) == "filling"
    change_an_outlet(filling, staff="七")
    assert not filling.states.settle(quarter).touches("summary")


@pytest.mark.parametrize("state", ["submitted", "received", "returned"])
def test_that_a_check_moves_nothing_that_was_handed_in(state: str, filling: Application) -> None:
    filling.summaries.move(quarter, state)
    assert not filling.states.settle(quarter).touches("summary")
    assert state_of(filling) == state


def test_that_checking_a_quarter_nobody_began_begins_none(filling: Application) -> None:
    assert not filling.states.settle(Quarter(2019, 1)).touches("summary")
    assert filling.summaries.record(Quarter(2019, 1)) is None


def test_that_noting_the_outcome_does_not_make_the_check_be_done_again(
    filling: Application,
) -> None:
    outcome = filling.checks.check(quarter)
    filling.states.settle(quarter)
    assert filling.checks.check(quarter) is outcome
