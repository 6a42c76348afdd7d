"""Rules that need the whole ledger: duplicates, belonging, lives, swings, submission."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from time import perf_counter

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules import judge_quarter

quarter = Quarter(2024, 1)
today = date(2024, 4, 10)
before, within = date(2023, 6, 1), date(2024, 2, 1)


def _record(type_id: str, record_id: str, **values: object) -> Record:
    held = {name: value for name, value in values.items() if value is not None}
    return Record(type_id, record_id, held)  # type: ignore[arg-type]


def _outlet(record_id: str, **values: object) -> Record:
    usual = {
        "name": f"店{record_id}",
        "number": record_id,
        "status": "open",
        "kind": "shop",
        "business_type": "convenience",
        "opened": before,
        "area": 10,
        "staff": 1,
    }
    return _record("outlet", record_id, **(usual | values))


def _judged(edition: Edition, **held: list[Record]) -> list[Issue]:
    ledger = Ledger(held)
    figures = derive(ledger, edition, quarter)
    return judge_quarter(ledger, edition, quarter, figures, today)


def _of(edition: Edition, rule: str, **held: list[Record]) -> list[Issue]:
    return [issue for issue in _judged(edition, **held) if issue.rule == rule]


def test_that_the_same_credit_code_twice_is_asked_about_once(edition: Edition) -> None:
    code = "91370202MA0000015F"
    outlets = [_outlet("1", uscc=code, address="海尔路1号"), _outlet("2", uscc=code), _outlet("3")]
    (issue,) = _of(edition, "outlet.duplicate_uscc", outlet=outlets)
    assert issue.level is Level.VERIFY
    assert issue.place.record_id == "2"
    assert "“店1”（1，海尔路1号）" in issue.message


def test_that_a_closed_outlet_and_its_successor_are_no_duplicates(edition: Edition) -> None:
    code = "91370202MA0000015F"
    gone = _outlet("1", uscc=code, status="cancelled", closed=date(2023, 12, 1))
    assert _of(edition, "outlet.duplicate_uscc", outlet=[gone, _outlet("2", uscc=code)]) == []


def test_that_same_name_and_address_are_asked_about_unless_the_code_was(edition: Edition) -> None:
    same = {"name": "好邻居超市", "address": "海尔路1号"}
    rule = "outlet.duplicate_place"
    assert len(_of(edition, rule, outlet=[_outlet("1", **same), _outlet("2", **same)])) == 1
    coded = same | {"uscc": "91370202MA0000015F"}
    assert _of(edition, rule, outlet=[_outlet("1", **coded), _outlet("2", **coded)]) == []
    blank = {"name": "好邻居超市"}
    assert _of(edition, rule, outlet=[_outlet("1", **blank), _outlet("2", **blank)]) == []


def test_that_one_name_and_address_written_in_two_ways_are_asked_about(edition: Edition) -> None:
    one = _outlet("1", name="青岛市崂山区好邻居超市（个体工商户）", address="海尔路1号-2")
    other = _outlet("2", name="好邻居超市", address="崂山区海尔路１-2")
    (issue,) = _of(edition, "outlet.duplicate_place", outlet=[one, other])
    assert issue.place.record_id == "2"


def test_that_an_outlets_circle_must_hold_its_community(edition: Edition) -> None:
    communities = [
        _record("community", "a", name="甲社区"),
        _record("community", "b", name="乙社区"),
    ]
    circles = [_record("circle", "c", name="甲圈", communities=("a",))]
    outlets = [_outlet("1", community="a", circle="c"), _outlet("2", community="b", circle="c")]
    held = {"outlet": outlets, "community": communities, "circle": circles}
    (issue,) = _of(edition, "outlet.circle_holds_community", **held)
    assert issue.place.record_id == "2"
    assert "“乙社区”" in issue.message
    assert "“甲圈”" in issue.message
    (alone,) = _of(edition, "community.in_no_circle", **held)
    assert alone.place.record_id == "b"


def test_that_a_reference_to_a_deleted_record_blocks(edition: Edition) -> None:
    (issue,) = _of(edition, "outlet.references_living", outlet=[_outlet("1", community="x")])
    assert issue.level is Level.BLOCKING
    assert issue.place.field == "community"


def test_that_a_circle_without_an_essential_type_is_told_which(edition: Edition) -> None:
    essential = [item.covers[0] for item in edition.business_list("essential").items]
    circle = _record("circle", "c", name="甲圈", communities=("a",))
    held = {"circle": [circle], "community": [_record("community", "a", name="甲社区")]}
    all_six = [_outlet(kind, business_type=kind, circle="c") for kind in essential]
    assert _of(edition, "circle.essential_missing", outlet=all_six, **held) == []
    (issue,) = _of(edition, "circle.essential_missing", outlet=all_six[2:], **held)
    assert issue.place.record_id == "c"
    assert issue.message.startswith("必备业态缺2项：菜市场、超市。")


def test_that_a_missing_basic_type_says_what_extra_services_could_cover(edition: Edition) -> None:
    circle = _record("circle", "c", name="甲圈", communities=("a",))
    shop = _outlet("1", community="a", extra_services=("repair",))
    (issue,) = _of(edition, "circle.basic_missing", circle=[circle], outlet=[shop])
    assert issue.level is Level.HINT
    assert "维修点现有1个网点以一店多能（“维修”）方式提供。" in issue.message
    assert "家政服务点可由便利店、超市等叠加“家政预约”补上。" in issue.message


def test_that_an_undated_closing_says_how_it_counts(edition: Edition) -> None:
    rule = "outlet.closing_undated"
    verified = _outlet("1", status="cancelled", verified=within)
    (issue,) = _of(edition, rule, outlet=[verified])
    assert "暂按核实日期2024年2月1日起不再计入" in issue.message
    (never,) = _of(edition, rule, outlet=[_outlet("1", status="cancelled")])
    assert "各期都没有计入" in never.message
    dated = _outlet("1", status="cancelled", closed=within)
    assert _of(edition, rule, outlet=[dated]) == []
    told = _record("event", "e", outlet="1", kind="closed", on=within)
    assert _of(edition, rule, outlet=[_outlet("1", status="cancelled")], event=[told]) == []


def test_that_an_open_outlet_that_is_gone_by_its_dates_blocks(edition: Edition) -> None:
    rule = "outlet.status_agrees"
    gone = _record("event", "e", outlet="1", kind="moved_out", on=within)
    (issue,) = _of(edition, rule, outlet=[_outlet("1")], event=[gone])
    assert issue.level is Level.BLOCKING
    back = _record("event", "f", outlet="1", kind="reopened", on=date(2024, 3, 1))
    assert _of(edition, rule, outlet=[_outlet("1")], event=[gone, back]) == []


def test_that_the_present_type_must_be_the_one_changed_to(edition: Edition) -> None:
    change = {"outlet": "1", "kind": "type_changed", "on": within, "before": "药店"}
    rule = "outlet.type_agrees"
    (issue,) = _of(
        edition, rule, outlet=[_outlet("1")], event=[_record("event", "e", after="书店", **change)]
    )
    assert "便利店" in issue.message
    fitting = _record("event", "e", after="便利店", **change)
    assert _of(edition, rule, outlet=[_outlet("1")], event=[fitting]) == []
    unknown = _record("event", "e", after="卖糖葫芦的", **change)
    found = _of(edition, "event.type_known", outlet=[_outlet("1")], event=[unknown])
    assert "卖糖葫芦的" in found[0].message


def test_that_a_swing_over_thirty_per_cent_asks_for_a_reason(edition: Edition) -> None:
    old = [_outlet(str(n)) for n in range(100)]
    new = [_outlet(f"n{n}", opened=within) for n in range(31)]
    found = {i.place.field: i for i in _of(edition, "summary.figure_swings", outlet=old + new)}
    assert "上期100个，期末131个，增加31.0%，超过30%" in found["outlets"].message
    assert found["outlets"].id == "summary.figure_swings:summary:outlets"
    assert _of(edition, "summary.figure_swings", outlet=old + new[:30]) == []


def test_that_a_swing_by_a_hair_is_said_honestly(edition: Edition) -> None:
    area = {"area": Decimal("1000000")}
    outlets = [_outlet("1", **area), _outlet("2", area=Decimal("300000.01"), opened=within)]
    found = {i.place.field: i for i in _of(edition, "summary.figure_swings", outlet=outlets)}
    assert "增加30.000001%，超过30%" in found["outlet_area"].message


def test_that_small_figures_do_not_swing_and_growth_from_nothing_does(edition: Edition) -> None:
    few = [_outlet(str(n), opened=within, area=1, staff=0) for n in range(9)]
    assert _of(edition, "summary.figure_swings", outlet=few) == []
    many = [_outlet(str(n), opened=within) for n in range(10)]
    found = {i.place.field: i for i in _of(edition, "summary.figure_swings", outlet=many)}
    assert "上期为0，没有比较的基数" in found["outlets"].message


def test_that_a_low_chain_rate_is_hinted_at_with_both_parts(edition: Edition) -> None:
    outlets = [_outlet(str(n), chain=n < 2996) for n in range(10000)]
    (issue,) = _of(edition, "summary.chain_rate", outlet=outlets)
    assert "连锁网点2,996个、商业网点10,000个，连锁化率29.96%" in issue.message
    assert issue.level is Level.HINT


def test_that_a_quarter_without_a_summary_cannot_be_handed_in(edition: Edition) -> None:
    (issue,) = _of(edition, "summary.exists")
    assert issue.level is Level.BLOCKING
    assert "2024年第一季度" in issue.message


def test_that_missing_texts_and_contacts_block_and_other_blanks_ask(edition: Edition) -> None:
    summary = _record("summary", "s", period="2024Q1", filler="张三", jobs=Absence.NOT_COLLECTED)
    found = _judged(edition, summary=[summary])
    blocking = {i.place.field for i in found if i.level is Level.BLOCKING}
    assert {"task_layout", "problems", "reviewer", "head", "phone"} <= blocking
    assert "filler" not in blocking
    asked = {i.place.field for i in found if i.rule == "summary.numbers_entered"}
    assert "investment_social" in asked
    assert "jobs" not in asked


def test_that_entered_numbers_are_compared_with_last_quarter(edition: Edition) -> None:
    last = _record("summary", "s", period="2023Q4", jobs=100, investment_social=Decimal("10.5"))
    now = _record("summary", "t", period="2024Q1", jobs=130, investment_social=Decimal("105"))
    (issue,) = _of(edition, "summary.entered_swings", summary=[last, now])
    assert "上期填的是10.5万元，本期填的是105万元，增加900.0%" in issue.message


def test_that_uncollected_numbers_are_counted_apart_from_blanks(edition: Edition) -> None:
    outlets = [
        _outlet("1", area=None),
        _outlet("2", area=Absence.NOT_COLLECTED),
        _outlet("3", area=Absence.NOT_APPLICABLE),
        _outlet("4", area=0),
        _outlet("5", area=None, status="cancelled", closed=before),
    ]
    (issue,) = _of(edition, "outlet.uncollected", outlet=outlets)
    assert "期末4个网点中，经营面积有1个没有填写、1个未采集" in issue.message


def test_that_a_circles_population_is_compared_with_its_communities(edition: Edition) -> None:
    communities = [_record("community", "a", residents=1000), _record("community", "b")]
    far = _record("circle", "c", name="圈", population=1301, communities=("a",))
    near = _record("circle", "d", name="圈", population=1300, communities=("a",))
    unknown = _record("circle", "e", name="圈", population=9000, communities=("a", "b"))
    held = {"circle": [far, near, unknown], "community": communities}
    found = _of(edition, "circle.population_agrees", **held)
    assert [issue.place.record_id for issue in found] == ["c"]


def test_that_every_issue_has_an_id_of_its_own_and_a_whole_sentence(edition: Edition) -> None:
    outlets = [
        _outlet(str(n), name="同名", address="同址", circle="x", area=None) for n in range(9)
    ]
    summary = _record("summary", "s", period="2024Q1")
    circles = [_record("circle", n, name="圈", communities=("q",)) for n in "ab"]
    found = _judged(edition, outlet=outlets, summary=[summary], circle=circles)
    assert len(found) > 40
    assert Counter(issue.id for issue in found).most_common(1)[0][1] == 1
    for issue in found:
        assert issue.message.endswith("。")
        assert not set("{}") & set(issue.message)


def test_that_the_cost_of_judging_grows_with_the_ledger_and_not_with_its_square(
    edition: Edition,
) -> None:
    def cost(count: int) -> float:
        outlets = [
            _outlet(str(n), name=f"店{n % 50}", address="同一条街", uscc="91370202MA0000015F")
            for n in range(count)
        ]
        begun = perf_counter()
        _judged(edition, outlet=outlets)
        return perf_counter() - begun

    cost(500)
    small = min(cost(1000) for _ in range(3))
    assert min(cost(8000) for _ in range(2)) < small * 8 * 4
