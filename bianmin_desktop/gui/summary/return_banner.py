"""退回: the reason the summary was sent back for, above what is to be corrected."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.services.returns import ReturnNote, note_type

_longest = 240


class ReturnBanner(QFrame):
    """Seen only while a return waits to be answered by handing in again."""

    def __init__(self, context: Context) -> None:
        """For the quarter shown last by `show_quarter`."""
        super().__init__()
        self._context = context
        self._quarter = context.quarter
        self.setProperty("role", "card")
        self.setObjectName("return_banner")
        self._head = label("", "heading")
        self._head.setProperty("level", "blocking")
        self._head.setObjectName("return_head")
        self._reason = label("", wraps=True)
        self._reason.setObjectName("return_reason")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(2)
        layout.addWidget(self._head)
        layout.addWidget(self._reason)
        self.hide()
        context.hub.changed.connect(self._refresh)

    def show_quarter(self, quarter: Quarter) -> None:
        """Show the return that waits in this quarter, if there is one."""
        self._quarter = quarter
        returns = self._context.application.returns
        self._context.tasks.look_up(
            lambda: (quarter, returns.waiting(quarter)), self._show, self._context.tell
        )

    def _refresh(self, changes: Changes) -> None:
        if changes.touches("summary") or changes.touches(note_type):
            self.show_quarter(self._quarter)

    def _show(self, found: tuple[Quarter, ReturnNote | None]) -> None:
        quarter, note = found
        if quarter != self._quarter:
            return
        self.setVisible(note is not None)
        if note is None:
            return
        self._head.setText(f"{note.say()}，改好后重新审核、导出，就是重报")
        reason = note.reason
        is_long = len(reason) > _longest
        self._reason.setText(f"{reason[:_longest]}…" if is_long else reason)
        self._reason.setToolTip(tip(reason) if is_long else "")
