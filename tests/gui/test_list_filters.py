"""Finding in a list: search, filters, order and columns."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.environment.settings import read_settings
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.ledger_page import LedgerPage
from bianmin_desktop.gui.tables.column_chooser import ColumnChooser, chosen_columns, keep_columns
from bianmin_desktop.gui.tables.pick_box import PickBox
from bianmin_desktop.services.ledgers import Query
from tests.gui.conftest import Answers
from tests.gui.list_pages import asked, read, shown


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> LedgerPage:
    """The outlets, on screen, their rows read."""
    return shown(qtbot, context)


def test_that_typing_finds_by_initials_after_a_short_pause(qtbot: QtBot, page: LedgerPage) -> None:
    search = page.findChild(QLineEdit, "search")
    everything = page.ledger.model.rowCount()
    asked(qtbot, page, lambda: qtbot.keyClicks(search, "bld"))
    assert 0 < page.ledger.model.rowCount() < everything
    assert page.findChild(QLabel, "count").text() == f"符合条件 {page.ledger.model.rowCount():,} 条"
    name = read(qtbot, page)[1]
    initials = page.ledger._context.application.program.keys.initials.of(name)
    assert "bld" in initials


def test_that_filters_come_from_the_listed_fields_of_the_record_type(
    page: LedgerPage, context: Context
) -> None:
    kinds = (Kind.CHOICE, Kind.REFERENCE, Kind.YES_NO)
    fields = context.application.edition.record_type("outlet").fields
    wanted = {f"filter_{f.id}" for f in fields if f.listed and f.kind in kinds}
    assert wanted >= {"filter_community", "filter_business_type", "filter_status"}
    boxes = {box.objectName() for box in page.findChildren(PickBox)}
    assert boxes == wanted | {"filter_level", "filter_review"}


def test_that_a_drop_down_filters_and_clearing_shows_everything_again(
    qtbot: QtBot, page: LedgerPage
) -> None:
    everything = page.ledger.model.rowCount()
    box = page.findChild(PickBox, "filter_business_type")
    line = box.lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "bld")
    asked(qtbot, page, lambda: qtbot.keyClick(line, Qt.Key.Key_Return))
    assert box.currentText() == "便利店"
    assert 0 < page.ledger.model.rowCount() < everything
    assert read(qtbot, page)[2] == "便利店"
    clear = page.findChild(QPushButton, "clear")
    asked(qtbot, page, lambda: qtbot.mouseClick(clear, Qt.MouseButton.LeftButton))
    assert page.ledger.model.rowCount() == everything
    assert box.value is None
    assert not clear.isEnabled()


def test_that_only_records_with_problems_are_left_when_asked(
    qtbot: QtBot, page: LedgerPage
) -> None:
    everything = page.ledger.model.rowCount()
    box = page.findChild(PickBox, "filter_level")
    box.setCurrentIndex(box.findData("verify"))
    asked(qtbot, page, box.picked.emit)
    read(qtbot, page)
    assert 0 < page.ledger.model.rowCount() < everything
    assert page.ledger.model.index(0, 0).data() == "▲ 核实"


def test_that_a_wheel_over_a_filter_out_of_focus_changes_nothing(page: LedgerPage) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    box = page.findChild(PickBox, "filter_status")
    page.ledger.table.setFocus()
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by place only
    )
    QGuiApplication.sendEvent(box, turned)
    assert box.currentIndex() == 0


def test_that_an_empty_answer_says_why_and_offers_the_way_out(
    qtbot: QtBot, page: LedgerPage
) -> None:
    name = page.ledger._type.name
    search = page.findChild(QLineEdit, "search")
    asked(qtbot, page, lambda: search.setText("没有这样的店"))
    note = page.findChild(QLabel, "empty")
    assert note.isVisible()
    assert note.text() == f"没有符合条件的{name}"
    way_out = note.parent().focusProxy()
    asked(qtbot, page, lambda: qtbot.mouseClick(way_out, Qt.MouseButton.LeftButton))
    assert page.ledger.table.isVisible()


def test_that_an_empty_book_says_how_to_begin(
    qtbot: QtBot, context: Context, answers: Answers
) -> None:
    entry, ledgers = context.application.entry, context.application.ledgers
    for record_id in ledgers.found(Query("circle")):
        entry.delete("circle", record_id)
    page = LedgerPage(context, "circle")
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.ledger.model.answered):
        page.show()
    assert page.findChild(QLabel, "empty").text() == "还没有生活圈，按 Insert 新增"
    qtbot.keyClick(page.findChild(QLabel, "empty").parent().focusProxy(), Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: page._has_form_in_front)


def test_that_a_click_on_a_heading_sorts_and_the_third_gives_the_usual_order(
    qtbot: QtBot, page: LedgerPage
) -> None:
    model, header = page.ledger.model, page.ledger.table.horizontalHeader()
    usual = model.id_at(0)
    column = 1 + [field.id for field in model.fields].index("area")
    place = header.viewport().rect().center()
    place.setX(header.sectionViewportPosition(column) + 20)

    def click() -> None:
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)

    asked(qtbot, page, click)
    assert model.query.order == "area"
    smallest = float(read(qtbot, page)[column - 1].replace(",", ""))
    asked(qtbot, page, click)
    largest = float(read(qtbot, page)[column - 1].replace(",", ""))
    assert smallest < largest
    asked(qtbot, page, click)
    assert model.query.order == ""
    assert model.id_at(0) == usual


def test_that_chosen_columns_are_shown_and_remembered(
    qtbot: QtBot, page: LedgerPage, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_type = context.application.edition.record_type("outlet")
    chosen = (record_type.field("name"), record_type.field("staff"))
    monkeypatch.setattr(ColumnChooser, "exec", lambda _: QDialog.DialogCode.Accepted.value)
    monkeypatch.setattr(ColumnChooser, "chosen", chosen)
    page.findChild(QPushButton, "choose_columns").click()
    assert page.ledger.model.fields == chosen
    kept = read_settings(context.application.folder.path).settings.columns
    assert kept == {"outlet": ("name", "staff")}
    assert chosen_columns(context, "outlet") == chosen
    keep_columns(context, "outlet", context.application.ledgers.columns("outlet"))
    assert read_settings(context.application.folder.path).settings.columns == {}


def test_that_the_chooser_offers_every_field_and_never_none_at_all(
    qtbot: QtBot, context: Context
) -> None:
    record_type = context.application.edition.record_type("outlet")
    usual = context.application.ledgers.columns("outlet")
    dialog = ColumnChooser(record_type, usual)
    qtbot.addWidget(dialog)
    assert dialog.chosen == usual
    assert len(dialog._items) == len(record_type.fields)
    dialog._tick(set())
    assert dialog.chosen == ()
    ok = dialog._buttons.button(dialog._buttons.StandardButton.Ok)
    assert not ok.isEnabled()
    dialog._usual.click()
    assert dialog.chosen == usual
    assert ok.isEnabled()
