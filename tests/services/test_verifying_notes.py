"""工作信息 and 验收清单 verified by their 一致码, as the reports of periods are."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from bianmin_desktop.bootstrap import Application
from tests.services.acceptance_desk import fill, standard
from tests.services.annual_samples import add


def test_that_a_work_note_is_verified_even_when_its_record_is_gone(
    application: Application, out: Path
) -> None:
    texts = {"name": "新开两处早餐点", "text": "3月5日，社区引进两处早餐点。"}
    note = add(application, "work_note", **texts)
    exported = application.work_notes.export(note.id, out)
    application.entry.delete("work_note", note.id)
    assert application.verifying.code(exported.fingerprint).fingerprint == exported.fingerprint
    found = application.verifying.file(exported.files[0])
    assert found.is_equal
    assert "工作信息" in found.told


def test_that_a_frozen_checklist_is_verified_and_a_changed_score_is_named(
    own_demo: Application, circle: str, tmp_path: Path
) -> None:
    room = own_demo.acceptance
    fill(own_demo, circle, "district")
    version = room.steps.advance(circle, standard, "district_passed").version
    assert version is not None
    for suffix in (".pdf", ".xlsx"):
        path = room.papers.save_frozen(circle, standard, 1, tmp_path / f"清单{suffix}")
        found = own_demo.verifying.file(path)
        assert (found.is_equal, found.fingerprint) == (True, version.fingerprint)
        assert "验收清单" in found.told
    book = openpyxl.load_workbook(tmp_path / "清单.xlsx")
    sheet = book.worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    next(cell for cell in cells if "必备业态：菜市场" in str(cell.value)).value = "改过"
    book.save(tmp_path / "改过.xlsx")
    [one] = own_demo.verifying.file(tmp_path / "改过.xlsx").differs
    assert (one.table, one.after) == (sheet.title, "改过")
