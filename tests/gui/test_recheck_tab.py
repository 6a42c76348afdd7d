"""核对台账 in the window: what to look at, 看过了 for some or all, and what changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.summary.recheck_model import Row
from bianmin_desktop.gui.summary.recheck_tab import RecheckTab
from tests.gui.conftest import Heard

quarter = Quarter(2024, 2)


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> RecheckTab:
    """The tab of 2024Q2 on screen, its records listed."""
    made = RecheckTab(context)
    qtbot.addWidget(made)
    made.resize(1150, 600)
    with qtbot.waitSignal(made.listed, timeout=20_000):
        made.show()
        made.show_quarter(quarter)
    return made


def table_of(tab: RecheckTab) -> QTableView:
    return tab.findChild(QTableView, "rechecks")


def rows_of(tab: RecheckTab) -> list[Row]:
    return list(tab._model.rows())


def choose(tab: RecheckTab, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    model = table_of(tab).selectionModel()
    for row in rows:
        model.select(tab._model.index(row, 0), flags.Select | flags.Rows)


def test_that_the_records_to_look_at_stand_under_their_reasons(
    tab: RecheckTab, context: Context
) -> None:
    QAbstractItemModelTester(tab._model)
    lines = context.application.rechecking.due(quarter)
    assert [row.record_id for row in rows_of(tab)] == [line.record_id for line in lines]
    heading = table_of(tab).model().index(0, 0).data()
    assert heading.startswith(lines[0].recheck.name)
    assert f"{len(lines):,} 条" in tab.findChild(QLabel, "recheck_note").text()


def test_that_chosen_records_are_seen_together_and_undone_together(
    tab: RecheckTab, context: Context, qtbot: QtBot, heard: Heard
) -> None:
    before = len(rows_of(tab))
    choose(tab, 0, 1, 2, 3)
    button = tab.findChild(QPushButton, "seen")
    assert button.text() == "看过了（选中 3 条）"
    with qtbot.waitSignal(tab.listed, timeout=20_000):
        button.click()
    assert len(rows_of(tab)) == before - 3
    assert heard.said[-1].startswith("3 条记录登记为看过了")
    deed = context.undo.next()
    assert deed is not None
    assert deed.count == 3
    with qtbot.waitSignal(tab.listed, timeout=20_000):
        taken = context.application.batches.undo(deed.batch)
        context.hub.announce(taken.changes)
    assert len(rows_of(tab)) == before


def test_that_all_of_one_community_are_seen_at_once(
    tab: RecheckTab, context: Context, qtbot: QtBot
) -> None:
    whole = context.application.rechecking.due(quarter)
    box = tab.findChild(QComboBox, "which_community")
    box.setCurrentIndex(1)
    listed = rows_of(tab)
    assert {row.community for row in listed} == {box.currentText()}
    assert 0 < len(listed) < len(whole)
    with qtbot.waitSignal(tab.listed, timeout=20_000):
        tab.findChild(QPushButton, "seen_all").click()
    left = context.application.rechecking.due(quarter)
    assert len(left) == len(whole) - len(listed)


def test_that_a_record_is_one_step_away(tab: RecheckTab, heard: Heard) -> None:
    index = tab._model.index(1, 0)
    table_of(tab).activated.emit(index)
    row = tab._model.entry(1)
    assert row is not None
    assert heard.gone == [(row.type, row.record_id)]


def test_that_only_what_changed_is_listed_when_that_is_asked(
    tab: RecheckTab, context: Context, qtbot: QtBot
) -> None:
    application = context.application
    outlet = application.summaries.ledger().of("outlet")[0]
    saved = application.entry.save(Draft("outlet", {"staff": "77"}, outlet.id), outlet)
    with qtbot.waitSignal(tab.listed, timeout=20_000):
        context.hub.announce(saved.changes)
    with qtbot.waitSignal(tab.listed, timeout=20_000):
        tab.findChild(QComboBox, "which_records").setCurrentIndex(1)
    changed = application.rechecking.changed(quarter)
    assert [row.record_id for row in rows_of(tab)] == [line.record_id for line in changed.lines]
    assert "改过的记录" in tab.findChild(QLabel, "recheck_note").text()
    assert not tab.findChild(QPushButton, "seen_all").isEnabled()
