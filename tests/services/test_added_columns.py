"""A column an edition file or the office itself adds shows up wherever fields do, without code."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from tests.services.extended import filled_template


@dataclass(frozen=True)
class Added:
    """One added column: where, its id and label, what is typed, what that means, what is wrong."""

    type: str
    id: str
    label: str
    typed: str
    meant: object
    shown: str
    wrong: str
    others: tuple[tuple[str, str], ...]


outlet = (("name", "岭上快送"),)
fund = (("name", "拨付试算"), ("source", "市级"))
columns = [
    Added("outlet", "delivery_radius", "配送半径", "８００米", 800, "800", "9000", outlet),
    Added("outlet", "x_yjjj1", "夜间经济", "没有", "c2", "没有", "也许", outlet),
    Added("fund", "audit_number", "审计编号", "SJ-07", "SJ-07", "SJ-07", "长" * 300, fund),
    Added("fund", "x_bfpc1", "拨付批次", "3批", 3, "3", "12", fund),
]
each = pytest.mark.parametrize("added", columns, ids=[column.id for column in columns])


def kept(application: Application, added: Added) -> Record:
    """A record with the column filled in; made once."""
    name = dict(added.others)["name"]
    for hit in application.ledgers.find(name):
        record = application.entry.record(hit.type, hit.id)
        if record.type == added.type and record.get(added.id) == added.meant:
            return record
    blank = application.entry.blank(added.type)
    texts = {**dict(added.others), added.id: added.typed}
    return application.entry.save(Draft(added.type, texts, blank.id), blank).record


@each
def test_that_it_is_asked_checked_and_kept(asked_for_more: Application, added: Added) -> None:
    record = kept(asked_for_more, added)
    assert asked_for_more.entry.record(added.type, record.id).get(added.id) == added.meant
    assert asked_for_more.entry.texts(record)[added.id] == added.shown
    review = asked_for_more.entry.review(Draft(added.type, {added.id: added.wrong}), record)
    assert added.id in [issue.place.field for issue in review.issues]


@each
def test_that_its_history_is_told_by_its_name(asked_for_more: Application, added: Added) -> None:
    (event,) = asked_for_more.history.events(kept(asked_for_more, added).id)
    assert (added.label, added.shown) in [(step.label, step.after) for step in event.steps]


@each
def test_that_a_list_shows_and_filters_it(asked_for_more: Application, added: Added) -> None:
    record = kept(asked_for_more, added)
    ledgers = asked_for_more.ledgers
    place = [field.id for field in ledgers.columns(added.type)].index(added.id)
    listing = ledgers.listing(added.type, [(added.id, added.shown)])
    lines = {line.id: line for line in ledgers.page(listing, 0, 50)}
    assert lines[record.id].cells[place] == added.shown


@each
def test_that_a_returned_template_brings_it_in(
    asked_for_more: Application, added: Added, tmp_path: Path
) -> None:
    name = f"{dict(added.others)['name']}（{added.id}）"
    record_type = asked_for_more.edition.record_type(added.type)
    row = {record_type.field(field_id).label: text for field_id, text in added.others}
    row |= {record_type.field("name").label: name, added.label: added.shown}
    path = filled_template(asked_for_more, added.type, tmp_path / "模板.xlsx", row)
    asked_for_more.importing.run(added.type, [path])
    (found,) = [h for h in asked_for_more.ledgers.find(name) if h.name == name]
    assert asked_for_more.entry.record(added.type, found.id).get(added.id) == added.meant
    asked_for_more.entry.delete(added.type, found.id)


@each
def test_that_lists_that_go_out_have_it(
    asked_for_more: Application, added: Added, tmp_path: Path
) -> None:
    kept(asked_for_more, added)
    listings, ledgers = asked_for_more.listings, asked_for_more.ledgers
    listing = ledgers.listing(added.type, [(added.id, added.shown)])
    workbook, text, paper = (tmp_path / f"表{suffix}" for suffix in (".xlsx", ".csv", ".pdf"))
    listings.save(listing, workbook)
    assert added.shown in _written(_under(workbook, 0, added.label))
    listings.save(listing, text)
    rows = list(csv.reader(StringIO(text.read_text(encoding="utf-8-sig"))))
    assert any(added.label in cell for row in rows[:5] for cell in row)
    chosen = [f for f in ledgers.fields(added.type) if f.id in ("name", added.id)]
    listings.save(listing, paper, chosen)
    for content in (paper.read_bytes(), listings.printed(listing, chosen)):
        words = _words(content)
        assert added.label in words
        assert added.shown in words


@pytest.mark.parametrize("added", columns[:2], ids=["delivery_radius", "x_yjjj1"])
def test_that_it_is_handed_in_with_the_quarter(
    asked_for_more: Application, added: Added, tmp_path: Path
) -> None:
    application = asked_for_more
    for name in ("岭上快送", "拨付试算"):
        for hit in application.ledgers.find(name):
            application.entry.delete(hit.type, hit.id)
    record = next(
        one
        for one in application.summaries.ledger().of("outlet")
        if not one.typed and one.get("status") == "open" and _opened_in_time(one)
    )
    draft = Draft(added.type, {added.id: added.typed}, record.id)
    application.entry.save(draft, record)
    exported = application.exporting.export(Quarter(2024, 1), tmp_path)
    (workbook,) = [path for path in exported.files if path.suffix == ".xlsx"]
    assert added.shown in _written(_under(workbook, "网点明细", added.label))


def _opened_in_time(outlet: Record) -> bool:
    opened = outlet.get("opened")
    return isinstance(opened, date) and opened < date(2023, 9, 1)


def _under(path: Path, sheet: str | int, label: str) -> list[object]:
    """The cells under the header that begins with `label`."""
    book = CalamineWorkbook.from_path(path)
    found = book.get_sheet_by_index(sheet) if isinstance(sheet, int) else None
    rows = (found or book.get_sheet_by_name(str(sheet))).to_python()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if str(cell).startswith(label):
                return [below[place] for below in rows[number + 1 :]]
    raise AssertionError(label)


def _written(cells: list[object]) -> list[str]:
    return [f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in cells]


def _words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document).replace("\n", "")
    finally:
        document.close()
