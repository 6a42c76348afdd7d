"""Forms are made from the policy, say what is wrong in words, and lead on by keyboard."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.catalogue.definitions import Field, Kind, Level, RecordType
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.forms.issue_list import IssueList
from bianmin_desktop.gui.forms.record_form import RecordForm
from bianmin_desktop.store.reading import Listing
from tests.gui.form_pages import first, message, new_outlet

ledger_types = ("community", "circle", "outlet", "summary", "event")


@pytest.fixture
def form(context: Context, qtbot: QtBot) -> RecordForm:
    """The form of a new outlet, on screen."""
    return new_outlet(context, qtbot)


@pytest.mark.parametrize("type_id", ledger_types)
def test_that_every_field_that_is_entered_has_an_editor(
    type_id: str, context: Context, qtbot: QtBot
) -> None:
    made = RecordForm(context, type_id)
    qtbot.addWidget(made)
    for field in context.application.edition.record_type(type_id).fields:
        assert (made.findChild(QWidget, field.id) is not None) == field.entered, field.id


@pytest.mark.parametrize("type_id", ledger_types)
def test_that_opening_a_record_and_saving_it_again_changes_nothing(
    type_id: str, context: Context, qtbot: QtBot
) -> None:
    entry = context.application.entry
    made = RecordForm(context, type_id)
    qtbot.addWidget(made)
    records = context.application.ledgers.records(Listing(type_id, limit=40))
    assert records
    for record in records:
        made.load(record)
        assert not made.is_changed
        admitted = entry.review(made.draft(), record)
        assert admitted.record.values == record.values
        assert admitted.record.typed == record.typed


def test_that_a_field_added_to_the_policy_appears_in_the_form(
    context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = context.application.edition
    outlet = edition.record_type("outlet")
    added = Field(id="parking", label="停车位", kind=Kind.INTEGER, section="main", unit="个")
    widened = {**edition.record_types, "outlet": _with(outlet, added)}
    monkeypatch.setattr(context.application, "edition", replace(edition, record_types=widened))
    made = RecordForm(context, "outlet")
    qtbot.addWidget(made)
    assert made.findChild(QLineEdit, "parking") is not None


def _with(record_type: RecordType, field: Field) -> RecordType:
    return msgspec.structs.replace(record_type, fields=(*record_type.fields, field))


def test_that_an_issue_stands_under_its_field_in_words(form: RecordForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.reviewed):
        form.findChild(QLineEdit, "area").insert("一百多平")
    assert message(form, "area").isVisible()
    assert message(form, "area").text().startswith("● 强制：")
    assert form.findChild(QLineEdit, "area").property("level") == "blocking"
    with qtbot.waitSignal(form.reviewed):
        form.put_texts({"area": "１００"})
    assert not message(form, "area").isVisible()


def test_that_a_new_record_is_not_red_before_anything_was_visited(form: RecordForm) -> None:
    assert not message(form, "name").isVisible()
    form.show_everything()
    assert "必填" in message(form, "name").text()


def test_that_labels_and_issues_show_markup_as_it_is_typed(form: RecordForm) -> None:
    form.put_texts({"area": "<b>一百</b>"})
    found = message(form, "area")
    assert found.textFormat() is Qt.TextFormat.PlainText
    assert "<b>" in found.text()


def test_that_enter_goes_on_and_shift_enter_back(form: RecordForm, qtbot: QtBot) -> None:
    name = form.findChild(QLineEdit, "name")
    form.show_field("name")
    assert QApplication.focusWidget() is name
    qtbot.keyClick(name, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert QApplication.focusWidget().objectName() == "registered_name"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is name


def test_that_enter_makes_a_line_in_a_box_and_ctrl_enter_goes_on(
    form: RecordForm, qtbot: QtBot
) -> None:
    box = form.findChild(QPlainTextEdit, "note")
    form.show_field("note")
    qtbot.keyClicks(box, "one")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "two")
    assert box.toPlainText() == "one\ntwo"
    with qtbot.waitSignal(form.ended):
        qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_that_what_others_stored_is_taken_over_and_typed_text_stays(
    form: RecordForm, context: Context
) -> None:
    stored = first(context.application, "outlet")
    form.load(stored)
    form.put_texts({"address": "海尔路1号"})
    form.rebase(stored.with_values({"name": "改了名的店", "address": "别处"}))
    texts = form.draft().texts
    assert texts["name"] == "改了名的店"
    assert texts["address"] == "海尔路1号"


def test_that_only_blanks_are_filled(form: RecordForm) -> None:
    form.put_texts({"address": "海尔路1号"})
    assert form.fill_blanks({"address": "别处", "staff": "3", "brand": ""}) == 1
    assert form.draft().texts["address"] == "海尔路1号"
    assert form.draft().texts["staff"] == "3"


def test_that_a_click_on_an_issue_leads_to_its_field(context: Context, qtbot: QtBot) -> None:
    application = context.application
    blank = application.entry.blank("outlet")
    issues = application.entry.issues(blank)
    listed = IssueList(application.edition)
    qtbot.addWidget(listed)
    listed.show_issues(issues)
    rows = listed.findChild(QListWidget, "issues")
    assert rows.count() == len(issues)
    assert rows.item(0).text().startswith("● 强制")
    blocking = [issue for issue in issues if issue.level is Level.BLOCKING]
    with qtbot.waitSignal(listed.chosen) as jump:
        rows.itemClicked.emit(rows.item(0))
    assert jump.args == [blocking[0].place.field]


def test_that_a_new_community_can_be_chosen_at_once(form: RecordForm, context: Context) -> None:
    from bianmin_desktop.domain.drafts import Draft

    entry = context.application.entry
    blank = entry.blank("community")
    texts = {"name": "新起点社区", "code": "370212005999"}
    saved = entry.save(Draft("community", texts, blank.id), blank)
    context.hub.announce(saved.changes)
    choices = form.findChild(QComboBox, "community")
    assert choices.findText("新起点社区") > 0
