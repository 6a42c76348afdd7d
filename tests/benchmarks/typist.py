"""Types into the search box of the outlet list and prints the longest block, in milliseconds.

Run by `typing_in` in a process of its own: `python -m tests.benchmarks.typist FOLDER ROUNDS`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from bianmin_desktop.bootstrap import start
from bianmin_desktop.gui.change_hub import ChangeHub
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.ledger_page import LedgerPage
from bianmin_desktop.gui.tasks import TaskRunner
from bianmin_desktop.gui.theme import dress
from bianmin_desktop.gui.undo import UndoLine
from tests.benchmarks.searching import typed

_beat = 2
_between_keys = 90
_settling = 1500


class Heart:
    """Beats in the window's thread; `longest` is the longest it had to wait, in milliseconds."""

    def __init__(self) -> None:
        """Beats from now on."""
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=_beat)
        self._timer.timeout.connect(self._note)
        self._timer.start()

    def forget(self) -> None:
        """Count from now on only."""
        self.longest, self._last = 0.0, time.perf_counter()

    def _note(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - _beat)
        self._last = now


def main(folder: Path, rounds: int) -> float:
    """The longest block of all rounds."""
    application = QApplication(sys.argv[:1])
    program = start(folder)
    dress(application, program.resources)
    opened = program.open()
    hub, tasks = ChangeHub(), TaskRunner()
    context = Context(
        application=opened,
        hub=hub,
        tasks=tasks,
        undo=UndoLine(opened, hub),
        quarter=opened.summaries.current,
        tell=_fail,
        say=lambda _: None,
    )
    page = LedgerPage(context, "outlet")
    page.resize(1280, 800)
    page.show()
    heart = Heart()
    _let_pass(_settling)
    heart.forget()
    box = page.findChild(QLineEdit, "search")
    for _ in range(rounds):
        for text in typed:
            _type(box, text)
    longest = heart.longest
    tasks.wait()
    opened.close()
    return longest


def _type(box: QLineEdit, text: str) -> None:
    box.clear()
    for sign in text:
        QTest.keyClicks(box, sign) if sign.isascii() else box.insert(sign)
        _let_pass(_between_keys)
    _let_pass(_settling // 3)


def _let_pass(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _fail(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    print(json.dumps({"longest": main(Path(sys.argv[1]), int(sys.argv[2]))}))
