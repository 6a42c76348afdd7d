"""The list of a ledger: filled beside the window, found, filtered, sorted, kept in its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QStackedWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.ledger_page import LedgerPage
from bianmin_desktop.gui.tables.ledger_model import LedgerModel, under_way
from bianmin_desktop.gui.tables.ledger_table import LedgerTable
from bianmin_desktop.services.ledgers import Query
from tests.gui.conftest import Answers, Heard
from tests.gui.list_pages import asked, cells, read, shown

_display = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> LedgerPage:
    """The outlets, on screen, their rows read."""
    return shown(qtbot, context)


def test_that_the_model_is_sound_while_it_is_filled(qtbot: QtBot, context: Context) -> None:
    columns = context.application.ledgers.columns("outlet")
    model = LedgerModel(context, "outlet", columns)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    with qtbot.waitSignal(model.answered):
        model.ask(Query("outlet"))
    assert model.rowCount() > 300
    assert model.index(0, 1).data() == under_way
    with qtbot.waitSignal(model.dataChanged):
        model.index(model.rowCount() - 1, 1).data()
    qtbot.waitUntil(lambda: model.index(model.rowCount() - 1, 1).data() != under_way)
    with qtbot.waitSignal(model.answered):
        model.ask(Query("outlet", search="没有这样的店"))
    assert model.rowCount() == 0
    model.show_fields(columns[:2])
    assert model.columnCount() == 3
    assert tester.model() is model


def test_that_nothing_is_read_on_the_windows_own_thread(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import current_thread, main_thread

    ledgers = context.application.ledgers
    readers = []

    def noting(read: Callable[..., object]) -> Callable[..., object]:
        def noted(*asked: object) -> object:
            readers.append(current_thread())
            return read(*asked)

        return noted

    for name in ("found", "lines"):
        monkeypatch.setattr(ledgers, name, noting(getattr(ledgers, name)))
    page = LedgerPage(context, "outlet")
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.ledger.model.rowCount() > 0)
    read(qtbot, page)
    assert len(readers) >= 2
    assert main_thread() not in readers


def test_that_an_answer_to_an_older_question_is_dropped(qtbot: QtBot, page: LedgerPage) -> None:
    model = page.ledger.model
    model.ask(Query("outlet", search="没有这样的店"))
    model.ask(Query("outlet", search="便利店"))
    qtbot.waitUntil(lambda: 0 < model.rowCount() < 1000)
    assert all("便利店" in name for name in (read(qtbot, page)[1],))


def test_that_numbers_stand_at_the_right_and_tips_are_plain(
    qtbot: QtBot, page: LedgerPage, context: Context
) -> None:
    model = page.ledger.model
    column = 1 + [field.id for field in model.fields].index("area")
    alignment = model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole)
    assert Qt.AlignmentFlag(alignment) & Qt.AlignmentFlag.AlignRight
    blank = context.application.entry.blank("outlet")
    hostile = "<img src='file:///etc/hostname'>店"
    saved = context.application.entry.save(Draft("outlet", {"name": hostile}), blank)
    asked(qtbot, page, lambda: context.hub.announce(saved.changes))
    row = model.row_of(saved.record.id)
    qtbot.waitUntil(lambda: model.index(row, 2).data() == hostile)
    assert "&lt;img" in model.index(row, 2).data(Qt.ItemDataRole.ToolTipRole)


def test_that_a_save_elsewhere_keeps_the_place_and_renews_only_what_was_written(
    qtbot: QtBot, page: LedgerPage, context: Context
) -> None:
    model, table = page.ledger.model, page.ledger.table
    table.go_to_row(200)
    read(qtbot, page, 200)
    chosen, top = table.current_id, table.rowAt(0)
    entry = context.application.entry
    stored = entry.record("outlet", chosen)
    saved = entry.save(Draft("outlet", {"address": "新地址 1 号"}), stored)
    asked(qtbot, page, lambda: context.hub.announce(saved.changes))
    assert table.current_id == chosen
    assert table.selected_ids() == [chosen]
    assert table.rowAt(0) == top
    assert under_way not in cells(page, model.row_of(chosen) - 1)
    qtbot.waitUntil(lambda: "新地址 1 号" in cells(page, model.row_of(chosen)))


def test_that_news_of_other_records_does_not_read_the_list_again(
    page: LedgerPage, context: Context, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(page.ledger.model.answered, wait=80):
        context.hub.announce(Changes({"summary": frozenset({"x"})}))


def test_that_delete_moves_to_the_recycle_bin_and_tells_the_way_back(
    qtbot: QtBot, page: LedgerPage, context: Context, heard: Heard
) -> None:
    table = page.ledger.table
    gone = table.current_id
    before = page.ledger.model.rowCount()
    asked(qtbot, page, lambda: qtbot.keyClick(table, Qt.Key.Key_Delete))
    assert page.ledger.model.rowCount() == before - 1
    assert context.application.entry.record("outlet", gone).deleted
    assert "Ctrl+Z" in heard.said[-1]
    assert table.current_id not in ("", gone)


def test_that_deleting_several_asks_first(qtbot: QtBot, page: LedgerPage, answers: Answers) -> None:
    table = page.ledger.table
    before = page.ledger.model.rowCount()
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(table.selected_ids()) == 2
    answers.boxes.append(QMessageBox.StandardButton.No)
    with qtbot.assertNotEmitted(page.ledger.model.answered, wait=80):
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    answers.boxes.append(QMessageBox.StandardButton.Yes)
    asked(qtbot, page, lambda: qtbot.keyClick(table, Qt.Key.Key_Delete))
    assert page.ledger.model.rowCount() == before - 2
    assert "2 条" in answers.asked[-1]


def test_that_copied_rows_are_tabbed_text_and_a_table_with_codes_as_text(
    qtbot: QtBot, page: LedgerPage, heard: Heard
) -> None:
    table = page.ledger.table
    first = read(qtbot, page, 0)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(heard.said))
    content = QGuiApplication.clipboard().mimeData()
    headings, row = content.text().splitlines()
    assert headings.split("\t")[0] == page.ledger.model.fields[0].label
    assert row.split("\t") == first
    assert f"mso-number-format:'\\@'\">{first[0]}</td>" in content.html()


def test_that_the_whole_list_can_be_selected_but_not_copied_at_once(
    qtbot: QtBot, page: LedgerPage, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bianmin_desktop.gui.tables.ledger_list.most_copied", 100)
    page.ledger.table.selectAll()
    assert len(page.ledger.table.selected_ids()) == page.ledger.model.rowCount()
    qtbot.keyClick(page.ledger.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "一次最多复制 100 行" in heard.said[-1]


def test_that_the_keyboard_alone_reaches_search_list_form_and_back(
    qtbot: QtBot, page: LedgerPage, context: Context
) -> None:
    table, search = page.ledger.table, page.findChild(QLineEdit, "search")
    page.activateWindow()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(search.hasFocus)
    qtbot.keyClick(search, Qt.Key.Key_Down)
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page._has_form_in_front
    assert page.findChild(QLabel, "place").text().startswith("第 1 条")
    second = page.ledger.model.id_at(1)
    page._go_after()
    assert page._panel is not None
    assert page._panel.record.id == second
    qtbot.keyClick(page._panel, Qt.Key.Key_Escape)
    qtbot.waitUntil(table.hasFocus)
    assert table.current_id == second


def test_that_the_keyboard_stands_in_the_search_when_the_page_comes_up(
    qtbot: QtBot, context: Context
) -> None:
    pages, before = QStackedWidget(), QLineEdit()
    pages.addWidget(before)
    qtbot.addWidget(pages)
    with qtbot.waitActive(pages):
        pages.show()
        pages.activateWindow()
    before.setFocus()
    page = LedgerPage(context, "outlet")
    pages.addWidget(page)
    pages.setCurrentWidget(page)
    qtbot.waitUntil(page.findChild(QLineEdit, "search").hasFocus)


def test_that_letters_typed_over_the_rows_begin_a_search(qtbot: QtBot, page: LedgerPage) -> None:
    search = page.findChild(QLineEdit, "search")
    page.ledger.table.setFocus()
    everything = page.ledger.model.rowCount()
    asked(qtbot, page, lambda: qtbot.keyClicks(page.ledger.table, "b"))
    assert search.text() == "b"
    assert search.hasFocus()
    assert 0 < page.ledger.model.rowCount() < everything


def test_that_the_menu_speaks_chinese_and_does_what_it_says(qtbot: QtBot, page: LedgerPage) -> None:
    menu = page.ledger.table.menu()
    words = [action.text().partition("\t")[0] for action in menu.actions()]
    assert words == ["打开", "新增", "复制", "粘贴…", "批量修改…", "删除"]
    menu.actions()[0].trigger()
    assert page._has_form_in_front


@pytest.mark.parametrize("type_id", ["community", "circle", "outlet"])
def test_that_every_ledger_shows_its_rows(qtbot: QtBot, context: Context, type_id: str) -> None:
    page = LedgerPage(context, type_id)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.ledger.model.answered):
        page.show()
    cells = read(qtbot, page)
    assert any(cells)
    assert page.ledger.model.index(0, 1, QModelIndex()).data(_display) == cells[0]


def test_that_a_record_asked_for_before_the_list_was_read_is_found_afterwards(
    qtbot: QtBot, context: Context
) -> None:
    wanted = context.application.ledgers.found(Query("outlet"))[150]
    page = LedgerPage(context, "outlet")
    qtbot.addWidget(page)
    page.show_subject(wanted, "area")
    page.show()
    assert page._has_form_in_front
    with qtbot.waitSignal(page.ledger.model.answered):
        page.show_list()
    table: LedgerTable = page.ledger.table
    assert table.current_id == wanted
