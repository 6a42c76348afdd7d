"""Checklists on paper and as workbooks: filled, blank, all circles, and as they were frozen."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.progress import Cancelled
from bianmin_desktop.services.checklist_papers import Wanted
from tests.services.acceptance_desk import fill, printed, sheet, standard


def test_that_what_is_frozen_prints_the_same_whatever_is_changed_later(
    own_demo: Application, circle: str
) -> None:
    room = own_demo.acceptance
    fill(own_demo, circle, "district")
    version = room.steps.advance(circle, standard, "district_passed").version
    assert version is not None
    before = room.papers.frozen(circle, standard, 1)
    room.checklists.answer(circle, standard, "101", {"district_score": "0", "note": "改过"})
    assert room.papers.frozen(circle, standard, 1) == before
    pages = printed(before)
    assert all(version.fingerprint in page for page in pages)
    with pytest.raises(WrongUse, match="没有第 2 版"):
        room.papers.frozen(circle, standard, 2)


def test_that_every_printed_line_has_its_code_and_leads_back(
    own_demo: Application, circle: str
) -> None:
    room = own_demo.acceptance
    for is_blank in (False, True):
        text = "".join(printed(room.papers.printed(Wanted((circle,), standard, is_blank))))
        for line in sheet(own_demo, circle).lines:
            assert line.code in text
            place = room.checklists.find(line.code.replace("-", "").lower())
            assert (place.circle_id, place.template_id, place.line_id) == (
                circle,
                standard,
                line.id,
            )
    with pytest.raises(Refused, match="不是行代码"):
        room.checklists.find("8UQSR-101-A")


def test_that_a_blank_print_holds_no_answers(own_demo: Application, circle: str) -> None:
    room = own_demo.acceptance
    room.checklists.answer(circle, standard, "101", {"note": "一条备注"})
    filled = "".join(printed(room.papers.printed(Wanted((circle,), standard))))
    blank = "".join(printed(room.papers.printed(Wanted((circle,), standard, is_blank=True))))
    assert ("一条备注" in filled, "一条备注" in blank) == (True, False)
    assert "必备业态：菜市场" in blank
    assert "参考模板" in blank


def test_that_all_circles_are_printed_into_one_file_with_pages_of_their_own(
    own_demo: Application,
) -> None:
    room = own_demo.acceptance
    circles = room.checklists.circles()[:3]
    content = room.papers.printed(Wanted(tuple(c for c, _ in circles), standard, is_blank=True))
    pages = printed(content)
    firsts = [page for page in pages if "第 1 页" in page]
    assert len(firsts) == 3
    for (_, name), page in zip(circles, firsts, strict=True):
        assert name in page


def test_that_a_street_is_written_file_by_file_and_cancelled_in_words(
    own_demo: Application, out: Path
) -> None:
    room = own_demo.acceptance
    circles = tuple(c for c, _ in room.checklists.circles()[:2])
    files = room.papers.save_each(Wanted(circles, standard), out, ".xlsx")
    assert [file.suffix for file in files] == [".xlsx", ".xlsx"]
    assert all(file.is_file() for file in files)
    with pytest.raises(Cancelled):
        room.papers.save_each(Wanted(circles, standard), out / "停", ".pdf", _Stopping())
    assert list((out / "停").iterdir()) == []


class _Stopping:
    def report(self, done: int, total: int, note: str = "") -> None:
        raise Cancelled


def test_that_the_workbook_holds_the_same_lines_and_can_be_filled_in(
    own_demo: Application, circle: str, tmp_path: Path
) -> None:
    room = own_demo.acceptance
    target = room.papers.save(Wanted((circle,), standard), tmp_path / "清单.xlsx")
    book = openpyxl.load_workbook(BytesIO(target.read_bytes()))
    main = book.worksheets[0]
    lines = {row[11].value: row for row in main.iter_rows(min_row=4) if row[11].value}
    held = sheet(own_demo, circle)
    assert set(lines) >= {line.code for line in held.lines}
    market = held.line("301")
    assert market is not None
    assert lines[market.code][1].value == "★必备业态：菜市场"
    assert lines[market.code][5].value == market.score("self")
    assert all(not lines[market.code][place].protection.locked for place in (5, 6, 7, 8))
    assert main.protection.sheet
    assert book["_meta"].sheet_state == "hidden"
    assert main.data_validations.dataValidation[0].formula1 == "_lists!$A$1:$A$3"


def test_that_the_same_checklist_gives_the_same_bytes(
    own_demo: Application, circle: str, tmp_path: Path
) -> None:
    papers = own_demo.acceptance.papers
    for name in ("a.pdf", "a.xlsx"):
        first = papers.save(Wanted((circle,), standard), tmp_path / name).read_bytes()
        assert papers.save(Wanted((circle,), standard), tmp_path / name).read_bytes() == first
    with pytest.raises(WrongUse, match="扩展名要是"):
        papers.save(Wanted((circle,), standard), tmp_path / "a.doc")
