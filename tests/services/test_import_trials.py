"""The dry run of an import: every row's fate in words, decisions, and what applying it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.errors import Refused
from bianmin_desktop.progress import Cancelled
from bianmin_desktop.services.importing import Fate
from tests.services.import_samples import (
    fates,
    first,
    header,
    new_book,
    outlets,
    second,
    tried,
    workbook,
)


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    opened = new_book(tmp_path / "数据")
    yield opened
    opened.close()


class Stopping:
    """Somebody who has had enough at the first report that begins so."""

    def __init__(self, note: str) -> None:
        self.note = note

    def report(self, done: int, total: int, note: str = "") -> None:
        if note.startswith(self.note):
            raise Cancelled


def test_that_a_changed_row_says_what_was_there_and_what_will_be(
    application: Application, tmp_path: Path
) -> None:
    application.importing.run("outlet", [workbook(tmp_path / "a.xlsx", header, first)])
    changed = [*first[:1], "药店", *first[2:4], 90, *first[5:]]
    trial = tried(application, workbook(tmp_path / "b.xlsx", header, changed, second))
    change, new = trial.rows
    assert (change.fate, change.title, change.row) == (Fate.CHANGED, "岭上便利店", 2)
    assert change.changes == (("业态", "便利店", "药店"), ("经营面积", "85.5", "90"))
    assert (new.fate, new.row) == (Fate.NEW, 3)
    assert ("经营面积", "", "60") in new.changes
    assert ("所属社区", "", "金家岭社区居民委员会") in new.changes
    assert list(outlets(application)) == ["岭上便利店"]


def test_that_rows_without_a_record_say_why_they_are_skipped(
    application: Application, tmp_path: Path
) -> None:
    trial = tried(application, workbook(tmp_path / "a.xlsx", header, first, [], ["合计", None, 2]))
    skipped = trial.rows.of(Fate.SKIPPED)
    assert [row.row for row in skipped] == [3, 4]
    assert "合计" in skipped[1].problems[0].message
    assert trial.problems == []


def test_that_a_failed_formula_leaves_its_cell_and_takes_the_rest(
    application: Application, tmp_path: Path
) -> None:
    application.importing.run("outlet", [workbook(tmp_path / "a.xlsx", header, first)])
    failed = [*first[:4], "#N/A", "0532-88990001", first[6]]
    imported = application.importing.run("outlet", [workbook(tmp_path / "b.xlsx", header, failed)])
    assert fates(imported) == {"changed": 1}
    (problem,) = imported.problems
    assert (problem.code, problem.column, problem.row) == ("import.failed_cell", "E", 2)
    stored = outlets(application)["岭上便利店"]
    assert str(stored.get("area")) == "85.5"
    assert stored.text("phone") == "0532-88990001"


def test_that_a_code_without_its_last_digits_does_not_replace_the_stored_one(
    application: Application, tmp_path: Path
) -> None:
    head = [*header[:6], "信用代码"]
    good = [*first[:6], "91370202MA0000015F"]
    application.importing.run("outlet", [workbook(tmp_path / "a.xlsx", head, good)])
    bad = [*first[:6], "9.1370202E+17"]
    imported = application.importing.run("outlet", [workbook(tmp_path / "b.xlsx", head, bad)])
    assert fates(imported) == {"same": 1}
    assert [problem.code for problem in imported.problems] == ["import.damaged_code"]
    assert outlets(application)["岭上便利店"].text("uscc") == "91370202MA0000015F"


def test_that_a_community_code_without_its_last_digits_does_not_replace_the_stored_one(
    application: Application, tmp_path: Path
) -> None:
    application.importing.run("outlet", [workbook(tmp_path / "a.xlsx", header, first)])
    bad = [*first[:3], "3.70212E+11", *first[4:]]
    imported = application.importing.run("outlet", [workbook(tmp_path / "b.xlsx", header, bad)])
    assert fates(imported) == {"same": 1}
    assert [problem.code for problem in imported.problems] == ["import.damaged_code"]


def test_that_a_name_that_is_a_failed_formula_is_said_to_be_one(
    application: Application, tmp_path: Path
) -> None:
    trial = tried(application, workbook(tmp_path / "a.xlsx", header, ['=A9&"店"', *first[1:]]))
    assert fates(trial) == {"skipped": 1}
    assert [p.code for p in trial.problems] == ["import.no_key", "import.failed_cell"]


@pytest.mark.parametrize(
    ("rows", "word"), [((), "是空的"), ((header,), "下面没有填写内容")], ids=["blank", "headings"]
)
def test_that_a_sheet_with_nothing_in_it_says_so(
    application: Application, tmp_path: Path, rows: tuple[list[object], ...], word: str
) -> None:
    (problem,) = tried(application, workbook(tmp_path / "a.xlsx", *rows)).problems
    assert word in problem.message


def test_that_a_lost_zero_is_put_back_and_said(application: Application, tmp_path: Path) -> None:
    bare = [*first[:5], 53288990000, first[6]]
    imported = application.importing.run("outlet", [workbook(tmp_path / "a.xlsx", header, bare)])
    assert outlets(application)["岭上便利店"].text("phone") == "0532-88990000"
    (problem,) = imported.problems
    assert (problem.code, problem.column) == ("import.lost_zero", "F")
    assert "0532-88990000" in problem.message


def test_that_a_row_much_like_a_stored_record_waits_for_a_decision(
    application: Application, tmp_path: Path
) -> None:
    application.importing.run("outlet", [workbook(tmp_path / "a.xlsx", header, first)])
    alike = ["岭上便民店", "便利店", "海尔路63号2", "金家岭", 88, "13812345678", "无照"]
    file = workbook(tmp_path / "b.xlsx", header, alike)
    trial = tried(application, file)
    (row,) = trial.rows
    assert row.fate is Fate.DOUBTFUL
    assert row.problems[0].code == "import.alike"
    stored = outlets(application)["岭上便利店"]
    assert row.rivals == ((stored.id, "岭上便利店"),)
    assert ("经营面积", "85.5", "88") in row.changes
    service = application.importing
    as_new = service.trial(trial.proposal, {row.key: "new"})
    left = service.trial(trial.proposal, {row.key: "skip"})
    same = service.trial(trial.proposal, {row.key: stored.id})
    assert [fates(t) for t in (as_new, left, same)] == [{"new": 1}, {"skipped": 1}, {"changed": 1}]
    service.apply(same)
    assert outlets(application)["岭上便民店"].id == stored.id


def test_that_two_rows_of_one_file_that_are_much_alike_are_doubted(
    application: Application, tmp_path: Path
) -> None:
    alike = ["岭上便民店", "便利店", "海尔路63号2", "金家岭", 88, "13812345678", "无照"]
    trial = tried(application, workbook(tmp_path / "a.xlsx", header, first, alike))
    assert [row.fate for row in trial.rows] == [Fate.NEW, Fate.DOUBTFUL]
    assert trial.rows[1].rivals == ()
    assert "第 2 行" in trial.problems[0].message


@pytest.mark.parametrize("note", ["正在核对", "正在写入", "正在保存"])
def test_that_stopping_at_any_time_leaves_nothing_behind(
    application: Application, tmp_path: Path, note: str
) -> None:
    file = workbook(tmp_path / "a.xlsx", header, first, second)
    before = application.history.events()
    with pytest.raises(Cancelled):
        application.importing.run("outlet", [file], progress=Stopping(note))
    assert outlets(application) == {}
    assert application.history.events() == before
    assert fates(application.importing.run("outlet", [file])) == {"new": 2}


def test_that_a_trial_of_another_day_is_not_applied_to_a_changed_book(
    application: Application, tmp_path: Path
) -> None:
    trial = tried(application, workbook(tmp_path / "a.xlsx", header, first))
    fresh = application.entry.blank("outlet")
    application.entry.save(Draft("outlet", {"name": "另一家"}), fresh)
    with pytest.raises(Refused, match="再导入一次"):
        application.importing.apply(trial)
    assert list(outlets(application)) == ["另一家"]


def test_that_a_pasted_block_goes_the_same_way(application: Application) -> None:
    service = application.importing
    block = [header, [str(cell) for cell in first]]
    trial = service.trial(service.propose("outlet", [service.from_block(block)]))  # type: ignore[arg-type]
    assert fates(service.apply(trial)) == {"new": 1}
    (event,) = application.history.events(limit=1)
    assert (event.action, event.source) == ("新增", "粘贴")


def test_that_the_error_workbook_is_the_own_file_with_the_cells_marked(
    application: Application, tmp_path: Path
) -> None:
    bad = [*first[:4], "大概八九十", *first[5:]]
    file = workbook(tmp_path / "台账.xlsx", header, second, bad)
    trial = tried(application, file, workbook(tmp_path / "好的.xlsx", header, second))
    (marked,) = application.importing.marked(trial, tmp_path / "改")
    assert marked.name == "台账_需修改.xlsx"
    sheet = openpyxl.load_workbook(marked)["网点"]
    comment = sheet["E3"].comment
    assert comment is not None
    assert "大概八九十" in comment.text
    assert sheet["E2"].comment is None
    sheet["E3"] = 85.5
    assert sheet.parent is not None
    sheet.parent.save(marked)
    assert fates(application.importing.run("outlet", [marked])) == {"new": 2}


def test_that_each_file_says_what_it_came_to(application: Application, tmp_path: Path) -> None:
    one = workbook(tmp_path / "一.xlsx", header, first)
    none = workbook(tmp_path / "二.xlsx", ["甲", "乙"], [1, 2])
    imported = application.importing.run("outlet", [one, none])
    good, bad = imported.files
    assert (good.name, good.count(Fate.NEW), good.explanation) == ("一.xlsx", 1, "")
    assert (bad.name, bad.count(Fate.REFUSED)) == ("二.xlsx", 1)
    assert bad.explanation.endswith("。")
