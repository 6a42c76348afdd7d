"""Layouts of lists: named, put on again, renamed, replaced, forgotten; kept with the settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from bianmin_desktop.environment.settings import Layout, read_settings
from bianmin_desktop.errors import EnvironmentFault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.ledger_page import LedgerPage
from bianmin_desktop.gui.tables import saved_layouts as module
from bianmin_desktop.gui.tables.filter_bar import FilterBar
from bianmin_desktop.gui.tables.pick_box import PickBox
from bianmin_desktop.gui.tables.saved_layouts import (
    LayoutButton,
    LayoutNameDialog,
    keep_layouts,
    saved_layouts,
)
from tests.gui.conftest import Answers, Heard
from tests.gui.list_pages import asked, shown


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> LedgerPage:
    return shown(qtbot, context)


def button(page: LedgerPage) -> LayoutButton:
    return page.findChild(LayoutButton, "layouts")


def names(page: LedgerPage) -> list[str]:
    return [field.id for field in page.ledger.model.fields]


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def arranged(qtbot: QtBot, page: LedgerPage) -> None:
    """Look at the open chains in one's own way: two columns, one of them wide, by area."""
    fields = [page.ledger.model.fields[n] for n in (6, 1)]
    page.ledger.model.show_fields(fields)
    page.ledger.table.set_widths({"name": 300})
    filters = page.findChild(FilterBar)
    page.findChild(PickBox, "filter_chain").choose("是")
    filters.findChild(QLineEdit, "search").setText("店")
    asked(qtbot, page, filters.changed.emit)
    falling = Qt.SortOrder.DescendingOrder
    header = page.ledger.table.horizontalHeader()
    asked(qtbot, page, lambda: header.setSortIndicator(1, falling))


def test_that_a_layout_brings_back_columns_widths_filter_and_order(
    qtbot: QtBot, page: LedgerPage, context: Context
) -> None:
    arranged(qtbot, page)
    query, columns = page.ledger.model.query, names(page)
    widths, rows = page.ledger.table.widths(), page.ledger.model.rowCount()
    button(page).keep("连锁大店")
    asked(qtbot, page, button(page).choose_usual)
    assert not page.ledger.model.query.is_narrowed
    assert names(page) == [f.id for f in context.application.ledgers.columns("outlet")]
    asked(qtbot, page, lambda: button(page).choose("连锁大店"))
    qtbot.waitUntil(lambda: page.ledger.model.rowCount() == rows)
    assert page.ledger.model.query == query
    assert names(page) == columns == ["area", "name"]
    assert page.ledger.table.widths() == widths
    assert page.ledger.table.horizontalHeader().sortIndicatorSection() == 1


def test_that_layouts_are_there_in_the_next_sitting(
    qtbot: QtBot, page: LedgerPage, context: Context
) -> None:
    button(page).keep("月报")
    other = shown(qtbot, context)
    assert "月报" in words(button(other).fill_menu())
    assert "月报" not in words(button(shown(qtbot, context, "circle")).fill_menu())


def test_that_the_button_says_which_layout_is_in_use(page: LedgerPage) -> None:
    assert button(page).text() == "版式"
    button(page).keep("A&B表")
    assert button(page).text() == "版式：A&&B表"
    assert "用现在的样子更新“A&&B表”" in words(button(page).fill_menu())
    button(page).remove("A&B表")
    assert button(page).text() == "版式"


def test_that_a_layout_is_renamed_and_replaced(page: LedgerPage, context: Context) -> None:
    for name in ("一", "二", "三"):
        button(page).keep(name)
    button(page).rename("二", "三")
    assert [one.name for one in saved_layouts(context, "outlet")] == ["一", "三"]
    assert button(page).in_use == "三"
    page.ledger.model.show_fields(page.ledger.model.fields[:1])
    button(page).keep("一")
    kept = saved_layouts(context, "outlet")
    assert [len(one.columns) for one in kept if one.name == "一"] == [1]
    assert len(kept) == 2


def test_that_a_layout_is_forgotten_only_when_the_clerk_is_sure(
    page: LedgerPage, context: Context, answers: Answers
) -> None:
    button(page).keep("月报")
    menus = [action.menu() for action in button(page).fill_menu().actions() if action.menu()]
    forget = next(menu for menu in menus if menu.title() == "删除")
    answers.boxes.extend([QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
    forget.actions()[0].trigger()
    assert len(saved_layouts(context, "outlet")) == 1
    forget.actions()[0].trigger()
    assert saved_layouts(context, "outlet") == ()
    assert "台账里的数据不变" in answers.asked[-1]


def test_that_what_is_gone_from_the_edition_is_left_out(
    qtbot: QtBot, page: LedgerPage, context: Context, heard: Heard
) -> None:
    old = Layout(
        name="旧",
        columns=("name", "no_such_field"),
        widths={"no_such_field": 90},
        where=(("no_such_field", "x"), ("chain", "没有的回答")),
        levels=("no_such_level",),
        order="no_such_field",
    )
    keep_layouts(context, "outlet", [old])
    asked(qtbot, page, lambda: button(page).choose("旧"))
    assert names(page) == ["name"]
    assert not page.ledger.model.query.is_narrowed
    assert heard.told == []


def test_that_a_name_is_asked_for_and_another_ones_is_told(qtbot: QtBot) -> None:
    dialog = LayoutNameDialog("存为版式", "", {"月报"})
    qtbot.addWidget(dialog)
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    line = dialog.findChild(QLineEdit, "name")
    qtbot.keyClicks(line, "  a  b ")
    assert (dialog.name, ok.isEnabled()) == ("a b", True)
    line.setText("月报")
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert "已有同名的版式，会被替换。" in told


def test_that_settings_that_cannot_be_written_are_told(
    page: LedgerPage, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise EnvironmentFault("磁盘已满", code="BM-528")

    monkeypatch.setattr(module, "write_settings", fail)
    button(page).keep("月报")
    assert [error.message for error in heard.told if isinstance(error, EnvironmentFault)] == [
        "磁盘已满"
    ]
    assert button(page).in_use == ""


def test_that_columns_stay_where_they_are_dragged(
    qtbot: QtBot, page: LedgerPage, context: Context
) -> None:
    before = names(page)
    header = page.ledger.table.horizontalHeader()
    with qtbot.waitSignal(page.ledger.table.arranged):
        header.moveSection(3, 1)
    expected = [before[2], before[0], before[1], *before[3:]]
    assert names(page) == expected
    assert [header.logicalIndex(n) for n in range(header.count())] == list(range(header.count()))
    kept = read_settings(context.application.folder.path).settings.columns["outlet"]
    assert list(kept) == expected
    assert names(shown(qtbot, context)) == expected
