"""疑似重复 in 数据维护, and the hint while a new outlet is entered."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.merge_dialog import MergeDialog
from bianmin_desktop.gui.forms.doubt_hint import DoubtHint
from bianmin_desktop.gui.maintenance.duplicates_tab import DuplicatesTab
from bianmin_desktop.gui.pages.maintenance_page import MaintenancePage
from bianmin_desktop.gui.pages.record_panel import RecordPanel
from tests.gui.conftest import Heard
from tests.gui.double_pages import address, shop, twins
from tests.gui.panel_pages import outlet_panel, retype


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> DuplicatesTab:
    """The tab on screen, one more double in the book, its search at an end."""
    twins(context.application)
    made = DuplicatesTab(context)
    qtbot.addWidget(made)
    context.hub.changed.connect(made.refresh)
    made.resize(1100, 600)
    made.show()
    _wait(made, qtbot)
    return made


def _wait(tab: DuplicatesTab, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: tab._task is None and "对网点" in _note(tab))


def _note(tab: DuplicatesTab) -> str:
    return tab.findChild(QLabel, "duplicates_note").text()


def _table(tab: DuplicatesTab) -> QTableView:
    return tab.findChild(QTableView, "duplicates")


def _rows(tab: DuplicatesTab) -> list[list[str]]:
    model = _table(tab).model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def _choose(tab: DuplicatesTab, word: str) -> int:
    row = next(row for row, cells in enumerate(_rows(tab)) if word in cells[1])
    _table(tab).selectRow(row)
    return row


def _button(tab: DuplicatesTab, name: str) -> QPushButton:
    return tab.findChild(QPushButton, name)


def test_that_pairs_are_listed_with_places_and_reasons(tab: DuplicatesTab) -> None:
    _choose(tab, "试金石")
    row = next(cells for cells in _rows(tab) if "试金石" in cells[1])
    assert address in row[1]
    assert address in row[2]
    assert "地址相同" in row[3]
    assert "理由：" in tab.findChild(QPlainTextEdit, "pair").toPlainText()


def test_that_a_pair_said_to_be_two_shops_goes_and_can_be_had_back(
    tab: DuplicatesTab, qtbot: QtBot, context: Context
) -> None:
    before = len(_rows(tab))
    _choose(tab, "试金石")
    _button(tab, "not_duplicates").click()
    assert len(_rows(tab)) == before - 1
    assert not any("试金石" in cells[1] for cells in _rows(tab))
    assert "另有 1 对" in _note(tab)
    tab.look()
    _wait(tab, qtbot)
    assert len(_rows(tab)) == before - 1
    tab.findChild(QCheckBox, "with_ruled_out").setChecked(True)
    _choose(tab, "试金石")
    assert _button(tab, "not_duplicates").text() == "还是可能重复"
    _button(tab, "not_duplicates").click()
    assert context.application.duplicates.ruled_out() == frozenset()
    assert len(_rows(tab)) == before


def test_that_a_merged_pair_leaves_the_list(
    tab: DuplicatesTab, qtbot: QtBot, context: Context
) -> None:
    before = len(_rows(tab))
    _choose(tab, "试金石")
    _button(tab, "merge_pair").click()
    qtbot.waitUntil(lambda: tab.findChild(MergeDialog) is not None)
    with qtbot.waitSignal(context.hub.changed):
        tab.findChild(MergeDialog).findChild(QPushButton, "merge").click()
    qtbot.waitUntil(lambda: tab._task is None and len(_rows(tab)) == before - 1)
    assert not any("试金石" in cells[1] for cells in _rows(tab))


def test_that_a_stopped_search_says_so_and_begins_again_when_looked_at(
    tab: DuplicatesTab, qtbot: QtBot
) -> None:
    tab.look()
    assert tab._task is not None
    tab._task.cancel()
    qtbot.waitUntil(lambda: "已停止" in _note(tab))
    tab.hide()
    tab.show()
    _wait(tab, qtbot)
    assert _rows(tab)


def test_that_the_maintenance_page_has_the_tab(context: Context, qtbot: QtBot) -> None:
    page = MaintenancePage(context)
    qtbot.addWidget(page)
    page.show()
    page.show_subject("duplicates")
    tab = page.findChild(DuplicatesTab)
    assert tab.isVisible()
    _wait(tab, qtbot)


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> RecordPanel:
    """The panel of outlets with a new record, a shop of that name and address in the ledger."""
    shop(context.application, "试金石便利店")
    made = outlet_panel(context, qtbot)
    made.open_new()
    return made


def _hint(panel: RecordPanel) -> DoubtHint:
    return panel.findChild(DoubtHint)


def _type_double(panel: RecordPanel) -> None:
    retype(panel, "name", "试金石便利")
    retype(panel, "address", address)


def test_that_a_shop_already_in_the_ledger_is_named_while_it_is_entered(
    panel: RecordPanel, qtbot: QtBot, heard: Heard
) -> None:
    assert not _hint(panel).isVisible()
    _type_double(panel)
    qtbot.waitUntil(lambda: _hint(panel).isVisible())
    words = panel.findChild(QLabel, "doubt_words").text()
    assert words.startswith("台账里可能已有这家店：试金石便利店（")
    assert address in words
    panel.findChild(QPushButton, "open_double").click()
    assert heard.gone[-1][0] == "outlet"


def test_that_the_hint_goes_when_the_shop_is_another_one(panel: RecordPanel, qtbot: QtBot) -> None:
    _type_double(panel)
    qtbot.waitUntil(lambda: _hint(panel).isVisible())
    retype(panel, "address", "远方路1号")
    retype(panel, "name", "完全不同的店")
    qtbot.waitUntil(lambda: not _hint(panel).isVisible())


def test_that_a_dismissed_hint_stays_away_and_the_record_can_be_saved(
    panel: RecordPanel, qtbot: QtBot, context: Context
) -> None:
    _type_double(panel)
    qtbot.waitUntil(lambda: _hint(panel).isVisible())
    panel.findChild(QPushButton, "no_double").click()
    assert not _hint(panel).isVisible()
    retype(panel, "hours", "全天")
    panel._form.review()
    context.tasks.wait()
    qtbot.waitUntil(lambda: _hint(panel)._task is None)
    assert not _hint(panel).isVisible()
    assert panel.save()
    assert context.application.duplicates.like(panel.record) == []


def test_that_saving_does_not_wait_for_the_hint_and_ends_it(
    panel: RecordPanel, qtbot: QtBot
) -> None:
    _type_double(panel)
    assert panel.save()
    assert panel.record.revision == 1
    qtbot.waitUntil(lambda: _hint(panel)._task is None)
    assert not _hint(panel).isVisible()
