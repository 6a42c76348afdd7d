"""其他台账: the overview, the list and form of each register, and every way there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.main_window import MainWindow
from bianmin_desktop.gui.navigation import destinations
from bianmin_desktop.gui.page_stack import PageStack
from bianmin_desktop.gui.pages.register_tiles import RegisterTile
from bianmin_desktop.gui.pages.registers_page import RegistersPage
from tests.gui.conftest import Answers


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> RegistersPage:
    made = RegistersPage(context)
    made.resize(1200, 700)
    qtbot.addWidget(made)
    made.show()
    return made


def entered(context: Context, type_id: str, **texts: str) -> str:
    entry = context.application.entry
    blank = entry.blank(type_id)
    saved = entry.save(Draft(type_id, texts, blank.id), blank)
    context.hub.announce(saved.changes)
    return saved.record.id


def tile(page: RegistersPage, register: str) -> RegisterTile:
    found = page.findChild(RegisterTile, f"register_{register}")
    assert isinstance(found, RegisterTile)
    return found


def said(found: RegisterTile) -> list[str]:
    labels = found.findChildren(QLabel)
    return [label.text() for label in labels if not label.isHidden()]


def test_that_every_register_has_a_tile_with_its_purpose_and_count(
    qtbot: QtBot, page: RegistersPage, context: Context
) -> None:
    registers = context.application.edition.registers
    assert len(page.findChildren(RegisterTile)) == len(registers) == 11
    for register in registers:
        assert {register.name, register.help} <= set(said(tile(page, register.id)))
    qtbot.waitUntil(lambda: "还没有" in said(tile(page, "fund")))
    entered(context, "fund", name="奖励资金", source="市级", planned="10", arrived="20")
    qtbot.waitUntil(lambda: "1 条" in said(tile(page, "fund")))
    assert "1 条要核对" in said(tile(page, "fund"))


def test_that_tiles_stand_side_by_side_as_the_width_allows(
    qtbot: QtBot, page: RegistersPage
) -> None:
    def in_first_row() -> int:
        tiles = page.findChildren(RegisterTile)
        return sum(one.y() == tiles[0].y() for one in tiles)

    qtbot.waitUntil(lambda: in_first_row() == 4)
    page.resize(560, 700)
    qtbot.waitUntil(lambda: in_first_row() == 2)


def test_that_a_tile_leads_to_the_list_and_a_link_back(
    qtbot: QtBot, page: RegistersPage, context: Context
) -> None:
    qtbot.keyClick(tile(page, "fund"), Qt.Key.Key_Space)
    assert page.register == "fund"
    assert page.ledger is not None
    back = page.ledger.findChild(QPushButton, "overview")
    assert back.isVisible()
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert page.register == ""
    assert tile(page, "fund").isVisible()


def test_that_a_record_of_a_register_is_filled_in_saved_and_listed(
    qtbot: QtBot, page: RegistersPage, context: Context
) -> None:
    page.show_register("survey")
    ledger = page.ledger
    assert ledger is not None
    ledger.open_new()
    for name, text in (
        ("name", "一季度调查"),
        ("on", "2024-3-20"),
        ("sent", "100"),
        ("returned", "90"),
    ):
        editor = ledger.findChild(QLineEdit, name)
        editor.clear()
        editor.insert(text)
    ledger._panel.save()  # type: ignore[union-attr]
    ledger.show_list()
    qtbot.waitUntil(lambda: ledger.ledger.model.rowCount() == 1)
    index = ledger.ledger.model.index(0, 1)
    qtbot.waitUntil(lambda: index.data() == "一季度调查")


def registers_of(window: MainWindow) -> RegistersPage:
    shown = window.pages.page
    assert isinstance(shown, RegistersPage)
    return shown


def test_that_going_to_a_register_opens_its_page_and_record(
    qtbot: QtBot, window: MainWindow, context: Context
) -> None:
    record = entered(context, "fund", name="奖励资金", source="市级")
    context.go("fund", record, "planned")
    shown = registers_of(window)
    assert window.pages.front == "registers"
    assert shown.register == "fund"
    assert shown.ledger is not None
    assert shown.ledger._panel.record.id == record  # type: ignore[union-attr]
    context.go("registers", "case")
    assert shown.register == "case"


def test_that_what_is_typed_is_asked_about_before_another_register_opens(
    window: MainWindow, context: Context, answers: Answers
) -> None:
    record = entered(context, "fund", name="奖励资金", source="市级")
    context.go("fund", record)
    shown = registers_of(window)
    assert shown.ledger is not None
    editor = shown.ledger.findChild(QLineEdit, "planned")
    editor.insert("25")
    answers.boxes.append(QMessageBox.StandardButton.Cancel)
    context.go("case")
    assert shown.register == "fund"
    assert editor.text() == "25"


def test_that_unsaved_input_of_a_register_is_brought_back(
    window: MainWindow, context: Context
) -> None:
    entry = context.application.entry
    blank = entry.blank("case")
    entry.remember(Draft("case", {"name": "没写完的案例"}, blank.id))
    (unsaved,) = entry.unsaved()
    window.restore(unsaved)
    shown = registers_of(window)
    assert shown.register == "case"
    assert shown.ledger is not None
    assert shown.ledger.findChild(QLineEdit, "name").text() == "没写完的案例"


def test_that_the_navigation_has_one_entry_for_all_of_them(qtbot: QtBot, context: Context) -> None:
    entries = destinations()
    assert [e.label for e in entries if "台账" in e.label] == ["其他台账"]
    stack = PageStack(context, entries)
    qtbot.addWidget(stack)
    known = context.application.edition.registers
    assert all(stack.knows(register.id) for register in known)
    assert not stack.knows("event")
