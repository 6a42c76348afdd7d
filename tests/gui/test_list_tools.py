"""The buttons above a list: one line at every width, each with a key of its own."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.ledger_page import LedgerPage
from bianmin_desktop.gui.tables.list_tools import ListTools
from tests.gui.conftest import Answers, Heard
from tests.gui.list_pages import shown

_names = ["layouts", "choose_columns", "batch_edit", "export_list", "import", "new"]


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> LedgerPage:
    """The outlets on screen."""
    return shown(qtbot, context)


def _tools(page: LedgerPage) -> ListTools:
    return page.ledger.findChild(ListTools)


def test_that_all_buttons_stand_in_line_where_there_is_room(page: LedgerPage) -> None:
    assert _tools(page).in_menu == ()
    assert not page.ledger.findChild(QPushButton, "more_tools").isVisible()
    assert all(page.ledger.findChild(QPushButton, name).isVisible() for name in _names)


def test_that_a_narrow_list_keeps_every_button_in_reach(qtbot: QtBot, page: LedgerPage) -> None:
    tools = _tools(page)
    page.resize(620, 480)
    qtbot.waitUntil(lambda: len(tools.in_menu) > 0)
    inside = [button.objectName() for button in tools.in_menu]
    assert inside == _names[: len(inside)]
    assert page.ledger.findChild(QPushButton, "new").isVisible()
    visible = [b for b in tools.findChildren(QPushButton) if b.isVisible()]
    assert all(tools.rect().contains(button.geometry()) for button in visible)
    said = [action.text() for action in tools.fill_menu().actions()]
    assert said[:2] == ["版式", "选择列…(&L)"]
    page.resize(1300, 700)
    qtbot.waitUntil(lambda: tools.in_menu == ())


def test_that_an_entry_of_the_menu_does_what_its_button_does(
    qtbot: QtBot, page: LedgerPage, answers: Answers
) -> None:
    tools = _tools(page)
    page.resize(620, 480)
    qtbot.waitUntil(lambda: len(tools.in_menu) > 1)
    tools.fill_menu().actions()[1].trigger()
    assert answers.asked == ["商业网点列表显示哪些列"]


def test_that_no_two_buttons_share_a_key(page: LedgerPage) -> None:
    words = [button.text() for button in page.ledger.findChildren(QPushButton)]
    keys = [found.group(1) for text in words if (found := re.search(r"&(\w)", text))]
    assert len(keys) >= 6
    assert len(set(keys)) == len(keys)


def test_that_the_list_goes_out_as_it_is_shown(page: LedgerPage, answers: Answers) -> None:
    page.ledger.findChild(QPushButton, "export_list").click()
    assert answers.asked == ["导出商业网点"]
    assert isinstance(answers.shown[-1], QDialog)


def test_that_an_empty_list_has_nothing_to_change_and_offers_an_import(
    qtbot: QtBot, context: Context, heard: Heard
) -> None:
    register = context.application.edition.registers[0]
    page = shown(qtbot, context, register.id)
    page.ledger.exchange.edit()
    assert heard.said[-1] == "列表里没有可以修改的记录"
    first = page.ledger.findChild(QPushButton, "import_first")
    first.click()
    window = page.ledger.findChildren(QDialog)[-1]
    assert window.windowTitle() == f"导入{register.name}"
