"""Versions: where each stands, what differs between two, as table, workbook and PDF."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.services.versions import Comparison, now

quarter = Quarter(2024, 1)
reason = "网点面积与台账不符，请核对。"


def change(application: Application, type_id: str, record_id: str, **texts: str) -> None:
    record = application.entry.record(type_id, record_id)
    application.entry.save(Draft(type_id, texts, record.id), record)


def an_outlet(application: Application) -> str:
    outlets = application.summaries.ledger().of("outlet")
    return next(o.id for o in outlets if o.get("status") == "open" and o.get("staff") != 7)


def explain_all(application: Application, at: Quarter) -> None:
    for issue in application.checks.check(at).readiness.unexplained:
        application.checks.explain(at, issue.id, "已现场核实，情况属实。")


def two_versions(application: Application, out: Path) -> Comparison:
    """The second version after one outlet's staff and the summary's jobs were corrected."""
    application.exporting.export(quarter, out)
    change(application, "outlet", an_outlet(application), staff="7")
    summary = application.summaries.record(quarter)
    assert summary is not None
    change(application, "summary", summary.id, problems="停车难。")
    explain_all(application, quarter)
    application.exporting.export(quarter, out)
    return application.versions.compare(quarter)


def state_of(application: Application, at: Quarter = quarter) -> str:
    summary = application.summaries.record(at)
    assert summary is not None
    return summary.text("state")


def test_that_without_numbers_the_newest_is_compared_with_the_one_before(
    application: Application, out: Path
) -> None:
    comparison = two_versions(application, out)
    assert (comparison.earlier.number, comparison.later.number) == (1, 2)
    first, second = application.versions.shelf(quarter).lines
    assert comparison.earlier.fingerprint == first.fingerprint
    assert comparison.later.fingerprint == second.fingerprint
    [staff] = [d for d in comparison.found if d.table == "outlet"]
    assert (staff.field, staff.after) == ("staff", "7")
    assert {d.row for d in comparison.found if d.table == "texts"} >= {"problems"}


def test_that_a_single_version_is_compared_with_what_the_book_holds_now(
    application: Application, out: Path
) -> None:
    application.exporting.export(quarter, out)
    nothing = application.versions.compare(quarter)
    assert (nothing.later.number, nothing.found) == (now, ())
    assert nothing.outcome == "两边内容完全相同。"
    outlet_id = an_outlet(application)
    change(application, "outlet", outlet_id, staff="7", area="约八十")
    found = application.versions.compare(quarter).found
    told = {d.field: d.after for d in found if d.row == outlet_id}
    assert told == {"staff": "7", "area": "约八十"}


def test_that_a_version_that_is_not_there_is_told(application: Application, out: Path) -> None:
    with pytest.raises(WrongUse, match="还没有导出过"):
        application.versions.compare(quarter)
    application.exporting.export(quarter, out)
    with pytest.raises(WrongUse, match="没有第 3 版，只有第 1 到第 1 版"):
        application.versions.compare(quarter, (None, 3))
    with pytest.raises(WrongUse, match="同一版"):
        application.versions.compare(quarter, (1, 1))
    with pytest.raises(WrongUse, match="2023年第四季度还没有导出过"):
        application.versions.against_last_quarter(quarter)


def test_that_last_quarter_is_compared_as_it_was_handed_in(
    application: Application, out: Path
) -> None:
    explain_all(application, quarter.previous)
    application.exporting.export(quarter.previous, out)
    application.exporting.export(quarter, out)
    comparison = application.versions.against_last_quarter(quarter)
    before = {row.id: row for row in application.summaries.figures(quarter.previous)}
    closings = {d.row: d for d in comparison.found if d.table == "figures"}
    changed = [
        row
        for row in application.summaries.figures(quarter)
        if row.is_flow and row.closing != before[row.id].closing
    ]
    assert changed
    for row in changed:
        assert closings[row.id].before == before[row.id].shown(before[row.id].closing)
        assert closings[row.id].after == row.shown(row.closing)
    assert "opening" not in {d.field for d in comparison.found}
    assert all(d.row == "" for d in comparison.found if d.table == "outlet")
    detailed = application.versions.against_last_quarter(quarter, with_records=True)
    assert len(detailed.found) > len(comparison.found)


def test_that_a_comparison_is_written_as_workbook_and_pdf_under_its_name(
    application: Application, out: Path
) -> None:
    comparison = two_versions(application, out)
    stem = "金家岭社区居民委员会_季度总结_2024年第1季度_对比_v1-v2"
    for suffix in (".xlsx", ".pdf"):
        assert application.comparisons.file_name(comparison, suffix) == f"{stem}{suffix}"
        application.comparisons.save(comparison, out / f"{stem}{suffix}")
    book = CalamineWorkbook.from_path(str(out / f"{stem}.xlsx"))
    rows = book.get_sheet_by_index(0).to_python()
    assert comparison.later.fingerprint in rows[1][0]
    assert rows[2] == ["表", "记录", "项目", "原来", "现在", "增减"]
    told = [(d.table_label, d.row_label, d.field_label) for d in comparison.found]
    assert [tuple(row[:3]) for row in rows[3:]] == told
    command = ["pdftotext", "-layout", str(out / f"{stem}.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    flat = "".join(text.split())
    assert "第1版与第2版对比表" in flat
    assert comparison.earlier.fingerprint in flat
    assert "停车难。" in flat
    with pytest.raises(WrongUse, match="扩展名"):
        application.comparisons.save(comparison, out / "对比.docx")


def test_that_a_return_needs_a_reason_and_something_handed_in(
    application: Application, out: Path
) -> None:
    with pytest.raises(Refused, match="不是已上报的状态"):
        application.returns.note(quarter, {"reason": reason})
    application.exporting.export(quarter, out)
    with pytest.raises(Refused, match="“退回原因”是必填项"):
        application.returns.note(quarter, {"reason": "  "})
    with pytest.raises(Refused, match="“昨天吧”不是日期"):
        application.returns.note(quarter, {"reason": reason, "on": "昨天吧"})
    assert application.returns.notes(quarter) == ()
    assert state_of(application) == "submitted"


def test_that_a_return_is_answered_by_the_next_version(application: Application, out: Path) -> None:
    first = application.exporting.export(quarter, out)
    before = {path.name: path.read_bytes() for path in first.files}
    application.returns.note(quarter, {"reason": reason, "by": "金家岭街道"})
    waiting = application.returns.waiting(quarter)
    assert waiting is not None
    assert (waiting.version, waiting.reason) == (1, reason)
    assert waiting.say() == "第 1 版于2024年4月8日被金家岭街道退回"
    assert state_of(application) == "returned"
    assert [line.state for line in application.versions.shelf(quarter).lines] == ["退回"]
    change(application, "outlet", an_outlet(application), staff="7")
    second = application.exporting.export(quarter, out)
    assert (second.version, state_of(application)) == (2, "submitted")
    assert application.returns.waiting(quarter) is None
    shelf = application.versions.shelf(quarter)
    assert [line.state for line in shelf.lines] == ["已退回，后已重报", "已上报"]
    assert shelf.lines[0].note == waiting
    again = application.exporting.reexport(quarter, 1, out / "重开")
    assert {path.name: path.read_bytes() for path in again.files} == before


def test_that_handing_in_the_same_again_after_a_return_is_handing_in_anew(
    application: Application, out: Path
) -> None:
    application.exporting.export(quarter, out)
    application.returns.note(quarter, {"reason": "没有盖章。"})
    again = application.exporting.export(quarter, out)
    assert (again.version, again.is_new_version) == (1, False)
    assert state_of(application) == "submitted"
    [line] = application.versions.shelf(quarter).lines
    assert line.state == "退回后已重报"


def test_that_every_step_of_a_summary_stands_in_its_history(
    application: Application, out: Path
) -> None:
    summary = application.summaries.record(quarter)
    assert summary is not None
    application.summaries.move(quarter, "filling")
    application.states.settle(quarter)
    application.exporting.export(quarter, out)
    application.returns.note(quarter, {"reason": reason})
    change(application, "outlet", an_outlet(application), staff="7")
    application.exporting.export(quarter, out)
    events = application.history.events(summary.id, limit=4)
    steps = [(e.action, s.before, s.after) for e in reversed(events) for s in e.steps]
    assert steps == [
        ("审核通过", "填报中", "已审核"),
        ("上报", "已审核", "已上报"),
        ("登记退回", "已上报", "退回"),
        ("重报", "退回", "已上报"),
    ]


def test_that_a_return_is_taken_back_whole(application: Application, out: Path) -> None:
    application.exporting.export(quarter, out)
    application.returns.note(quarter, {"reason": reason})
    deed = application.history.deed_before()
    assert deed is not None
    application.batches.undo(deed.batch)
    assert state_of(application) == "submitted"
    assert application.returns.notes(quarter) == ()
