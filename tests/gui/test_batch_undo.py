"""Taking back what was written together: by Ctrl+Z, and from the list of batches."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.maintenance.imports_tab import ImportsTab
from bianmin_desktop.gui.maintenance.rows import RowsTable
from bianmin_desktop.gui.undoing import UndoDialog, Undoing
from bianmin_desktop.services.ledgers import Query
from tests.gui.conftest import Answers, Heard
from tests.gui.list_pages import asked, shown

_yes = QMessageBox.StandardButton.Yes


def _ids(context: Context, count: int) -> list[str]:
    return context.application.ledgers.found(Query("outlet"))[:count]


def _mark(context: Context, ids: list[str], text: str) -> None:
    changes = context.application.batches.set_field("outlet", ids, "note", text)
    context.hub.announce(changes)


def _remark(context: Context, record_id: str) -> str:
    return context.application.entry.record("outlet", record_id).text("note")


@pytest.fixture
def undoing(qtbot: QtBot, context: Context) -> Undoing:
    """Ctrl+Z of a window."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    return Undoing(context, window)


def test_that_the_next_undo_names_the_whole_batch(qtbot: QtBot, context: Context) -> None:
    with qtbot.waitSignal(context.undo.moved) as told:
        _mark(context, _ids(context, 30), "一批")
    assert told.args == ["撤销批量修改 30 条商业网点"]


def test_that_steps_are_taken_back_one_after_the_other_past_a_batch(
    context: Context, undoing: Undoing, heard: Heard
) -> None:
    ids = _ids(context, 30)
    entry = context.application.entry
    saved = entry.save(Draft("outlet", {"note": "先改"}), entry.record("outlet", ids[0]))
    context.hub.announce(saved.changes)
    _mark(context, ids, "一批")
    undoing.start()
    assert heard.said[-1] == "撤销批量修改 30 条商业网点：已撤回 30 条。"
    assert _remark(context, ids[0]) == "先改"
    undoing.start()
    assert heard.said[-1].startswith("已撤销：修改商业网点")
    assert _remark(context, ids[0]) != "先改"
    undoing.start()
    assert heard.said[-1] == "没有可以撤销的保存"


def test_that_several_records_deleted_together_come_back_by_one_undo(
    qtbot: QtBot, context: Context, answers: Answers
) -> None:
    page = shown(qtbot, context)
    qtbot.waitUntil(lambda: page.ledger.table.current_id != "")
    qtbot.keyClick(page.ledger.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    ids = page.ledger.table.selected_ids()
    answers.boxes.append(_yes)
    asked(qtbot, page, lambda: qtbot.keyClick(page.ledger.table, Qt.Key.Key_Delete))
    entry = context.application.entry
    assert [entry.record("outlet", record_id).deleted for record_id in ids] == [True, True]
    assert context.undo.undo() == "撤销批量删除 2 条商业网点：已撤回 2 条。"
    assert [entry.record("outlet", record_id).deleted for record_id in ids] == [False, False]


def test_that_a_long_undo_goes_on_beside_the_window(
    qtbot: QtBot, context: Context, undoing: Undoing, heard: Heard
) -> None:
    ids = _ids(context, 400)
    _mark(context, ids, "一大批")
    with qtbot.waitSignal(context.hub.changed, timeout=20_000):
        undoing.start()
        dialog = undoing._window.findChild(UndoDialog)
        assert dialog.isVisible()
        assert dialog.work.is_busy
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.said[-1] == "撤销批量修改 400 条商业网点：已撤回 400 条。"
    assert _remark(context, ids[399]) != "一大批"


def test_that_a_long_undo_can_be_stopped_and_nothing_is_half_done(
    qtbot: QtBot, context: Context, undoing: Undoing
) -> None:
    ids = _ids(context, 600)
    _mark(context, ids, "一大批")
    undoing.start()
    dialog = undoing._window.findChild(UndoDialog)
    with qtbot.waitSignal(dialog.finished, timeout=20_000):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert {_remark(context, record_id) for record_id in ids} == {"一大批"}


@pytest.fixture
def tab(qtbot: QtBot, context: Context) -> ImportsTab:
    """The list of batches on screen, after one batch edit."""
    _mark(context, _ids(context, 3), "一批")
    tab = ImportsTab(context)
    qtbot.addWidget(tab)
    tab.resize(1000, 500)
    tab.show()
    context.hub.changed.connect(tab.refresh)
    qtbot.waitUntil(lambda: _rows(tab) != [])
    return tab


def _rows(tab: ImportsTab) -> list[list[str]]:
    model = tab.findChild(RowsTable, "batches").model()
    return [
        [model.index(row, column).data() for column in range(1, model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_that_a_batch_is_listed_and_taken_back_whole_but_for_what_moved_on(
    qtbot: QtBot, context: Context, tab: ImportsTab, answers: Answers
) -> None:
    assert _rows(tab)[0] == ["批量修改", "商业网点", "3", "批量修改", ""]
    first, second, third = _ids(context, 3)
    entry = context.application.entry
    later = entry.save(Draft("outlet", {"note": "后来"}), entry.record("outlet", second))
    context.hub.announce(later.changes)
    answers.boxes.append(_yes)
    with qtbot.waitSignal(context.hub.changed):
        tab.findChild(QPushButton, "undo_batch").click()
    said = tab.findChild(QLabel, "batch_outcome").text()
    assert said.startswith("已撤回 2 条。有 1 条后来又改过，没有撤回：“")
    assert [_remark(context, i) for i in (first, second, third)][1] == "后来"
    assert _remark(context, first) != "一批"
    qtbot.waitUntil(lambda: len(_rows(tab)) == 2)
    assert _rows(tab)[1][-1] == "已撤销"


def test_that_nothing_is_taken_back_without_a_yes(
    context: Context, tab: ImportsTab, answers: Answers
) -> None:
    answers.boxes.append(QMessageBox.StandardButton.No)
    tab.findChild(QPushButton, "undo_batch").click()
    assert "涉及 3 条商业网点" in answers.asked[-1]
    assert _remark(context, _ids(context, 1)[0]) == "一批"


def test_that_every_ledger_can_be_imported_from_here(
    qtbot: QtBot, tab: ImportsTab, context: Context
) -> None:
    from bianmin_desktop.gui.wizards.import_wizard.wizard import ImportWizard

    menu = tab.findChild(QPushButton, "import").menu()
    offered = [action.text() for action in menu.actions()]
    kinds = context.application.edition.record_types.values()
    assert offered == [f"{kind.name}…" for kind in kinds if kind.in_ledger]
    menu.actions()[offered.index("商业网点…")].trigger()
    assert tab.findChild(ImportWizard).windowTitle() == "导入商业网点"
