"""审核 of the example book: explanations stay, count, and are refused where they do not belong."""

from __future__ import annotations

import pytest

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.progress import Cancelled
from bianmin_desktop.services.checks import Checked

complete = Quarter(2024, 1)
stale_rule = "circle.essential_missing"
present = Quarter(2026, 4)


def _asked(checked: Checked) -> Issue:
    return next(issue for issue in checked.issues if issue.level is Level.VERIFY)


def test_that_issues_come_heaviest_first(demo: Application) -> None:
    levels = [list(Level).index(issue.level) for issue in demo.checks.check(present).issues]
    assert levels == sorted(levels)
    assert set(levels) == {0, 1, 2}


def test_that_an_explanation_counts_until_it_is_taken_back(own_demo: Application) -> None:
    checks = own_demo.checks
    issue = _asked(checks.check(present))
    changes = checks.explain(present, issue.id, " 已现场核对 ")
    assert changes.touches("explanation")
    explained = checks.check(present)
    assert explained.explanations[issue.id] == "已现场核对"
    assert issue in explained.readiness.explained
    checks.explain(present, issue.id, "改为：情况属实")
    assert checks.check(present).explanations[issue.id] == "改为：情况属实"
    checks.explain(present, issue.id, "")
    assert issue in checks.check(present).readiness.unexplained


def test_that_the_kept_outcome_is_the_one_a_fresh_check_gives(own_demo: Application) -> None:
    checks = own_demo.checks
    issue = _asked(checks.check(present))
    checks.explain(present, issue.id, "情况属实")
    fresh = checks.judged(own_demo.summaries.ledger(), present)
    kept = checks.check(present)
    assert kept == fresh


def test_that_an_explanation_belongs_to_its_quarter_only(own_demo: Application) -> None:
    issue = _asked(own_demo.checks.check(present))
    own_demo.checks.explain(present, issue.id, "情况属实")
    earlier = own_demo.checks.check(Quarter(2026, 3))
    assert issue.id not in earlier.explanations


def test_that_an_unknown_issue_cannot_be_explained(own_demo: Application) -> None:
    with pytest.raises(WrongUse, match="没有编号为“no:such:issue”的问题"):
        own_demo.checks.explain(present, "no:such:issue", "情况属实")


def test_that_a_change_is_seen_by_the_next_check(own_demo: Application) -> None:
    assert own_demo.checks.check(complete).readiness.may_be_submitted
    listing = own_demo.ledgers.listing("outlet", [("status", "营业")])
    outlet = own_demo.ledgers.records(listing)[0]
    own_demo.entry.save(Draft("outlet", {"area": "八九十"}), outlet)
    (issue,) = own_demo.checks.check(complete).readiness.blocking
    assert issue.place.record_id == outlet.id
    assert issue.place.field == "area"


def test_that_a_wrong_event_blocks_and_is_called_by_its_outlet(own_demo: Application) -> None:
    listing = own_demo.ledgers.listing("outlet", [("status", "营业")])
    outlet = own_demo.ledgers.records(listing)[0]
    texts = {"outlet": outlet.id, "kind": "改造", "on": "2030-01-01"}
    own_demo.entry.save(Draft("event", texts), own_demo.entry.blank("event"))
    (issue,) = own_demo.checks.check(complete).readiness.blocking
    assert issue.rule == "event.on_past"
    assert issue.place.record_name == f"{outlet.text('name')}的变动"
    destination = own_demo.checks.destination(issue.place)
    assert (destination.record_type, destination.record_id) == ("outlet", outlet.id)


def test_that_deleted_records_are_not_judged(own_demo: Application) -> None:
    issues = own_demo.checks.check(present).issues
    issue = next(i for i in issues if i.rule == "field.check_digit")
    own_demo.entry.delete("outlet", issue.place.record_id)
    left = own_demo.checks.check(present).issues
    assert issue.place.record_id not in {i.place.record_id for i in left}


class _Impatient:
    def report(self, done: int, total: int, note: str = "") -> None:
        if done > 500:
            raise Cancelled


def test_that_a_check_can_be_given_up(own_demo: Application) -> None:
    with pytest.raises(Cancelled):
        own_demo.checks.check(present, _Impatient())
    assert own_demo.checks.check(present).issues


def test_that_an_explanation_passes_the_gate_like_everything_typed(own_demo: Application) -> None:
    checks = own_demo.checks
    issue = _asked(checks.check(present))
    checks.explain(present, issue.id, "已核\x00对\ud800，\u202e属\u200b实\ufeff ")
    assert checks.check(present).explanations[issue.id] == "已核对，属实"
    with pytest.raises(Refused, match="上限 2,000 字"):
        checks.explain(present, issue.id, "很" * 10_000_000)
    assert checks.check(present).explanations[issue.id] == "已核对，属实"


def test_that_opening_a_deleted_summary_brings_it_back_instead_of_making_a_second_one(
    own_demo: Application,
) -> None:
    summary = own_demo.summaries.open(complete).record
    own_demo.entry.delete("summary", summary.id)
    assert own_demo.summaries.record(complete) is None
    again = own_demo.summaries.open(complete).record
    assert (again.id, again.values, again.deleted) == (summary.id, summary.values, False)
    assert own_demo.history.events(summary.id)[0].action == "恢复"


def test_that_an_explanation_holds_only_as_long_as_its_problem_says_the_same(
    own_demo: Application,
) -> None:
    checks = own_demo.checks
    [issue, *_] = [i for i in checks.check(present).readiness.unexplained if i.rule == stale_rule]
    checks.explain(present, issue.id, "正在招商，下季度补齐。")
    assert issue.id not in {i.id for i in checks.check(present).readiness.unexplained}
    circle = own_demo.entry.record("circle", issue.place.record_id)
    ledger = own_demo.summaries.ledger()
    for outlet in ledger.of("outlet"):
        if outlet.get("circle") == circle.id and outlet.get("status") == "open":
            own_demo.entry.delete("outlet", outlet.id)
    [now] = [i for i in checks.check(present).readiness.unexplained if i.id == issue.id]
    assert now.message != issue.message


@pytest.mark.parametrize("text", ["。", "1", "🎉", "好"])
def test_that_a_reason_says_something(own_demo: Application, text: str) -> None:
    [issue, *_] = own_demo.checks.check(present).readiness.unexplained
    with pytest.raises(Refused, match="写清楚"):
        own_demo.checks.explain(present, issue.id, text)
