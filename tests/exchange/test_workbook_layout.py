"""The workbook as a clerk sees it: formats, locks, drop-downs, headers and print set-up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from bianmin_desktop.exchange.submission.parts import (
    Column,
    Line,
    LineKind,
    Look,
    Number,
    Table,
)
from tests.exchange.workbook_samples import a_submission, a_table, read, saved


def test_that_cells_have_the_format_of_what_they_hold(tmp_path: Path) -> None:
    sheet = load_workbook(saved(a_submission(a_table()), tmp_path))["网点明细"]
    assert [sheet.cell(5, column).number_format for column in (2, 3, 4, 5)] == [
        "@",
        "@",
        "#,##0",
        "yyyy-mm-dd",
    ]
    assert sheet.cell(4, 4).number_format == "#,##0.00"
    assert [sheet.cell(5, column).data_type for column in (2, 3, 4, 5)] == ["s", "s", "n", "d"]


def test_that_a_long_text_is_not_shown_as_hash_signs_but_cannot_turn_into_a_formula(
    tmp_path: Path,
) -> None:
    lines = ((Number(Decimal(1)), None, None, None, None, None, "长" * 300), (*[None] * 6, "-长"))
    sheet = load_workbook(saved(a_submission(a_table(lines)), tmp_path))["网点明细"]
    assert sheet.cell(4, 7).number_format == "General"
    assert sheet.cell(5, 7).number_format == "@"


def test_that_headers_are_locked_and_cells_free(tmp_path: Path) -> None:
    sheet = load_workbook(saved(a_submission(a_table()), tmp_path))["网点明细"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sheet["B3"].protection.locked
    assert not any(sheet.cell(4, column).protection.locked for column in range(1, 8))
    assert not sheet.column_dimensions["B"].protection.locked


def test_that_it_is_set_up_for_printing(tmp_path: Path) -> None:
    sheet = load_workbook(saved(a_submission(a_table(), unit="A&B街道"), tmp_path))["网点明细"]
    assert sheet.freeze_panes == "C4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.page_setup.paperSize == 9
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert "ABCD-EFGH-JKMN" in sheet.oddFooter.left.text
    assert sheet.oddHeader.left.text == "A&&B街道"


def test_that_a_very_wide_table_takes_larger_paper_and_repeats_its_names(tmp_path: Path) -> None:
    wide = tuple(Column(f"c{n}", f"很长的列名{n}", width=20) for n in range(40))
    named = (Column("name", "名称", width=20), *wide)
    line = Line(tuple("十个汉字写满这一格啊" for _ in named))
    table = Table("outlet", "宽表", "宽表", named, (line,))
    sheet = load_workbook(saved(a_submission(table), tmp_path))["宽表"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 8
    assert sheet.page_setup.fitToWidth > 1
    assert sheet.print_title_cols == "$A:$A"


def test_that_choices_come_from_a_hidden_sheet_and_may_be_many(tmp_path: Path) -> None:
    many = tuple(f"第{n}种很长的业态名称" for n in range(60))
    assert len(",".join(many)) > 255
    chosen = (
        Column("kind", "业态", width=20, choices=many),
        Column("x", "类", choices=("是", "否")),
    )
    table = Table("t", "表", "表", chosen, (Line((many[7], "是")),))
    workbook = load_workbook(saved(a_submission(table), tmp_path))
    first, second = workbook["表"].data_validations.dataValidation
    assert workbook["_lists"].sheet_state == "hidden"
    assert first.formula1 == "_lists!$A$1:$A$60"
    assert second.formula1 == "_lists!$B$1:$B$2"
    offered = [row[0].value for row in workbook["_lists"]["A1:A60"]]
    assert offered == list(many)
    assert "A4" in first.sqref
    assert "A900" in first.sqref


def test_that_grouped_columns_share_a_header(tmp_path: Path) -> None:
    grouped = (
        Column("circle", "生活圈"),
        Column("a", "菜市场", Look.NUMBER, group="必备业态"),
        Column("b", "超市", Look.NUMBER, group="必备业态"),
        Column("c", "书店", Look.NUMBER, group="品质提升类"),
    )
    cells = ("一圈", *(Number(Decimal(n), zero="无") for n in (0, 2, 3)))
    table = Table("gaps", "业态", "业态", grouped, (Line(cells),))
    path = saved(a_submission(table), tmp_path)
    sheet = load_workbook(path)["业态"]
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["B3:C3"]
    assert sheet["B5"].number_format == '#,##0;-#,##0;"无"'
    assert read(path, "业态")[2:5] == [
        ["", "必备业态", "", "品质提升类"],
        ["生活圈", "菜市场", "超市", "书店"],
        ["一圈", 0.0, 2.0, 3.0],
    ]


def test_that_section_headings_stand_between_rows(tmp_path: Path) -> None:
    two = (Column("label", "指标"), Column("closing", "期末", Look.NUMBER))
    lines = (Line(("商业网点", None), LineKind.GROUP), Line(("网点数", Number(Decimal(5)))))
    table = Table("figures", "季度进展", "季度进展", two, lines)
    found = read(saved(a_submission(table), tmp_path), "季度进展")
    assert found[3:5] == [["商业网点", ""], ["网点数", 5.0]]
