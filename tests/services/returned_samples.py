"""A small book, its templates sent out, and what clerks do to them before they come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.services.dispatching import Order
from bianmin_desktop.services.importing import FileOutcome, Imported

shops = (
    ("岭上便利店", "便利店", "海尔路63号-2", "85.5", "13812345678", "A-01"),
    ("岭上药房", "药店", "海尔路63号-3", "60", "0532-88990000", "A-02"),
    ("小张理发店", "美容美发", "秦岭路5号", "30", "13900001111", "A-03"),
)
home = "金家岭社区居民委员会"


@contextmanager
def office(folder: Path) -> Iterator[Application]:
    """The street's open book with three shops in it."""
    program = start(folder, FixedClock(datetime(2024, 4, 9, 10, 30)))
    program.make_book("370212005")
    opened = program.open()
    stock(opened)
    yield opened
    opened.close()


def stock(application: Application) -> None:
    """Three shops of one community."""
    for name, kind, address, area, phone, number in shops:
        texts = {"name": name, "business_type": kind, "address": address, "area": area}
        more = {"phone": phone, "community": home, "number": number, "no_uscc_reason": "无照"}
        blank = application.entry.blank("outlet")
        application.entry.save(Draft("outlet", {**texts, **more}, blank.id), blank)


def send(application: Application, folder: Path, type_id: str = "outlet") -> Path:
    """The template of that community."""
    (sent,) = application.dispatching.save_each(type_id, folder, Order(unit="370212005007"))
    return sent.path


def returned(sent: Path, change: Callable[[Worksheet], None], name: str = "交回.xlsx") -> Path:
    """The template as a clerk of the community gives it back."""
    book = openpyxl.load_workbook(sent)
    change(book.worksheets[0])
    target = sent.with_name(name)
    book.save(target)
    return target


def row_of(sheet: Worksheet, name: str) -> int:
    """The row of the shop with that name."""
    place = column_of(sheet, "网点名称")
    return next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, place).value == name)


def column_of(sheet: Worksheet, label: str) -> int:
    """The column under that heading."""
    return next(c.column for c in sheet[1] if str(c.value).rstrip("*").split("（")[0] == label)


def put(sheet: Worksheet, shop: str, cells: Mapping[str, object]) -> None:
    """Type into the row of a shop, by headings."""
    row = row_of(sheet, shop)
    for label, value in cells.items():
        sheet.cell(row, column_of(sheet, label)).value = value  # type: ignore[assignment]


def add_row(sheet: Worksheet, cells: Mapping[str, object]) -> None:
    """Write a new shop below the last row."""
    row = sheet.max_row + 1
    for label, value in cells.items():
        sheet.cell(row, column_of(sheet, label)).value = value  # type: ignore[assignment]


def copy_row(sheet: Worksheet, shop: str, cells: Mapping[str, object]) -> None:
    """Copy the row of a shop, hidden id and all, and type over some of it."""
    row, below = row_of(sheet, shop), sheet.max_row + 1
    for place in range(1, sheet.max_column + 1):
        sheet.cell(below, place).value = sheet.cell(row, place).value
    for label, value in cells.items():
        sheet.cell(below, column_of(sheet, label)).value = value  # type: ignore[assignment]


def outlet(application: Application, name: str) -> Record:
    """The living shop with that name."""
    listing = application.ledgers.listing("outlet", [("name", name)])
    (record,) = application.ledgers.records(listing)
    return record


def enter(application: Application, name: str, texts: Mapping[str, str]) -> None:
    """Change a shop in the ledger, after the template went out."""
    record = outlet(application, name)
    application.entry.save(Draft("outlet", dict(texts), record.id), record)


def fates(counted: Imported | FileOutcome) -> dict[str, int]:
    """The counts that are not 0, by the names of the fates."""
    return {fate.value: count for fate, count in counted.counts.items() if count}


def codes(imported: Imported) -> set[str]:
    """The codes of everything that was said but about the rules of a record's fields."""
    return {p.code for p in imported.problems if p.code.startswith("import.")}
