"""A record is entered by keyboard, saved, left and told of changes by others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.record_panel import RecordPanel
from tests.gui.conftest import Answers, Heard
from tests.gui.panel_pages import line, outlet_panel, outlets, retype, state

buttons = QMessageBox.StandardButton
no_modifier = Qt.KeyboardModifier.NoModifier


def has_window_focus(window: QWidget) -> bool:
    return QApplication.focusWindow() is window.windowHandle()


def press(key: Qt.Key, held: Qt.KeyboardModifier = no_modifier) -> None:
    """A key, where the cursor or an open list is."""
    QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key, held)


def write(text: str) -> None:
    """Letters by keys; Chinese comes from an input method as it does for clerks."""
    place = QApplication.focusWidget()
    if text.isascii():
        QTest.keyClicks(place, text)
    else:
        insert = place.lineEdit().insert if isinstance(place, QComboBox) else place.insert
        insert(text)


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> RecordPanel:
    """The panel of outlets, on screen."""
    return outlet_panel(context, qtbot)


@pytest.fixture
def go_to(qtbot: QtBot) -> Callable[[str], None]:
    """Enter, until the cursor is in a field."""

    def walk(field_id: str) -> None:
        for _ in range(60):
            if QApplication.focusWidget().objectName() == field_id:
                return
            before, listed = QApplication.focusWidget(), QApplication.activePopupWidget()
            # Offscreen, an open list takes the focus as a window, and nobody gives it back.
            if listed is not None:
                qtbot.waitUntil(lambda held=listed: has_window_focus(held))
            in_a_box = isinstance(before, QPlainTextEdit)
            held_down = Qt.KeyboardModifier.ControlModifier if in_a_box else no_modifier
            press(Qt.Key.Key_Enter, held_down)
            before.window().activateWindow()
            qtbot.waitUntil(lambda held=before: QApplication.focusWidget() is not held)
        raise AssertionError(field_id)

    return walk


def test_that_an_outlet_is_entered_and_the_next_begun_without_the_mouse(
    panel: RecordPanel, go_to: Callable[[str], None], qtbot: QtBot, heard: Heard
) -> None:
    application = panel._context.application
    community = application.entry.answers(application.edition.field("outlet", "community"))[2][0]
    initials = application.program.keys.initials.of(community)
    panel.open_new()
    for field_id, typed in (
        ("name", "键盘录入便利店"),
        ("no_uscc_reason", "wz"),
        ("business_type", "bld"),
        ("address", "海尔路63号"),
        ("community", initials),
        ("area", "1,088.5"),
        ("chain", "0"),
    ):
        go_to(field_id)
        write(typed)
    go_to("save_next")
    with qtbot.waitSignal(panel.saved) as saved:
        press(Qt.Key.Key_Return)
    stored = application.entry.record("outlet", saved.args[0])
    texts = application.entry.texts(stored)
    assert texts["name"] == "键盘录入便利店"
    assert texts["business_type"] == "便利店"
    assert texts["community"] == community
    assert (texts["area"], texts["chain"]) == ("1088.5", "否")
    assert not [issue for issue in application.entry.issues(stored) if issue.level == "blocking"]
    assert heard.said[-1].startswith("已保存：键盘录入便利店")
    assert panel.record.id != stored.id
    assert QApplication.focusWidget().objectName() == "number"
    assert panel.findChild(QComboBox, "community").currentText() == community
    assert line(panel, "name").text() == ""


def test_that_ctrl_s_saves_and_says_so(panel: RecordPanel, heard: Heard, qtbot: QtBot) -> None:
    record = outlets(panel._context.application)[0]
    panel.open(record.id, "address")
    retype(panel, "address", "海尔路99号")
    assert state(panel) == "有未保存的修改"
    with qtbot.waitSignals([panel.saved, panel._context.hub.changed]):
        press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert panel._context.application.entry.record("outlet", record.id).text("address") == (
        "海尔路99号"
    )
    assert state(panel).startswith("已保存")
    assert heard.told == []


def test_that_an_invalid_record_is_kept_as_it_is_typed(panel: RecordPanel) -> None:
    panel.open_new()
    retype(panel, "name", "没填完的店")
    retype(panel, "area", "一百多平")
    assert panel.save()
    stored = panel._context.application.entry.record("outlet", panel.record.id)
    assert stored.typed["area"] == "一百多平"
    assert line(panel, "area").text() == "一百多平"


def test_that_an_untouched_new_record_is_not_stored(panel: RecordPanel, heard: Heard) -> None:
    panel.open_new()
    assert not panel.save()
    assert heard.said == ["还没有填写任何内容"]
    assert panel.may_leave()


@pytest.mark.parametrize(
    ("answer", "stored", "shown"),
    [
        (buttons.Save, "新招牌", "新招牌"),
        (buttons.Discard, "原招牌", "原招牌"),
        (buttons.Cancel, "原招牌", "新招牌"),
    ],
)
def test_that_leaving_asks_what_to_do_with_what_was_typed(
    answer: QMessageBox.StandardButton,
    stored: str,
    shown: str,
    panel: RecordPanel,
    answers: Answers,
) -> None:
    application = panel._context.application
    record = outlets(application)[0]
    application.entry.save(Draft("outlet", {"name": "原招牌"}, record.id), record)
    panel.open(record.id)
    retype(panel, "name", "新招牌")
    answers.boxes.append(answer)
    assert panel.may_leave() is (answer != buttons.Cancel)
    assert "“新招牌”" in answers.asked[0]
    assert application.entry.record("outlet", record.id).text("name") == stored
    assert line(panel, "name").text() == shown


def test_that_the_question_has_chinese_buttons(
    panel: RecordPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def look(box: QMessageBox) -> int:
        seen.extend(button.text() for button in box.buttons())
        return int(buttons.Cancel.value)

    monkeypatch.setattr(QMessageBox, "exec", look)
    panel.open_new()
    retype(panel, "name", "新招牌")
    assert not panel.may_leave()
    assert sorted(seen) == sorted(["保存", "不保存", "取消"])


def test_that_a_change_by_others_is_told_and_nothing_typed_is_lost(
    panel: RecordPanel, heard: Heard
) -> None:
    application = panel._context.application
    record = outlets(application)[0]
    panel.open(record.id)
    retype(panel, "address", "海尔路1号")
    application.entry.save(Draft("outlet", {"name": "别人改的名"}, record.id), record)
    assert not panel.save()
    assert "被改过" in str(heard.told[0])
    assert line(panel, "address").text() == "海尔路1号"
    assert line(panel, "name").text() == "别人改的名"
    assert panel.save()
    stored = application.entry.record("outlet", record.id)
    assert (stored.text("name"), stored.text("address")) == ("别人改的名", "海尔路1号")


def test_that_a_change_elsewhere_in_the_window_is_shown_at_once(panel: RecordPanel) -> None:
    application = panel._context.application
    record = outlets(application)[0]
    panel.open(record.id)
    retype(panel, "address", "海尔路1号")
    saved = application.entry.save(Draft("outlet", {"name": "撤销回来的名"}, record.id), record)
    panel._context.hub.announce(saved.changes)
    assert line(panel, "name").text() == "撤销回来的名"
    assert line(panel, "address").text() == "海尔路1号"
    assert panel.is_changed
