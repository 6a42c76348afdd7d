"""Contents frozen by earlier versions of the program: read and written again byte for byte.

The files in tests/data/golden are never made anew. If a test fails here, papers that were signed
and sealed would no longer be proven by their 一致码.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.acceptance.contents import acceptance_of, content_of_acceptance
from bianmin_desktop.domain.note_snapshots import content_of_note, note_snapshot_of
from bianmin_desktop.domain.snapshots import content_of, fingerprint, shown, snapshot_of
from bianmin_desktop.domain.year_snapshots import content_of_year, year_snapshot_of
from bianmin_desktop.environment.paths import resources
from bianmin_desktop.exchange.excel.writing import workbook_of
from bianmin_desktop.exchange.submission.whole import Version, submission_of

golden = Path(__file__).parents[1] / "data" / "golden"
codes = {
    "quarterly": "UGU7-RK4F-N2BK",
    "annual": "XC8Q-9EEE-BH3B",
    "work_note": "GNH6-XXAP-PJTH",
    "checklist": "ZH33-G2M8-AA7B",
}
again: dict[str, Callable[[bytes, Edition], bytes]] = {
    "quarterly": lambda held, edition: content_of(snapshot_of(held, edition)),
    "annual": lambda held, edition: content_of_year(year_snapshot_of(held, edition)),
    "work_note": lambda held, edition: content_of_note(note_snapshot_of(held, edition)),
    "checklist": lambda held, _: content_of_acceptance(acceptance_of(held)),
}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(resources() / "policy" / "qingdao-2022")


def held(report: str) -> bytes:
    return (golden / f"{report}.json").read_bytes()


def test_that_every_kind_of_report_has_a_golden_content() -> None:
    assert {path.stem for path in golden.glob("*.json")} == set(codes) == set(again)


@pytest.mark.parametrize("report", codes)
def test_that_a_golden_content_keeps_its_code(report: str) -> None:
    assert shown(fingerprint(held(report))) == codes[report]


@pytest.mark.parametrize("report", codes)
def test_that_a_golden_content_is_written_again_to_the_same_bytes(
    edition: Edition, report: str
) -> None:
    assert again[report](held(report), edition) == held(report)


def test_that_the_workbook_of_a_golden_content_says_its_code_and_its_records(
    edition: Edition,
) -> None:
    version = Version(3, codes["quarterly"], "0" * 64, datetime(2024, 7, 8, 9, 30))
    submission = submission_of(snapshot_of(held("quarterly"), edition), edition, version)
    workbook = CalamineWorkbook.from_filelike(BytesIO(workbook_of(submission)))
    marks = {str(row[0]): row[1] for row in workbook.get_sheet_by_name("_meta").to_python()}
    assert marks["fingerprint"] == codes["quarterly"]
    cover = {str(row[0]): row[1] for row in workbook.get_sheet_by_name("封面").to_python()}
    assert cover["一致码"] == codes["quarterly"]
    names = [str(row[3]) for row in workbook.get_sheet_by_name("网点明细").to_python()[3:]]
    assert names == [
        record.text("name") for record in snapshot_of(held("quarterly"), edition).of("outlet")
    ]
