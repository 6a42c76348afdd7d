"""季度变动: figures beyond their own limits, outlets that came, went and turned, and reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bianmin_desktop.catalogue.definitions import ChangeKind, Threshold
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.change_reasons import suggestions
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.quarter_changes import Change, Group, quarter_changes
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules import judge_quarter
from tests.unit.policy_slips import Slip, broken, copied

quarter = Quarter(2024, 1)
today = date(2024, 4, 10)
before, within = date(2023, 6, 1), date(2024, 2, 5)
community = Record("community", "c1", {"name": "金家岭社区居民委员会", "code": "370212005007"})


def _record(type_id: str, record_id: str, **values: object) -> Record:
    held = {name: value for name, value in values.items() if value is not None}
    return Record(type_id, record_id, held)  # type: ignore[arg-type]


def _outlet(record_id: str, **values: object) -> Record:
    usual = {
        "name": f"店{record_id}",
        "status": "open",
        "kind": "shop",
        "business_type": "convenience",
        "community": "c1",
        "opened": before,
        "area": 10,
    }
    return _record("outlet", record_id, **usual | values)


def _changes(edition: Edition, **records: list[Record]) -> dict[str, Change]:
    ledger = Ledger({"community": [community], **records})
    figures = derive(ledger, edition, quarter)
    issues = judge_quarter(ledger, edition, quarter, figures, today)
    found = quarter_changes(ledger, edition, quarter, figures, issues)
    assert len({change.id for change in found}) == len(found)
    return {change.subject: change for change in found}


def _with_swing(edition: Edition, figure_id: str, swing: str, value: str) -> Edition:
    limit = Threshold(id="own", label="自定", value=Decimal(value), unit="%")
    figures = (
        f if f.id != figure_id else type(f)(**{**_held(f), "swing": swing}) for f in edition.figures
    )
    return replace(edition, figures=tuple(figures), thresholds={**edition.thresholds, "own": limit})


def _held(figure: object) -> dict[str, object]:
    return {name: getattr(figure, name) for name in type(figure).__struct_fields__}


def test_that_a_figure_beyond_its_limit_is_listed_with_the_finding_it_answers(
    edition: Edition,
) -> None:
    old = [_outlet(str(n)) for n in range(20)]
    new = [_outlet(f"n{n}", opened=within, area=100 - n) for n in range(7)]
    change = _changes(edition, outlet=old + new)["outlets"]
    assert change.id == "summary.figure_swings:summary:outlets"
    assert (change.kind, change.is_asked) == (ChangeKind.GROWN, True)
    assert (change.before, change.after, change.amount) == ("20个", "27个", "增加35.0%")
    assert set(change.behind) == {outlet.id for outlet in new}
    assert change.group is Group.FIGURE


def test_that_each_figure_has_its_own_limit_in_the_policy(edition: Edition) -> None:
    outlets = [_outlet(str(n)) for n in range(20)] + [_outlet("n", opened=within)]
    assert "outlets" not in _changes(edition, outlet=outlets)
    strict = _with_swing(edition, "outlets", "own", "4")
    assert "超过4%" in _changes(strict, outlet=outlets)["outlets"].message
    assert "shops" not in _changes(strict, outlet=outlets)
    many = outlets + [_outlet(f"m{n}", opened=within) for n in range(30)]
    assert {"outlets", "shops"} <= set(_changes(edition, outlet=many))
    assert "outlets" not in _changes(_with_swing(edition, "outlets", "", "4"), outlet=many)


def test_that_a_ratio_is_judged_by_both_its_shares(edition: Edition) -> None:
    old = [_outlet(str(n), chain=n < 4) for n in range(20)]
    new = [_outlet(f"n{n}", chain=True, opened=within) for n in range(3)]
    change = _changes(edition, outlet=old + new)["chain_rate"]
    assert (change.before, change.after) == ("20.0%", "30.4%")
    assert "上期20.0%，期末30.4%，增加52.2%" in change.message
    assert set(change.behind) == {outlet.id for outlet in new}


def test_that_a_number_typed_by_a_person_is_listed_without_being_asked_for(
    edition: Edition,
) -> None:
    last = _record("summary", "s0", period="2023Q4", jobs=10)
    now = _record("summary", "s1", period="2024Q1", jobs=30)
    change = _changes(edition, summary=[last, now])["jobs"]
    assert (change.kind, change.is_asked) == (ChangeKind.ENTERED, False)
    assert (change.before, change.after, change.amount) == ("10人", "30人", "增加200.0%")
    assert change.message.startswith("带动就业：上期填的是10人")


def test_that_an_outlet_asked_about_shares_its_reason_with_the_finding(edition: Edition) -> None:
    gone = _outlet("1", status="cancelled", verified=within)
    change = _changes(edition, outlet=[gone])["1"]
    assert change.id == "outlet.closing_undated:1:closed"
    assert (change.kind, change.is_asked) == (ChangeKind.UNDATED, True)
    dated = _changes(edition, outlet=[_outlet("1", status="cancelled", closed=within)])["1"]
    assert (dated.id, dated.is_asked) == ("change.closed:1", False)


def test_that_correcting_a_date_keeps_the_reason_with_its_change(edition: Edition) -> None:
    ids = {
        _changes(edition, outlet=[_outlet("1", opened=date(2024, month, 5))])["1"].id
        for month in (1, 2, 3)
    }
    assert ids == {"change.opened:1"}


def test_that_changes_stand_by_group_then_day_then_name(edition: Edition) -> None:
    turned = _record(
        "event", "e", outlet="4", kind="type_changed", on=within, before="药店", after="便利店"
    )
    outlets = [
        _outlet("1", opened=within, area=1),
        _outlet("2", opened=date(2024, 1, 3), area=1),
        _outlet("3", status="cancelled", closed=within, area=1),
        _outlet("4", area=1),
    ]
    found = _changes(edition, outlet=outlets, event=[turned])
    assert list(found) == ["2", "1", "3", "4"]
    assert (found["4"].before, found["4"].after) == ("药店", "便利店")
    assert found["3"].message == "“店3”（便利店）2024年2月5日关闭。"


def test_that_suggestions_say_names_counts_and_days_of_the_ledger(edition: Edition) -> None:
    old = [_outlet(str(n)) for n in range(20)]
    new = [
        _outlet(f"n{n}", opened=date(2024, 1, 8 + n), area=n, business_type=kind)
        for n, kind in enumerate(["convenience"] * 4 + ["pharmacy"] * 3)
    ]
    said = suggestions(_changes(edition, outlet=old + new)["outlets"], edition)
    assert said[0] == (
        "本季度1月8日至1月14日新开业7家（便利店4家、药店3家），主要有“店n6”“店n5”“店n4”等。"
    )
    (opened,) = (
        c for c in _changes(edition, outlet=[_outlet("1", opened=within)]).values() if c.on
    )
    assert suggestions(opened, edition)[0] == (
        "“店1”2月5日新开业，金家岭社区增加便利店1家，已现场核对。"
    )


def test_that_outlets_that_turned_are_not_called_new(edition: Edition) -> None:
    outlets = [_outlet(str(n)) for n in range(20)]
    events = [
        _record(
            "event", f"e{n}", outlet=str(n), kind="type_changed", on=within, before="药店",
            after="便利店",
        )
        for n in range(8)
    ]  # fmt: skip
    change = _changes(edition, outlet=outlets, event=events)["basic_convenience"]
    said = suggestions(change, edition)
    assert "“店0”“店1”“店2”等本季度调整业态，计入便利店的增加8家。" in said
    assert not any("新开业" in text for text in said)


def test_that_nothing_is_suggested_that_the_data_do_not_have(edition: Edition) -> None:
    bare = _outlet("1", status="cancelled", closed=within, community=None, business_type=None)
    for change in _changes(edition, outlet=[bare]).values():
        assert suggestions(change, edition)
        assert not any("{" in text or "：，" in text for text in suggestions(change, edition))
    note = _record("event", "e", outlet="1", kind="closed", on=within, note="房屋征收。")
    with_note = _changes(edition, outlet=[bare], event=[note])["1"]
    assert suggestions(with_note, edition)[0] == "2月5日房屋征收，情况属实。"


@pytest.mark.parametrize(
    "slip",
    [
        Slip("reasons.toml", "{opened_types}", "{opened_kinds}", "reason[grown.opened].text"),
        Slip("reasons.toml", '["jobs"]', '["job"]', "reason[entered.people].fields"),
        Slip("reasons.toml", '["community", "circle"]', '["place"]', "reason[grown.joined].counts"),
        Slip("reasons.toml", "{day}{note}", "{day}{note", "reason[opened.note].text"),
    ],
)
def test_that_a_slip_in_the_suggested_reasons_is_named(slip: Slip, tmp_path: Path) -> None:
    fault = broken(copied(tmp_path), slip)
    assert fault.details["file"] == slip.file
    assert fault.details["key"] == slip.key
