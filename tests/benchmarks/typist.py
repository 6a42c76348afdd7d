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
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from bianmin_desktop.bootstrap import start
from bianmin_desktop.gui.change_hub import ChangeHub
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.ledger_page import LedgerPage
from bianmin_desktop.gui.pages.summary_page import SummaryPage
from bianmin_desktop.gui.tasks import TaskRunner
from bianmin_desktop.gui.theme import dress
from bianmin_desktop.gui.undo import UndoLine
from tests.benchmarks.searching import typed

_beat = 2
_between_keys = 90
_settling = 1500
_paragraph = (
    "全街现有网点{figure:outlets.closing}个，新增{figure:outlets.added}个，停车难、租金高。"
)


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


def main(folder: Path, rounds: int, place: str = "search") -> float:
    """The longest block of all rounds, typing into that place: search or summary."""
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
    longest = _search(context, rounds) if place == "search" else _write(context, rounds)
    tasks.wait()
    opened.close()
    return longest


def _search(context: Context, rounds: int) -> float:
    page = LedgerPage(context, "outlet")
    heart = _shown(page)
    box = page.findChild(QLineEdit, "search")
    for _ in range(rounds):
        for text in typed:
            _type(box, text)
    return heart.longest


def _write(context: Context, rounds: int) -> float:
    """A paragraph of the summary, with figures from the ledger in it, while it is judged."""
    page = SummaryPage(context)
    page.show_tab("writing")
    heart = _shown(page)
    box = page.findChild(QPlainTextEdit, "problems")
    box.setPlainText(_paragraph * 8)
    _let_pass(_settling)
    heart.forget()
    for _ in range(rounds):
        for sign in "本季度新增网点12个，其中便利店3个，比上季度增加百分之5。":
            box.insertPlainText(sign)
            _let_pass(_between_keys)
        _let_pass(_settling // 3)
    return heart.longest


def _shown(page: QWidget) -> Heart:
    page.resize(1280, 800)
    page.show()
    heart = Heart()
    _let_pass(_settling)
    heart.forget()
    return heart


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
    print(json.dumps({"longest": main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])}))
