"""A community's book at the beginning of 2025, the four quarters of 2024 handed in."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import FixedClock

year = Year(2024)
begun = datetime(2025, 1, 8, 9, 30)


def handed_in(folder: Path, *, without: tuple[int, ...] = ()) -> None:
    """Make the book; quarters in `without` stay as they are."""
    program = start(folder, FixedClock(begun))
    program.make_book("370212005007", is_demo=True)
    application = program.open()
    for quarter in year.quarters:
        if quarter.number not in without:
            explain(application, quarter)
            application.exporting.export(quarter, folder / "报送")
    application.close()


def opened(made: Path, folder: Path) -> Application:
    """A copy of a made book, opened."""
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return start(folder, FixedClock(begun)).open()


def explain(application: Application, period: Quarter | Year) -> None:
    """Give every 核实 issue of a quarter or a year a reason."""
    text = "已现场核对，情况属实。"
    if isinstance(period, Year):
        for issue in application.annual_checks.check(period).readiness.unexplained:
            application.annual_checks.explain(period, issue.id, text)
        return
    for issue in application.checks.check(period).readiness.unexplained:
        application.checks.explain(period, issue.id, text)


def ready(application: Application) -> Record:
    """Write the annual summary and explain what is asked about; returns it."""
    record = application.annual_drafting.write(year).record
    explain(application, year)
    return record


def entered(application: Application, quarter: Quarter, **texts: str) -> None:
    """Type into the summary of a quarter."""
    record = application.summaries.record(quarter)
    assert record is not None
    application.entry.save(Draft("summary", texts, record.id), record)


def add(application: Application, type_id: str, **texts: str) -> Record:
    """A new record."""
    blank = application.entry.blank(type_id)
    return application.entry.save(Draft(type_id, texts, blank.id), blank).record
