"""Templates: headers, drop-downs, text columns and how every field is written."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from bianmin_desktop.bootstrap import start
from bianmin_desktop.services.importing.headers import Vocabulary, folded
from bianmin_desktop.services.templates import TemplateService


@pytest.fixture
def made(tmp_path: Path) -> Path:
    program = start(tmp_path)
    service = TemplateService(program.edition, program.divisions, program.clock)
    service.save("outlet", tmp_path / "模板.xlsx", "370212005")
    return tmp_path / "模板.xlsx"


def test_that_every_entered_field_has_a_column_that_the_import_knows(made: Path) -> None:
    record_type = start(made.parent).edition.record_type("outlet")
    sheet = openpyxl.load_workbook(made).worksheets[0]
    header = [str(cell.value) for cell in sheet[1]]
    words = Vocabulary.of(record_type).words
    found = [words[folded(heading)].field for heading in header]
    assert found == [field.id for field in record_type.fields if field.entered]
    assert "网点名称*" in header
    assert sheet.max_row == 1
    assert all(cell.comment is not None for cell in sheet[1])


def test_that_choices_come_from_a_hidden_sheet_and_codes_are_text(made: Path) -> None:
    book = openpyxl.load_workbook(made)
    sheet, lists = book.worksheets[0], book["_lists"]
    assert lists.sheet_state == "hidden"
    header = {str(cell.value).rstrip("*"): cell.column_letter for cell in sheet[1]}
    offers = {
        str(offer.sqref).partition("2:")[0]: str(offer.formula1)
        for offer in sheet.data_validations.dataValidation
        if offer.type == "list"
    }
    place = offers[header["所属社区"]].partition("!")[2].replace("$", "")
    offered = [row[0].value for row in lists[place]]
    assert "金家岭社区居民委员会" in offered
    assert len(offered) == 32
    assert sheet.column_dimensions[header["统一社会信用代码"]].number_format == "@"
    assert header["一店多能"] not in offers


def test_that_headers_are_locked_without_a_password_and_cells_to_fill_are_free(made: Path) -> None:
    sheet = openpyxl.load_workbook(made).worksheets[0]
    guard = sheet.protection
    assert guard.sheet
    assert guard.password is None
    assert all(cell.protection.locked for cell in sheet[1])
    # As Excel stores it, true means that it is not allowed.
    allowed = (guard.insertRows, guard.sort, guard.autoFilter, guard.formatColumns)
    assert allowed == (False, False, False, False)
    assert guard.deleteRows
    for cell in sheet[1]:
        assert not sheet.column_dimensions[cell.column_letter].protection.locked


def test_that_required_columns_are_marked_and_every_cell_tells_how_it_is_filled(
    made: Path,
) -> None:
    sheet = openpyxl.load_workbook(made).worksheets[0]
    fills = {str(cell.value): cell.fill.fgColor.rgb for cell in sheet[1]}
    assert fills["网点名称*"] == fills["业态*"] != fills["登记名称"]
    guides = sheet.data_validations.dataValidation
    assert len(guides) == sheet.max_column
    assert all(guide.showInputMessage and guide.prompt for guide in guides)
    (name,) = [guide for guide in guides if guide.promptTitle == "网点名称"]
    assert "必填" in name.prompt


def test_that_the_second_sheet_explains_every_field(made: Path) -> None:
    book = openpyxl.load_workbook(made)
    told = {row[0]: row for row in book["填写说明"].iter_rows(values_only=True)}
    assert told["网点名称"][1] == "必填"
    assert "快递" in str(told["一店多能"][4]) or "、" in str(told["一店多能"][4])
    assert "2024-03-15" in str(told["开业年月"][2])
