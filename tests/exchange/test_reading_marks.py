"""What stands beside the cells is read too: merged ranges, hidden rows, notes, our own facts."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.comments import Comment

from bianmin_desktop.exchange.excel.hidden import meta_name
from bianmin_desktop.exchange.tables import Block, Sheet, facts_sheet, read_tables
from tests.exchange.test_reading_kinds import read
from tests.exchange.xls_samples import XlsSheet, hidden_row, label, merged, note, xls
from tests.exchange.xlsx_samples import ods, text, xlsx

rows = [["标题"], ["名称", "甲社区"], ["岭上"], ["海大", "", "末"]]
block = Block(1, 1, 3, 1)


def _expected(sheet: Sheet) -> None:
    assert sheet.rows == rows
    assert sheet.merged == (Block(0, 0, 0, 2), block)
    assert sheet.hidden_rows == {2}
    assert sheet.notes == {"1,0": "批注\n第二行", "3,3": "空格的批注"}
    assert sheet.facts == {"format": "bianmin-template", "unit": "370212005"}


def test_that_an_xlsx_is_read_with_all_that_stands_beside_its_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("B2:B4")
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[900].hidden = True
    sheet["A2"].comment = Comment("批注\n第二行", "张三")
    sheet["D4"].comment = Comment("空格的批注", "李四")
    facts = book.create_sheet(facts_sheet)
    facts.sheet_state = "hidden"
    for fact in (("format", "bianmin-template"), ("unit", "370212005"), ("row", "1", "x")):
        facts.append(fact)
    book.save(tmp_path / "新.xlsx")
    first, second = read_tables(tmp_path / "新.xlsx")
    _expected(first)
    assert (second.name, second.is_hidden, second.facts) == (facts_sheet, True, first.facts)


def test_that_an_xls_is_read_with_all_that_stands_beside_its_cells(tmp_path: Path) -> None:
    cells = [label(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell]
    beside = [merged(0, 0, 0, 2), merged(1, 3, 1, 1), hidden_row(2)]
    notes = [note(1, 0, "批注\n第二行", 7), note(3, 3, "空格的批注", 8)]
    facts = [("format", "bianmin-template"), ("unit", "370212005")]
    said = [label(r, c, word) for r, fact in enumerate(facts) for c, word in enumerate(fact)]
    file = xls(XlsSheet("甲", cells + beside + notes), XlsSheet(facts_sheet, said, is_hidden=True))
    _expected(read(tmp_path, file, "旧.xls")[0])


def test_that_an_ods_is_read_with_all_that_stands_beside_its_cells(tmp_path: Path) -> None:
    def cell(shown: str, more: str = "", noted: str = "") -> str:
        lines = "".join(f"<text:p>{line}</text:p>" for line in noted.split("\n") if line)
        note = f"<office:annotation>{lines}</office:annotation>" if lines else ""
        paragraph = f"<text:p>{shown}</text:p>" if shown else ""
        kind = ' office:value-type="string"' if shown else ""
        return f"<table:table-cell{kind}{more}>{note}{paragraph}</table:table-cell>"

    def row(*cells: str, more: str = "") -> str:
        return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"

    wide = ' table:number-columns-spanned="3" table:number-rows-spanned="1"'
    high = ' table:number-columns-spanned="1" table:number-rows-spanned="3"'
    table = "".join(
        (
            row(
                cell("标题", wide), '<table:covered-table-cell table:number-columns-repeated="2"/>'
            ),
            row(cell("名称", noted="批注\n第二行"), cell("甲社区", high)),
            row(cell("岭上"), cell(""), more=' table:visibility="collapse"'),
            row(cell("海大"), cell(""), cell("末"), cell("", noted="空格的批注")),
            row(cell(""), more=' table:number-rows-repeated="1048572" table:visibility="filter"'),
        )
    )
    facts = row(cell("format"), cell("bianmin-template")) + row(cell("unit"), cell("370212005"))
    tables = (
        f'<table:table table:name="甲">{table}</table:table>'
        f'<table:table table:name="{facts_sheet}" table:style-name="ta1">{facts}</table:table>'
    )
    first, second = read(tmp_path, ods(tables), "开.ods")
    assert second.rows[0] == ["format", "bianmin-template"]
    assert (first.rows, first.merged) == (rows, (Block(0, 0, 0, 2), block))
    assert (first.hidden_rows, len(first.notes)) == ({2}, 2)
    assert first.notes["1,0"] == "批注\n第二行"


def test_that_our_hidden_sheet_has_the_name_our_writers_give_it() -> None:
    assert facts_sheet == meta_name


def test_that_a_sheet_of_that_name_that_anybody_sees_says_nothing_about_the_file(
    tmp_path: Path,
) -> None:
    row = f'<row r="1">{text("A1", "format")}{text("B1", "bianmin-template")}</row>'
    (sheet,) = read(tmp_path, xlsx(row, name=facts_sheet))
    assert sheet.facts == {}


def test_that_cells_keep_their_columns_and_rows_when_nothing_stands_before_them(
    tmp_path: Path,
) -> None:
    sheet = read(tmp_path, xlsx(f'<row r="3">{text("C3", "远")}</row>'))[0]
    assert sheet.rows == [[], [], ["", "", "远"]]
    old = read(tmp_path, xls(XlsSheet("甲", [label(2, 2, "远")])), "旧.xls")[0]
    assert old.rows == sheet.rows


def test_that_a_wrong_dimension_hides_no_row(tmp_path: Path) -> None:
    many = "".join(f'<row r="{n}">{text(f"A{n}", f"第{n}行")}</row>' for n in range(1, 101))
    for said in ("A1", "A1:B2", "A1:XFD1048576"):
        sheet = read(tmp_path, xlsx(many, head=f'<dimension ref="{said}"/>'))[0]
        assert len(sheet.rows) == 100
        assert sheet.rows[99] == ["第100行"]


def test_that_rows_and_cells_without_numbers_follow_each_other(tmp_path: Path) -> None:
    bare = '<row><c t="inlineStr"><is><t>甲</t></is></c><c><v>1</v></c></row>'
    hidden = '<row hidden="true"><c><v>2</v></c></row>'
    sheet = read(tmp_path, xlsx(bare + hidden))[0]
    assert (sheet.rows, sheet.hidden_rows) == ([["甲", "1"], ["2"]], {1})


def test_that_a_text_that_looks_like_a_hidden_row_hides_none(tmp_path: Path) -> None:
    said = '&lt;row r="1" hidden="1"&gt; hidden="1"'
    sheet = read(tmp_path, xlsx(f'<row r="1">{text("A1", said)}</row>'))[0]
    assert (sheet.rows, sheet.hidden_rows) == ([['<row r="1" hidden="1"> hidden="1"']], frozenset())


def test_that_a_million_formatted_empty_rows_below_cost_nothing_to_keep(tmp_path: Path) -> None:
    empty = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(2, 200_001)
    )
    last = f'<row r="1048576"><c r="A1048576" s="1"/>{text("C1048576", " ")}</row>'
    sheet = read(tmp_path, xlsx(f'<row r="1">{text("A1", "名称")}</row>{empty}{last}'))[0]
    assert sheet.rows == [["名称"]]


def test_that_merged_ranges_are_cut_to_what_is_there(tmp_path: Path) -> None:
    tail = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="H9:J12"/></mergeCells>'
    row = f'<row r="1">{text("A1", "甲")}</row><row r="2">{text("B2", "乙")}</row>'
    sheet = read(tmp_path, xlsx(row, tail=tail))[0]
    assert sheet.merged == (Block(0, 0, 1, 1),)
