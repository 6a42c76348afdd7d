from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import Program, start
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.gui.faults import FaultTeller
from bianmin_desktop.gui.main_window import MainWindow
from bianmin_desktop.gui.sitting import Sitting, demo_folder
from bianmin_desktop.gui.wizards.first_run import FirstRun
from tests.gui.conftest import compose, demo_moment


@pytest.fixture
def wizard(qtbot: QtBot, shipped: Program) -> FirstRun:
    made = FirstRun(shipped.divisions)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("typed", ["jjl", "金家岭街", "370212005"])
def test_that_a_unit_is_found_by_initials_characters_or_code(wizard: FirstRun, typed: str) -> None:
    entry = wizard.findChild(QLineEdit, "unit")
    compose(entry, typed)
    assert wizard.unit is not None
    assert wizard.unit.code.startswith("370212005")
    assert wizard.findChild(QLabel, "chosen").text() == "青岛市 › 崂山区 › 金家岭街道"


def test_that_the_communities_that_will_appear_are_counted(
    qtbot: QtBot, wizard: FirstRun, shipped: Program
) -> None:
    qtbot.keyClicks(wizard.findChild(QLineEdit, "unit"), "370212005")
    count = len(shipped.divisions.descendants("370212005000", "community"))
    assert f"{count} 个社区" in wizard.findChild(QLabel, "words").text()


def test_that_a_unit_is_chosen_by_keyboard_alone(qtbot: QtBot, wizard: FirstRun) -> None:
    entry = wizard.findChild(QLineEdit, "unit")
    compose(entry, "金家岭")
    units = wizard.findChild(QListWidget, "units")
    assert units.count() > 1
    qtbot.keyClick(entry, Qt.Key.Key_Down)
    assert units.currentRow() == 1
    qtbot.keyClick(entry, Qt.Key.Key_Up)
    with qtbot.waitSignal(wizard.unit_chosen) as chosen:
        qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert chosen.args == ["370212005000"]


def test_that_an_unknown_name_is_told_and_cannot_be_chosen(qtbot: QtBot, wizard: FirstRun) -> None:
    compose(wizard.findChild(QLineEdit, "unit"), "没有这个街道")
    assert not wizard.findChild(QPushButton, "start").isEnabled()
    assert "没有查到" in wizard.findChild(QLabel, "chosen").text()


def test_that_choosing_a_unit_makes_its_book_and_opens_the_window(
    qtbot: QtBot, tmp_path: Path
) -> None:
    program = start(tmp_path / "data", FixedClock(demo_moment))
    sitting = Sitting(program, FaultTeller())
    with qtbot.waitSignal(sitting.ready):
        sitting.begin()
    wizard = sitting.window
    assert isinstance(wizard, FirstRun)
    qtbot.keyClicks(wizard.findChild(QLineEdit, "unit"), "jjljd")
    with qtbot.waitSignal(sitting.ready, timeout=30_000):
        wizard.findChild(QPushButton, "start").click()
    assert isinstance(sitting.window, MainWindow)
    assert sitting.window.windowTitle().startswith("金家岭街道")
    assert program.has_book
    sitting.end()
    sitting.window.deleteLater()


def test_that_the_example_data_is_kept_apart(qtbot: QtBot, tmp_path: Path) -> None:
    program = start(tmp_path / "data", FixedClock(demo_moment))
    sitting = Sitting(program, FaultTeller())
    with qtbot.waitSignal(sitting.ready):
        sitting.begin()
    with qtbot.waitSignal(sitting.ready, timeout=60_000):
        sitting.window.findChild(QPushButton, "demo").click()
    assert isinstance(sitting.window, MainWindow)
    assert "示例数据" in sitting.window.windowTitle()
    assert not program.has_book
    assert start(tmp_path / "data" / demo_folder).has_book
    sitting.end()
    sitting.window.deleteLater()
