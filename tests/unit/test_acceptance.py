"""Checklists: what the ledgers answer, how marks add up, and what the verdict is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.acceptance.contents import (
    Acceptance,
    Accepted,
    acceptance_of,
    content_of_acceptance,
)
from bianmin_desktop.domain.acceptance.filling import Standing
from bianmin_desktop.domain.acceptance.scores import contradicted, excessive, total
from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.domain.acceptance.stages import steps_from, verdict_of
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.records import Record
from tests.unit import acceptance_samples as samples
from tests.unit.acceptance_samples import circle, community, essential, line, outlets, row, sheet


@pytest.fixture(scope="module")
def edition() -> Edition:
    return samples.edition()


def scored(edition: Edition, scorer: str, share: Decimal = Decimal(1)) -> Sheet:
    """Every line given the same share of its points by one scorer."""
    lines = [line for _, line in edition.checklists["standard"].lines()]
    rows = {ln.id: row(ln.id, **{f"{scorer}_score": ln.points * share}) for ln in lines}
    return sheet(edition, {"outlet": outlets(*essential)}, rows)


def test_that_an_essential_type_is_found_and_named(edition: Edition) -> None:
    held = sheet(edition, {"outlet": outlets("market", "pharmacy", "pharmacy")})
    market, shop = line(held, "301").derived, line(held, "303").derived
    assert market is not None
    assert (market.standing, market.score, market.words) == (
        Standing.MET,
        Decimal(2),
        "现有1个：market0",
    )
    assert shop is not None
    assert (shop.standing, shop.score, shop.words) == (Standing.UNMET, Decimal(0), "现有0个：无")


def test_that_outlets_that_went_do_not_count(edition: Edition) -> None:
    gone = outlets("market", closed=date(2024, 5, 1), status="cancelled")
    assert line(sheet(edition, {"outlet": gone}), "301").is_failed


def test_that_coverage_is_marked_in_proportion_and_says_what_is_missing(edition: Edition) -> None:
    held = outlets(*essential, "laundry", extra_services=("repair",))
    derived = line(sheet(edition, {"outlet": held}), "307").derived
    assert derived is not None
    # 6 of 12: convenience, supermarket, market, pharmacy, laundry, recycling.
    assert derived.score == Decimal(4)
    assert "12类有6类" in derived.words
    assert derived.words.endswith("可由一店多能叠加：维修点")


def test_that_marks_are_cut_to_whole_steps(edition: Edition) -> None:
    held = [*outlets("market", chain=True), *outlets(*["restaurant"] * 6, chain=False)]
    derived = line(sheet(edition, {"outlet": held}), "401").derived
    assert derived is not None
    # 1/7 against 30 %: 2.38 of 5 points, in halves 2.0.
    assert derived.score == Decimal("2.0")
    assert derived.words == "连锁网点1个，网点7个，占14.3%，限值30%"


def test_that_a_blank_says_nothing_and_a_limit_is_kept(edition: Edition) -> None:
    blank = line(sheet(edition, {}), "202").derived
    assert blank is not None
    assert (blank.standing, blank.score) == (Standing.UNKNOWN, None)
    near = line(sheet(edition, {"circle": [circle(radius=1500)]}), "202").derived
    far = line(sheet(edition, {"circle": [circle(radius=1501)]}), "202").derived
    assert near is not None
    assert far is not None
    assert (near.score, far.score) == (Decimal(3), Decimal(0))


def test_that_the_ten_per_cent_are_asked_of_new_communities_only(edition: Edition) -> None:
    old = line(sheet(edition, {}), "203")
    assert old.is_out
    areas = {"floor_area": Decimal(1000), "commercial_area": Decimal("99.9")}
    new = community(kind="new", **areas)
    failing = line(sheet(edition, {"community": [new]}), "203").derived
    enough = community(kind="new", **areas, service_area=Decimal("0.1"))
    met = line(sheet(edition, {"community": [enough]}), "203").derived
    assert failing is not None
    assert met is not None
    assert (failing.standing, met.standing) == (Standing.UNMET, Standing.MET)
    assert "10.0%" in failing.words, "9.99 % prints as 10.0 % and fails all the same"


def test_that_registers_count_where_they_belong(edition: Edition) -> None:
    elsewhere = Record("survey", "s1", {"name": "别处", "circle": "k9", "returned": 100})
    street = {"name": "全街道", "returned": 100, "satisfied": 60, "fairly": 21}
    whole = Record("survey", "s2", street)
    assert line(sheet(edition, {"survey": [elsewhere]}), "701").derived is not None
    silent = line(sheet(edition, {"survey": [elsewhere]}), "701").derived
    told = line(sheet(edition, {"survey": [elsewhere, whole]}), "701").derived
    assert silent is not None
    assert told is not None
    assert silent.standing is Standing.UNKNOWN
    # 81 % of 90 %: 7.2 of 8 points, in halves 7.0.
    assert (told.standing, told.score) == (Standing.PARTLY, Decimal("7.0"))


def test_that_typed_marks_go_before_those_of_the_ledgers(edition: Edition) -> None:
    held = sheet(edition, {"outlet": outlets("market")}, {"301": row("301", self_score=Decimal(1))})
    assert line(held, "301").score("self") == 1
    assert contradicted(line(held, "301"))
    assert line(held, "301").score("district") is None


def test_that_all_marks_are_a_hundred_and_bonus_is_capped(edition: Edition) -> None:
    full = scored(edition, "district")
    found = total(full, "district")
    # Without new communities nine points are out: the rest is brought up to 100.
    assert (found.marks, found.missing, found.verdict) == (Decimal("105.0"), 0, "passed")
    half = total(scored(edition, "district", Decimal("0.5")), "district")
    assert (half.marks, half.verdict) == (Decimal("52.5"), "rectify")


def test_that_a_veto_line_fails_the_whole_whatever_the_marks(edition: Edition) -> None:
    held = scored(edition, "city")
    lines = {ln.id: row(ln.id, city_score=ln.points) for ln in held.lines}
    lines["301"] = row("301", city_score=Decimal(2), verdict="failed")
    failing = sheet(edition, {"outlet": outlets(*essential)}, lines)
    found = total(failing, "city")
    assert [ln.id for ln in found.failing] == ["301"]
    assert (found.marks > 90, found.verdict) == (True, "rectify")
    assert verdict_of(failing, "city") == "rectify"


def test_that_a_veto_the_ledgers_fail_can_be_concluded_otherwise_on_the_spot(
    edition: Edition,
) -> None:
    without = outlets(*essential[1:])
    assert [x.id for x in total(sheet(edition, {"outlet": without}), "self").failing] == ["301"]
    seen = sheet(edition, {"outlet": without}, {"301": row("301", verdict="ok")})
    assert total(seen, "self").failing == ()


def test_that_what_does_not_apply_is_left_out_of_the_marks(edition: Edition) -> None:
    out = {"402": row("402", verdict=Absence.NOT_APPLICABLE)}
    held = sheet(edition, {}, out)
    assert (line(held, "402").is_out, line(held, "402").lacking) == (True, ())
    counted = total(held, "city").missing
    assert counted == total(sheet(edition, {}), "city").missing - 1


def test_that_more_marks_than_points_are_noticed(edition: Edition) -> None:
    held = sheet(edition, {}, {"101": row("101", city_score=Decimal("3.5"))})
    assert [ln.id for ln in excessive(held)] == ["101"]


def test_that_points_of_the_office_replace_those_of_the_template(edition: Edition) -> None:
    held = sheet(edition, {"outlet": outlets("market")}, points={"301": Decimal(5)})
    derived = line(held, "301").derived
    assert derived is not None
    assert (line(held, "301").points, derived.score) == (Decimal(5), Decimal(5))


def test_that_a_blank_checklist_asks_the_same_and_answers_nothing(edition: Edition) -> None:
    held = scored(edition, "self")
    blank = held.blank()
    assert [ln.label for ln in blank.lines] == [ln.label for ln in held.lines]
    assert [ln.code for ln in blank.lines] == [ln.code for ln in held.lines]
    assert all(ln.derived is None and ln.score("self") is None for ln in blank.lines)


def test_that_evidence_is_missing_until_the_material_is_there(edition: Edition) -> None:
    held = sheet(edition, {})
    assert line(held, "101").lacking == ("建设方案",)
    assert line(held, "203").lacking == (), "what does not apply needs no evidence"
    assert line(held, "801").lacking == (), "nobody claims the bonus"
    claimed = sheet(edition, {}, {"801": row("801", self_score=Decimal(3))})
    assert line(claimed, "801").lacking == ("经验案例",)


def test_that_steps_wait_for_marks_and_verdict(edition: Edition) -> None:
    [waiting] = steps_from(sheet(edition, {"outlet": outlets(*essential)}), edition)
    assert waiting.setting.id == "report"
    assert "没有打分" in waiting.obstacles[0]
    [ready] = steps_from(scored(edition, "self"), edition)
    assert ready.may_be_taken


def test_that_a_recheck_waits_until_everything_passed(edition: Edition) -> None:
    records = {"circle": [circle(stage="rectifying")], "outlet": outlets(*essential)}
    wrong = {"402": row("402", verdict="failed", fix="改造")}
    assert all("4-2" in s.obstacles[0] for s in steps_from(sheet(edition, records, wrong), edition))
    right = {"402": row("402", verdict="failed", fix="改造", recheck="passed")}
    steps = steps_from(sheet(edition, records, right), edition)
    assert [s.setting.id for s in steps] == ["recheck_district", "recheck_city"]
    assert all(step.may_be_taken for step in steps)


def test_that_a_frozen_acceptance_is_read_back_as_it_was(edition: Edition) -> None:
    rows = {"402": row("402", verdict="failed", fix="改造", due=date(2024, 6, 1))}
    held = sheet(edition, {"outlet": outlets(*essential)}, rows)
    accepted = Accepted("report", "自查合格", "self", date(2024, 5, 20), Decimal("88.5"), "passed")
    content = content_of_acceptance(Acceptance(held, accepted))
    assert acceptance_of(content) == Acceptance(held, accepted)
    assert content_of_acceptance(acceptance_of(content)) == content
