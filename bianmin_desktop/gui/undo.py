"""Undo after saving: the last writes of this session, each taken back as a new change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.gui.change_hub import ChangeHub
from bianmin_desktop.services.history import Event

_shown = 20


class UndoLine(QObject):
    """Which write Ctrl+Z takes back when no editor has anything to undo itself."""

    moved = Signal(str)

    def __init__(self, application: Application, hub: ChangeHub) -> None:
        """For the writes announced by `hub`."""
        super().__init__()
        self._application = application
        self._hub = hub
        self._taken_back: set[str] = set()
        self._floor = self._newest_counter()
        hub.changed.connect(self._renew)

    def next(self) -> Event | None:
        """The write that would be taken back now."""
        for event in self._application.history.events(limit=_shown):
            if event.entry.counter <= self._floor:
                return None
            if event.action != "撤销" and event.entry.id not in self._taken_back:
                return event
        return None

    def undo(self) -> str:
        """Take back the last write; returns what was done, empty when there was nothing."""
        event = self.next()
        if event is None:
            return ""
        self._taken_back.add(event.entry.id)
        saved = self._application.entry.undo(event.entry)
        self._hub.announce(saved.changes)
        return f"已撤销：{event.action}{event.record}"

    def _renew(self) -> None:
        event = self.next()
        self.moved.emit(f"撤销{event.action}{event.record}" if event else "")

    def _newest_counter(self) -> int:
        newest = self._application.history.events(limit=1)
        return newest[0].entry.counter if newest else 0
