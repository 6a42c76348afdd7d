"""验收清单 in the window: circles and lines, filled in with keys and marks, found by codes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from bianmin_desktop.errors import Refused
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.checklist_page import ChecklistPage
from tests.gui.checklist_pages import button, circle, kept, page, said, table, typed
from tests.gui.conftest import Heard

__all__ = ["circle", "page"]


def test_that_all_circles_are_listed_with_their_marks(page: ChecklistPage) -> None:
    model = table(page, "circles").model()
    cells = [model.index(0, column).data() for column in range(8)]
    assert cells[0].endswith("便民生活圈")
    assert "缺" in cells[2], "own marks as far as the ledgers give them"
    assert cells[3:5] == ["—", "—"]
    assert cells[5] in ("6 项齐全", "缺 1 项")


def test_that_enter_opens_a_circle_and_alt_left_leads_back(
    qtbot: QtBot, page: ChecklistPage
) -> None:
    circles = table(page, "circles")
    circles.activated.emit(circles.model().index(1, 0))
    name = circles.model().index(1, 0).data()
    qtbot.waitUntil(lambda: said(page, "sheet_title") == name)
    button(page, "overview").click()
    assert page.circle == ""
    qtbot.waitUntil(circles.isVisible)


def test_that_a_line_says_what_is_asked_and_what_the_ledgers_hold(
    page: ChecklistPage, circle: str
) -> None:
    page.view.show_line("301")
    assert said(page, "asked") == "★ 3-1　必备业态：菜市场"
    assert said(page, "standing").startswith("台账：")
    assert said(page, "derivation").startswith("现有")
    assert typed(page, "self_score").placeholderText().startswith("台账")


def test_that_marks_are_kept_when_their_field_is_left(
    qtbot: QtBot, page: ChecklistPage, context: Context, circle: str
) -> None:
    page.view.show_line("101")
    qtbot.keyClicks(typed(page, "self_score"), "2.5")
    qtbot.keyClick(typed(page, "self_score"), Qt.Key.Key_Return)
    assert page.view.lines.line_id == "102", "Enter goes on to the next line"
    assert str(kept(context, circle, "101").self_score) == "2.5"
    qtbot.waitUntil(lambda: table(page, "lines").model().index(1, 3).data() == "2.5")


def test_that_what_is_being_typed_outlives_a_change_elsewhere(
    qtbot: QtBot, page: ChecklistPage, context: Context, circle: str
) -> None:
    page.view.show_line("101")
    typed(page, "city_score").setText("1")
    saved = context.application.acceptance.checklists.answer(
        circle, "standard", "101", {"note": "别处写的"}
    )
    note = page.view.findChild(QPlainTextEdit, "note")
    assert isinstance(note, QPlainTextEdit)
    context.hub.announce(saved.changes)
    qtbot.waitUntil(lambda: note.toPlainText() == "别处写的")
    assert typed(page, "city_score").text() == "1"
    assert page.may_leave()
    assert kept(context, circle, "101").city_score == 1


def test_that_one_key_concludes_a_line_and_goes_on(
    qtbot: QtBot, page: ChecklistPage, context: Context, circle: str
) -> None:
    page.view.show_line("101")
    lines = table(page, "lines")
    lines.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        qtbot.keyClick(lines, key)
    found = [kept(context, circle, line_id).verdict for line_id in ("101", "102", "103")]
    assert found == ["ok", "failed", "na"]
    assert page.view.lines.line_id == "104"


def test_that_unreadable_marks_stay_as_typed_and_are_told(
    qtbot: QtBot, page: ChecklistPage, context: Context, circle: str
) -> None:
    page.view.show_line("101")
    typed(page, "self_score").setText("满分")
    page.view.keep()
    assert "不是" in said(page, "line_issues")
    row = context.application.acceptance.checklists.row(circle, "standard", "101")
    assert row.typed == {"self_score": "满分"}
    qtbot.waitUntil(lambda: typed(page, "self_score").text() == "满分")


def test_that_a_code_leads_to_its_line_from_anywhere(
    qtbot: QtBot, page: ChecklistPage, context: Context, heard: Heard
) -> None:
    checklists = context.application.acceptance.checklists
    circle, name = checklists.circles()[-1]
    line = checklists.sheet(circle, "standard").line("604")
    assert line is not None
    box = next(box for box in page.findChildren(QLineEdit, "code") if box.isVisible())
    qtbot.keyClicks(box, line.code.replace("-", ""))
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.view.lines.line_id == "604")
    assert said(page, "sheet_title") == name
    page.find_line("AAAAA-101-A")
    assert isinstance(heard.told[0], Refused)
