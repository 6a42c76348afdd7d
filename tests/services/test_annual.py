"""The year from its four quarters: added up as they were handed in, frozen, written again."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.snapshots import Snapshot, snapshot_of
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.services.exporting import Exported
from tests.services.annual_samples import add, entered, explain, handed_in, opened, ready, year

first, last = year.quarters[0], year.quarters[-1]


@pytest.fixture(scope="session")
def whole_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("全年")
    handed_in(folder)
    return folder


@pytest.fixture
def book(whole_year: Path, tmp_path: Path) -> Iterator[Application]:
    application = opened(whole_year, tmp_path / "book")
    yield application
    application.close()


def frozen(application: Application, quarter: Quarter) -> Snapshot:
    kept = application.summaries.versions(quarter)[-1]
    return snapshot_of(kept.content, application.edition)


def contents(exported: Exported) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in exported.files}


def rows_of(exported: Exported, sheet: str) -> list[list[str]]:
    workbook = CalamineWorkbook.from_path(str(exported.files[0]))
    return [[str(cell) for cell in row] for row in workbook.get_sheet_by_name(sheet).to_python()]


def letter_of(exported: Exported) -> str:
    command = ["pdftotext", str(exported.files[1]), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return "".join(text.split())


def test_that_the_year_is_what_its_quarters_handed_in(book: Application) -> None:
    account = book.annual.account(year)
    quarters = [{f.id: f for f in frozen(book, q).figures} for q in year.quarters]
    assert [source.version for source in account.sources] == [1, 1, 1, 1]
    outlets = next(line for line in account.figures if line.id == "outlets")
    assert outlets.opening == quarters[0]["outlets"].opening
    assert outlets.added == sum((q["outlets"].added or 0 for q in quarters), Decimal(0))
    assert outlets.removed == sum((q["outlets"].removed or 0 for q in quarters), Decimal(0))
    assert outlets.closing == quarters[3]["outlets"].closing
    assert outlets.added > 0
    for line in account.figures:
        assert line.closings == tuple(q[line.id].closing for q in quarters)
        if line.opening is not None:
            assert line.corrected == 0
            assert line.closing == line.opening + line.added - line.removed
    happened = next(line for line in account.figures if line.id == "outlets_renovated")
    assert happened.closing == sum(happened.closings, Decimal(0))


def test_that_numbers_typed_by_hand_are_added_up_and_never_asked_again(book: Application) -> None:
    held = {line.id: line for line in book.annual.account(year).entered}
    jobs = [frozen(book, q).summary.get("jobs") for q in year.quarters]
    assert held["jobs"].quarters == tuple(map(Decimal, jobs))
    assert held["jobs"].total == sum(jobs)
    kinds = {field.kind.value for field in book.edition.record_type("annual_summary").fields}
    assert not kinds & {"integer", "decimal"}


def test_that_what_changed_since_is_told_and_the_year_stays_as_handed_in(
    book: Application,
) -> None:
    before = {line.id: line.total for line in book.annual.account(year).entered}
    assert book.annual.account(year).since == ()
    entered(book, first, jobs="999")
    add(book, "outlet", name="补登的店", business_type="便利店", opened="2024-02-03", status="营业")
    account = book.annual.account(year)
    assert {line.id: line.total for line in account.entered} == before
    told = {(line.quarter, line.id, line.part): line for line in account.since}
    assert told["2024Q1", "jobs", ""].after == 999
    outlets = told["2024Q1", "outlets", "新增"]
    assert outlets.difference == 1
    issue = next(
        i for i in book.annual_checks.check(year).issues if i.rule == "annual.changed_since"
    )
    assert "2024年第一季度第1版报送以后" in issue.message


def test_that_a_quarter_handed_in_again_is_taken_in_its_newest_version(book: Application) -> None:
    entered(book, first, jobs="999")
    explain(book, first)
    book.exporting.export(first, book.folder.exports)
    account = book.annual.account(year)
    assert account.sources[0].version == 2
    jobs = next(line for line in account.entered if line.id == "jobs")
    assert jobs.quarters[0] == 999
    assert account.since == ()


def test_that_a_quarter_that_was_not_handed_in_counts_as_the_ledgers_have_it(
    tmp_path: Path,
) -> None:
    handed_in(tmp_path / "made", without=(2,))
    application = opened(tmp_path / "made", tmp_path / "book")
    account = application.annual.account(year)
    assert [source.version for source in account.sources] == [1, 0, 1, 1]
    issues = application.annual_checks.check(year).issues
    missing = [i.message for i in issues if i.rule == "annual.quarters_handed_in"]
    assert len(missing) == 1
    assert missing[0].startswith("2024年第二季度的总结还没有导出报送")
    application.close()


def test_that_one_export_makes_both_files_and_they_are_written_again_byte_for_byte(
    book: Application, out: Path
) -> None:
    ready(book)
    exported = book.annual_exporting.export(year, out)
    stem = "金家岭社区居民委员会_年度总结_2024年_v1"
    assert [path.name for path in exported.files] == [f"{stem}.xlsx", f"{stem}.pdf"]
    entered(book, last, jobs="1")
    again = book.annual_exporting.reexport(year, 1, out / "再次")
    assert contents(again) == contents(exported)
    assert again.fingerprint == exported.fingerprint
    state = book.annual.record(year)
    assert state is not None
    assert state.get("state") == "submitted"


def test_that_the_same_year_is_the_same_version_and_an_edit_the_next(
    book: Application, out: Path
) -> None:
    ready(book)
    one = book.annual_exporting.export(year, out)
    assert not book.annual_exporting.export(year, out).is_new_version
    record = book.annual.record(year)
    assert record is not None
    text = Draft("annual_summary", {"problems": "部分小区缺少用房。"}, record.id)
    book.entry.save(text, record)
    two = book.annual_exporting.export(year, out)
    assert (two.version, two.is_new_version) == (2, True)
    assert two.fingerprint != one.fingerprint
    assert contents(book.annual_exporting.reexport(year, 1, out / "旧")) == contents(one)
    with pytest.raises(WrongUse, match="2024年度总结没有第 7 版"):
        book.annual_exporting.reexport(year, 7, out)


def test_that_workbook_and_paper_say_the_same_year(book: Application, out: Path) -> None:
    book.annual.set_target(2024, {"added": "3", "cumulative": "5"})
    ready(book)
    exported = book.annual_exporting.export(year, out)
    outlets = next(f for f in book.annual.account(year).figures if f.id == "outlets")
    row = next(r for r in rows_of(exported, "年度进展") if r[0] == outlets.label)
    numbers = (outlets.opening, outlets.added, outlets.removed, outlets.closing)
    assert [float(cell) for cell in row[2:6]] == [float(n or 0) for n in numbers]
    letter = letter_of(exported)
    assert "关于2024年度一刻钟便民生活圈建设工作情况的总结" in letter
    assert f"年末登记商业网点{outlets.closing}个" in letter
    assert "目标3个" in letter
    sheets = CalamineWorkbook.from_path(str(exported.files[0])).sheet_names
    assert {"封面", "年度进展", "分季度进展", "目标完成", "数据来源", "总结文字"} <= set(sheets)
    pages = PdfReader(exported.files[1]).pages
    assert all(exported.fingerprint in page.extract_text() for page in pages)


def test_that_the_cases_of_the_year_are_handed_in_with_it(book: Application, out: Path) -> None:
    case = {"on": "2024-06-01", "text": "错时共享停车场，早上变早餐角。"}
    add(book, "case", name="早餐角", **case)
    add(book, "case", name="去年的案例", on="2023-06-01", text="不在这一年。")
    ready(book)
    exported = book.annual_exporting.export(year, out)
    letter = letter_of(exported)
    assert "、经验案例（一）早餐角错时共享停车场，早上变早餐角。" in letter
    assert "去年的案例" not in letter
    assert [row[1] for row in rows_of(exported, "经验案例") if "早餐角" in row] == ["早餐角"]


def test_that_an_unready_year_is_refused_and_nothing_is_frozen(
    book: Application, out: Path
) -> None:
    with pytest.raises(Refused, match="1 项强制问题要改正"):
        book.annual_exporting.export(year, out)
    book.annual.open(year)
    book.annual.set_target(2024, {"added": "300"})
    with pytest.raises(Refused, match="1 项核实问题要改正或写明情况"):
        book.annual_exporting.export(year, out)
    assert book.annual.versions(year) == []
    assert list(out.iterdir()) == []
    with pytest.raises(WrongUse, match="没有编号为"):
        book.annual_checks.explain(year, "没有的问题", "说明")


def test_that_a_number_typed_against_the_year_is_pointed_out_with_the_right_one(
    book: Application,
) -> None:
    record = book.annual.open(year).record
    text = "年底商业网点共999个。第一季度商业网点共888个。"
    book.entry.save(Draft("annual_summary", {"task_layout": text}, record.id), record)
    issues = book.annual_checks.check(year).issues
    told = [i.message for i in issues if i.rule == "annual.typed_contradicts"]
    assert len(told) == 1
    outlets = next(f for f in book.annual.account(year).figures if f.id == "outlets")
    assert f"应为{outlets.closing}个" in told[0]
    assert "888" not in told[0]


def test_that_the_draft_says_only_what_the_data_say_and_leaves_what_stands(
    book: Application,
) -> None:
    record = book.annual.open(year).record
    book.entry.save(Draft("annual_summary", {"task_gaps": "自己写的。"}, record.id), record)
    written = book.annual_drafting.write(year)
    assert written.record.get("task_gaps") == "自己写的。"
    assert "task_gaps" not in written.drafted
    assert "{figure:outlets.closing}" in written.record.text("task_layout")
    assert "goal" not in written.drafted
    assert "第一季度、第二季度、第三季度、第四季度：" in written.record.text("next_steps")
    assert written.record.get("filler") == "经济发展办公室填报岗"
    assert book.annual_drafting.write(year).drafted == ()


def test_that_targets_are_kept_for_the_unit_and_a_wrong_number_is_refused(
    book: Application,
) -> None:
    changes = book.annual.set_target(2024, {"added": "２", "note": "区里下达"})
    assert changes.touches("target")
    book.annual.set_target(2024, {"cumulative": "4"})
    line = next(one for one in book.annual.progress() if one.year == 2024)
    assert (line.own.added, line.own.cumulative, line.note) == (2, 4, "区里下达")
    assert (line.city.added, line.city.cumulative) == (50, 115)
    with pytest.raises(Refused, match="目标没有保存"):
        book.annual.set_target(2024, {"added": "很多"})
    with pytest.raises(Refused, match="不能小于"):
        book.annual.set_target(2024, {"added": "-1"})
    assert [one.year for one in book.annual.progress()] == [2021, 2022, 2023, 2024, 2025]


def test_that_looking_makes_no_annual_summary(book: Application) -> None:
    assert book.annual.prepared(year).revision == 0
    assert book.annual.record(year) is None
    made = book.annual.open(year).record
    book.entry.delete("annual_summary", made.id)
    assert book.annual.record(year) is None
    assert book.annual.open(year).record.id == made.id
    assert book.annual.account(Year(2026)).sources == ()


def test_that_a_returned_year_is_handed_in_anew_and_a_taken_one_is_locked(
    book: Application, out: Path
) -> None:
    record = ready(book)
    book.annual_exporting.export(year, out)
    with pytest.raises(Refused, match="退回没有登记"):
        book.returns.note(year, {"reason": ""})
    book.returns.note(year, {"reason": "请写明问题。", "on": "2025-01-08"})
    waiting = book.returns.waiting(year)
    assert waiting is not None
    assert (waiting.version, waiting.reason) == (1, "请写明问题。")
    stored = book.entry.record("annual_summary", record.id)
    book.entry.save(Draft("annual_summary", {"problems": "缺少用房。"}, record.id), stored)
    assert book.annual_exporting.export(year, out).version == 2
    assert book.returns.waiting(year) is None
    assert book.annual.state(year) == "submitted"
    book.receipts.note_received(year)
    stored = book.entry.record("annual_summary", record.id)
    with pytest.raises(Refused, match="锁定"):
        book.entry.save(Draft("annual_summary", {"problems": "改"}, record.id), stored)
    issue = next(i for i in book.annual_checks.check(year).issues if i.level.value == "hint")
    with pytest.raises(Refused, match="锁定"):
        book.annual_checks.explain(year, issue.id, "说明")
