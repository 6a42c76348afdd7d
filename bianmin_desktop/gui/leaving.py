"""The machine wants the program to end (SIGTERM, SIGINT, logging off): told as a Qt signal."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_wanted = (signal.SIGTERM, signal.SIGINT)


class Signals(QObject):
    """Python runs signal handlers only between its own steps; a socket wakes Qt's loop for them."""

    ending = Signal()

    def __init__(self, parent: QObject) -> None:
        """Listening from now on."""
        super().__init__(parent)
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.settimeout(0)
        self._notifier = QSocketNotifier(
            self._near.fileno(), QSocketNotifier.Type.Read, parent=self
        )
        self._notifier.activated.connect(self._arrived)
        signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        for number in _wanted:
            signal.signal(number, _let_be)

    def _arrived(self) -> None:
        self._near.recv(64)
        self.ending.emit()


def _let_be(_: int, __: object) -> None:
    """The socket tells; nothing is done in the handler itself."""
