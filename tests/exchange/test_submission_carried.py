"""上期, 上年同期 and 上期更正 in the tables of a submission."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.snapshot_carried import (
    Carried,
    Copied,
    CorrectedLine,
    CorrectionLine,
)
from bianmin_desktop.domain.snapshots import Snapshot, content_of, snapshot_of
from bianmin_desktop.exchange.pdf.submission import document_of
from bianmin_desktop.exchange.submission.parts import Number, Submission, Table, printed
from bianmin_desktop.exchange.submission.whole import submission_of
from tests.exchange.test_submission import edition, snapshot_with, texts, version

__all__ = ["edition"]

before = Copied("2023Q4", 2, {"outlets": Decimal(3)}, {"jobs": Decimal(21)})
last_year = Copied(
    "2023Q1", 1, {"outlets": Decimal(2), "chain_rate": Decimal("12.34")}, {"jobs": Decimal(20)}
)
corrections = (
    CorrectionLine("outlets", Decimal(3), Decimal(1), Decimal(0), Decimal(2), ("o2", "o3")),
    CorrectionLine("outlet_area", None, Decimal("8.5"), Decimal("8.5"), Decimal(0), ()),
)
corrected = (
    CorrectedLine("o2", "商业网点", "老店", "现在台账里已经没有", "商业网点数－1"),
    CorrectedLine("o3", "商业网点", "旧店", "现在台账里已经没有", "商业网点数－1"),
)


@pytest.fixture(scope="module")
def snapshot(edition: Edition) -> Snapshot:
    """A version that took over numbers of two earlier quarters."""
    plain = snapshot_with(edition, texts | {"jobs": 25})
    carried = Carried(before, last_year, corrections, corrected)
    return snapshot_of(content_of(replace(plain, carried=carried)), edition)


@pytest.fixture(scope="module")
def submission(snapshot: Snapshot, edition: Edition) -> Submission:
    return submission_of(snapshot, edition, version)


def table_of(submission: Submission, name: str) -> Table:
    return next(table for table in submission.tables if table.id == name)


def cells_of(table: Table, record: str) -> dict[str, str]:
    line = next(line for line in table.lines if line.record == record)
    pairs = zip(table.columns, line.cells, strict=True)
    return {column.id: printed(cell) for column, cell in pairs}


def test_that_carried_numbers_read_back_exactly(snapshot: Snapshot) -> None:
    assert snapshot.carried == Carried(before, last_year, corrections, corrected)


def test_that_last_year_stands_beside_every_figure(submission: Submission) -> None:
    figures = table_of(submission, "figures")
    assert cells_of(figures, "outlets")["last_year"] == "2"
    assert cells_of(figures, "chain_rate")["last_year"] == "12.3"
    assert cells_of(figures, "shops")["last_year"] == "—"
    jobs = cells_of(figures, "jobs")
    assert (jobs["opening"], jobs["closing"], jobs["last_year"]) == ("21", "25", "20")
    assert "上期为2023年第四季度第2版报送的数。其中 2 项" in figures.notes[1]
    assert figures.notes[2] == "上年同期为2023年第一季度第1版报送的数。"


def test_that_the_table_of_figures_still_stands_upright(submission: Submission) -> None:
    page = next(t for t in document_of(submission).tables if t.title == "季度进展情况表")
    assert not page.landscape
    assert [column.header for column in page.columns][-1] == "上年同期"


def test_that_corrections_stand_by_figure_and_by_record(submission: Submission) -> None:
    by_figure = table_of(submission, "corrections")
    outlets = cells_of(by_figure, "outlets")
    assert (outlets["handed"], outlets["now"], outlets["less"]) == ("3", "1", "2")
    assert outlets["records"] == "老店、旧店"
    area = cells_of(by_figure, "outlet_area")
    assert (area["handed"], area["more"]) == ("—", "8.50")
    assert area["records"] == "上期版本没有留下逐条依据"
    by_record = table_of(submission, "corrected")
    assert [line.record for line in by_record.lines] == ["o2", "o3"]
    titles = [table.title for table in document_of(submission).tables]
    place = titles.index("季度进展情况表")
    assert titles[place + 1 : place + 3] == ["上期更正情况表", "上期更正明细表"]


def test_that_nothing_is_added_where_nothing_was_handed_in(
    edition: Edition,
) -> None:
    plain = submission_of(snapshot_with(edition, texts | {"jobs": 25}), edition, version)
    assert {"corrections", "corrected"}.isdisjoint(table.id for table in plain.tables)
    figures = table_of(plain, "figures")
    assert "last_year" not in [column.id for column in figures.columns]
    assert len(figures.notes) == 1
    line = next(line for line in figures.lines if line.record == "jobs")
    assert line.cells[2] == "—"
    assert line.cells[5] == Number(Decimal(25))
