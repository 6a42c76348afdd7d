"""工作信息: list and form like any ledger's; below the form the note is printed and sent."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from bianmin_desktop.domain.note_snapshots import note_type
from bianmin_desktop.gui.annual.note_bar import NoteBar
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.ledger_page import LedgerPage
from bianmin_desktop.gui.pages.record_panel import RecordPanel


class NotesPage(LedgerPage):
    """A page of a ledger whose records can be handed in one by one."""

    def __init__(self, context: Context) -> None:
        """With the list in front."""
        super().__init__(context, note_type)

    def _form(self) -> RecordPanel:
        is_new = self._panel is None
        panel = super()._form()
        layout = self._record.layout()
        if is_new and isinstance(layout, QVBoxLayout):
            layout.addWidget(NoteBar(self._context, panel))
        return panel
