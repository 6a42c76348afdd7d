from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import Application, Program
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.fault_dialog import FaultDialog
from bianmin_desktop.gui.dialogs.help_window import HelpWindow
from bianmin_desktop.gui.faults import FaultTeller
from bianmin_desktop.gui.main_window import MainWindow
from bianmin_desktop.gui.navigation import destinations
from bianmin_desktop.gui.preferences import Preferences
from bianmin_desktop.gui.sitting import Sitting
from bianmin_desktop.gui.theme import TextSize
from tests.gui.conftest import Answers, compose

places = tuple(destination.id for destination in destinations())


def test_that_a_book_opens_with_the_dashboard_in_front(window: MainWindow) -> None:
    assert window.pages.front == "dashboard"
    assert "金家岭街道" in window.windowTitle()
    assert "示例数据" in window.windowTitle()


def test_that_every_page_opens_by_its_key(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    for digit, place in enumerate(places[:10], start=1):
        key = Qt.Key(Qt.Key.Key_0 + digit % 10)
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.pages.front == place
        assert window.findChild(QToolButton, place).isChecked()


def test_that_pages_beyond_the_tenth_open_by_a_click(window: MainWindow) -> None:
    for place in places[9:]:
        window.findChild(QToolButton, place).click()
        assert window.pages.front == place


def test_that_pages_are_made_when_they_are_visited(window: MainWindow) -> None:
    assert window.pages.count() == 1
    window.go("circle")
    window.go("dashboard")
    window.go("circle")
    assert window.pages.count() == 2


def test_that_choosing_a_quarter_is_announced(
    qtbot: QtBot, window: MainWindow, context: Context
) -> None:
    selector = window.findChild(QComboBox, "quarter")
    index = selector.findText("2023年第四季度")
    selector.setCurrentIndex(index)
    with qtbot.waitSignal(context.hub.quarter_chosen) as chosen:
        selector.activated.emit(index)
    assert chosen.args == [Quarter(2023, 4)]
    assert context.quarter == Quarter(2023, 4)


def test_that_standard_buttons_are_chinese(qtbot: QtBot) -> None:
    buttons = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(buttons.Ok | buttons.Cancel | buttons.Save | buttons.Discard)
    qtbot.addWidget(box)
    assert {button.text().split("(")[0] for button in box.buttons()} >= {"确定", "取消", "保存"}


def test_that_leaving_with_unsaved_input_asks(
    qtbot: QtBot, window: MainWindow, application: Application, answers: Answers
) -> None:
    outlet = application.ledgers.records(application.ledgers.listing("outlet"))[0]
    window.go("outlet", outlet.id)
    name = window.pages.currentWidget().findChild(QLineEdit, "name")
    name.setFocus()
    compose(name, "改")
    answers.boxes.append(QMessageBox.StandardButton.Cancel)
    window.go("dashboard")
    assert window.pages.front == "outlet"
    assert window.findChild(QToolButton, "outlet").isChecked()
    assert "没有保存" in answers.asked[-1]
    answers.boxes.append(QMessageBox.StandardButton.Cancel)
    assert not window.close()
    answers.boxes.append(QMessageBox.StandardButton.Discard)
    window.go("dashboard")
    assert window.pages.front == "dashboard"


def test_that_undo_takes_back_the_last_save_and_says_so(
    window: MainWindow, application: Application, context: Context
) -> None:
    listing = application.ledgers.listing("outlet")
    outlet = application.ledgers.records(listing)[0]
    saved = application.entry.save(Draft("outlet", {"name": "改过的店名"}, outlet.id), outlet)
    context.hub.announce(saved.changes)
    action = next(a for a in window.actions() if a.text() == "撤销")
    assert action.isEnabled()
    action.trigger()
    assert application.entry.record("outlet", outlet.id).get("name") == outlet.get("name")
    assert "已撤销" in window.statusBar().currentMessage()
    assert "已保存" in window.statusBar().findChild(QLabel, "saved").text()


def test_that_help_opens_the_page_of_the_manual_for_the_screen(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.go("summary")
    next(a for a in window.actions() if a.text() == "帮助").trigger()
    manual = window.findChild(HelpWindow)
    assert manual.isVisible()
    topics = manual.findChild(QListWidget)
    for row in range(topics.count()):
        topics.setCurrentRow(row)
        assert len(manual.findChild(QTextBrowser).toPlainText()) > 200
    manual.close()


def test_that_about_warns_of_what_must_not_be_entered(window: MainWindow) -> None:
    next(a for a in window.actions() if a.text().startswith("关于")).trigger()
    words = window.findChild(QLabel, "words").text()
    assert "涉密" in words
    assert "身份证" in words
    assert "不联网" in words


def test_that_text_size_and_place_are_remembered(
    qtbot: QtBot, window: MainWindow, context: Context, tmp_path: Path, qapp: QApplication
) -> None:
    largest = next(a for a in window.actions() + _sizes(window) if a.text() == "特大")
    before = qapp.font().pointSizeF()
    largest.trigger()
    assert qapp.font().pointSizeF() == pytest.approx(before * 1.4)
    standard = next(a for a in _sizes(window) if a.text() == "标准")
    assert Preferences(tmp_path).text_size is TextSize.LARGEST
    standard.trigger()
    window.resize(window.width(), 640)
    assert window.close()
    again = MainWindow(context, Preferences(tmp_path))
    qtbot.addWidget(again)
    assert again.height() == 640


def _sizes(window: MainWindow) -> list:
    return [
        a for menu in window.findChildren(QToolButton) if menu.menu() for a in menu.menu().actions()
    ]


def test_that_a_mistake_in_a_slot_is_told_and_the_program_goes_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    faults = FaultTeller()
    faults.watch(tmp_path / "logs")
    faults.stand_before(window)

    def broken() -> None:
        raise ZeroDivisionError("13800000000")

    try:
        with qtbot.captureExceptions(), qtbot.waitSignal(faults.told) as told:
            faults.watch(tmp_path / "logs")
            QTimer.singleShot(0, broken)
    finally:
        faults.let_be()
    dialog = window.findChild(FaultDialog)
    assert dialog.isVisible()
    assert told.args[0].startswith("BM-9")
    assert told.args[0] in dialog.findChild(QLabel, "code").text()
    assert "13800000000" not in dialog.findChild(QLabel, "message").text()
    dialog.findChild(QPushButton, "copy").click()
    assert QApplication.clipboard().text() == told.args[0]
    dialog.accept()
    window.go("circle")
    assert window.pages.front == "circle"
    log = (tmp_path / "logs" / "bianmin.log").read_text(encoding="utf-8")
    assert told.args[0] in log
    assert "13800000000" not in log


def test_that_further_faults_do_not_pile_up_dialogs(qtbot: QtBot, window: MainWindow) -> None:
    faults = FaultTeller()
    faults.stand_before(window)
    with qtbot.waitSignals([faults.told, faults.told]):
        faults.tell(ValueError("one"))
        faults.tell(ValueError("two"))
    assert len(window.findChildren(FaultDialog)) == 1
    window.findChild(FaultDialog).accept()


def test_that_input_left_by_a_crash_is_offered_and_comes_back(
    qtbot: QtBot, program: Program
) -> None:
    opened = program.open()
    outlet = opened.ledgers.records(opened.ledgers.listing("outlet"))[0]
    texts = opened.entry.texts(outlet) | {"name": "断电前改的店名"}
    opened.entry.remember(Draft("outlet", texts, outlet.id))
    opened.close()
    sitting = Sitting(program, FaultTeller())
    with qtbot.waitSignal(sitting.ready):
        sitting.begin()
    window = sitting.window
    qtbot.waitUntil(lambda: window.findChild(QTreeWidget, "drafts") is not None)
    assert window.findChild(QTreeWidget, "drafts").topLevelItem(0).text(1) == "断电前改的店名"
    window.findChild(QPushButton, "restore").click()
    assert window.pages.front == "outlet"
    name = window.pages.currentWidget().findChild(QLineEdit, "name")
    assert name.text() == "断电前改的店名"
    sitting.stop_safely()
    sitting.end()
    window.deleteLater()


def test_that_a_folder_is_opened_once_only(qtbot: QtBot, program: Program) -> None:
    first = Sitting(program, FaultTeller())
    with qtbot.waitSignal(first.ready):
        first.begin()
    second = Sitting(program, FaultTeller())
    with qtbot.waitSignal(second.failed) as failed:
        second.begin()
    assert failed.args[0].code == "BM-141"
    assert "已经" in failed.args[0].message
    first.end()
    second.end()
    first.window.deleteLater()


def test_that_stopping_the_machine_keeps_what_is_typed(qtbot: QtBot, program: Program) -> None:
    sitting = Sitting(program, FaultTeller())
    with qtbot.waitSignal(sitting.ready):
        sitting.begin()
    window = sitting.window
    listing = program.open().ledgers
    outlet = listing.records(listing.listing("outlet"))[0]
    window.go("outlet", outlet.id)
    name = window.pages.currentWidget().findChild(QLineEdit, "name")
    name.clear()
    compose(name, "关机前正在改")
    sitting.stop_safely()
    sitting.end()
    window.deleteLater()
    reopened = program.open()
    assert [u.texts["name"] for u in reopened.entry.unsaved()] == ["关机前正在改"]
    reopened.close()


def test_that_the_window_fits_a_small_screen_at_150_per_cent(window: MainWindow) -> None:
    least = window.minimumSizeHint()
    assert least.width() <= 1366 / 1.5
    assert least.height() <= 700 / 1.5


def test_that_a_start_to_be_measured_prints_nothing_and_ends_well(demo_folder: Path) -> None:
    command = [sys.executable, "-m", "bianmin_desktop", "--data", demo_folder, "--exit-after-start"]
    ended = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
