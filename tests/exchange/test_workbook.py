"""The workbook, read back by other programs than the one that wrote it."""

from __future__ import annotations

import csv
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.excel.texts import longest, sheet_name
from bianmin_desktop.exchange.excel.writing import workbook_of
from bianmin_desktop.exchange.submission.parts import (
    Cell,
    Column,
    Identity,
    Letter,
    Line,
    LineKind,
    Look,
    Number,
    Submission,
    Table,
)
from bianmin_desktop.progress import Cancelled

hostile = (
    "=1+1",
    '=HYPERLINK("http://x","点我")',
    "+86 532",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "#N/A",
    "TRUE",
    "00123",
    "1E5",
    "2024-03-01",
    "<b>&amp;'\"",
    "_x0041_社区",
    "𠮷野家㐂",
    " 前后有空格 ",
    "第一行\n第二行",
    "'撇号",
)
columns = (
    Column("", "序号", Look.SERIAL, 6),
    Column("name", "名称", Look.TEXT, 20),
    Column("uscc", "统一社会信用代码", Look.CODE, 20),
    Column("area", "面积（㎡）", Look.NUMBER, 10),
    Column("opened", "开业年月", Look.DATE, 12),
    Column("kind", "类型", Look.TEXT, 8, choices=("商户", "设施")),
    Column("note", "备注", Look.LINES, 30),
)
rows: tuple[tuple[Cell, ...], ...] = (
    (
        Number(Decimal(1)),
        "好邻居",
        "91370202MA0000015F",
        Number(Decimal("35.5"), 2),
        None,
        "商户",
        "甲",
    ),
    (
        Number(Decimal(2)),
        "超市",
        "123456789012345678",
        Number(Decimal(0)),
        date(2019, 5, 1),
        "设施",
        None,
    ),
    (
        Number(Decimal(3)),
        "大数",
        "0532-****1234",
        Number(Decimal("1234567.89"), 2),
        date(1999, 12, 31),
        None,
        None,
    ),
    (Number(Decimal(4)), "没有", None, "不适用", None, None, "-"),
)


def identity(**changes: object) -> Identity:
    made = Identity(
        unit="金家岭街道",
        code="370212005000",
        period="2024Q1",
        period_label="2024年第一季度",
        version=2,
        fingerprint="ABCD-EFGH-JKMN",
        digest="0" * 64,
        edition="2022年口径",
        edition_id="qingdao-2022",
        frozen_at=datetime(2024, 4, 8, 9, 30),
    )
    return replace(made, **changes)


def a_submission(*tables: Table, **changes: object) -> Submission:
    letter = Letter(
        "标题", "某局：", "开头。", (), "金家岭街道", (("填表人", "王"), ("审核人", ""))
    )
    return Submission(identity(**changes), (("填报单位", "金家岭街道"),), letter, tables)


def a_table(lines: tuple[tuple[Cell, ...], ...] = rows, name: str = "网点明细") -> Table:
    made = tuple(Line(cells, record=f"id-{place}") for place, cells in enumerate(lines))
    return Table("outlet", name, "网点明细表", columns, made, "单位：个", ("一条说明。",))


def saved(submission: Submission, folder: Path) -> Path:
    path = folder / "报表.xlsx"
    path.write_bytes(workbook_of(submission))
    return path


def read(path: Path, sheet: str) -> list[list[object]]:
    workbook = CalamineWorkbook.from_path(str(path))
    return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def as_read(cell: Cell) -> object:
    if cell is None:
        return ""
    return float(cell.value) if isinstance(cell, Number) else cell


def test_that_another_reader_finds_every_cell_as_it_was_given(tmp_path: Path) -> None:
    path = saved(a_submission(a_table()), tmp_path)
    found = read(path, "网点明细")
    assert found[2] == [column.label for column in columns]
    assert found[3:7] == [[as_read(cell) for cell in row] for row in rows]
    assert found[7][0] == "注：一条说明。"


