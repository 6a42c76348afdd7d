"""批量修改: a look before it, one batch, and one Ctrl+Z for all of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.batch_edit import BatchEdit
from bianmin_desktop.gui.pages.ledger_page import LedgerPage
from bianmin_desktop.gui.quiet_box import QuietBox
from bianmin_desktop.services.ledgers import Query
from tests.gui.conftest import Heard
from tests.gui.list_pages import asked, shown


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> LedgerPage:
    """The outlets on screen, three of them selected."""
    page = shown(qtbot, context)
    qtbot.waitUntil(lambda: page.ledger.table.current_id != "")
    for _ in range(2):
        qtbot.keyClick(page.ledger.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    return page


@pytest.fixture
def dialog(page: LedgerPage) -> BatchEdit:
    """The dialog over those three."""
    page.ledger.findChild(QPushButton, "batch_edit").click()
    return page.ledger.findChild(BatchEdit)


def _choose(dialog: BatchEdit, field_id: str, answer: str) -> None:
    box = dialog.findChild(QuietBox, "field")
    box.choose(field_id)
    box.activated.emit(box.currentIndex())
    assert dialog._editor is not None
    dialog._editor.put_answer(answer)


def _preview(dialog: BatchEdit) -> str:
    return dialog.findChild(QLabel, "preview").text()


def _apply(dialog: BatchEdit) -> QPushButton:
    return dialog.findChild(QPushButton, "apply")


def _remarks(context: Context, ids: list[str]) -> list[str]:
    entry = context.application.entry
    return [entry.record("outlet", record_id).text("note") for record_id in ids]


def test_that_the_selected_rows_change_after_a_look_and_one_undo_takes_all_back(
    qtbot: QtBot, page: LedgerPage, dialog: BatchEdit, context: Context, heard: Heard
) -> None:
    ids = page.ledger.table.selected_ids()
    before = _remarks(context, ids)
    assert dialog.findChild(QRadioButton, "only_selected").text() == "选中的 3 条(&S)"
    assert not _apply(dialog).isEnabled()
    _choose(dialog, "note", "已入户核对")
    qtbot.waitUntil(lambda: _apply(dialog).isEnabled())
    assert _preview(dialog).startswith("3 条会变")
    assert _remarks(context, ids) == before
    asked(qtbot, page, _apply(dialog).click)
    assert _remarks(context, ids) == ["已入户核对"] * 3
    assert "已修改 3 条商业网点的“备注”" in heard.said[-1]
    deed = context.undo.next()
    assert deed is not None
    assert context.undo.words(deed) == "批量修改 3 条商业网点"
    context.undo.undo()
    assert _remarks(context, ids) == before
    assert context.undo.next() is None


def test_that_an_answer_against_the_rules_is_said_before(qtbot: QtBot, dialog: BatchEdit) -> None:
    _choose(dialog, "phone", "12")
    qtbot.waitUntil(lambda: "不合规" in _preview(dialog))
    assert "3 条改后不合规" in _preview(dialog)
    assert "· " in _preview(dialog)


def test_that_what_is_so_already_is_counted_and_not_written(
    qtbot: QtBot, dialog: BatchEdit, context: Context, page: LedgerPage
) -> None:
    first = page.ledger.table.selected_ids()[0]
    entry = context.application.entry
    field = context.application.edition.record_type("outlet").field("address")
    _choose(dialog, "address", entry.text(field, entry.record("outlet", first)))
    qtbot.waitUntil(lambda: _apply(dialog).isEnabled())
    assert _preview(dialog).startswith("2 条会变，1 条本来就是这样")


def test_that_a_field_is_emptied_only_by_its_tick(qtbot: QtBot, dialog: BatchEdit) -> None:
    _choose(dialog, "address", "")
    with qtbot.assertNotEmitted(dialog._work.began, wait=500):
        pass
    assert not _apply(dialog).isEnabled()
    dialog.findChild(QCheckBox, "empties").click()
    qtbot.waitUntil(lambda: _apply(dialog).isEnabled())
    assert _preview(dialog).startswith("3 条会变")


def test_that_all_shown_rows_are_meant_when_that_is_chosen(
    qtbot: QtBot, page: LedgerPage, context: Context
) -> None:
    model = page.ledger.model
    asked(qtbot, page, lambda: model.ask(Query("outlet", search="便利店")))
    dialog = page.ledger.exchange.edit()
    assert isinstance(dialog, BatchEdit)
    dialog.findChild(QRadioButton, "everything").click()
    assert list(dialog.ids) == list(model.ids_between(0, model.rowCount()))
    _choose(dialog, "note", "便民")
    qtbot.waitUntil(lambda: _apply(dialog).isEnabled())
    assert _preview(dialog).startswith(f"{model.rowCount():,} 条会变")
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()
    assert "便民" not in _remarks(context, list(model.ids_between(0, 3)))
