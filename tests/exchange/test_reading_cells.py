"""A cell becomes the text a clerk would type; what cannot be one is never silently blank."""

from __future__ import annotations

from pathlib import Path

import pytest

from bianmin_desktop.domain.parsing.precision import is_in_scientific_notation
from bianmin_desktop.exchange.tables import Sheet, unusable
from tests.exchange import xlsx_samples as samples
from tests.exchange.test_reading_kinds import read
from tests.exchange.xls_samples import XlsSheet, day_style, error, failed_formula, number, xls
from tests.exchange.xlsx_samples import text, xlsx


def only(folder: Path, content: bytes, name: str = "台账.xlsx") -> Sheet:
    (sheet,) = read(folder, content, name)
    return sheet


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<v>85.5</v>", "85.5"),
        ("<v>85</v>", "85"),
        ("<v>0.30000000000000004</v>", "0.3"),
        ("<v>-0</v>", "0"),
        ("<v>0.0000001</v>", "0.0000001"),
        ("<v>13812345678</v>", "13812345678"),
        ("<v>123456789012345</v>", "123456789012345"),
    ],
)
def test_that_a_number_is_what_the_spreadsheet_shows(tmp_path: Path, cell: str, shown: str) -> None:
    sheet = only(tmp_path, xlsx(f'<row r="1"><c r="A1">{cell}</c></row>'))
    assert sheet.rows == [[shown]]


@pytest.mark.parametrize("typed", ["370202199001011234", "9.137E+17", "1234567890123456"])
def test_that_a_number_that_lost_its_last_digits_can_be_told(tmp_path: Path, typed: str) -> None:
    sheet = only(tmp_path, xlsx(f'<row r="1"><c r="A1"><v>{typed}</v></c></row>'))
    assert is_in_scientific_notation(sheet.rows[0][0])
    old = only(tmp_path, xls(XlsSheet("甲", [number(0, 0, float(typed))])), "旧.xls")
    assert old.rows == sheet.rows


def test_that_codes_kept_as_texts_stay_as_they_are(tmp_path: Path) -> None:
    codes = ["91370212MA00000001", "370202199001011234", "00532", "1E5", "=1+1", "是"]
    cells = "".join(text(f"{'ABCDEF'[place]}1", code) for place, code in enumerate(codes))
    assert only(tmp_path, xlsx(f'<row r="1">{cells}</row>')).rows == [codes]


def test_that_days_hours_and_answers_are_as_a_clerk_types_them(tmp_path: Path) -> None:
    styled = [
        (samples.day, "45366"),
        (samples.long_day, "45366"),
        (samples.hours, "1.5"),
        (samples.clock, "0.354166666666667"),
        (samples.moment, "45366.25"),
        (samples.percent, "0.855"),
    ]
    cells = "".join(
        f'<c r="{"ABCDEF"[place]}1" s="{style}"><v>{value}</v></c>'
        for place, (style, value) in enumerate(styled)
    )
    sheet = only(tmp_path, xlsx(f'<row r="1">{cells}<c r="G1" t="b"><v>1</v></c></row>'))
    assert sheet.rows == [
        ["2024-03-15", "2024-03-15", "36:00", "08:30", "2024-03-15 06:00:00", "0.855", "是"]
    ]
    assert not sheet.counts_from_1904


def test_that_days_numbered_from_1904_are_the_same_days(tmp_path: Path) -> None:
    row = f'<row r="1"><c r="A1" s="{samples.day}"><v>43904</v></c></row>'
    sheet = only(tmp_path, xlsx(row, settings='<workbookPr date1904="1"/>'))
    assert (sheet.rows, sheet.counts_from_1904) == ([["2024-03-15"]], True)
    cells = [number(0, 0, 43904, day_style)]
    old = only(tmp_path, xls(XlsSheet("甲", cells), counts_from_1904=True), "旧.xls")
    assert (old.rows, old.counts_from_1904) == ([["2024-03-15"]], True)


def test_that_a_failed_formula_is_shown_as_such_and_its_neighbours_are_read(
    tmp_path: Path,
) -> None:
    cells = "".join(
        f'<c r="{"ABCD"[place]}2" t="e"><f>1/0</f><v>{shown}</v></c>'
        for place, shown in enumerate(("#N/A", "#DIV/0!", "#REF!", "#SPILL!"))
    )
    rows = f'<row r="2">{cells}<c r="E2"><v>5</v></c></row>'
    sheet = only(tmp_path, xlsx(rows))
    assert sheet.rows == [[], ["#N/A", "#DIV/0!", "#REF!", "#SPILL!", "5"]]
    assert set(sheet.rows[1][:4]) <= unusable
    quoted = rows.replace('t="e"', "t='e'")
    assert only(tmp_path, xlsx(quoted)).rows == sheet.rows


def test_that_failed_formulas_of_old_and_open_files_are_shown_too(tmp_path: Path) -> None:
    cells = [error(1, 1, "#N/A"), failed_formula(1, 2, "#REF!"), number(1, 3, 5)]
    old = only(tmp_path, xls(XlsSheet("甲", cells)), "旧.xls")
    assert old.rows == [[], ["", "#N/A", "#REF!", "5"]]
    wrong = (
        '<table:table table:name="甲"><table:table-row table:number-rows-repeated="2">'
        "<table:table-cell/></table:table-row><table:table-row>"
        '<table:table-cell table:number-columns-repeated="3"/>'
        '<table:table-cell office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    opened = only(tmp_path, samples.ods(wrong), "开.ods")
    assert opened.rows == [[], [], ["", "", "", "#DIV/0!"]]


def test_that_a_formula_stored_without_its_result_says_so_and_an_empty_text_does_not(
    tmp_path: Path,
) -> None:
    cells = (
        '<c r="A1"><f>1+1</f></c><c r="B1" t="n"><f>SUM(C1:D1)</f><v></v></c>'
        '<c r="C1" t="str"><f>A9</f><v></v></c><c r="D1"><f>1+2</f><v>3</v></c>'
        '<c r="E1" s="1"><f t="shared" si="0"/><v/></c>'
    )
    sheet = only(tmp_path, xlsx(f'<row r="1">{cells}</row>'))
    assert sheet.rows == [["#公式无结果", "#公式无结果", "", "3", "#公式无结果"]]
    assert "#公式无结果" in unusable


def test_that_formulas_that_would_start_programs_are_texts_or_their_stored_results(
    tmp_path: Path,
) -> None:
    cells = (
        text("A1", "=cmd|' /C calc'!A0")
        + '<c r="B1" t="str"><f>HYPERLINK("http://x","点我")</f><v>点我</v></c>'
        + '<c r="C1" t="str"><f>cmd|&apos; /C calc&apos;!A0</f><v>0</v></c>'
    )
    sheet = only(tmp_path, xlsx(f'<row r="1">{cells}</row>'))
    assert sheet.rows == [["=cmd|' /C calc'!A0", "点我", "0"]]


def test_that_tags_with_a_prefix_are_the_same_tags(tmp_path: Path) -> None:
    members = samples.parts_of("")
    sheet = (
        f'<x:worksheet xmlns:x="{samples.main}"><x:sheetData><x:row r="1" hidden="1">'
        '<x:c r="A1" t="e"><x:v>#REF!</x:v></x:c><x:c r="B1"><x:f>1+1</x:f></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    members["xl/worksheets/sheet1.xml"] = sheet.encode()
    read_back = only(tmp_path, samples.zipped(members))
    assert read_back.rows == [["#REF!", "#公式无结果"]]
    assert read_back.hidden_rows == {0}
