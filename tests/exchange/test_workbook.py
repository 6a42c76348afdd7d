"""The workbook, read back by other programs than the one that wrote it."""

from __future__ import annotations

import csv
import re
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.excel.texts import longest, sheet_name
from bianmin_desktop.exchange.excel.writing import workbook_of
from bianmin_desktop.exchange.submission.parts import (
    Number,
)
from bianmin_desktop.progress import Cancelled
from tests.exchange.workbook_samples import (
    a_submission,
    a_table,
    as_read,
    columns,
    hostile,
    read,
    rows,
    saved,
)


def test_that_another_reader_finds_every_cell_as_it_was_given(tmp_path: Path) -> None:
    path = saved(a_submission(a_table()), tmp_path)
    found = read(path, "网点明细")
    assert found[2] == [column.label for column in columns]
    assert found[3:7] == [[as_read(cell) for cell in row] for row in rows]
    assert found[7][0] == "注：一条说明。"


def test_that_hostile_texts_stay_the_texts_they_are(tmp_path: Path) -> None:
    lines = tuple((Number(Decimal(n)), t, t, t, None, t, t) for n, t in enumerate(hostile))
    path = saved(a_submission(a_table(lines)), tmp_path)
    found = read(path, "网点明细")
    for row, text in zip(found[3:], hostile, strict=False):
        held = [str(cell).replace("_x005F_", "_") for cell in (*row[1:4], *row[5:7])]
        assert held == [text] * 5
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets" in name]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_that_the_marks_tell_a_receiver_what_it_is(tmp_path: Path) -> None:
    path = saved(a_submission(a_table()), tmp_path)
    found = read(path, "_meta")
    marks = {row[0]: row[1] for row in found if row[0] not in ("row", "table", "columns")}
    assert marks == {
        "format": "bianmin-submission",
        "format_version": "1",
        "edition": "qingdao-2022",
        "unit": "370212005000",
        "unit_name": "金家岭街道",
        "period": "2024Q1",
        "version": "2",
        "fingerprint": "ABCD-EFGH-JKMN",
        "content_sha256": "0" * 64,
        "frozen_at": "2024-04-08T09:30:00",
    }
    records = [row[1:4] for row in found if row[0] == "row"]
    assert records == [["outlet", str(4 + n), f"id-{n}"] for n in range(4)]
    assert load_workbook(path)["_meta"].sheet_state == "hidden"


def test_that_the_cover_names_unit_version_and_where_to_seal(tmp_path: Path) -> None:
    found = read(saved(a_submission(a_table()), tmp_path), "封面")
    assert "2024年第一季度" in str(found[0][0])
    said = {str(row[0]): row[1] for row in found[1:]}
    assert said["填报单位"] == "金家岭街道"
    assert said["所含表格"] == "网点明细 4 行"
    assert said["填表人"] == "王"
    assert said["单位（盖章）"] == ""


def test_that_the_same_submission_gives_the_same_bytes() -> None:
    submission = a_submission(a_table())
    assert workbook_of(submission) == workbook_of(submission)


def test_that_no_time_but_that_of_the_version_is_in_the_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(saved(a_submission(a_table()), tmp_path)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", properties) == ["2024-04-08T09:30:00Z"] * 2


def test_that_a_text_too_long_for_a_cell_is_refused_by_place() -> None:
    fits, too_long = "长" * longest, "长" * (longest + 1)
    workbook_of(a_submission(a_table(((*[None] * 6, fits),))))
    with pytest.raises(Refused, match="“网点明细”表第 1 行“备注”的文字有 32,768 个字"):
        workbook_of(a_submission(a_table(((*[None] * 6, too_long),))))


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ud800", "\uffff"])
def test_that_a_sign_no_workbook_can_hold_is_refused_by_place(sign: str) -> None:
    with pytest.raises(Refused, match="第 1 行“名称”的文字里有看不见的控制字符（第 3 个字）"):
        workbook_of(a_submission(a_table(((None, f"店名{sign}", *[None] * 5),))))


def test_that_sheet_names_are_legal_and_each_its_own() -> None:
    taken: set[str] = {"_meta"}
    names = [sheet_name(n, taken) for n in ("a/b[c]", "A/B[C]", "'x'", "", "长" * 40, "长" * 40)]
    assert names == ["a-b-c-", "A-B-C-（2）", "x", "表", "长" * 31, "长" * 28 + "（2）"]


def test_that_cancelling_passes_through() -> None:
    class Impatient:
        def report(self, done: int, total: int, note: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        workbook_of(a_submission(a_table()), Impatient())


def test_that_libreoffice_opens_it_and_reads_the_same(tmp_path: Path) -> None:
    path = saved(a_submission(a_table()), tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    sheet_2 = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,2"
    command = ["soffice", profile, "--headless", "--convert-to", sheet_2]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True
    )
    (written,) = tmp_path.glob("*.csv")
    with written.open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    assert found[3] == ["1", "好邻居", "91370202MA0000015F", "35.50", "", "商户", "甲"]
    assert found[4][2:5] == ["123456789012345678", "0", "2019-05-01"]
    assert found[5][2:5] == ["0532-****1234", "1,234,567.89", "1999-12-31"]
    assert found[6][3] == "不适用"
