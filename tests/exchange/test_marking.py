"""The error workbook: the clerk's own file with colours and comments, to be imported again."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.excel.marking import Mark, mark_workbook
from bianmin_desktop.exchange.tables import read_tables
from bianmin_desktop.progress import Cancelled
from tests.exchange.test_reading_child import Listening
from tests.exchange.xls_samples import XlsSheet, label, merged, note, number, xls
from tests.exchange.xlsx_samples import parts_of, text, xlsx, zipped

moment = datetime(2026, 11, 24, 9, 30)
red, amber, blue = "FFFFB9B3", "FFFFE08A", "FFCFE2F9"
blocking, verify = Level.BLOCKING, Level.VERIFY


def clerks_own(path: Path) -> Path:
    """A ledger with all that clerks put into theirs."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "网点"
    for row in (
        ["金家岭网点表"],
        ["名称", "面积", "社区"],
        ["岭上", "八十", "甲"],
        ["海大", 60, "甲"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("C3:C4")
    sheet["B3"].font = Font(name="黑体", bold=True)
    sheet["B3"].border = Border(left=Side(style="thick"))
    sheet["B4"].fill = PatternFill("solid", fgColor="FF92D050")
    sheet["B4"].number_format = "0.00"
    sheet["A3"].comment = Comment("去年迁来", "张三")
    sheet.add_data_validation(DataValidation(type="list", formula1='"甲,乙"', sqref="C3:C9"))
    sheet.freeze_panes = "A3"
    sheet.column_dimensions["A"].width = 33
    sheet["D4"] = "=B4*2"
    book.create_sheet("别的").append(["不相干"])
    book.save(path)
    return path


def marked(source: Path, *marks: Mark) -> Path:
    path = source.with_name(f"{source.stem}_需修改.xlsx")
    path.write_bytes(mark_workbook(source, marks, moment))
    return path


def opened(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def said(sheet: Worksheet) -> dict[str, str]:
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.comment)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def colour(sheet: Worksheet, place: str) -> str | None:
    fill = sheet[place].fill
    return str(fill.fgColor.rgb) if fill.patternType else None


def test_that_a_cell_is_coloured_and_says_all_its_problems_in_one_comment(tmp_path: Path) -> None:
    source = clerks_own(tmp_path / "台账.xlsx")
    marks = [
        Mark("网点", 3, "B", verify, "比上季大一倍"),
        Mark("网点", 3, "B", blocking, "“八十”不是数字 <&>"),
        Mark("网点", 3, "B", blocking, "“八十”不是数字 <&>"),
        Mark("网点", 4, "B", verify, "面积偏小"),
        Mark("别的", 1, "A", Level.HINT, "多余的工作表"),
    ]
    book = opened(marked(source, *marks))
    sheet = book["网点"]
    assert said(sheet)["B3"] == "【需修改】\n强制：“八十”不是数字 <&>\n核实：比上季大一倍"
    assert (colour(sheet, "B3"), colour(sheet, "B4")) == (red, amber)
    assert colour(book["别的"], "A1") == blue
    assert said(book["别的"]) == {"A1": "【需修改】\n提示：多余的工作表"}
    comment = sheet["B3"].comment
    assert comment is not None
    assert comment.author == "便民圈填报"


def test_that_everything_else_of_the_clerks_file_is_as_it_was(tmp_path: Path) -> None:
    source = clerks_own(tmp_path / "台账.xlsx")
    path = marked(source, Mark("网点", 3, "B", blocking, "不是数字"))
    before, after = opened(source)["网点"], opened(path)["网点"]
    for row in before.iter_rows():
        for cell in row:
            other = after[cell.coordinate]
            assert other.value == cell.value
            assert repr(other.font) == repr(cell.font)
            assert repr(other.border) == repr(cell.border)
            assert other.number_format == cell.number_format
    assert after.merged_cells == before.merged_cells
    assert after.freeze_panes == "A3"
    assert after.column_dimensions["A"].width == 33
    assert [str(offer.sqref) for offer in after.data_validations.dataValidation] == ["C3:C9"]
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path) as new:
        for name in set(old.namelist()) - {
            *("[Content_Types].xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"),
            *("xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"),
        }:
            assert new.read(name) == old.read(name)


def test_that_a_clerks_own_comment_stays_above_ours(tmp_path: Path) -> None:
    path = marked(clerks_own(tmp_path / "台账.xlsx"), Mark("网点", 3, "A", verify, "重名"))
    sheet = opened(path)["网点"]
    assert said(sheet) == {"A3": "去年迁来\n【需修改】\n核实：重名"}
    comment = sheet["A3"].comment
    assert comment is not None
    assert comment.author == "张三"


def test_that_the_marked_file_reads_as_the_one_it_was_made_of(tmp_path: Path) -> None:
    source = clerks_own(tmp_path / "台账.xlsx")
    marks = [Mark("网点", n, letters, verify, "看") for n in (1, 3, 4, 9) for letters in ("A", "H")]
    assert read_tables(marked(source, *marks)) == read_tables(source)


def test_that_marking_again_takes_the_old_marks_out_and_gives_colours_back(tmp_path: Path) -> None:
    source = clerks_own(tmp_path / "台账.xlsx")
    once = marked(
        source,
        Mark("网点", 3, "A", verify, "重名"),
        Mark("网点", 3, "B", blocking, "不是数字"),
        Mark("网点", 4, "B", verify, "偏小"),
    )
    twice = marked(once, Mark("网点", 3, "B", verify, "还是不对"))
    sheet = opened(twice)["网点"]
    assert said(sheet) == {"A3": "去年迁来", "B3": "【需修改】\n核实：还是不对"}
    assert (colour(sheet, "A3"), colour(sheet, "B3")) == (None, amber)
    assert colour(sheet, "B4") == "FF92D050"
    bare = opened(marked(twice))["网点"]
    assert (said(bare), colour(bare, "B3")) == ({"A3": "去年迁来"}, None)


def test_that_marks_of_rows_merged_cells_and_missing_cells_can_be_seen(tmp_path: Path) -> None:
    source = clerks_own(tmp_path / "台账.xlsx")
    marks = [
        Mark("", 4, "", blocking, "看不出是哪条记录"),
        Mark("", 4, "C", verify, "社区"),
        Mark("", 6, "B", blocking, "必填"),
        Mark("", 8, "", blocking, "空行"),
        Mark("", 2, "AB", verify, "很右"),
        Mark("", 0, "", blocking, "整个文件"),
    ]
    sheet = opened(marked(source, *marks))["网点"]
    ours = {place: words for place, words in said(sheet).items() if "【需修改】" in words}
    assert set(ours) == {"A4", "C3", "B6", "A8", "AB2"}
    assert ours["A4"] == "【需修改】\n强制：看不出是哪条记录"
    assert all(colour(sheet, place) for place in ours)


def test_that_the_results_of_formulas_are_kept(tmp_path: Path) -> None:
    source = tmp_path / "公式.xlsx"
    source.write_bytes(
        xlsx('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>1</v></c></row>')
    )
    (sheet,) = read_tables(marked(source, Mark("", 1, "A", verify, "看")))
    assert sheet.rows == [["2", "1"]]


def test_that_a_workbook_with_macros_becomes_one_without(tmp_path: Path) -> None:
    members = parts_of(f'<row r="1">{text("A1", "名称")}</row>')
    plain, macros = (
        b"openxmlformats-officedocument.spreadsheetml.sheet",
        b"ms-excel.sheet.macroEnabled",
    )
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(
        plain + b".main", macros + b".main"
    )
    members["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    source = tmp_path / "宏.xlsm"
    source.write_bytes(zipped(members))
    path = marked(source, Mark("", 1, "A", blocking, "看"))
    with zipfile.ZipFile(path) as archive:
        assert "xl/vbaProject.bin" not in archive.namelist()
        assert b"macroEnabled" not in archive.read("[Content_Types].xml")
    assert said(opened(path).worksheets[0]) == {"A1": "【需修改】\n强制：看"}


def test_that_an_old_workbook_becomes_a_new_one_with_the_same_cells_as_texts(
    tmp_path: Path,
) -> None:
    cells = [
        *(label(0, 0, "名称"), label(0, 1, "代码"), label(1, 0, "岭上"), label(1, 1, "00532")),
        *(number(2, 1, 85.5), label(2, 0, "=1+1"), merged(0, 0, 0, 1), note(1, 0, "旧批注")),
    ]
    source = tmp_path / "旧.xls"
    source.write_bytes(
        xls(XlsSheet("网点", cells), XlsSheet("藏", [label(0, 0, "x")], is_hidden=True))
    )
    path = marked(
        source, Mark("网点", 2, "A", blocking, "重名"), Mark("网点", 3, "B", verify, "面积")
    )
    assert read_tables(path) == read_tables(source)
    sheet = opened(path)["网点"]
    assert said(sheet)["A2"] == "旧批注\n【需修改】\n强制：重名"
    assert (sheet["B3"].value, sheet["B3"].data_type, colour(sheet, "B3")) == ("85.5", "s", amber)
    assert sheet["A3"].data_type == "s"


def test_that_a_text_table_becomes_a_workbook_with_the_same_cells(tmp_path: Path) -> None:
    source = tmp_path / "文本.csv"
    source.write_bytes("名称,代码\n岭上,00532\n\n海大,370212005\n".encode("gb18030"))
    path = marked(source, Mark("", 4, "B", blocking, "重复"))
    assert read_tables(path)[0].rows == read_tables(source)[0].rows
    assert said(opened(path).worksheets[0]) == {"B4": "【需修改】\n强制：重复"}


def test_that_a_workbook_of_unusual_make_is_written_anew(tmp_path: Path) -> None:
    members = parts_of("")
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    members["xl/worksheets/sheet1.xml"] = (
        b'<x:worksheet xmlns:x="%s"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c>'
        b"</x:row></x:sheetData></x:worksheet>" % main
    )
    source = tmp_path / "别样.xlsx"
    source.write_bytes(zipped(members))
    path = marked(source, Mark("", 1, "A", blocking, "看"))
    assert read_tables(path)[0].rows == [["5"]]
    assert said(opened(path).worksheets[0]) == {"A1": "【需修改】\n强制：看"}


def test_that_with_very_many_problems_all_are_coloured_and_the_rest_is_counted(
    tmp_path: Path,
) -> None:
    source = tmp_path / "多.xlsx"
    rows = "".join(f'<row r="{n}">{text(f"A{n}", f"店{n}")}</row>' for n in range(1, 5_103))
    source.write_bytes(xlsx(rows))
    marks = [Mark("", n, "A", blocking, "必填") for n in range(1, 5_103)]
    sheet = opened(marked(source, *marks)).worksheets[0]
    comments = said(sheet)
    assert len(comments) == 5_000
    assert "还有 102 处只涂了颜色" in comments["A5000"]
    assert colour(sheet, "A5102") == red


def test_that_the_same_marks_give_the_same_bytes(tmp_path: Path) -> None:
    source = clerks_own(tmp_path / "台账.xlsx")
    marks = [Mark("网点", 3, "B", blocking, "不是数字")]
    assert mark_workbook(source, marks, moment) == mark_workbook(source, marks, moment)


def test_that_the_parts_added_are_well_formed_and_declared(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    source = tmp_path / "台账.xlsx"
    source.write_bytes(xlsx(f'<row r="1">{text("A1", "名称")}</row>', tail="<extLst/>"))
    content = mark_workbook(source, [Mark("", 1, "A", blocking, "看")], moment)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        sheet = archive.read("xl/worksheets/sheet1.xml")
        types = archive.read("[Content_Types].xml")
    assert sheet.index(b"<legacyDrawing") < sheet.index(b"<extLst")
    assert b'Extension="vml"' in types
    assert b"/xl/bmcomments1.xml" in types


def test_that_a_damaged_file_is_refused_and_marking_can_be_cancelled(tmp_path: Path) -> None:
    source = clerks_own(tmp_path / "台账.xlsx")
    with pytest.raises(Cancelled):
        mark_workbook(source, [Mark("", 3, "A", blocking, "看")], moment, Listening(1))
    source.write_bytes(source.read_bytes()[:900])
    with pytest.raises(Refused) as refused:
        mark_workbook(source, [], moment)
    assert refused.value.code == "BM-410"
