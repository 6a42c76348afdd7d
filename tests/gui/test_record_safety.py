"""Nothing typed is ever lost: drafts survive crashes, every step can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QListWidget,
    QMessageBox,
    QPushButton,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.event_dialog import EventDialog
from bianmin_desktop.gui.dialogs.record_history import RecordHistory
from bianmin_desktop.gui.pages.record_panel import RecordPanel
from tests.gui.conftest import Answers, Heard
from tests.gui.panel_pages import line, outlet_panel, outlets, retype, state

buttons = QMessageBox.StandardButton


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> RecordPanel:
    """The panel of outlets, on screen."""
    return outlet_panel(context, qtbot)


def test_that_a_deleted_record_can_be_brought_back(
    panel: RecordPanel, heard: Heard, qtbot: QtBot
) -> None:
    application = panel._context.application
    record = outlets(application)[0]
    panel.open(record.id)
    delete = panel.findChild(QPushButton, "delete")
    with qtbot.waitSignal(panel.closed):
        delete.click()
    assert application.entry.record("outlet", record.id).deleted
    assert "Ctrl+Z" in heard.said[-1]
    assert state(panel) == "已删除"
    assert delete.text() == "恢复"
    delete.click()
    assert not application.entry.record("outlet", record.id).deleted
    assert delete.text() == "删除"


def test_that_unsaved_input_is_remembered_and_forgotten_once_saved(
    panel: RecordPanel, qtbot: QtBot
) -> None:
    application = panel._context.application
    panel.open_new()
    retype(panel, "name", "断电前输入的店")
    qtbot.waitUntil(lambda: bool(application.entry.unsaved()), timeout=2_000)
    held = application.entry.unsaved()[0]
    assert held.record_id == panel.record.id
    assert held.texts["name"] == "断电前输入的店"
    assert panel.save()
    panel._context.tasks.wait()
    assert application.entry.unsaved() == []


def test_that_input_given_up_is_not_offered_again(
    panel: RecordPanel, qtbot: QtBot, answers: Answers
) -> None:
    application = panel._context.application
    panel.open(outlets(application)[0].id)
    retype(panel, "name", "不要了")
    qtbot.waitUntil(lambda: bool(application.entry.unsaved()), timeout=2_000)
    answers.boxes.append(buttons.Discard)
    assert panel.may_leave()
    panel._context.tasks.wait()
    assert application.entry.unsaved() == []


def test_that_the_machine_stopping_keeps_input_at_once(panel: RecordPanel) -> None:
    panel.open_new()
    retype(panel, "name", "正在输入")
    panel.keep_unsaved()
    assert panel._context.application.entry.unsaved()[0].texts["name"] == "正在输入"


@pytest.mark.parametrize("of", ["stored", "new"])
def test_that_input_from_before_a_crash_is_restored(of: str, panel: RecordPanel) -> None:
    application = panel._context.application
    blank = application.entry.blank("outlet")
    record = outlets(application)[0] if of == "stored" else blank
    texts = {**application.entry.texts(record), "name": "崩溃前输入的店", "area": "一百多平"}
    application.entry.remember(Draft("outlet", texts, record.id))
    panel.restore(application.entry.unsaved()[0])
    assert panel.record.id == record.id
    assert line(panel, "name").text() == "崩溃前输入的店"
    assert panel.is_changed
    assert panel.save()
    panel._context.tasks.wait()
    assert application.entry.unsaved() == []
    stored = application.entry.record("outlet", record.id)
    assert stored.text("name") == "崩溃前输入的店"
    assert stored.typed["area"] == "一百多平"


def test_that_restored_input_given_up_at_once_is_forgotten(panel: RecordPanel) -> None:
    application = panel._context.application
    record = outlets(application)[0]
    application.entry.remember(Draft("outlet", {"name": "崩溃前输入的店"}, record.id))
    panel.restore(application.entry.unsaved()[0])
    panel.revert()
    panel._context.tasks.wait()
    assert application.entry.unsaved() == []


def test_that_a_step_of_the_history_is_taken_back(
    panel: RecordPanel, context: Context, qtbot: QtBot
) -> None:
    application = context.application
    record = outlets(application)[0]
    panel.open(record.id)
    before = record.text("address")
    retype(panel, "address", "写错的地址")
    panel.save()
    dialog = RecordHistory(context, panel.record, panel)
    qtbot.addWidget(dialog)
    steps = dialog.findChild(QTreeWidget, "history")
    newest = steps.topLevelItem(0).child(0)
    assert [newest.text(column) for column in (1, 2, 3)] == ["地址", before, "写错的地址"]
    dialog.findChild(QPushButton, "undo_step").click()
    assert application.entry.record("outlet", record.id).text("address") == before
    assert line(panel, "address").text() == before
    assert "撤销" in steps.topLevelItem(0).text(0)


def test_that_the_history_is_one_click_away(panel: RecordPanel, answers: Answers) -> None:
    panel.open(outlets(panel._context.application)[0].id)
    panel.findChild(QPushButton, "history").click()
    assert answers.asked == ["修改历史"]


def test_that_an_event_of_an_outlet_is_entered_beside_it(panel: RecordPanel, qtbot: QtBot) -> None:
    application = panel._context.application
    panel.open_new()
    assert not panel.findChild(QPushButton, "add_event").isEnabled()
    retype(panel, "name", "要改造的店")
    panel.save()
    panel.findChild(QPushButton, "add_event").click()
    dialog = panel.findChild(EventDialog)
    dialog.findChild(QComboBox, "kind").setEditText("改造")
    retype(dialog, "on", "2024年2月3日")
    with qtbot.waitSignal(dialog.finished) as ended:
        dialog.findChild(QPushButton, "save_event").click()
    assert ended.args == [QDialog.DialogCode.Accepted.value]
    events = application.entry.belonging("event", "outlet", panel.record.id)
    assert [application.entry.texts(event)["kind"] for event in events] == ["改造"]
    assert panel.findChild(QListWidget, "events").item(0).text().startswith("2024-02-03　改造")


def test_that_a_name_with_markup_is_shown_as_it_is(panel: RecordPanel) -> None:
    panel.open_new()
    retype(panel, "name", '<img src="file:///etc/hosts">')
    panel.save()
    title = panel.findChild(QLabel, "record_title")
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert title.text() == '<img src="file:///etc/hosts">'