def test_that_hostile_texts_stay_the_texts_they_are(tmp_path: Path) -> None:
    lines = tuple((Number(Decimal(n)), t, t, t, None, t, t) for n, t in enumerate(hostile))
    path = saved(a_submission(a_table(lines)), tmp_path)
    found = read(path, "网点明细")
    for row, text in zip(found[3:], hostile, strict=False):
        held = [str(cell).replace("_x005F_", "_") for cell in (*row[1:4], *row[5:7])]
        assert held == [text] * 5
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets" in name]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


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
    assert sheet.page_setup.orientation == "landscape"
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


def test_that_the_marks_tell_a_receiver_what_it_is(tmp_path: Path) -> None:
    path = saved(a_submission(a_table()), tmp_path)
    found = read(path, "_meta")
    marks = {row[0]: row[1] for row in found if row[0] not in ("row", "table", "columns")}
    assert marks == {
        "format": "bianmin-submission",
        "format_version": "1",
        "edition": "qingdao-2022",
        "unit": "370212005000",
        "unit_name": "金家岭街道",
        "period": "2024Q1",
        "version": "2",
        "fingerprint": "ABCD-EFGH-JKMN",
        "content_sha256": "0" * 64,
        "frozen_at": "2024-04-08T09:30:00",
    }
    records = [row[1:4] for row in found if row[0] == "row"]
    assert records == [["outlet", str(4 + n), f"id-{n}"] for n in range(4)]
    assert load_workbook(path)["_meta"].sheet_state == "hidden"


def test_that_the_cover_names_unit_version_and_where_to_seal(tmp_path: Path) -> None:
    found = read(saved(a_submission(a_table()), tmp_path), "封面")
    assert "2024年第一季度" in str(found[0][0])
    said = {str(row[0]): row[1] for row in found[1:]}
    assert said["填报单位"] == "金家岭街道"
    assert said["所含表格"] == "网点明细 4 行"
    assert said["填表人"] == "王"
    assert said["单位（盖章）"] == ""


def test_that_the_same_submission_gives_the_same_bytes() -> None:
    submission = a_submission(a_table())
    assert workbook_of(submission) == workbook_of(submission)


def test_that_no_time_but_that_of_the_version_is_in_the_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(saved(a_submission(a_table()), tmp_path)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", properties) == ["2024-04-08T09:30:00Z"] * 2


def test_that_a_text_too_long_for_a_cell_is_refused_by_place() -> None:
    fits, too_long = "长" * longest, "长" * (longest + 1)
    workbook_of(a_submission(a_table(((*[None] * 6, fits),))))
    with pytest.raises(Refused, match="“网点明细”表第 1 行“备注”的文字有 32,768 个字"):
        workbook_of(a_submission(a_table(((*[None] * 6, too_long),))))


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ud800", "\uffff"])
def test_that_a_sign_no_workbook_can_hold_is_refused_by_place(sign: str) -> None:
    with pytest.raises(Refused, match="第 1 行“名称”的文字里有看不见的控制字符（第 3 个字）"):
        workbook_of(a_submission(a_table(((None, f"店名{sign}", *[None] * 5),))))


def test_that_sheet_names_are_legal_and_each_its_own() -> None:
    taken: set[str] = {"_meta"}
    names = [sheet_name(n, taken) for n in ("a/b[c]", "A/B[C]", "'x'", "", "长" * 40, "长" * 40)]
    assert names == ["a-b-c-", "A-B-C-（2）", "x", "表", "长" * 31, "长" * 28 + "（2）"]


def test_that_cancelling_passes_through() -> None:
    class Impatient:
        def report(self, done: int, total: int, note: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        workbook_of(a_submission(a_table()), Impatient())


def test_that_libreoffice_opens_it_and_reads_the_same(tmp_path: Path) -> None:
    path = saved(a_submission(a_table()), tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    sheet_2 = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    command = ["soffice", profile, "--headless", "--convert-to", sheet_2]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True
    )
    (written,) = tmp_path.glob("*.csv")
    with written.open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    assert found[3] == ["1", "好邻居", "91370202MA0000015F", "35.50", "", "商户", "甲"]
    assert found[4][2:5] == ["123456789012345678", "0", "2019-05-01"]
    assert found[5][2:5] == ["0532-****1234", "1,234,567.89", "1999-12-31"]
    assert found[6][3] == "不适用"
