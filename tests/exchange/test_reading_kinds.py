"""What a file is, its content tells: every kind that clerks keep, whatever its name says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.csv_tables import write_csv
from bianmin_desktop.exchange.tables import Sheet, read_tables
from tests.exchange.xls_samples import XlsSheet, compound, label, number, xls
from tests.exchange.xlsx_samples import ods, parts_of, text, xlsx, zipped

rows = [["网点名称", "电话"], ["岭上便利店", "0532"]]
_xlsx_rows = (
    f'<row r="1">{text("A1", "网点名称")}{text("B1", "电话")}</row>'
    f'<row r="2">{text("A2", "岭上便利店")}{text("B2", "0532")}</row>'
)
_cells = "".join(
    "<table:table-row>"
    + "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in row
    )
    + "</table:table-row>"
    for row in rows
)
_csv = "网点名称,电话\r\n岭上便利店,0532\r\n"
_macros = zipped(
    {
        part: content.replace(
            b"openxmlformats-officedocument.spreadsheetml.sheet.main",
            b"ms-excel.sheet.macroEnabled.main",
        )
        for part, content in (
            *parts_of(_xlsx_rows).items(),
            ("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(5000)),
        )
    }
)
_xls = xls(
    XlsSheet(
        "网点", [label(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    )
)
kinds = {
    "台账.xlsx": xlsx(_xlsx_rows),
    "带宏的.xlsm": _macros,
    "WPS新格式.et": xlsx(_xlsx_rows),
    "WPS旧格式.et": _xls,
    "旧台账.xls": _xls,
    "其实是xls的.xlsx": _xls,
    "其实是csv的.xls": _csv.encode("gb18030"),
    "其实是xlsx的.csv": xlsx(_xlsx_rows),
    "开放格式.ods": ods(f'<table:table table:name="网点">{_cells}</table:table>'),
    "带标记.csv": _csv.encode("utf-8-sig"),
    "不带标记.csv": _csv.encode("utf-8"),
    "国标.csv": _csv.encode("gb18030"),
    "双字节.csv": _csv.encode("utf-16"),
    "双字节大端.csv": b"\xfe\xff" + _csv.encode("utf-16-be"),
    "双字节不带标记.csv": _csv.encode("utf-16-le"),
    "制表符.txt": _csv.replace(",", "\t").encode("utf-16"),
    "分号.csv": _csv.replace(",", ";").encode("gb18030"),
    "中文逗号.csv": _csv.replace(",", "，").encode("gb18030"),
}


def read(folder: Path, content: bytes, name: str = "台账.xlsx") -> list[Sheet]:
    (folder / name).write_bytes(content)
    return read_tables(folder / name)


@pytest.mark.parametrize("name", kinds)
def test_that_a_ledger_of_any_kind_reads_the_same(tmp_path: Path, name: str) -> None:
    (sheet,) = read(tmp_path, kinds[name], name)
    assert sheet.rows == rows


def test_that_a_word_of_one_byte_zero_does_not_hide_what_a_text_is_written_in(
    tmp_path: Path,
) -> None:
    said = "序号,名称\n第一,一一一\n第二,一品\n"
    (sheet,) = read(tmp_path, said.encode("utf-16-le"), "一.csv")
    assert sheet.rows == [["序号", "名称"], ["第一", "一一一"], ["第二", "一品"]]


def test_that_a_damaged_utf8_file_is_refused_with_its_line_and_not_read_as_other_words(
    tmp_path: Path,
) -> None:
    lines = ["名称,电话", *(f"岭上便利店{n},0532" for n in range(200))]
    content = "\n".join(lines).encode()
    place = content.index("店150".encode()) + 1
    with pytest.raises(Refused, match="第 152 行有读不出的字") as refused:
        read(tmp_path, content[:place] + content[place + 1 :], "坏.csv")
    assert refused.value.code == "BM-406"


def test_that_an_open_quotation_mark_is_refused_where_it_opens(tmp_path: Path) -> None:
    said = '名称,备注\n甲,"好"\n乙,"没有关上\n丙,1\n'
    with pytest.raises(Refused, match="第 3 行读不懂") as refused:
        read(tmp_path, said.encode(), "引号.csv")
    assert refused.value.code == "BM-405"


def test_that_cells_with_commas_quotes_and_lines_of_a_text_table_are_whole(tmp_path: Path) -> None:
    said = '名称,备注\n"甲,乙","他说""好""\n第二行"\n,\n\n丙,末\n,,\n'
    (sheet,) = read(tmp_path, said.encode("gb18030"), "引号.csv")
    assert sheet.rows == [["名称", "备注"], ["甲,乙", '他说"好"\n第二行'], [], [], ["丙", "末"]]


def test_that_what_only_kept_a_spreadsheet_from_changing_a_cell_is_left_off(
    tmp_path: Path,
) -> None:
    said = "sep=;\n名称;代码\n甲;=\"00123\"\n乙;'=1+1\n丙;'好\n"
    (sheet,) = read(tmp_path, said.encode(), "护着.csv")
    assert sheet.rows == [[], ["名称", "代码"], ["甲", "00123"], ["乙", "=1+1"], ["丙", "'好"]]


def test_that_what_we_write_as_csv_reads_back_the_same(tmp_path: Path) -> None:
    cells = [["名称", "备注"], ["=1+1", "-5"], ["@x", "+86 532"], ["甲,乙", '"\n"']]
    with (tmp_path / "出.csv").open("wb") as file:
        write_csv(file, cells)
    (sheet,) = read_tables(tmp_path / "出.csv")
    assert sheet.rows == cells


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF 文件"),
        (b"Rar!\x1a\x07\x01\x00abc", "压缩包"),
        (b"\x89PNG\r\n\x1a\n0000", "图片"),
        (b"\xef\xbb\xbf  <HTML><table></table>", "网页"),
        (b'<?xml version="1.0"?><Workbook/>', "XML 文件"),
    ],
)
def test_that_another_kind_of_file_is_called_what_it_is(
    tmp_path: Path, content: bytes, named: str
) -> None:
    with pytest.raises(Refused, match=f"其实是{named}") as refused:
        read(tmp_path, content)
    assert refused.value.code == "BM-404"


def test_that_a_binary_workbook_and_a_text_document_are_refused_with_a_way_out(
    tmp_path: Path,
) -> None:
    with pytest.raises(Refused, match=r"xlsb.*另存为"):
        read(tmp_path, zipped({"xl/workbook.bin": b"\x83\x01\x00"}), "甲.xlsb")
    with pytest.raises(Refused, match=r"其实是 Word.*复制到新建的工作簿"):
        read(tmp_path, compound({"WordDocument": b"x" * 5000}), "乙.xls")
    with pytest.raises(Refused, match=r"其实是 Word.*复制到新建的工作簿"):
        read(tmp_path, zipped({"word/document.xml": b"<x/>"}), "丙.xlsx")


def test_that_several_sheets_come_in_order_with_hidden_ones_marked(tmp_path: Path) -> None:
    file = xls(
        XlsSheet("一月", [label(0, 0, "甲")]),
        XlsSheet("藏", [number(0, 0, 5)], is_hidden=True),
        XlsSheet("空"),
    )
    sheets = read(tmp_path, file, "三张.xls")
    assert [(sheet.name, sheet.is_hidden, sheet.rows) for sheet in sheets] == [
        ("一月", False, [["甲"]]),
        ("藏", True, [["5"]]),
        ("空", False, []),
    ]
