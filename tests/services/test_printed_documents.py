"""打印文书: made from the book, saved as PDF, Excel and text, and rewritten by a clerk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.documents.content import Choice
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.services.documents import Drafted, Wanted
from bianmin_desktop.services.looks import Header
from tests.services import returned_samples as samples

spring = Choice(period=Quarter(2024, 1))
community = "金家岭社区居民委员会"


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with samples.office(tmp_path / "数据") as opened:
        yield opened


def _put(application: Application, type_id: str, **texts: str) -> Record:
    blank = application.entry.blank(type_id)
    saved = application.entry.save(Draft(type_id, texts, blank.id), blank)
    return saved.record


def _problem(application: Application, name: str, **texts: str) -> Record:
    usual = {"kind": "自查", "on": "2024-03-05", "status": "待整改", "problem": f"{name}的情况"}
    return _put(application, "inspection", name=name, **{**usual, **texts})


def _draft(application: Application, document: str, choice: Choice = spring) -> Drafted:
    return application.documents.draft(Wanted(document, choice))


def _printed(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")


def test_that_every_document_of_the_example_book_can_be_made(
    demo: Application, tmp_path: Path
) -> None:
    made = 0
    for document in demo.documents.documents():
        drafted = _draft(demo, document.id)
        if drafted.table is None and drafted.letter is None:
            assert drafted.remarks[0] == document.empty
            continue
        path = demo.documents.save(drafted, tmp_path / f"{document.id}.pdf")
        assert "{" not in _printed(path)
        made += 1
    assert made > 10


def test_that_a_table_says_the_same_on_paper_and_in_the_workbook(
    application: Application, tmp_path: Path
) -> None:
    counts = {"sent": "300", "returned": "286", "satisfied": "241", "fairly": "30"}
    _put(application, "survey", name="一季度调查", on="2024-03-20", **counts)
    drafted = _draft(application, "satisfaction")
    book = openpyxl.load_workbook(
        application.documents.save(drafted, tmp_path / "满意度.xlsx"), data_only=True
    )
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert rows[0][0] == "金家岭街道居民满意度统计表"
    header = rows[2]
    line = dict(zip(header, rows[3], strict=True))
    assert (line["发放（份）"], line["回收（份）"]) == (300, 286)
    assert round(line["满意率（%）"], 1) == 94.8
    assert line["与目标值比"] == "达到"
    assert rows[4][1] == "合计"
    assert any("单位负责人：____" in str(row[0]) for row in rows)
    paper = _printed(application.documents.save(drafted, tmp_path / "满意度.pdf"))
    assert "94.8%" in paper
    assert "报告期：2024年第一季度" in paper
    assert "单位负责人" in paper
    assert "表号" not in paper


def test_that_a_circle_and_a_year_narrow_a_document(application: Application) -> None:
    circle = _put(application, "circle", name="海尔路生活圈", communities=community)
    _put(application, "circle", name="秦岭路生活圈")
    whole = _draft(application, "business_items", Choice())
    assert whole.table is not None
    assert {item.cells["circle"] for item in whole.table.items} == {
        "海尔路生活圈",
        "秦岭路生活圈",
    }
    one = _draft(application, "business_items", Choice(circle.id))
    assert one.table is not None
    shops = {
        str(i.cells["item"]): i.cells["outlets"] for i in one.table.items if i.cells["outlets"]
    }
    assert shops["便利店"] == "岭上便利店"
    _problem(application, "去年的事", on="2023-05-01")
    _problem(application, "今年的事")
    year = _draft(application, "inspection_list", Choice(period=Year(2023)))
    assert year.table is not None
    assert [item.cells["name"] for item in year.table.items] == ["去年的事"]


def test_that_letters_go_to_each_unit_and_what_has_none_is_told(
    application: Application, tmp_path: Path
) -> None:
    _problem(application, "缺早餐店", responsible=community, due="2024-04-30")
    _problem(application, "通道被占", responsible="城管中队", status="已整改")
    _problem(application, "标识破损")
    drafted = _draft(application, "rectification")
    assert drafted.subjects == (community,)
    assert drafted.remarks == ("有 1 条没有写明是谁的，没有起草，请到台账里补上。",)
    text = application.documents.save(drafted, tmp_path / "通知.txt").read_text("utf-8-sig")
    assert text.startswith("金家岭街道关于限期整改\n")
    assert "整改期限：2024年4月30日。" in text
    paper = _printed(application.documents.save(drafted, tmp_path / "通知.pdf"))
    assert "附件：整改事项清单" in paper
    assert "金家岭街道（盖章）" in paper
    with pytest.raises(WrongUse) as nobody:
        application.documents.draft(Wanted("rectification", spring, "城管中队"))
    assert community in nobody.value.message


def test_that_nothing_is_drafted_where_the_ledger_has_nothing(
    application: Application, tmp_path: Path
) -> None:
    drafted = _draft(application, "inspection_report")
    assert (drafted.letter, drafted.subjects) == (None, ())
    with pytest.raises(Refused) as empty:
        application.documents.save(drafted, tmp_path / "通报.pdf")
    assert "没有登记督导通报与整改" in empty.value.message
    assert not (tmp_path / "通报.pdf").exists()


def test_that_a_file_of_another_kind_is_refused(application: Application, tmp_path: Path) -> None:
    with pytest.raises(WrongUse):
        application.documents.save(_draft(application, "duty_matrix"), tmp_path / "表.txt")
    with pytest.raises(WrongUse):
        application.documents.draft(Wanted("红头文件"))


def test_that_a_rewritten_letter_is_kept_printed_and_told_outdated(
    application: Application, tmp_path: Path
) -> None:
    _problem(application, "缺早餐店", responsible=community)
    drafted = _draft(application, "rectification")
    mine = drafted.text.replace("请按以下要求整改", "请高度重视，按以下要求整改")
    assert mine != drafted.text
    application.documents.keep_text(drafted, mine)
    again = _draft(application, "rectification")
    assert (again.text, again.draft) == (mine, drafted.draft)
    assert not again.is_outdated
    paper = _printed(application.documents.save(again, tmp_path / "通知.pdf"))
    assert "请高度重视" in paper
    _problem(application, "标识破损", responsible=community)
    later = _draft(application, "rectification")
    assert later.is_outdated
    assert later.text == mine
    assert "标识破损" in later.draft
    application.documents.keep_text(later, later.draft)
    assert not _draft(application, "rectification").is_rewritten


def test_that_only_templates_that_are_still_out_are_urged(
    application: Application, tmp_path: Path
) -> None:
    now = Choice(period=Quarter(2024, 2))
    assert _draft(application, "template_reminder", now).letter is None
    sent = samples.send(application, tmp_path / "发出")
    drafted = _draft(application, "template_reminder", now)
    assert drafted.subjects == (community,)
    assert "2024年第二季度商业网点台账（2024年4月9日发出）" in drafted.text
    assert _draft(application, "template_reminder").letter is None, "of another quarter"
    back = samples.returned(sent, lambda _: None)
    application.importing.run("outlet", [back], is_trial=True)
    assert _draft(application, "template_reminder", now).letter is not None
    application.importing.run("outlet", [back])
    assert _draft(application, "template_reminder", now).letter is None
    listed = _draft(application, "template_reminder_list", now)
    assert listed.table is not None
    assert listed.table.items == ()


def test_that_a_report_is_overdue_only_as_far_as_the_book_can_know(tmp_path: Path) -> None:
    folder = tmp_path / "新数据"
    start(folder, FixedClock(datetime(2024, 2, 1, 9))).make_book("370212005")
    later = start(folder, FixedClock(datetime(2024, 5, 1, 9))).open()
    drafted = _draft(later, "overdue_reports", Choice())
    assert drafted.table is not None
    assert [item.cells["period_label"] for item in drafted.table.items] == ["2024年第一季度"]
    later.close()


def test_that_only_notices_bear_the_header_of_the_unit(
    application: Application, tmp_path: Path
) -> None:
    _problem(application, "缺早餐店", responsible=community, due="2024-04-01")
    mark = "金家岭街道办事处文件"
    application.looks.configure(Header(is_used=True, mark=mark))
    for document, has_header in (("rectification", True), ("rectification_reminder", False)):
        path = tmp_path / f"{document}.pdf"
        paper = _printed(application.documents.save(_draft(application, document), path))
        assert (mark in paper) is has_header
        assert "〔" not in paper, "no number was typed"
