# ruff: noqa: ANN401 - stand-ins take whatever Qt's own functions take
"""What every test of the window starts from: a real book, a real context, dialogs that answer."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import shutil
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import Application, Program, start
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.environment.paths import resources
from bianmin_desktop.gui.change_hub import ChangeHub
from bianmin_desktop.gui.clipboard import leave_as_text
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.language import speak_chinese
from bianmin_desktop.gui.main_window import MainWindow
from bianmin_desktop.gui.preferences import Preferences
from bianmin_desktop.gui.tasks import TaskRunner
from bianmin_desktop.gui.theme import dress
from bianmin_desktop.gui.undo import UndoLine
from tests.gui.import_files import ImportDesk

demo_unit = "370212005"
demo_moment = datetime(2024, 5, 20, 9, 30)


@dataclass
class Heard:
    """What the pages said through their context: faults told, words said, places gone to."""

    told: list[BaseException] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    gone: list[tuple[Any, ...]] = field(default_factory=list)

    def tell(self, error: BaseException) -> None:
        self.told.append(error)

    def say(self, word: str) -> None:
        self.said.append(word)

    def go(self, *target: Any, **more: Any) -> None:
        self.gone.append((*target, *more.values()))


@dataclass
class Answers:
    """Dialogs never wait in tests: each takes the next answer; one nobody expected is an error.

    `asked` keeps the words of every question. `boxes` answers message boxes (a standard button),
    `results` other dialogs' `exec` (a `QDialog.DialogCode`), `paths` file dialogs.
    """

    asked: list[str] = field(default_factory=list)
    boxes: deque[QMessageBox.StandardButton] = field(default_factory=deque)
    results: deque[int] = field(default_factory=deque)
    paths: deque[str] = field(default_factory=deque)
    shown: list[QDialog] = field(default_factory=list)

    def of_box(self, *words: Any, **_: Any) -> QMessageBox.StandardButton:
        self.asked.append(" ".join(word for word in words if isinstance(word, str)))
        assert self.boxes, f"a message box nobody expected: {self.asked[-1]}"
        return self.boxes.popleft()

    def of_dialog(self, dialog: QDialog) -> int:
        self.shown.append(dialog)
        if isinstance(dialog, QMessageBox):
            return int(self.of_box(dialog.text(), dialog.informativeText()).value)
        self.asked.append(dialog.windowTitle())
        return self.results.popleft() if self.results else QDialog.DialogCode.Rejected.value

    def of_file(self, *_: Any, **__: Any) -> tuple[str, str]:
        assert self.paths, "a file dialog nobody expected"
        return self.paths.popleft(), ""

    def of_folder(self, *_: Any, **__: Any) -> str:
        return self.of_file()[0]


def compose(widget: QWidget, text: str) -> None:
    """Type Chinese as an input method does: the text arrives composed, not key by key."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The application looks and speaks as it does for clerks, and ends as it does for them."""
    speak_chinese(qapp)
    dress(qapp, resources())
    yield
    leave_as_text()


@pytest.fixture(autouse=True)
def ended_here() -> Iterator[None]:
    """Widgets that only a cycle holds end between tests, never on the thread of a task."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """The answers dialogs take in this test; see `Answers`."""
    given = Answers()
    for question in ("question", "information", "warning", "critical"):
        monkeypatch.setattr(QMessageBox, question, given.of_box)

    def run(dialog: QDialog) -> int:
        return given.of_dialog(dialog)

    monkeypatch.setattr(QDialog, "exec", run)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", given.of_file)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", given.of_file)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", given.of_folder)
    return given


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example book of 金家岭街道 as of 2024-05-20; made once, never opened by a test."""
    folder = tmp_path_factory.mktemp("demo")
    start(folder, FixedClock(demo_moment)).make_book(demo_unit, is_demo=True)
    return folder


@pytest.fixture(scope="session")
def shipped() -> Program:
    """A program whose edition and division table are read once for all tests."""
    return start(Path("nowhere"), FixedClock(demo_moment))


@pytest.fixture
def program(demo_folder: Path, shipped: Program, tmp_path: Path) -> Program:
    """The program over this test's own copy of the example book."""
    folder = tmp_path / "book"
    shutil.copytree(demo_folder, folder)
    made = start(folder, FixedClock(demo_moment))
    for kept in ("edition", "divisions", "gate", "keys"):
        made.__dict__[kept] = getattr(shipped, kept)
    return made


@pytest.fixture
def application(program: Program) -> Iterator[Application]:
    """The services over the open example book."""
    opened = program.open()
    yield opened
    opened.close()


@pytest.fixture
def heard() -> Heard:
    """What the pages of this test told, said, and where they went."""
    return Heard()


@pytest.fixture
def context(application: Application, heard: Heard) -> Iterator[Context]:
    """What every page is given: looking at 2024Q1, with everything it says kept in `heard`."""
    hub, tasks = ChangeHub(), TaskRunner()
    given = Context(
        application=application,
        hub=hub,
        tasks=tasks,
        undo=UndoLine(application, hub),
        quarter=Quarter(2024, 1),
        tell=heard.tell,
        say=heard.say,
        go=heard.go,
    )
    yield given
    tasks.wait()


@pytest.fixture
def window(qtbot: QtBot, context: Context, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window on screen, its first page filled."""
    made = MainWindow(context, Preferences(tmp_path))
    with qtbot.waitSignal(made.filled):
        made.show()
    yield made
    context.tasks.wait()
    made.hide()
    made.deleteLater()


@pytest.fixture
def desk(qtbot: QtBot, context: Context) -> ImportDesk:
    """A window that imports are opened in front of."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return ImportDesk(qtbot, context, window)
