"""Files and codes held against what was exported: equal, or the table, row and column named."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader, PdfWriter

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.file_differences import letters
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.errors import Refused
from bianmin_desktop.services.exporting import Exported

quarter = Quarter(2024, 1)


@pytest.fixture
def exported(application: Application, out: Path) -> Exported:
    for issue in application.checks.check(quarter).readiness.unexplained:
        application.checks.explain(quarter, issue.id, "已现场核实，情况属实。")
    return application.exporting.export(quarter, out)


def file(exported: Exported, suffix: str) -> Path:
    return next(path for path in exported.files if path.suffix == suffix)


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf"])
def test_that_a_file_as_it_was_exported_is_equal(
    application: Application, exported: Exported, suffix: str
) -> None:
    found = application.verifying.file(file(exported, suffix))
    assert found.is_equal
    assert found.fingerprint == exported.fingerprint
    assert found.told.startswith("2024年第一季度 季度总结 第 1 版")


def test_that_a_workbook_saved_again_without_a_change_is_still_equal(
    application: Application, exported: Exported, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(file(exported, ".xlsx"))
    book.save(tmp_path / "另存.xlsx")
    assert (tmp_path / "另存.xlsx").read_bytes() != file(exported, ".xlsx").read_bytes()
    assert application.verifying.file(tmp_path / "另存.xlsx").is_equal


def test_that_a_changed_cell_is_named_by_table_row_and_column(
    application: Application, exported: Exported, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(file(exported, ".xlsx"))
    sheet = book["网点明细"]
    [head] = [r for r in sheet.iter_rows(max_row=12) if any(c.value == "经营面积" for c in r)] or [
        [c for r in sheet.iter_rows(max_row=12) for c in r if "经营面积" in str(c.value)]
    ]
    [area] = [cell for cell in head if "经营面积" in str(cell.value)]
    changed = sheet.cell(area.row + 1, area.column)
    before = changed.value
    changed.value = 12345
    book.save(tmp_path / "改过.xlsx")
    [found] = application.verifying.file(tmp_path / "改过.xlsx").differs
    assert found.table == "网点明细"
    assert found.row.startswith(f"第 {changed.row} 行（")
    assert "经营面积" in found.field
    assert (found.before, found.after) == (str(before).removesuffix(".0"), "12345")


def test_that_a_row_taken_out_is_one_difference(
    application: Application, exported: Exported, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(file(exported, ".xlsx"))
    book["网点明细"].delete_rows(15)
    book.save(tmp_path / "少一行.xlsx")
    [found] = application.verifying.file(tmp_path / "少一行.xlsx").differs
    assert found.row.startswith("第 15 行（")
    assert (found.field, found.before, found.after) == ("整行", "有", "没有")


def test_that_a_sheet_taken_out_is_named(
    application: Application, exported: Exported, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(file(exported, ".xlsx"))
    del book["社区"]
    book.save(tmp_path / "少一张.xlsx")
    found = application.verifying.file(tmp_path / "少一张.xlsx")
    assert [(d.table, d.field) for d in found.differs] == [("社区", "整张表")]


def test_that_a_pdf_with_a_page_missing_is_told_and_a_rewritten_one_is_equal(
    application: Application, exported: Exported, tmp_path: Path
) -> None:
    reader = PdfReader(file(exported, ".pdf"))
    for name, pages in (("重写.pdf", reader.pages), ("少一页.pdf", reader.pages[:-1])):
        writer = PdfWriter()
        for page in pages:
            writer.add_page(page)
        writer.write(tmp_path / name)
    assert application.verifying.file(tmp_path / "重写.pdf").is_equal
    found = application.verifying.file(tmp_path / "少一页.pdf")
    assert {d.table for d in found.differs} == {f"第 {len(reader.pages)} 页"}


@pytest.mark.parametrize("way", ["{}", " {} ", "370212005007 2024Q1 V1 {}"])
def test_that_a_code_is_found_as_typed_and_as_scanned(
    application: Application, exported: Exported, way: str
) -> None:
    for code in (exported.fingerprint, exported.fingerprint.replace("-", "").lower()):
        found = application.verifying.code(way.format(code))
        assert found.fingerprint == exported.fingerprint
        assert "第 1 版" in found.told


def test_that_what_is_not_known_is_told_with_a_way_out(
    application: Application, exported: Exported, tmp_path: Path
) -> None:
    other = "A" if exported.fingerprint[0] != "A" else "B"
    with pytest.raises(Refused, match="抄错了一位"):
        application.verifying.code(other + exported.fingerprint[1:])
    with pytest.raises(Refused, match="不是一致码"):
        application.verifying.code("随便写的")
    book = openpyxl.Workbook()
    book.save(tmp_path / "别的.xlsx")
    with pytest.raises(Refused, match="没有一致码"):
        application.verifying.file(tmp_path / "别的.xlsx")


def test_that_columns_have_the_letters_people_know() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")
    ]
