"""Deadlines told by the upper level, and the lock on what it has taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.deadlines import Timeliness
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.errors import Refused

quarter = Quarter(2024, 1)


def export(application: Application, out: Path) -> None:
    for issue in application.checks.check(quarter).readiness.unexplained:
        application.checks.explain(quarter, issue.id, "已现场核实，情况属实。")
    application.exporting.export(quarter, out)


def save(application: Application, text: str) -> None:
    record = application.summaries.record(quarter)
    assert record is not None
    application.entry.save(Draft("summary", {"problems": text}, record.id), record)


def test_that_every_quarter_and_year_is_listed_the_newest_first(application: Application) -> None:
    periods = [str(period) for period in application.periods.periods()]
    assert periods == ["2024", "2024Q2", "2024Q1", "2023", "2023Q4", "2023Q3"]


def test_that_a_told_day_takes_the_place_of_the_default(application: Application) -> None:
    before = application.periods.line(quarter).standing
    assert before.due is not None
    assert before.due.is_template
    application.periods.name_day(quarter, {"due": "2024.4.3", "reason": "区商务局3月20日通知"})
    after = application.periods.line(quarter).standing
    assert after.due is not None
    assert (after.due.on, after.due.basis) == (date(2024, 4, 3), "区商务局3月20日通知")
    assert after.timeliness is Timeliness.OVERDUE
    application.periods.name_day(quarter, {"due": "2024-04-09", "reason": "延期通知"})
    (kept,) = application.entry.belonging("deadline", "period", str(quarter))
    assert kept.get("due") == date(2024, 4, 9)
    assert application.periods.line(quarter).standing.timeliness is Timeliness.OPEN


@pytest.mark.parametrize(
    "texts",
    [
        {"due": "2024-04-03", "reason": ""},
        {"due": "下周", "reason": "通知"},
        {"due": "2024-03-31", "reason": "通知"},
    ],
)
def test_that_a_day_without_a_source_or_before_the_end_is_refused(
    application: Application, texts: dict[str, str]
) -> None:
    with pytest.raises(Refused, match="报送时限没有保存"):
        application.periods.name_day(quarter, texts)
    assert application.entry.belonging("deadline", "period", str(quarter)) == []


def test_that_the_first_version_tells_whether_it_was_late(
    application: Application, out: Path
) -> None:
    application.periods.name_day(quarter, {"due": "2024-04-03", "reason": "区里通知"})
    export(application, out)
    standing = application.periods.line(quarter).standing
    assert standing.handed_in == date(2024, 4, 8)
    assert standing.timeliness is Timeliness.LATE


def test_that_a_report_the_upper_level_took_is_locked_until_a_reason_is_given(
    application: Application, out: Path
) -> None:
    export(application, out)
    application.receipts.note_received(quarter)
    assert application.receipts.is_locked(quarter)
    for locked in (
        lambda: save(application, "锁定后再写"),
        lambda: application.checks.explain(quarter, _any_issue(application), "再说明"),
        lambda: application.entry.delete("summary", _summary_id(application)),
    ):
        with pytest.raises(Refused, match=r"已经锁定.*登记改报") as refused:
            locked()
        assert refused.value.code == "BM-345"
    with pytest.raises(Refused, match="改报没有登记"):
        application.receipts.amend(quarter, {"reason": " "})
    application.receipts.amend(quarter, {"reason": "漏报3户网点", "agreed_by": "区商务局"})
    (noted,) = application.receipts.amendments(quarter)
    assert (noted.on, noted.reason, noted.agreed_by) == (
        date(2024, 4, 8),
        "漏报3户网点",
        "区商务局",
    )
    save(application, "改报后写的")
    [kept] = application.entry.belonging("amendment", "period", str(quarter))
    with pytest.raises(Refused, match="不能删除"):
        application.entry.delete("amendment", kept.id)
    application.exporting.export(quarter, out)
    assert [v.version for v in application.summaries.versions(quarter)] == [1, 2]


def test_that_the_same_version_may_be_written_again_while_it_is_locked_but_no_new_one(
    application: Application, out: Path
) -> None:
    export(application, out)
    application.receipts.note_received(quarter)
    assert not application.exporting.export(quarter, out / "再来一份").is_new_version
    (outlet, *_) = application.ledgers.records(application.ledgers.listing("outlet"))
    application.entry.save(Draft("outlet", {"staff": "77"}, outlet.id), outlet)
    with pytest.raises(Refused, match="已经锁定"):
        application.exporting.export(quarter, out / "新的")
    assert len(application.summaries.versions(quarter)) == 1


def test_that_only_what_was_handed_in_can_be_taken(application: Application) -> None:
    with pytest.raises(Refused, match="不是已上报"):
        application.receipts.note_received(quarter)
    with pytest.raises(Refused, match="没有锁定"):
        application.receipts.amend(Year(2024), {"reason": "试"})


def _any_issue(application: Application) -> str:
    return application.checks.check(quarter).issues[0].id


def _summary_id(application: Application) -> str:
    record = application.summaries.record(quarter)
    assert record is not None
    return record.id
