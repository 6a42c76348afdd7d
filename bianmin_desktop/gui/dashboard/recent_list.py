"""The last writes, so that a clerk sees at once where work was left; Enter opens the record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from bianmin_desktop.gui.labels import tip
from bianmin_desktop.services.dashboard import Recent

_recent = Qt.ItemDataRole.UserRole


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

    def show_recent(self, recent: Sequence[Recent]) -> None:
        """Show these, the newest first."""
        self.clear()
        for line in recent:
            words = f"{line.at:%m-%d %H:%M}　{line.words}"
            item = QListWidgetItem(words)
            item.setData(_recent, line)
            item.setToolTip(tip(words))
            self.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        line = item.data(_recent)
        self.chosen.emit(line.type, line.record_id)
