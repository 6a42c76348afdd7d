"""上级加了一列 in the window: asked for by form, previewed, in force in a fresh window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import Program
from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.addition_dialog import AdditionDialog
from bianmin_desktop.gui.faults import FaultTeller
from bianmin_desktop.gui.forms.record_form import RecordForm
from bianmin_desktop.gui.main_window import MainWindow
from bianmin_desktop.gui.maintenance.additions_tab import AdditionsTab
from bianmin_desktop.gui.sitting import Sitting
from bianmin_desktop.services.additions import Wanted
from tests.gui.conftest import Answers

radius = Wanted("outlet", "配送半径", Kind.INTEGER, unit="米", source="某通知")


@pytest.fixture
def tab(qtbot: QtBot, context: Context) -> AdditionsTab:
    made = AdditionsTab(context)
    qtbot.addWidget(made)
    made.show()
    return made


def dialog_of(qtbot: QtBot, context: Context, tab: QWidget) -> AdditionDialog:
    made = AdditionDialog(context, None, tab)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog: AdditionDialog, name: str, words: str) -> None:
    box = dialog.findChild(QComboBox, name)
    assert box.findText(words) >= 0
    box.setCurrentIndex(box.findText(words))


def cells(tab: AdditionsTab) -> list[list[str]]:
    model = tab.findChild(QTableView, "additions").model()
    columns = range(model.columnCount())
    return [[str(model.index(r, c).data()) for c in columns] for r in range(model.rowCount())]


def test_that_a_column_is_asked_for_previewed_and_written(
    qtbot: QtBot, context: Context, tab: AdditionsTab
) -> None:
    dialog = dialog_of(qtbot, context, tab)
    choose(dialog, "record", "资金")
    choose(dialog, "kind", "从列表选一个")
    dialog.findChild(QLineEdit, "label").setText("资金性质")
    dialog.findChild(QPlainTextEdit, "options").setPlainText("专项资金\n自筹")
    dialog.findChild(QLineEdit, "source").setText("青商字〔2024〕3号")
    preview = dialog.findChild(QLabel, "preview")
    qtbot.waitUntil(lambda: "青商字〔2024〕3号" in preview.text())
    shown = dialog.findChild(QComboBox, "x_zjxz1")
    assert [shown.itemText(place) for place in range(shown.count())] == ["", "专项资金", "自筹"]
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.findChild(QPushButton, "keep"), Qt.MouseButton.LeftButton)
    (column,) = context.application.additions.all()
    assert (column.record, column.label, column.kind) == ("fund", "资金性质", Kind.CHOICE)


def test_that_only_what_the_kind_needs_is_asked(
    qtbot: QtBot, context: Context, tab: AdditionsTab
) -> None:
    dialog = dialog_of(qtbot, context, tab)
    asked = {name: dialog.findChild(QWidget, name) for name in ("unit", "minimum", "options")}
    for words, expected in (
        ("文字", ()),
        ("小数", ("unit", "minimum")),
        ("从列表选几个", ("options",)),
    ):
        choose(dialog, "kind", words)
        assert {name for name, one in asked.items() if one.isVisible()} == set(expected)


def test_that_what_is_missing_is_said_and_the_dialog_stays(
    qtbot: QtBot, context: Context, tab: AdditionsTab
) -> None:
    dialog = dialog_of(qtbot, context, tab)
    dialog.findChild(QLineEdit, "label").setText("店铺面积")
    dialog.keep()
    message = dialog.findChild(QLabel, "message")
    assert message.isVisible()
    assert "就是“经营面积”" in message.text()
    assert dialog.isVisible()
    assert context.application.additions.all() == ()


def test_that_added_columns_are_listed_and_can_be_retired_and_brought_back(
    tab: AdditionsTab, context: Context, answers: Answers
) -> None:
    service = context.application.additions
    banner = tab.findChild(QFrame, "pending")
    assert not banner.isVisible()
    service.add(radius)
    tab.refresh()
    assert banner.isVisible()
    assert cells(tab) == [["商业网点", "配送半径", "整数（米）", "", "某通知", "在用"]]
    retire = tab.findChild(QPushButton, "retire")
    answers.boxes.append(QMessageBox.StandardButton.No)
    retire.click()
    assert not service.all()[0].retired
    answers.boxes.append(QMessageBox.StandardButton.Yes)
    retire.click()
    assert "已经填的内容都还在" in answers.asked[-1]
    assert cells(tab)[0][-1] == "已停用"
    assert not tab.findChild(QPushButton, "change").isEnabled()
    assert retire.text() == "恢复"
    retire.click()
    assert cells(tab)[0][-1] == "在用"


def test_that_a_change_keeps_what_the_column_holds(
    qtbot: QtBot, context: Context, tab: AdditionsTab
) -> None:
    service = context.application.additions
    column = service.add(radius)
    dialog = AdditionDialog(context, column, tab)
    qtbot.addWidget(dialog)
    assert not dialog.findChild(QComboBox, "kind").isEnabled()
    assert not dialog.findChild(QComboBox, "record").isEnabled()
    dialog.findChild(QLineEdit, "label").setText("配送范围")
    dialog.keep()
    (changed,) = service.all()
    assert (changed.id, changed.label, changed.unit) == (column.id, "配送范围", "米")


@pytest.fixture
def sitting(qtbot: QtBot, program: Program) -> Iterator[Sitting]:
    made = Sitting(program, FaultTeller())
    with qtbot.waitSignal(made.ready):
        made.begin()
    yield made
    made.end()
    if made.window is not None:
        made.window.hide()
        made.window.deleteLater()


def test_that_reopening_puts_the_column_into_the_forms_of_a_fresh_window(
    qtbot: QtBot, sitting: Sitting
) -> None:
    before = sitting.window
    assert isinstance(before, MainWindow)
    before.go("maintenance", "", "additions")
    tab = before.findChild(AdditionsTab)
    assert isinstance(tab, AdditionsTab)
    tab._service.add(radius)
    tab.refresh()
    with qtbot.waitSignal(sitting.ready):
        tab.findChild(QPushButton, "reopen").click()
    window = sitting.window
    assert isinstance(window, MainWindow)
    assert window is not before
    assert window.pages.front == "maintenance"
    fresh = window.findChild(AdditionsTab)
    assert fresh is not None
    assert not fresh.findChild(QFrame, "pending").isVisible()
    context = window._context
    form = RecordForm(context, "outlet")
    qtbot.addWidget(form)
    assert form.findChild(QLineEdit, "x_psbj1") is not None


def test_that_a_broken_file_is_told_and_the_window_opens_all_the_same(
    qtbot: QtBot, program: Program
) -> None:
    program.folder.additions.write_text("[[addition]]\nrecord = 1\n", encoding="utf-8")
    faults = FaultTeller()
    sitting = Sitting(program, faults)
    with qtbot.waitSignal(faults.told) as told:
        sitting.begin()
    assert told.args == ["BM-480"]
    window = sitting.window
    assert isinstance(window, MainWindow)
    window.go("maintenance", "", "additions")
    tab = window.findChild(AdditionsTab)
    assert "addition[0].record" in tab.findChild(QLabel, "additions_fault").text()
    assert not tab.findChild(QPushButton, "add").isEnabled()
    sitting.end()
    window.hide()
    window.deleteLater()
