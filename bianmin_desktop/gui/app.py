"""Starting and ending the window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from bianmin_desktop.bootstrap import start
from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.clipboard import leave_as_text
from bianmin_desktop.gui.collecting import Collecting
from bianmin_desktop.gui.faults import FaultTeller
from bianmin_desktop.gui.language import speak_chinese
from bianmin_desktop.gui.leaving import Signals
from bianmin_desktop.gui.preferences import Preferences
from bianmin_desktop.gui.sitting import Sitting
from bianmin_desktop.gui.theme import dress


def run(data: Path | None = None, *, demo: bool = False, exit_after_start: bool = False) -> int:
    """Open the window over a data folder and stay until it is closed; returns the exit code.

    `demo` opens the example data (made at the first time); `exit_after_start` leaves as soon as
    the window is on screen and filled. Raises, when it is to leave at once, whatever kept the
    window from opening.
    """
    program = start(data)
    application = _application()
    faults = FaultTeller()
    faults.watch(program.folder.logs)
    speak_chinese(application)
    dress(application, program.resources, Preferences(program.folder.path).text_size)
    application.setWindowIcon(QIcon(str(program.resources / "icons" / "bianmin.svg")))
    collecting = Collecting(application)
    sitting = Sitting(program, faults)
    signals = Signals(application)
    signals.ending.connect(sitting.stop_safely)
    application.commitDataRequest.connect(sitting.stop_safely)
    outcome = _Outcome(faults, is_brief=exit_after_start)
    sitting.failed.connect(outcome.note)
    if exit_after_start:
        sitting.ready.connect(application.quit)
    QTimer.singleShot(0, sitting.begin_demo if demo else sitting.begin)
    application.exec()
    sitting.end()
    collecting.stop()
    leave_as_text()
    faults.let_be()
    return outcome.code()


class _Outcome:
    """How the sitting ended: well, or with an error that kept the window from opening."""

    def __init__(self, faults: FaultTeller, *, is_brief: bool) -> None:
        self._faults = faults
        self._is_brief = is_brief
        self._error: BaseException | None = None

    def note(self, error: BaseException) -> None:
        """Remember the error; it is shown unless nobody is there to look."""
        self._error = error
        if self._is_brief:
            QApplication.quit()
        else:
            self._faults.tell(error)

    def code(self) -> int:
        """The exit code."""
        if self._error is None:
            return 0
        if self._is_brief:
            raise self._error
        return self._error.exit_code if isinstance(self._error, Fault) else 3


def _application() -> QApplication:
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("bianmin-desktop")
    application.setApplicationDisplayName("便民圈填报")
    application.setDesktopFileName("bianmin-desktop")
    return application
