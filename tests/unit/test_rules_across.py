"""Rules across tables and across fields that ask for what the document asks for."""

from __future__ import annotations

from datetime import date

import pytest

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules import judge_quarter, judge_record
from bianmin_desktop.domain.values import Value

_Case = tuple[str, str, dict[str, Value], dict[str, Value], str]
"""Record type and rule, what is entered, what puts it right, and words of the finding."""

quarter, today = Quarter(2024, 1), date(2024, 4, 10)


def _found(edition: Edition, type_id: str, rule: str, **values: Value) -> list[Issue]:
    issues = judge_record(Record(type_id, "1", values), edition, today)
    return [issue for issue in issues if issue.rule == f"{type_id}.{rule}"]


def _in_quarter(edition: Edition, rule: str, **held: list[Record]) -> list[Issue]:
    ledger = Ledger(held)
    figures = derive(ledger, edition, quarter)
    issues = judge_quarter(ledger, edition, quarter, figures, today)
    return [issue for issue in issues if issue.rule == rule]


def test_that_a_circle_lacking_public_services_is_told(edition: Edition) -> None:
    circle = Record("circle", "c", {"name": "一圈"})
    (issue,) = _in_quarter(edition, "circle.public_missing", circle=[circle])
    assert issue.message.startswith("公共服务缺4项：社区医疗服务站、")
    assert issue.level is Level.HINT


@pytest.mark.parametrize("stage", ["applied", "building", "self_check"])
def test_that_a_circle_not_yet_checked_is_not_completed(edition: Edition, stage: str) -> None:
    day = date(2024, 1, 5)
    (issue,) = _found(edition, "circle", "completed_early", stage=stage, completed=day)
    assert issue.level is Level.VERIFY
    assert "建成日期填的是2024年1月5日" in issue.message
    assert _found(edition, "circle", "completed_early", stage=stage) == []
    assert _found(edition, "circle", "completed_early", stage="passed", completed=day) == []


def test_that_one_event_entered_twice_is_asked_about_once(edition: Edition) -> None:
    day = date(2024, 2, 1)
    outlet = Record("outlet", "o", {"name": "店", "status": "open"})
    closed = {"outlet": "o", "kind": "closed", "on": day}
    other = closed | {"on": date(2024, 2, 2)}
    events = [Record("event", str(n), held) for n, held in enumerate((closed, closed, other))]
    (issue,) = _in_quarter(edition, "event.twice", outlet=[outlet], event=events)
    assert issue.place.record_id == "1"
    assert issue.message.startswith("2024年2月1日的“关闭”，同一网点已经登记过一条")


@pytest.mark.parametrize("type_id", ["operator", "listed_enterprise"])
def test_that_a_credit_code_twice_in_a_register_is_asked_about(
    edition: Edition, type_id: str
) -> None:
    held = [
        Record(type_id, str(n), {"name": f"企业{n}", "uscc": code})
        for n, code in enumerate(("91370202MA0000015F", "91370202MA0000015F", ""))
    ]
    (issue,) = _in_quarter(edition, f"{type_id}.duplicate_uscc", **{type_id: held})
    assert "“企业0”相同" in issue.message


@pytest.mark.parametrize(
    "case",
    [
        ("project", "outlet_named", {"status": "done"}, {"outlet": "o"}, "建成的网点"),
        ("smart_store", "outlet_named", {"status": "open"}, {"outlet": "o"}, "对应网点"),
        ("space", "use_told", {"status": "used"}, {"purpose": "驿站"}, "“已启用”"),
        ("operator", "circles_named", {"status": "running"}, {"circles": ("c",)}, "生活圈"),
        (
            "inspection",
            "due_told",
            {"status": "open", "responsible": "街道"},
            {"due": today},
            "请补上整改期限。",
        ),
        (
            "market_renovation",
            "done_told",
            {"status": "done", "area_before": 100, "area_after": 200},
            {"investment": 30},
            "请补上投资。",
        ),
        (
            "circle",
            "profile",
            {"population": 9000, "radius": 800, "layout": "clustered"},
            {"form": "centre"},
            "填写：成果形态。",
        ),
        (
            "outlet",
            "verified_after_opened",
            {"status": "open", "opened": date(2024, 3, 1), "verified": date(2024, 2, 1)},
            {"verified": date(2024, 3, 2)},
            "核实日期2024年2月1日早于开业年月2024年3月1日",
        ),
        (
            "community",
            "estates_within",
            {"estates": 900, "households": 30},
            {"estates": 3},
            "小区数900个，比户数30户还多",
        ),
    ],
)
def test_that_what_is_missing_or_turned_round_is_told_until_it_is_right(
    edition: Edition, case: _Case
) -> None:
    type_id, rule, asked, answered, says = case
    (issue,) = _found(edition, type_id, rule, **asked)
    assert says in issue.message
    assert _found(edition, type_id, rule, **(asked | answered)) == []
