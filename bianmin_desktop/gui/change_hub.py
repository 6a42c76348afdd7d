"""One place where news of writes is announced; views listen here and never to each other."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.periods import Quarter


class ChangeHub(QObject):
    """Announces what was written, and which quarter is being looked at."""

    changed = Signal(object)
    quarter_chosen = Signal(object)

    def announce(self, changes: Changes) -> None:
        """Tell every view what a command wrote."""
        if changes.touched:
            self.changed.emit(changes)

    def choose(self, quarter: Quarter) -> None:
        """Tell every view that another quarter is looked at now."""
        self.quarter_chosen.emit(quarter)
