"""Templates back from the communities: what is news, what is old, what was altered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.services.importing import Fate
from tests.services import returned_samples as samples
from tests.services.returned_samples import codes, enter, fates, outlet, put, returned


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with samples.office(tmp_path / "数据") as opened:
        yield opened


@pytest.fixture
def sent(application: Application, tmp_path: Path) -> Path:
    return samples.send(application, tmp_path / "发出")


def test_that_a_template_returned_as_it_was_changes_nothing(
    application: Application, sent: Path
) -> None:
    imported = application.importing.run("outlet", [sent])
    assert fates(imported) == {"same": 3}
    assert codes(imported) == set()
    (file,) = imported.files
    assert "金家岭社区居民委员会2024年第二季度模板" in file.explanation


def test_that_changed_and_added_rows_are_taken_and_the_community_need_not_be_written(
    application: Application, sent: Path
) -> None:
    def change(sheet: Worksheet) -> None:
        put(sheet, "岭上药房", {"经营面积": 75, "营业状态": "注销"})
        new = {"网点名称": "新来面馆", "业态": "大众餐饮店", "地址": "秦岭路9号"}
        samples.add_row(sheet, new)

    imported = application.importing.run("outlet", [returned(sent, change)])
    assert fates(imported) == {"same": 2, "changed": 1, "new": 1}
    assert outlet(application, "岭上药房").get("status") == "cancelled"
    assert outlet(application, "新来面馆").get("community") == outlet(application, "岭上药房").get(
        "community"
    )
    assert outlet(application, "岭上药房").text("phone") == "0532-88990000"


def test_that_a_cell_that_still_says_what_was_sent_does_not_take_the_ledger_back(
    application: Application, sent: Path
) -> None:
    enter(application, "岭上便利店", {"area": "99", "phone": "13811112222"})
    imported = application.importing.run("outlet", [sent])
    assert fates(imported) == {"same": 3}
    assert str(outlet(application, "岭上便利店").get("area")) == "99"
    assert outlet(application, "岭上便利店").text("phone") == "13811112222"


def test_that_different_items_of_one_shop_changed_on_both_sides_are_put_together(
    application: Application, sent: Path
) -> None:
    enter(application, "岭上便利店", {"area": "99"})
    file = returned(sent, lambda sheet: put(sheet, "岭上便利店", {"从业人数": 4}))
    assert fates(application.importing.run("outlet", [file])) == {"same": 2, "changed": 1}
    record = outlet(application, "岭上便利店")
    assert (str(record.get("area")), record.get("staff")) == ("99", 4)


def test_that_one_item_changed_on_both_sides_is_doubtful_and_told_with_both_values(
    application: Application, sent: Path
) -> None:
    enter(application, "岭上便利店", {"area": "99"})
    file = returned(sent, lambda sheet: put(sheet, "岭上便利店", {"经营面积": 70}))
    imported = application.importing.run("outlet", [file])
    assert fates(imported) == {"same": 2, "doubtful": 1}
    (problem,) = [p for p in imported.problems if p.code == "import.both_changed"]
    assert (problem.field, problem.row) == ("area", 3)
    assert "“99”" in problem.message
    assert "“70”" in problem.message
    assert str(outlet(application, "岭上便利店").get("area")) == "99"


def test_that_a_clerk_may_decide_for_what_came_back_without_taking_newer_items_back(
    application: Application, sent: Path
) -> None:
    enter(application, "岭上便利店", {"area": "99", "staff": "8"})
    file = returned(sent, lambda sheet: put(sheet, "岭上便利店", {"经营面积": 70}))
    service = application.importing
    proposal = service.propose("outlet", service.read([file]))
    (doubt,) = service.trial(proposal).rows.of(Fate.DOUBTFUL)
    assert doubt.changes == (("经营面积", "99", "70"),)
    ((record_id, _),) = doubt.rivals
    service.apply(service.trial(proposal, {doubt.key: record_id}))
    record = outlet(application, "岭上便利店")
    assert (str(record.get("area")), record.get("staff")) == ("70", 8)


def test_that_the_same_change_on_both_sides_is_no_doubt(
    application: Application, sent: Path
) -> None:
    enter(application, "岭上便利店", {"area": "70"})
    file = returned(sent, lambda sheet: put(sheet, "岭上便利店", {"经营面积": 70}))
    assert fates(application.importing.run("outlet", [file])) == {"same": 3}


def test_that_what_is_new_beside_a_doubt_is_taken(application: Application, sent: Path) -> None:
    enter(application, "岭上便利店", {"area": "99"})
    file = returned(sent, lambda sheet: put(sheet, "岭上便利店", {"经营面积": 70, "从业人数": 4}))
    imported = application.importing.run("outlet", [file])
    assert fates(imported) == {"same": 2, "changed": 1}
    assert "import.both_changed" in codes(imported)
    record = outlet(application, "岭上便利店")
    assert (str(record.get("area")), record.get("staff")) == ("99", 4)
    assert fates(application.importing.run("outlet", [file])) == {"same": 2, "doubtful": 1}


def test_that_a_row_missing_from_what_came_back_is_said_and_deletes_nothing(
    application: Application, sent: Path
) -> None:
    file = returned(sent, lambda sheet: sheet.delete_rows(samples.row_of(sheet, "岭上药房")))
    imported = application.importing.run("outlet", [file])
    assert fates(imported) == {"same": 2}
    (problem,) = [p for p in imported.problems if p.code == "import.not_returned"]
    assert "上次发出的 1 行没有交回：岭上药房" in problem.message
    assert not outlet(application, "岭上药房").deleted


def test_that_a_copied_row_is_a_new_shop_and_not_a_change_of_the_first(
    application: Application, sent: Path
) -> None:
    def change(sheet: Worksheet) -> None:
        samples.copy_row(sheet, "小张理发店", {"网点名称": "小李书店", "地址": "秦岭路77号"})
        put(sheet, "小张理发店", {"经营面积": 33})

    imported = application.importing.run("outlet", [returned(sent, change)])
    assert fates(imported) == {"same": 2, "changed": 1, "new": 1}
    first, copy = outlet(application, "小张理发店"), outlet(application, "小李书店")
    assert (str(first.get("area")), first.text("number")) == ("33", "A-03")
    assert copy.id != first.id
    assert copy.get("number") is None
    (problem,) = [p for p in imported.problems if p.code == "import.copied_row"]
    assert "照第 2 行复制" in problem.message


def test_that_a_copy_written_above_the_first_one_is_told_from_it_as_well(
    application: Application, sent: Path
) -> None:
    def change(sheet: Worksheet) -> None:
        samples.copy_row(sheet, "小张理发店", {})
        put(sheet, "小张理发店", {"网点名称": "小李书店", "地址": "秦岭路77号"})

    imported = application.importing.run("outlet", [returned(sent, change)])
    assert fates(imported) == {"same": 3, "new": 1}
    assert str(outlet(application, "小张理发店").get("area")) == "30"


def test_that_a_template_without_its_ids_still_finds_its_shops(
    application: Application, sent: Path
) -> None:
    def change(sheet: Worksheet) -> None:
        put(sheet, "岭上药房", {"经营面积": 75})
        sheet.delete_cols(1)

    enter(application, "岭上便利店", {"area": "99"})
    imported = application.importing.run("outlet", [returned(sent, change)])
    assert fates(imported) == {"same": 2, "changed": 1}
    assert str(outlet(application, "岭上便利店").get("area")) == "99"


def test_that_columns_moved_renamed_deleted_and_put_in_are_coped_with(
    application: Application, sent: Path
) -> None:
    def change(sheet: Worksheet) -> None:
        put(sheet, "岭上药房", {"经营面积": 75})
        sheet.cell(1, samples.column_of(sheet, "网点名称")).value = "店名"
        sheet.delete_cols(samples.column_of(sheet, "营业时间"))
        sheet.move_range("D1:D4", cols=60)
        sheet.insert_cols(6)
        sheet.cell(1, 6).value = "社区意见"
        sheet.cell(2, 6).value = "属实"
        sheet.insert_rows(1, 2)
        sheet["B1"] = "金家岭社区上报的网点"
        sheet.title = "改了名的表"

    imported = application.importing.run("outlet", [returned(sent, change)])
    assert fates(imported) == {"same": 2, "changed": 1}
    assert "import.unknown_column" in codes(imported)
    assert str(outlet(application, "岭上药房").get("area")) == "75"


def test_that_extra_sheets_are_no_hindrance(application: Application, sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    book.create_sheet("草稿", 0).append(["随手记的"])
    file = sent.with_name("多了一张表.xlsx")
    book.save(file)
    assert fates(application.importing.run("outlet", [file])) == {"same": 3}


def test_that_two_returned_files_of_one_community_are_put_together_item_by_item(
    application: Application, sent: Path
) -> None:
    one = returned(sent, lambda s: put(s, "岭上药房", {"经营面积": 75, "从业人数": 3}), "甲.xlsx")
    two = returned(sent, lambda s: put(s, "岭上药房", {"从业人数": 5, "品牌": "岭上"}), "乙.xlsx")
    imported = application.importing.run("outlet", [one, two])
    record = outlet(application, "岭上药房")
    assert (str(record.get("area")), record.get("staff")) == ("75", 3)
    assert record.text("brand") == "岭上"
    assert {"import.both_changed", "import.returned_twice"} <= codes(imported)
    assert fates(imported) == {"same": 4, "changed": 2}
    application.batches.undo(imported.batch)
    assert str(outlet(application, "岭上药房").get("area")) == "60"
    assert outlet(application, "岭上药房").get("brand") is None
