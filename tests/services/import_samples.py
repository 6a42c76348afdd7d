"""Small workbooks to import, and the book they go into."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.services.importing import Fate, Imported, Trial

header = ["网点名称", "业态", "地址", "社区", "经营面积（㎡）", "联系电话", "无证照原因"]
first = ["岭上便利店", "便利店", "海尔路63号-2", "金家岭", 85.5, "13812345678", "无照"]
second = ["岭上药房", "药店", "海尔路63号-3", "金家岭", 60, "0532-88990000", "无照"]
moment = datetime(2024, 4, 9, 10, 30)


def new_book(folder: Path) -> Application:
    """A new book of a street, open."""
    program = start(folder, FixedClock(moment))
    program.make_book("370212005")
    return program.open()


def workbook(path: Path, *rows: list[object]) -> Path:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "网点"
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def tried(application: Application, *files: Path) -> Trial:
    """The dry run of an import of outlets."""
    service = application.importing
    return service.trial(service.propose("outlet", service.read(files)))


def fates(outcome: Trial | Imported) -> dict[str, int]:
    """How many rows came to what."""
    return {fate.value: outcome.count(fate) for fate in Fate if outcome.count(fate)}


def outlets(application: Application) -> dict[str, Record]:
    """The living outlets by name."""
    records = application.ledgers.records(application.ledgers.listing("outlet"))
    return {record.text("name"): record for record in records}
