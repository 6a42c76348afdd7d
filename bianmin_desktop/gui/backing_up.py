"""Backups from the window: one a day by itself, some time after the start, and on demand."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.status_line import StatusLine
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.backups import Backup

_after_start = 20_000
_between = 3_600_000


class BackingUp(QObject):
    """Starts backups beside the window and tells when they are done."""

    def __init__(self, context: Context, status: StatusLine) -> None:
        """The first automatic one is tried 20 seconds from now, then every hour."""
        super().__init__(status)
        self._context = context
        self._status = status
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._start_if_due)
        self._clock.start(_after_start)

    def start(self) -> None:
        """Make a backup now."""
        self._context.tasks.start(self._make, self._made, self._context.tell)

    def _start_if_due(self) -> None:
        self._clock.setInterval(_between)
        backups = self._context.application.backups
        self._context.tasks.start(backups.make_if_due, self._made, self._context.tell)

    def _make(self, progress: Progress) -> Backup:
        return self._context.application.backups.make(progress=progress)

    def _made(self, backup: Backup | None) -> None:
        self._status.look_for_backup()
        if backup is not None:
            self._status.say(f"已备份：{backup.path.name}")
