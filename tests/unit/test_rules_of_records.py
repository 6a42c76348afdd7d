"""Rules on single records, on the shipped settings: when each speaks and when it is silent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules import judge_record, quarter_kinds, record_kinds
from bianmin_desktop.domain.rules.years import year_kinds

today = date(2024, 4, 10)
whole_outlet = {
    "name": "李村便利店",
    "kind": "shop",
    "status": "open",
    "business_type": "convenience",
    "uscc": "91370202MA0000015F",
    "opened": date(2020, 1, 1),
    "verified": date(2024, 4, 1),
}


def _judged(edition: Edition, type_id: str, **values: object) -> dict[str, Issue]:
    held = {name: value for name, value in values.items() if value is not None}
    record = Record(type_id, "r", held)  # type: ignore[arg-type]
    return {issue.rule: issue for issue in judge_record(record, edition, today)}


def _outlet(edition: Edition, **values: object) -> dict[str, Issue]:
    return _judged(edition, "outlet", **(whole_outlet | values))


def test_that_every_rule_of_the_edition_has_a_judge(edition: Edition) -> None:
    known = {*record_kinds, *quarter_kinds, *year_kinds}
    assert [rule.id for rule in edition.rules if rule.kind not in known] == []


def test_that_a_complete_outlet_has_no_issue(edition: Edition) -> None:
    assert _outlet(edition) == {}


@pytest.mark.parametrize("uscc", [None, Absence.NOT_APPLICABLE, Absence.NOT_COLLECTED])
def test_that_a_credit_code_or_a_reason_must_be_there(edition: Edition, uscc: object) -> None:
    assert _outlet(edition, uscc=uscc)["outlet.uscc_or_reason"].level is Level.BLOCKING
    assert "outlet.uscc_or_reason" not in _outlet(edition, uscc=uscc, no_uscc_reason="stall")


def test_that_an_unreadable_code_is_not_called_missing(edition: Edition) -> None:
    values = {name: value for name, value in whole_outlet.items() if name != "uscc"}
    record = Record("outlet", "r", values, typed={"uscc": "看不清"})
    assert judge_record(record, edition, today) == ()


def test_that_a_chain_needs_a_brand(edition: Edition) -> None:
    issue = _outlet(edition, chain=True)["outlet.chain_brand"]
    assert issue.place.field == "brand"
    assert "outlet.chain_brand" not in _outlet(edition, chain=True, brand="邻家优选")
    assert "outlet.chain_brand" not in _outlet(edition, chain=False)
    assert "outlet.chain_brand" not in _outlet(edition, chain=Absence.NOT_COLLECTED)


@pytest.mark.parametrize("confirmed", [None, False, Absence.NOT_COLLECTED])
def test_that_extra_services_need_confirmed_hygiene(edition: Edition, confirmed: object) -> None:
    issue = _outlet(edition, extra_services=("repair", "press"), hygiene_confirmed=confirmed)
    found = issue["outlet.hygiene_confirmed"]
    assert found.level is Level.BLOCKING
    assert "维修、书报经营" in found.message
    assert found.clause == "4.2"


def test_that_confirmed_hygiene_and_no_services_at_all_are_both_fine(edition: Edition) -> None:
    assert _outlet(edition, extra_services=("repair",), hygiene_confirmed=True) == {}
    assert _outlet(edition, extra_services=()) == {}


def test_that_closing_before_opening_is_refused_with_both_days(edition: Edition) -> None:
    closed = {"status": "cancelled", "closed": date(2019, 12, 31)}
    issue = _outlet(edition, **closed)["outlet.closed_after_opened"]
    assert issue.message == "关闭日期2019年12月31日早于开业年月2020年1月1日，请核对。"
    assert _outlet(edition, status="cancelled", closed=date(2020, 1, 1)) == {}


@pytest.mark.parametrize("field", ["opened", "closed", "verified"])
def test_that_no_day_lies_in_the_future(edition: Edition, field: str) -> None:
    ahead, now = date(2024, 4, 11), today
    rules = {"opened": "opened_past", "closed": "closed_past", "verified": "verified_past"}
    assert f"outlet.{rules[field]}" in _outlet(edition, **{field: ahead})
    assert f"outlet.{rules[field]}" not in _outlet(edition, **{field: now})


def test_that_a_planned_opening_may_lie_ahead_but_not_behind(edition: Edition) -> None:
    assert _outlet(edition, status="planned", opened=date(2024, 9, 1)) == {}
    found = _outlet(edition, status="planned", opened=today)
    assert found["outlet.planned_due"].level is Level.VERIFY


def test_that_a_closed_status_asks_for_its_date_and_the_other_way_round(edition: Edition) -> None:
    assert "outlet.closed_wanted" in _outlet(edition, status="suspended")
    assert "outlet.closed_unwanted" in _outlet(edition, closed=date(2023, 1, 1))


def test_that_verification_is_asked_for_again_after_its_time(edition: Edition) -> None:
    old = _outlet(edition, verified=date(2023, 10, 12))["outlet.verified_recently"]
    assert "已过181天" in old.message
    assert "outlet.verified_recently" not in _outlet(edition, verified=date(2023, 10, 13))
    assert "outlet.verified_recently" in _outlet(edition, verified=None)


def test_that_too_long_a_walk_is_only_hinted_at(edition: Edition) -> None:
    assert _outlet(edition, walking_minutes=16)["outlet.walking_minutes"].level is Level.HINT
    for minutes in (15, 0, None, Absence.NOT_COLLECTED):
        assert _outlet(edition, walking_minutes=minutes) == {}


def _community(edition: Edition, **values: object) -> dict[str, Issue]:
    return _judged(edition, "community", name="岭上社区", **values)


def test_that_a_share_just_below_ten_per_cent_fails_and_says_so_honestly(edition: Edition) -> None:
    areas = {
        "kind": "new",
        "floor_area": Decimal(10000),
        "commercial_area": Decimal(900),
        "service_area": Decimal(96),
    }
    issue = _community(edition, **areas)["community.new_area_share"]
    assert "9.96%，低于10%" in issue.message
    assert issue.level is Level.VERIFY
    closer = areas | {"service_area": Decimal("99.999")}
    assert "9.99999%" in _community(edition, **closer)["community.new_area_share"].message


def test_that_exactly_ten_per_cent_is_enough(edition: Edition) -> None:
    areas = {"floor_area": 10000, "commercial_area": 900, "service_area": 100}
    assert "community.new_area_share" not in _community(edition, kind="new", **areas)


def test_that_the_ten_per_cent_bind_new_communities_only(edition: Edition) -> None:
    areas = {"floor_area": 10000, "commercial_area": 100, "service_area": 100}
    for kind in ("old", "mature"):
        found = _community(edition, kind=kind, **areas)
        assert "community.new_area_share" not in found
        assert found["community.area_share"].level is Level.HINT
    assert "community.area_share" not in _community(edition, **areas)


@pytest.mark.parametrize("missing", [None, Absence.NOT_COLLECTED, Absence.NOT_APPLICABLE])
def test_that_a_share_is_not_judged_without_all_its_parts(
    edition: Edition, missing: object
) -> None:
    areas = {"kind": "new", "floor_area": 10000, "commercial_area": 100, "service_area": missing}
    assert "community.new_area_share" not in _community(edition, **areas)
    whole = areas | {"service_area": 0, "floor_area": 0}
    assert "community.new_area_share" not in _community(edition, **whole)


def test_that_a_zero_is_a_number_and_judged(edition: Edition) -> None:
    areas = {"kind": "new", "floor_area": 10000, "commercial_area": 100, "service_area": 0}
    assert "community.new_area_share" in _community(edition, **areas)


def test_that_parts_are_not_more_than_their_whole(edition: Edition) -> None:
    found = _community(edition, residents=100, aged_60=101, aged_0_6=5, aged_0_3=6)
    assert {"community.aged_60_within", "community.aged_0_3_within"} <= set(found)
    assert "60岁以上人口101人，比常住人口100人还多" in found["community.aged_60_within"].message
    equal = _community(edition, residents=100, aged_60=95, aged_0_6=5, aged_0_3=5)
    assert not {rule for rule in equal if "within" in rule}


def test_that_areas_together_are_not_more_than_the_floor_area(edition: Edition) -> None:
    areas = {"floor_area": 100, "commercial_area": Decimal("60.5"), "service_area": 40}
    issue = _community(edition, **areas)["community.areas_within"]
    assert "合计100.5㎡" in issue.message


def test_that_the_area_for_a_hundred_households_is_hinted_at(edition: Edition) -> None:
    found = _community(edition, service_area=299, households=1000)
    assert "每百户29.9㎡，低于参考值30㎡" in found["community.service_area_per_100"].message
    assert "community.service_area_per_100" not in _community(
        edition, service_area=300, households=1000
    )


def test_that_the_four_steps_follow_each_other(edition: Edition) -> None:
    days = {"sync_planned_on": date(2020, 1, 1), "sync_accepted_on": date(2019, 1, 1)}
    issue = _community(edition, **days)["community.sync_order"]
    assert issue.message.startswith("同步验收日期2019年1月1日早于同步规划日期2020年1月1日")


def test_that_a_missing_profile_names_what_is_missing(edition: Edition) -> None:
    found = _community(edition, kind="old", households=Absence.NOT_COLLECTED, residents=0)
    message = found["community.profile"].message
    assert "60岁以上人口" in message
    assert "户数" not in message
    assert "常住人口" not in message


def test_that_a_passed_circle_needs_its_day_of_completion(edition: Edition) -> None:
    found = _judged(edition, "circle", name="岭上生活圈", stage="passed", started=date(2023, 1, 1))
    assert "“合格”" in found["circle.completed_dated"].message


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"survey_sent": 10, "survey_returned": 11}, "summary.survey_returned"),
        ({"survey_returned": 10, "survey_satisfied": 11}, "summary.survey_satisfied"),
        ({"survey_returned": 1000, "survey_satisfied": 899}, "summary.satisfaction"),
    ],
)
def test_that_survey_counts_fit_together(
    edition: Edition, values: dict[str, int], rule: str
) -> None:
    assert rule in _judged(edition, "summary", period="2024Q1", **values)
    fitting = {"survey_sent": 1000, "survey_returned": 1000, "survey_satisfied": 900}
    assert _judged(edition, "summary", period="2024Q1", **fitting) == {}


def test_that_every_message_can_be_said_and_leaves_no_bracket(edition: Edition) -> None:
    far, near = date(2030, 1, 1), date(2010, 1, 1)
    cases = [
        _outlet(edition, uscc=None, chain=True, extra_services=("press",), opened=far, closed=near),
        _outlet(edition, status="cancelled", no_uscc_reason="stall", longitude=Decimal(120)),
        _outlet(edition, brand="某牌", filing_promise=True, opened=None, verified=near),
        _community(edition, kind="new", sync_planned=True, sync_built_on=far),
        _judged(edition, "circle", name="圈", radius=2000, started=far, completed=near),
        _judged(edition, "event", kind="type_changed", on=far),
    ]
    for found in cases:
        assert found
        for issue in found.values():
            assert not set("{}") & set(issue.message), issue
            assert issue.message.endswith("。")
