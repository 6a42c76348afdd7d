"""Import of ledgers: what becomes of every row, and what no file can do to us."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.errors import Refused
from bianmin_desktop.services.importing import Fate, Imported

header = ["网点名称", "业态", "地址", "社区", "经营面积（㎡）", "联系电话", "无证照原因"]
first = ["岭上便利店", "便利店", "海尔路63号-2", "金家岭", 85.5, "13812345678", "无照"]
second = ["岭上药房", "药店", "海尔路63号-3", "金家岭", 60, "0532-88990000", "无照"]


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    program = start(tmp_path / "数据", FixedClock(datetime(2024, 4, 9, 10, 30)))
    program.make_book("370212005")
    opened = program.open()
    yield opened
    opened.close()


def workbook(path: Path, *rows: list[object], title: str = "网点") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def fates(imported: Imported) -> dict[str, int]:
    return {fate.value: count for fate, count in imported.counts.items() if count}


def outlets(application: Application) -> list[str]:
    listing = application.ledgers.listing("outlet")
    return sorted(record.text("name") for record in application.ledgers.records(listing))


def test_that_rows_become_records_and_the_same_file_again_changes_nothing(
    application: Application, tmp_path: Path
) -> None:
    file = workbook(tmp_path / "台账.xlsx", header, first, second)
    imported = application.importing.run("outlet", [file])
    assert fates(imported) == {"new": 2}
    assert outlets(application) == ["岭上便利店", "岭上药房"]
    again = application.importing.run("outlet", [file])
    assert fates(again) == {"same": 2}
    assert again.problems == []
    event = next(iter(application.history.events(limit=1)))
    assert (event.action, event.source) == ("新增", "导入 台账.xlsx")


def test_that_a_trial_run_counts_alike_and_writes_nothing(
    application: Application, tmp_path: Path
) -> None:
    file = workbook(tmp_path / "台账.xlsx", header, first, second)
    before = application.history.events()
    trial = application.importing.run("outlet", [file], is_trial=True)
    assert fates(trial) == {"new": 2}
    assert application.history.events() == before
    assert not (tmp_path / "数据" / "backups").exists()


def test_that_a_backup_of_the_book_as_it_was_is_made_before_the_write(
    application: Application, tmp_path: Path
) -> None:
    file = workbook(tmp_path / "台账.xlsx", header, first)
    application.importing.run("outlet", [file])
    (copy,) = (tmp_path / "数据" / "backups").glob("导入前_*.db")
    program = start(tmp_path / "旧")
    program.folder.path.mkdir()
    program.book_path.write_bytes(copy.read_bytes())
    old = program.open()
    assert outlets(old) == []
    old.close()


def test_that_a_changed_row_changes_its_record_and_a_blank_cell_leaves_it(
    application: Application, tmp_path: Path
) -> None:
    application.importing.run("outlet", [workbook(tmp_path / "a.xlsx", header, first)])
    changed = [*first[:4], 90, None]
    imported = application.importing.run("outlet", [workbook(tmp_path / "b.xlsx", header, changed)])
    assert fates(imported) == {"changed": 1}
    (record,) = application.ledgers.records(application.ledgers.listing("outlet"))
    assert str(record.get("area")) == "90"
    assert record.text("phone") == "13812345678"


def test_that_titles_other_names_and_unknown_columns_are_coped_with(
    application: Application, tmp_path: Path
) -> None:
    file = workbook(
        tmp_path / "c.xlsx",
        ["金家岭街道网点一览表"],
        ["2024年3月"],
        [],
        ["序号", "店名", "类别", "门牌号", "社区名称", "面积（平方米）", "备用栏", "店名"],
        [1, "岭上便利店", "便利店", "海尔路63号-2", "金家岭社区居民委员会", "８５．５", "甲", "乙"],
        [],
        ["合计", "合计", None, None, None, 85.5],
        [2, None, "便利店", "海尔路64号"],
    )
    imported = application.importing.run("outlet", [file])
    assert fates(imported) == {"new": 1, "skipped": 3}
    codes = {problem.code: problem for problem in imported.problems}
    assert (codes["import.unknown_column"].row, codes["import.unknown_column"].column) == (4, "G")
    assert codes["import.column_twice"].column == "H"
    assert codes["import.no_key"].row == 8
    (record,) = application.ledgers.records(application.ledgers.listing("outlet"))
    assert str(record.get("area")) == "85.5"


def test_that_an_unreadable_cell_is_kept_word_for_word_and_named(
    application: Application, tmp_path: Path
) -> None:
    bad = [*first[:4], "大概八九十", "13812345678"]
    imported = application.importing.run("outlet", [workbook(tmp_path / "d.xlsx", header, bad)])
    (problem,) = [p for p in imported.problems if p.code == "field.readable"]
    assert (problem.file, problem.sheet, problem.row) == ("d.xlsx", "网点", 2)
    assert (problem.column, problem.field) == ("E", "area")
    (record,) = application.ledgers.records(application.ledgers.listing("outlet"))
    assert record.typed == {"area": "大概八九十"}


def test_that_a_long_code_damaged_by_the_spreadsheet_is_named_and_not_believed(
    application: Application, tmp_path: Path
) -> None:
    rows = ([*header, "信用代码"], [*first, 123456789012345678])
    imported = application.importing.run("outlet", [workbook(tmp_path / "e.xlsx", *rows)])
    assert fates(imported) == {"new": 1}
    (problem,) = [p for p in imported.problems if p.code == "import.damaged_code"]
    assert (problem.field, problem.row, problem.column) == ("uscc", 2, "H")
    (record,) = application.ledgers.records(application.ledgers.listing("outlet"))
    assert record.get("uscc") is None
    assert "uscc" not in record.typed
    assert record.text("phone") == "13812345678"


def test_that_days_and_answers_are_read_from_real_cells(
    application: Application, tmp_path: Path
) -> None:
    rows = ([*header, "开业日期", "是否连锁"], [*first, date(2022, 2, 15), True])
    application.importing.run("outlet", [workbook(tmp_path / "f.xlsx", *rows)])
    (record,) = application.ledgers.records(application.ledgers.listing("outlet"))
    assert record.get("opened") == date(2022, 2, 15)
    assert record.get("chain") is True


def test_that_two_unlike_rows_of_one_record_are_doubtful_and_like_ones_the_same(
    application: Application, tmp_path: Path
) -> None:
    unlike = [*first[:4], 99, first[5]]
    file = workbook(tmp_path / "g.xlsx", header, first, first, unlike)
    imported = application.importing.run("outlet", [file])
    assert fates(imported) == {"new": 1, "same": 1, "doubtful": 1}
    (problem,) = imported.problems
    assert (problem.code, problem.row) == ("import.repeated", 4)
    assert "第 2 行" in problem.message


def test_that_a_row_that_may_be_any_of_several_records_changes_none(
    application: Application, tmp_path: Path
) -> None:
    for area in ("10", "20"):
        texts = {"name": "岭上便利店", "address": "海尔路63号-2", "area": area}
        application.entry.save(Draft("outlet", texts), application.entry.blank("outlet"))
    imported = application.importing.run("outlet", [workbook(tmp_path / "h.xlsx", header, first)])
    assert fates(imported) == {"doubtful": 1}
    assert imported.problems[0].code == "import.ambiguous"


def test_that_a_deleted_record_is_not_brought_back_by_a_file(
    application: Application, tmp_path: Path
) -> None:
    application.importing.run("outlet", [workbook(tmp_path / "a.xlsx", header, first)])
    listing = application.ledgers.listing("outlet")
    (record,) = application.ledgers.records(listing)
    target = tmp_path / "名单.xlsx"
    application.listings.save(listing, target)
    application.entry.delete("outlet", record.id)
    imported = application.importing.run("outlet", [target])
    assert fates(imported) == {"doubtful": 1}
    assert outlets(application) == []


def test_that_a_list_moves_to_another_book_with_its_ids(
    application: Application, tmp_path: Path
) -> None:
    file = workbook(tmp_path / "a.xlsx", header, first, second)
    application.importing.run("outlet", [file])
    listing = application.ledgers.listing("outlet")
    target = tmp_path / "名单.xlsx"
    application.listings.save(listing, target)
    program = start(tmp_path / "别处", application.clock)
    program.make_book("370212005")
    other = program.open()
    assert fates(other.importing.run("outlet", [target])) == {"new": 2}
    ids = {record.id for record in application.ledgers.records(listing)}
    assert {record.id for record in other.ledgers.records(listing)} == ids
    other.close()


def test_that_starred_persons_of_our_own_export_leave_the_stored_ones(
    application: Application, tmp_path: Path
) -> None:
    head = [*header, "联系人"]
    application.importing.run("outlet", [workbook(tmp_path / "a.xlsx", head, [*first, "孟华"])])
    starred = [*first[:5], "138****5678", "无照", "孟**"]
    imported = application.importing.run("outlet", [workbook(tmp_path / "b.xlsx", head, starred)])
    assert fates(imported) == {"same": 1}


def test_that_a_book_changed_meanwhile_refuses_the_import_whole(
    application: Application, tmp_path: Path
) -> None:
    class Meddling:
        def report(self, done: int, total: int, note: str = "") -> None:
            if note.startswith("正在核对"):
                fresh = application.entry.blank("circle")
                application.entry.save(Draft("circle", {"name": "岭上生活圈"}), fresh)

    file = workbook(tmp_path / "台账.xlsx", header, first)
    with pytest.raises(Refused, match="再导入一次"):
        application.importing.run("outlet", [file], progress=Meddling())
    assert outlets(application) == []


def test_that_text_tables_are_read_in_the_encodings_of_offices(
    application: Application, tmp_path: Path
) -> None:
    lines = '网点名称,业态,地址\r\n=阿 姐,便利店,1号\r\n"甲,乙",药店,2号\r\n'
    for number, encoding in enumerate(("utf-8-sig", "gb18030", "utf-16")):
        file = tmp_path / f"{number}.csv"
        file.write_bytes(lines.encode(encoding))
        imported = application.importing.run("outlet", [file])
        assert fates(imported) == ({"new": 2} if number == 0 else {"same": 2})
    assert outlets(application) == ["=阿 姐", "甲,乙"]


def test_that_sheets_of_other_ledgers_and_hidden_ones_are_not_taken(
    application: Application, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(workbook(tmp_path / "x.xlsx", header, first))
    circles = book.create_sheet("生活圈")
    circles.append(["生活圈名称", "包含社区", "服务半径"])
    circles.append(["岭上生活圈", "金家岭", 800])
    hidden = book.create_sheet("旧表")
    hidden.append(header)
    hidden.append(second)
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "x.xlsx")
    imported = application.importing.run("outlet", [tmp_path / "x.xlsx"])
    assert fates(imported) == {"new": 1}
    assert [problem.code for problem in imported.problems] == ["import.hidden_sheet"]
    assert fates(application.importing.run("circle", [tmp_path / "x.xlsx"])) == {"new": 1}


def test_that_every_row_read_has_exactly_one_fate(application: Application, tmp_path: Path) -> None:
    rows = [header, first, [], second, first, ["合计"], [None, "便利店"]]
    imported = application.importing.run("outlet", [workbook(tmp_path / "z.xlsx", *rows)])
    assert imported.total == len(rows) - 1
    assert sum(imported.count(fate) for fate in Fate) == imported.total
