"""Workbooks of real reports: what Excel demands, and what LibreOffice makes of them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.exchange.tables import read_tables
from bianmin_desktop.services.checklist_papers import Wanted
from tests.exchange.excel_demands import complaints

quarter = Quarter(2024, 1)
windows_fonts = {"宋体", "黑体"}


@pytest.fixture
def report(application: Application, out: Path) -> Path:
    return application.exporting.export(quarter, out).files[0]


def converted(path: Path, form: str, folder: Path) -> Path:
    """The file as LibreOffice writes it in another form."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True)
    return folder / f"{path.stem}.{form}"


def cells(path: Path) -> dict[str, list[list[str]]]:
    """Every cell as a clerk reads it: numbers to the fifteen digits a spreadsheet keeps."""
    return {sheet.name: [list(row) for row in sheet.rows] for sheet in read_tables(path)}


def test_that_a_report_converted_by_libreoffice_says_the_same(
    application: Application, report: Path, tmp_path: Path
) -> None:
    again = converted(report, "xlsx", tmp_path)
    assert cells(again) == cells(report)
    assert application.verifying.file(again).is_equal
    before, after = load_workbook(report), load_workbook(again)
    for name in before.sheetnames:
        assert after[name].sheet_state == before[name].sheet_state
        choices = [w[name].data_validations.dataValidation for w in (before, after)]
        assert len(choices[1]) == len(choices[0])
        marked = [len(w[name].conditional_formatting) for w in (before, after)]
        assert marked[1] == marked[0]


def test_that_every_printed_page_of_a_report_bears_its_code_and_number(
    report: Path, tmp_path: Path
) -> None:
    [code] = [row[1] for row in cells(report)["封面"] if row[0] == "一致码"]
    pages = PdfReader(converted(report, "pdf", tmp_path)).pages
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        text = "".join(page.extract_text().split())
        assert code in text
        # Where the machine has no Chinese typeface, only digits and letters can be read back.
        assert re.search(rf"\D{number}\D+{len(pages)}\D", text)
        assert "2024" in text


def test_that_a_report_uses_fonts_every_office_has(report: Path) -> None:
    workbook = load_workbook(report)
    used = {
        cell.font.name
        for name in workbook.sheetnames
        if workbook[name].sheet_state == "visible"
        for row in workbook[name].iter_rows(max_row=12)
        for cell in row
        if cell.value is not None
    }
    assert used == windows_fonts


def circle_checklist(application: Application, target: Path) -> None:
    [circle] = application.ledgers.records(application.ledgers.listing("circle"))
    application.acceptance.papers.save(Wanted((circle.id,), "standard"), target)


def outlet_list(application: Application, target: Path) -> None:
    application.listings.save(application.ledgers.listing("outlet"), target)


made: dict[str, Callable[[Application, Path], None]] = {
    "checklist": circle_checklist,
    "list": outlet_list,
}


def test_that_a_report_is_what_excel_demands(report: Path) -> None:
    assert complaints(report) == []


@pytest.mark.parametrize("kind", made)
def test_that_other_workbooks_are_what_excel_demands(
    application: Application, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "表.xlsx"
    made[kind](application, target)
    assert complaints(target) == []
