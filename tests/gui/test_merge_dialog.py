"""Two records of one shop side by side: what differs, what is chosen, what comes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.answer_cards import AnswerCard
from bianmin_desktop.gui.dialogs.merge_dialog import MergeDialog, open_merge
from bianmin_desktop.services.duplicates import Side
from tests.gui.conftest import Heard
from tests.gui.double_pages import shop, twins


@pytest.fixture
def dialog(context: Context, qtbot: QtBot) -> Iterator[MergeDialog]:
    """The dialog over two records of one shop, on screen."""
    one, other = twins(context.application)
    comparison = context.application.duplicates.compared(one.id, other.id)
    parent = QWidget()
    made = MergeDialog(context, comparison, parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    with qtbot.waitActive(made):
        made.open()
        made.activateWindow()
    yield made
    made.close()
    parent.close()


def _card(dialog: MergeDialog, field_id: str, side: Side) -> AnswerCard:
    found = dialog.findChild(AnswerCard, f"{field_id}_{side.value}")
    assert found is not None, field_id
    return found


def _button(dialog: MergeDialog, name: str) -> QPushButton:
    return dialog.findChild(QPushButton, name)


def test_that_only_what_differs_is_asked_and_the_likely_answers_are_chosen(
    dialog: MergeDialog,
) -> None:
    choices = dialog.choices()
    assert set(choices) == {"name", "area", "hours", "verified", "phone", "staff"}
    assert choices["phone"] is choices["staff"] is not choices["hours"]
    assert _card(dialog, "phone", choices["phone"]).property("state") == "chosen"
    assert dialog.findChild(AnswerCard, "address_keep") is None


def test_that_what_agrees_is_folded_away_until_asked_for(dialog: MergeDialog) -> None:
    equal = dialog.findChild(QWidget, "equal")
    assert not equal.isVisible()
    _button(dialog, "show_equal").click()
    assert equal.isVisible()
    words = [child.text() for child in equal.children() if hasattr(child, "text")]
    assert {"地址", "试金路63号"} <= set(words)


def test_that_a_click_beside_the_button_chooses(dialog: MergeDialog, qtbot: QtBot) -> None:
    side = dialog.choices()["area"].opposite
    qtbot.mouseClick(_card(dialog, "area", side), Qt.MouseButton.LeftButton)
    assert dialog.choices()["area"] is side
    assert _card(dialog, "area", side.opposite).property("state") == ""


def test_that_answers_are_chosen_with_the_keyboard(dialog: MergeDialog, qtbot: QtBot) -> None:
    first = next(iter(dialog.choices()))
    side = dialog.choices()[first]
    button = dialog.focusWidget()
    assert isinstance(button, QRadioButton)
    assert button.accessibleName().startswith("网点名称：")
    key = Qt.Key.Key_Right if side is Side.KEEP else Qt.Key.Key_Left
    qtbot.keyClick(button, key)
    assert dialog.choices()[first] is side.opposite
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert "：" in dialog.focusWidget().accessibleName()
    assert not dialog.focusWidget().accessibleName().startswith("网点名称：")


def test_that_one_side_can_be_chosen_as_a_whole(dialog: MergeDialog) -> None:
    _button(dialog, "all_drop").click()
    assert set(dialog.choices().values()) == {Side.DROP}
    _button(dialog, "all_keep").click()
    assert set(dialog.choices().values()) == {Side.KEEP}


def test_that_a_merge_keeps_what_was_chosen_and_tells_everybody(
    dialog: MergeDialog, context: Context, qtbot: QtBot, heard: Heard
) -> None:
    comparison = dialog._comparison
    _button(dialog, "all_drop").click()
    with qtbot.waitSignals([context.hub.changed, dialog.accepted]):
        _button(dialog, "merge").click()
    entry = context.application.entry
    kept = entry.record("outlet", comparison.keep.id)
    assert kept.text("name") == comparison.drop.text("name")
    assert entry.record("outlet", comparison.drop.id).deleted
    assert "已合并到" in heard.said[-1]


def test_that_a_record_deleted_meanwhile_is_told_and_nothing_is_merged(
    dialog: MergeDialog, context: Context, qtbot: QtBot, heard: Heard
) -> None:
    comparison = dialog._comparison
    context.application.entry.delete("outlet", comparison.drop.id)
    _button(dialog, "merge").click()
    qtbot.waitUntil(lambda: bool(heard.told))
    assert "已经不在台账里" in str(heard.told[0])
    assert dialog.isVisible()
    assert _button(dialog, "merge").isEnabled()


def test_that_two_records_are_compared_beside_the_window(context: Context, qtbot: QtBot) -> None:
    one, other = twins(context.application)
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    open_merge(context, (one.id, other.id), parent)
    qtbot.waitUntil(lambda: parent.findChild(MergeDialog) is not None)
    parent.findChild(MergeDialog).reject()


def test_that_everything_fits_on_a_small_screen(dialog: MergeDialog) -> None:
    dialog.resize(850, 450)
    for name in ("merge", "all_keep", "all_drop"):
        button = _button(dialog, name)
        corner = button.mapTo(dialog, button.rect().bottomRight())
        assert dialog.rect().contains(corner), name
        assert button.width() >= button.minimumSizeHint().width()


def test_that_several_choices_of_both_are_offered_together(context: Context, qtbot: QtBot) -> None:
    application = context.application
    one = shop(application, "试金石便利店", extra_services="代扣代缴、打印复印", staff="2")
    other = shop(application, "试金石便利", extra_services="打印复印、快递", staff="3")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = MergeDialog(context, application.duplicates.compared(one.id, other.id), parent)
    assert dialog.findChild(AnswerCard, "staff_both") is None
    card = _card(dialog, "extra_services", Side.BOTH)
    assert card.button.accessibleName() == "一店多能：两边都要：代扣代缴、打印复印、快递"
    card.button.click()
    assert dialog.choices()["extra_services"] is Side.BOTH
    _button(dialog, "all_drop").click()
    assert dialog.choices()["extra_services"] is Side.DROP
