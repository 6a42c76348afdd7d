"""A folder of files that came back: one line a file, and none that stops the others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.errors import Refused
from bianmin_desktop.services.dispatching import Order
from bianmin_desktop.services.importing import Fate, Imported, folders
from bianmin_desktop.services.importing.folders import gather, names_of
from bianmin_desktop.store.listing import Listing
from tests.services import returned_samples as samples
from tests.services.returned_samples import codes, fates, outlet, put, returned


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with samples.office(tmp_path / "数据") as opened:
        yield opened


@pytest.fixture
def sent(application: Application, tmp_path: Path) -> Path:
    return samples.send(application, tmp_path / "发出")


def _said(imported: Imported, code: str) -> str:
    (problem,) = [problem for problem in imported.problems if problem.code == code]
    return problem.message


def test_that_a_folder_is_its_tables_and_those_of_its_sub_folders(tmp_path: Path) -> None:
    for name in ("乙/网点.xlsx", "甲/网点.xlsx", "丙.csv", "Thumbs.db", "照片.jpg", "~$丙.xlsx"):
        file = tmp_path / "交回" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    gathered = gather([tmp_path / "交回"])
    names = [file.relative_to(tmp_path / "交回").as_posix() for file in gathered.files]
    assert names == ["丙.csv", "乙/网点.xlsx", "甲/网点.xlsx"]
    assert names_of(gathered.files) == ["丙.csv", "乙/网点.xlsx", "甲/网点.xlsx"]
    left_out = {problem.file: problem.code for problem in gathered.left_out}
    assert left_out == {"照片.jpg": folders.no_table, "~$丙.xlsx": folders.open_file}


def test_that_a_second_copy_of_a_file_is_left_out_with_a_line(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("网点名称\n", encoding="utf-8")
    gathered = gather([tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "a.csv"])
    assert [file.name for file in gathered.files] == ["a.csv"]
    (problem,) = gathered.left_out
    assert (problem.file, problem.code) == ("b.csv", folders.same_file)
    assert "“a.csv”" in problem.message


def test_that_a_folder_of_far_too_many_files_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_most_files", 2)
    for name in "abc":
        (tmp_path / f"{name}.csv").touch()
    with pytest.raises(Refused, match="超过 2 个"):
        gather([tmp_path])


def test_that_all_communities_are_received_in_one_go(
    application: Application, tmp_path: Path
) -> None:
    sent = application.dispatching.save_each("outlet", tmp_path / "发出", Order())
    home = next(one.path for one in sent if one.path.name.startswith("金家岭社区"))
    changed = returned(home, lambda sheet: put(sheet, "岭上药房", {"经营面积": 75}), home.name)
    assert changed == home
    (tmp_path / "发出" / "坏的.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 300)
    (tmp_path / "发出" / "空的.xlsx").touch()
    gathered = gather([tmp_path / "发出"])
    imported = application.importing.run("outlet", gathered.files)
    assert fates(imported) == {"same": 2, "changed": 1, "refused": 2}
    files = {file.name: file for file in imported.files}
    assert len(files) == len(sent) + 2
    assert fates(files[home.name]) == {"same": 2, "changed": 1}
    assert "金家岭社区居民委员会2024年第二季度模板" in files[home.name].explanation
    assert all(files[name].explanation for name in ("坏的.xlsx", "空的.xlsx"))
    again = application.importing.run("outlet", gathered.files)
    assert fates(again) == {"same": 3, "refused": 2}


def test_that_a_template_of_another_ledger_is_not_read_and_says_so(
    application: Application, tmp_path: Path
) -> None:
    file = samples.send(application, tmp_path / "社区", "community")
    imported = application.importing.run("outlet", [file])
    assert fates(imported) == {"refused": 1}
    assert codes(imported) == {"import.other_template"}
    assert "“社区”的模板" in imported.problems[0].message


def test_that_a_template_of_another_streets_community_is_not_read(
    application: Application, tmp_path: Path
) -> None:
    program = start(tmp_path / "别处", application.clock)
    program.make_book("370212001")
    other = program.open()
    (first, *_) = other.dispatching.save_each("outlet", tmp_path / "别处发出")
    other.close()
    imported = application.importing.run("outlet", [first.path])
    assert fates(imported) == {"refused": 1}
    assert "本机台账里没有这个社区" in _said(imported, "import.other_community")


def test_that_a_template_older_than_the_last_one_says_when_it_was_sent(
    application: Application, sent: Path, tmp_path: Path
) -> None:
    samples.send(application, tmp_path / "又发")
    imported = application.importing.run("outlet", [sent])
    assert fates(imported) == {"same": 3}
    assert "2024年4月9日发出的旧模板" in _said(imported, "import.older_template")
    newest = application.importing.run("outlet", sorted((tmp_path / "又发").iterdir()))
    assert "import.older_template" not in codes(newest)


def test_that_a_template_made_under_another_edition_is_read_and_says_so(
    application: Application, sent: Path
) -> None:
    book = openpyxl.load_workbook(sent)
    for row in book["_meta"].iter_rows():
        if row[0].value == "edition":
            row[1].value = "qingdao-2019"
    book.save(sent)
    imported = application.importing.run("outlet", [sent])
    assert fates(imported) == {"same": 3}
    assert "qingdao-2019" in _said(imported, "import.other_edition")


def test_that_a_template_of_a_book_brought_back_from_a_backup_is_an_ordinary_table(
    application: Application, tmp_path: Path
) -> None:
    backup = tmp_path / "旧" / "bianmin.db"
    backup.parent.mkdir()
    application.backups.make(backup)
    samples.enter(application, "岭上药房", {"area": "66"})
    sent = samples.send(application, tmp_path / "发出")
    old = start(tmp_path / "旧", application.clock).open()
    samples.enter(old, "岭上药房", {"area": "99"})
    imported = old.importing.run("outlet", [sent])
    assert "import.foreign_template" in codes(imported)
    assert fates(imported) == {"same": 2, "changed": 1}
    assert str(outlet(old, "岭上药房").get("area")) == "66"
    old.close()


def test_that_twins_by_name_in_two_folders_are_told_apart(
    application: Application, sent: Path, tmp_path: Path
) -> None:
    one, two = (returned(sent, lambda sheet: None, f"{name}.xlsx") for name in ("甲", "乙"))
    for folder, file in (("一", one), ("二", two)):
        (tmp_path / "交回" / folder).mkdir(parents=True)
        shutil.move(file, tmp_path / "交回" / folder / "网点.xlsx")
    book = openpyxl.load_workbook(tmp_path / "交回" / "二" / "网点.xlsx")
    put(book.worksheets[0], "岭上药房", {"经营面积": 75})
    book.save(tmp_path / "交回" / "二" / "网点.xlsx")
    gathered = gather([tmp_path / "交回"])
    imported = application.importing.run("outlet", gathered.files)
    counted = {file.name: fates(file) for file in imported.files}
    assert counted == {"一/网点.xlsx": {"same": 3}, "二/网点.xlsx": {"same": 2, "changed": 1}}


def test_that_empty_files_are_no_copies_and_a_folder_without_tables_says_so(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).touch()
    assert [file.name for file in gather([tmp_path]).files] == ["a.xlsx", "b.xlsx"]
    (tmp_path / "空的").mkdir()
    (problem,) = gather([tmp_path / "空的"]).left_out
    assert (problem.file, problem.code) == ("空的", folders.no_tables)


def test_that_a_column_taken_out_of_a_template_is_told_of(
    application: Application, sent: Path
) -> None:
    file = returned(sent, lambda sheet: sheet.delete_cols(2), "少一列.xlsx")
    said = _said(application.importing.run("outlet", [file]), "import.columns_gone")
    assert "网点编号" in said
    assert "网点名称" not in said


def test_that_the_template_of_a_community_without_a_name_comes_back(
    application: Application, tmp_path: Path
) -> None:
    (community,) = [c for c in application.ledgers.records(Listing("community")) if _is_here(c)]
    blank = {"name": "", "short_name": ""}
    application.entry.save(Draft("community", blank, community.id), community)
    order = Order(unit="370212005007")
    (out,) = application.dispatching.save_each("community", tmp_path / "发出", order)
    imported = application.importing.run("community", [out.path], is_trial=True)
    assert imported.counts == {Fate.SAME: 1}


def _is_here(community: Record) -> bool:
    return community.text("code") == "370212005007"
