"""Editors take whatever is typed or pasted, find entries by initials, and cut nothing silently."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.forms.editors.choosing import editor_for
from bianmin_desktop.gui.forms.editors.options import Option, options_of
from bianmin_desktop.gui.forms.record_form import RecordForm
from tests.gui.conftest import Heard
from tests.gui.form_pages import message, new_outlet, shown


@pytest.fixture
def form(context: Context, qtbot: QtBot) -> RecordForm:
    """The form of a new outlet, on screen."""
    return new_outlet(context, qtbot)


@pytest.mark.parametrize(
    "pasted",
    ["店\x00铺", "\u202e店\u202c", "小店😀", "𠮷野家", "第一行\n第二行", "\ud800", "a" * 40_000],
    ids=["nul", "bidi", "emoji", "rare", "newline", "half a pair", "long"],
)
def test_that_anything_pasted_into_a_line_is_taken_or_refused_in_words(
    pasted: str, form: RecordForm, qtbot: QtBot, heard: Heard
) -> None:
    line = form.findChild(QLineEdit, "name")
    line.setText("原来的名称")
    line.selectAll()
    QGuiApplication.clipboard().setText(pasted)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    form.review()
    assert heard.told == []
    if len(pasted) > 1000:
        qtbot.waitUntil(lambda: "太长" in message(form, "name").text())
        assert line.text() == "原来的名称"
    else:
        admitted = form.draft().texts["name"]
        assert "原来" not in admitted


def test_that_too_long_a_paste_stays_out_of_a_choice_too(form: RecordForm, qtbot: QtBot) -> None:
    kind = form.findChild(QComboBox, "business_type")
    kind.setEditText("便利店")
    kind.lineEdit().selectAll()
    QGuiApplication.clipboard().setText("长" * 1_000_000)
    form.show_field("business_type")
    qtbot.keyClick(kind, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "太长" in message(form, "business_type").text())
    assert form.draft().texts["business_type"] == "便利店"


def test_that_what_was_tidied_is_told(form: RecordForm) -> None:
    form.put_texts({"name": "便利\u202e店\x00"})
    words = message(form, "name").text()
    assert "改变文字方向的符号" in words
    assert "控制字符" in words


def test_that_ten_megabytes_pasted_into_a_box_stay_out_and_that_is_said(
    form: RecordForm, qtbot: QtBot
) -> None:
    box = form.findChild(QPlainTextEdit, "note")
    box.setPlainText("原来的备注")
    pasted = QMimeData()
    pasted.setText("长" * 10_000_000)
    box.insertFromMimeData(pasted)
    assert box.toPlainText() == "原来的备注"
    assert "10,000,000" in message(form, "note").text()


def test_that_a_stored_text_too_long_to_edit_is_shown_in_part_and_kept_whole(
    form: RecordForm, context: Context
) -> None:
    long = "长" * 60_000
    blank = context.application.entry.blank("outlet")
    typed = dict.fromkeys(("name", "note", "business_type", "extra_services"), long)
    form.load(replace(blank, values={}, typed=typed))
    texts = form.draft().texts
    assert all(texts[field_id] == long for field_id in typed)
    assert form.findChild(QLineEdit, "name").isReadOnly()
    assert not form.is_changed


def test_that_leaving_a_field_shows_what_was_understood(form: RecordForm, qtbot: QtBot) -> None:
    opened = form.findChild(QLineEdit, "opened")
    opened.setFocus()
    opened.insert("2023年５月6日")
    qtbot.keyClick(opened, Qt.Key.Key_Return)
    assert opened.text() == "2023-05-06"
    opened.undo()
    assert opened.text() == "2023年５月6日"


def test_that_initials_lead_to_the_entry(form: RecordForm, qtbot: QtBot) -> None:
    kind = form.findChild(QComboBox, "business_type")
    form.show_field("business_type")
    qtbot.keyClicks(kind, "bld")
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not kind)
    assert kind.currentText() == "便利店"
    assert form.draft().texts["business_type"] == "便利店"


def test_that_an_alias_leads_to_the_entry(form: RecordForm, qtbot: QtBot, context: Context) -> None:
    choices = context.application.edition.choice_list("business_type").choices
    choice = next(c for c in choices if c.aliases)
    kind = form.findChild(QComboBox, "business_type")
    form.show_field("business_type")
    kind.setEditText(choice.aliases[0])
    form.show_field("name")
    assert kind.currentText() == choice.label


def test_that_one_and_zero_answer_yes_and_no(form: RecordForm, qtbot: QtBot) -> None:
    chain = form.findChild(QComboBox, "chain")
    form.show_field("chain")
    qtbot.keyClicks(chain, "0")
    qtbot.keyClick(chain, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert chain.currentText() == "否"


def test_that_the_wheel_never_changes_an_answer(form: RecordForm) -> None:
    status = form.findChild(QComboBox, "status")
    before = status.currentText()
    middle = status.rect().center()
    turn = QWheelEvent(
        middle,
        status.mapToGlobal(middle),
        middle,
        middle * -4,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003
    )
    QApplication.sendEvent(status, turn)
    assert status.currentText() == before


def test_that_what_is_no_entry_stays_as_it_was_typed(form: RecordForm) -> None:
    form.put_texts({"business_type": "不知道什么店", "extra_services": "快递、修锁配钥匙"})
    draft = form.draft()
    assert draft.texts["business_type"] == "不知道什么店"
    assert draft.texts["extra_services"] == "快递、修锁配钥匙"
    assert "修锁配钥匙" in message(form, "extra_services").text()


def test_that_ticks_are_answers(form: RecordForm) -> None:
    box = next(b for b in form.findChildren(QCheckBox) if b.text() == "快递")
    box.setChecked(True)
    assert form.draft().texts["extra_services"] == "快递"


def test_that_absences_are_offered_where_a_field_may_go_without_a_value(form: RecordForm) -> None:
    assert _offered(form, "area") == ["填“不适用”", "填“未采集”"]
    assert _offered(form, "name") == []


def _offered(form: RecordForm, field_id: str) -> list[str]:
    from bianmin_desktop.gui.forms.editors.line import LineEditor

    editor = form.findChild(QLineEdit, field_id).parentWidget()
    assert isinstance(editor, LineEditor)
    menu = editor.menu()
    editor.add_absences(menu)
    return [a.text() for a in menu.actions() if a.text().startswith("填“")]


def test_that_communities_of_a_circle_are_ticked_by_initials(
    context: Context, qtbot: QtBot
) -> None:
    made = RecordForm(context, "circle")
    made.load(context.application.entry.blank("circle"))
    shown(made, qtbot)
    field = context.application.edition.field("circle", "communities")
    option = options_of(context.application, field)[0]
    initials = context.application.program.keys.initials.of(option.label)
    sift = made.findChild(QLineEdit, "communities_filter")
    made.show_field("communities")
    assert QApplication.focusWidget() is sift
    qtbot.keyClicks(sift, initials)
    listed = made.findChild(QListWidget, "communities")
    assert sum(not listed.item(row).isHidden() for row in range(listed.count())) == 1
    qtbot.keyClick(sift, Qt.Key.Key_Return)
    assert made.draft().texts["communities"] == option.text
    assert sift.text() == ""
    qtbot.keyClick(sift, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is not sift


def test_that_two_records_of_one_name_can_be_told_apart(qtbot: QtBot) -> None:
    field = Field(id="circle", label="生活圈", kind=Kind.REFERENCE, section="main", target="circle")
    twins = [Option(f"id-00000{n}", f"海尔路（编号 {n}）", "海尔路 hel") for n in (1, 2)]
    editor = editor_for(field, twins)
    qtbot.addWidget(editor)
    editor.show_answer("id-000002")
    assert editor.answer() == "id-000002"
    editor.show_answer("海尔路")
    editor.settle()
    assert editor.answer() == "海尔路"
