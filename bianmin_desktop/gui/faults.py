"""Where everything that goes wrong in the window ends: noted in the log, told in one dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QWidget

from bianmin_desktop.environment import crash
from bianmin_desktop.environment.logs import log, start_log
from bianmin_desktop.errors import Fault

_loud = frozenset((QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg))


class FaultTeller(QObject):
    """Tells faults on the window's thread, whichever thread they come from; one dialog at a time.

    `told` is emitted with the code of every fault that was shown or counted.
    """

    told = Signal(str)
    _came = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Over nothing yet; `stand_before` names the window dialogs belong to."""
        super().__init__(parent)
        self._window: QWidget | None = None
        self._open: QObject | None = None
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def watch(self, folder: Path) -> None:
        """Catch what nobody caught (Python, threads, Qt, dying), and log into `folder`."""
        start_log(folder)
        crash.install_hooks(self._caught, folder)
        qInstallMessageHandler(_note_of_qt)

    def let_be(self) -> None:
        """Catch nothing any more."""
        crash.remove_hooks()
        qInstallMessageHandler(None)

    def stand_before(self, window: QWidget | None) -> None:
        """Dialogs belong to this window from now on."""
        self._window = window

    def tell(self, error: BaseException) -> None:
        """Show an error a page could not deal with; may be called from any thread."""
        code = error.code if isinstance(error, Fault) else crash.note(error)
        self._came.emit(error, code)

    def _caught(self, error: BaseException, code: str) -> None:
        self._came.emit(error, code)

    def _show(self, error: BaseException, code: str) -> None:
        from bianmin_desktop.gui.dialogs.fault_dialog import FaultDialog, words_of

        if isinstance(self._open, FaultDialog):
            self._open.again()
        else:
            dialog = FaultDialog(words_of(error, code), self._window)
            dialog.finished.connect(self._closed)
            self._open = dialog
            dialog.open()
        self.told.emit(code)

    def _closed(self) -> None:
        self._open = None


def _note_of_qt(kind: QtMsgType, place: QMessageLogContext, words: str) -> None:
    """Qt's warnings go to the log by their place only: their words may quote what was typed."""
    if kind in _loud:
        log().warning("Qt %s %s:%s", kind.name, place.category or "", _place_of(words))


def _place_of(words: str) -> str:
    return words.split(":", 1)[0][:80]
