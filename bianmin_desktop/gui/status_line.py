"""The line below the pages: short words, last saving, last backup, whose data this is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.gui.context import Context
from bianmin_desktop.services.backups import Backup

_word_shown = 8000


class StatusLine(QStatusBar):
    """Answers the clerk's standing question, whether what was typed is safe."""

    def __init__(self, context: Context) -> None:
        """For the open book."""
        super().__init__()
        self._context = context
        self.setSizeGripEnabled(False)
        office = context.application.office
        self._saved = _label("saved")
        self._backup = _label("backup")
        self._unit = _label("unit")
        self._unit.setText(" › ".join(office.path) or office.name)
        for label in (self._saved, self._backup, self._unit):
            self.addPermanentWidget(label)
        context.hub.changed.connect(self._note_saving)

    def say(self, words: str) -> None:
        """Show a short word for a while."""
        self.showMessage(words, _word_shown)

    def look_for_backup(self) -> None:
        """Show when the last backup was made."""
        self._context.tasks.look_up(self._newest, self._show_backup, self._context.tell)

    def _newest(self) -> Backup | None:
        return next(iter(self._context.application.backups.all()), None)

    def _show_backup(self, newest: Backup | None) -> None:
        when = f"{newest.made_at:%m-%d %H:%M}" if newest else "还没有"
        self._backup.setText(f"最近备份 {when}")

    def _note_saving(self, _: Changes) -> None:
        self._saved.setText(f"已保存 {self._context.application.clock.now():%H:%M}")


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
