"""Exporting a quarter: readiness, versions that never change, files whole or not at all."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy.exc import DatabaseError

from bianmin_desktop.bootstrap import Application, Program, start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.snapshots import alphabet
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.errors import EnvironmentFault, Refused, WrongUse
from bianmin_desktop.progress import Cancelled
from bianmin_desktop.services.exporting import Exported

community = "370212005007"
quarter = Quarter(2024, 1)
first_day = datetime(2024, 4, 8, 9, 30)


def contents(exported: Exported) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in exported.files}


def change_an_outlet(application: Application) -> None:
    outlets = application.summaries.ledger().of("outlet")
    record = next(o for o in outlets if o.get("status") == "open" and o.get("staff") != 7)
    application.entry.save(Draft("outlet", {"staff": "7"}, record.id), record)


def state_of(application: Application) -> object:
    summary = application.summaries.record(quarter)
    assert summary is not None
    return summary.get("state")


def test_that_one_export_makes_both_files_under_their_names(
    application: Application, out: Path
) -> None:
    exported = application.exporting.export(quarter, out)
    stem = "金家岭社区居民委员会_季度总结_2024年第1季度_v1"
    assert [path.name for path in exported.files] == [f"{stem}.xlsx", f"{stem}.pdf"]
    assert sorted(path.name for path in out.iterdir()) == sorted(p.name for p in exported.files)
    assert (exported.version, exported.is_new_version) == (1, True)


def test_that_both_files_show_the_same_code_version_and_pages(
    application: Application, out: Path
) -> None:
    exported = application.exporting.export(quarter, out)
    code = exported.fingerprint
    assert [len(part) for part in code.split("-")] == [4, 4, 4]
    assert set(code) <= set(alphabet) | {"-"}
    meta = CalamineWorkbook.from_path(str(exported.files[0])).get_sheet_by_name("_meta")
    marks = {str(row[0]): row[1] for row in meta.to_python()[:10]}
    assert (marks["fingerprint"], marks["version"], marks["period"]) == (code, "1", "2024Q1")
    pages = PdfReader(exported.files[1]).pages
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert code in text
        assert f"第 {number} 页 共 {len(pages)} 页" in text


def test_that_the_letter_has_its_parts_in_order(application: Application, out: Path) -> None:
    exported = application.exporting.export(quarter, out)
    command = ["pdftotext", str(exported.files[1]), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    flat = "".join(text.split())
    places = [
        flat.index(words)
        for words in (
            "关于2024年第一季度一刻钟便民生活圈建设工作情况的总结",
            "金家岭街道：",
            "一、主要任务进展",
            "（一）科学优化布局",
            "（六）提升运营管理水平",
            "二、保障措施",
            "（五）营造良好发展氛围",
            "三、存在问题",
            "四、下步打算",
            "五、典型经验",
            "附件：1.季度进展情况表",
            "（盖章）",
            "2024年4月8日",
            "填表人：",
            "附件1",
        )
    ]
    assert places == sorted(places)


def test_that_the_same_data_is_the_same_version_and_the_same_bytes(
    program: Program, application: Application, out: Path
) -> None:
    first = application.exporting.export(quarter, out)
    before = contents(first)
    later = start(program.folder.path, FixedClock(datetime(2024, 4, 20, 16, 0))).open()
    again = later.exporting.export(quarter, out / "再次")
    later.close()
    assert (again.version, again.is_new_version) == (1, False)
    assert again.fingerprint == first.fingerprint
    assert contents(again) == before


def test_that_an_edit_makes_the_next_version_and_leaves_the_first_as_it_was(
    application: Application, out: Path
) -> None:
    first = application.exporting.export(quarter, out)
    before = contents(first)
    change_an_outlet(application)
    second = application.exporting.export(quarter, out)
    assert (second.version, second.is_new_version) == (2, True)
    assert second.fingerprint != first.fingerprint
    assert contents(first) == before
    reopened = application.exporting.reexport(quarter, 1, out / "重开")
    assert contents(reopened) == before
    assert reopened.fingerprint == first.fingerprint
    assert [kept.version for kept in application.summaries.versions(quarter)] == [1, 2]


def test_that_what_is_frozen_cannot_be_changed_in_the_book(
    program: Program, application: Application, out: Path
) -> None:
    application.exporting.export(quarter, out)
    with (
        closing(sqlite3.connect(program.book_path)) as connection,
        pytest.raises(sqlite3.DatabaseError),
    ):
        connection.execute("UPDATE snapshot SET content = x'00'")


def test_that_exporting_moves_the_summary_on_but_is_no_change_of_content(
    application: Application, out: Path
) -> None:
    exported = application.exporting.export(quarter, out)
    assert state_of(application) == "submitted"
    assert exported.changes.touches("summary")
    application.summaries.move(quarter, "received")
    again = application.exporting.export(quarter, out)
    assert not again.is_new_version
    assert state_of(application) == "received"
    assert not again.changes.touches("summary")


def test_that_a_corrected_return_is_submitted_anew(application: Application, out: Path) -> None:
    application.exporting.export(quarter, out)
    application.summaries.move(quarter, "returned")
    change_an_outlet(application)
    assert application.exporting.export(quarter, out).version == 2
    assert state_of(application) == "submitted"


def test_that_an_unready_quarter_is_refused_with_what_is_missing(
    application: Application, out: Path
) -> None:
    texts = {"name": "缺这缺那的店", "area": "约八十"}
    saved = application.entry.save(Draft("outlet", texts), application.entry.blank("outlet"))
    blocking = len(application.checks.check(quarter).readiness.blocking)
    assert blocking >= 2
    assert saved.record.typed == {"area": "约八十"}
    with pytest.raises(Refused, match=f"2024年第一季度还不能报送：{blocking} 项强制问题要改正"):
        application.exporting.export(quarter, out)
    assert list(out.iterdir()) == []
    assert application.summaries.versions(quarter) == []
    assert state_of(application) != "submitted"


def test_that_a_quarter_nobody_wrote_about_is_refused(application: Application, out: Path) -> None:
    with pytest.raises(Refused, match="还没有开始填写"):
        application.exporting.export(Quarter(2019, 1), out)


def test_that_a_character_no_face_has_is_named_before_anything_is_frozen(
    application: Application, out: Path
) -> None:
    summary = application.summaries.record(quarter)
    assert summary is not None
    text = "引进\U0001f354店"
    application.entry.save(Draft("summary", {"problems": text}, summary.id), summary)
    with pytest.raises(Refused, match=r"引进\U0001f354店.*\U0001f354"):
        application.exporting.export(quarter, out)
    assert list(out.iterdir()) == []
    assert application.summaries.versions(quarter) == []


def test_that_cancelling_leaves_no_file_and_no_version(application: Application, out: Path) -> None:
    reports: list[str] = []

    class Impatient:
        def __init__(self, stop_at: int) -> None:
            self.left = stop_at

        def report(self, done: int, total: int, note: str = "") -> None:
            reports.append(note)
            self.left -= 1
            if self.left == 0:
                raise Cancelled

    application.exporting.export(quarter, out / "数一数", Impatient(-1))
    total = len(reports)
    change_an_outlet(application)
    assert total > 4
    for stop_at in range(1, total + 1):
        application.summaries.forget()
        with pytest.raises(Cancelled):
            application.exporting.export(quarter, out / "取消", Impatient(stop_at))
    assert list((out / "取消").iterdir()) == []
    assert len(application.summaries.versions(quarter)) == 1


def test_that_a_version_nobody_made_is_told(application: Application, out: Path) -> None:
    with pytest.raises(WrongUse, match="还没有导出过"):
        application.exporting.reexport(quarter, 1, out)
    application.exporting.export(quarter, out)
    with pytest.raises(WrongUse, match="没有第 7 版，只有第 1 到第 1 版"):
        application.exporting.reexport(quarter, 7, out)


def test_that_a_place_that_is_no_folder_is_told_before_anything_is_frozen(
    application: Application, tmp_path: Path
) -> None:
    place = tmp_path / "文件"
    place.write_text("x", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="没有成功"):
        application.exporting.export(quarter, place)
    assert application.summaries.versions(quarter) == []


def test_that_the_book_and_its_submission_are_written_together_or_not_at_all(
    program: Program, application: Application, out: Path
) -> None:
    with closing(sqlite3.connect(program.book_path)) as connection:
        connection.execute(
            "CREATE TRIGGER broken BEFORE UPDATE ON book BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises((DatabaseError, EnvironmentFault)):
        application.exporting.export(quarter, out)
    assert application.summaries.versions(quarter) == []
    assert list(out.iterdir()) == []
