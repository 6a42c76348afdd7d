"""A field added to the policy file, and nothing else, is asked, listed, exchanged and checked.

This is the example CONTRIBUTING.md shows.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from bianmin_desktop.bootstrap import Application, Program
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.environment.paths import DataFolder, resources
from bianmin_desktop.services.templates import TemplateService

new_field = """
[[record.fields]]
id = "delivery_radius"
label = "配送半径"
kind = "integer"
section = "operation"
unit = "米"
minimum = 0
maximum = 5000
listed = true
template = true
help = "送货上门最远送到多少米。"
"""


def resources_with_new_field(folder: Path) -> Path:
    """The program's resources, with one more field in the outlet's policy file."""
    shutil.copytree(resources(), folder, ignore=shutil.ignore_patterns("fonts"))
    (folder / "fonts").symlink_to(resources() / "fonts")
    outlet = folder / "policy" / "qingdao-2022" / "records" / "outlet.toml"
    outlet.write_text(outlet.read_text(encoding="utf-8") + new_field, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    folder = tmp_path_factory.mktemp("新字段")
    changed = resources_with_new_field(folder / "resources")
    moment = FixedClock(datetime(2024, 4, 9, 10, 30))
    program = Program(DataFolder(folder / "数据"), changed, moment)
    program.make_book("370212005007", is_demo=True)
    opened = program.open()
    yield opened
    opened.close()


def _opened_before(outlet: Record, day: date) -> bool:
    opened = outlet.get("opened")
    return isinstance(opened, date) and opened < day


def _column(path: Path, sheet: str, label: str) -> list[object]:
    """The cells under the header that begins with `label`."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if str(cell).startswith(label):
                return [below[place] for below in rows[number + 1 :]]
    raise AssertionError(label)


def test_that_it_is_read_checked_and_kept_like_any_other(application: Application) -> None:
    blank = application.entry.blank("outlet")
    draft = Draft("outlet", {"name": "岭上快送", "delivery_radius": "８００米"}, blank.id)
    saved = application.entry.save(draft, blank).record
    assert application.entry.record("outlet", saved.id).get("delivery_radius") == 800
    assert application.entry.texts(saved)["delivery_radius"] == "800"
    for wrong in ("很远", "9000"):
        review = application.entry.review(Draft("outlet", {"delivery_radius": wrong}), saved)
        assert "delivery_radius" in [issue.place.field for issue in review.issues]
    (event,) = application.history.events(saved.id)
    assert ("配送半径", "800") in [(step.label, step.after) for step in event.steps]


def test_that_it_has_its_column_in_the_list(application: Application) -> None:
    columns = application.ledgers.columns("outlet")
    place = [field.id for field in columns].index("delivery_radius")
    listing = application.ledgers.listing("outlet", [("delivery_radius", "800")])
    (line,) = application.ledgers.page(listing, 0, 10)
    assert line.cells[place] == "800"


def test_that_a_workbook_by_the_template_brings_it_in(
    application: Application, tmp_path: Path
) -> None:
    template = tmp_path / "模板.xlsx"
    program = application.program
    templates = TemplateService(program.edition, program.divisions, program.clock)
    templates.save("outlet", template)
    book = openpyxl.load_workbook(template)
    sheet = book.worksheets[0]
    headers = {
        str(cell.value).split("（")[0].strip("*＊ "): (cell.row, cell.column)
        for row in sheet.iter_rows(max_row=6)
        for cell in row
        if cell.value
    }
    assert "配送半径" in headers
    last = sheet.max_row + 1
    for label, value in (("网点名称", "岭下快送"), ("配送半径", 650)):
        sheet.cell(last, headers[label][1], value)
    book.save(template)
    application.importing.run("outlet", [template])
    (found,) = application.ledgers.find("岭下快送")
    assert application.entry.record("outlet", found.id).get("delivery_radius") == 650


def test_that_it_is_handed_in_with_the_quarter(application: Application, tmp_path: Path) -> None:
    outlets = application.summaries.ledger().of("outlet")
    record = next(
        one
        for one in outlets
        if not one.typed and one.get("status") == "open" and _opened_before(one, date(2023, 9, 1))
    )
    application.entry.save(Draft("outlet", {"delivery_radius": "725"}, record.id), record)
    for name in ("岭上快送", "岭下快送"):
        for hit in application.ledgers.find(name):
            application.entry.delete("outlet", hit.id)
    exported = application.exporting.export(Quarter(2024, 1), tmp_path)
    (workbook,) = [path for path in exported.files if path.suffix == ".xlsx"]
    assert 725 in _column(workbook, "网点明细", "配送半径")
