"""The last writes, so that a clerk sees at once where work was left; Enter opens the record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from bianmin_desktop.gui.labels import tip
from bianmin_desktop.services.history import Event

_event = Qt.ItemDataRole.UserRole


class RecentList(QListWidget):
    """`chosen` names type and id of the record that was opened."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setObjectName("recent")
        self.setAccessibleName("最近的改动")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemActivated.connect(self._choose)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show these, the newest first."""
        self.clear()
        for event in events:
            words = f"{event.at:%m-%d %H:%M}　{event.action}{event.record}"
            item = QListWidgetItem(words)
            item.setData(_event, event)
            item.setToolTip(tip(words))
            self.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        entry = item.data(_event).entry
        self.chosen.emit(entry.record_type, entry.record_id)
