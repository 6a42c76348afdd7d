"""退回: the reason the summary was sent back for, above what is to be corrected."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.deadlines import Period
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.services.returns import ReturnNote, note_type

_longest = 240


class ReturnBanner(QFrame):
    """Seen only while a return waits to be answered by handing in again."""

    def __init__(self, context: Context) -> None:
        """For the period shown last by `show_period`."""
        super().__init__()
        self._context = context
        self._period: Period = context.quarter
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

    def show_period(self, period: Period) -> None:
        """Show the return that waits in this period, if there is one."""
        self._period = period
        returns = self._context.application.returns
        self._context.tasks.look_up(
            lambda: (period, returns.waiting(period)), self._show, self._context.tell
        )

    def _refresh(self, changes: Changes) -> None:
        if any(map(changes.touches, ("summary", annual_summary, note_type))):
            self.show_period(self._period)

    def _show(self, found: tuple[Period, ReturnNote | None]) -> None:
        period, note = found
        if period != self._period:
            return
        self.setVisible(note is not None)
        if note is None:
            return
        self._head.setText(f"{note.say()}，改好后重新审核、导出，就是重报")
        reason = note.reason
        is_long = len(reason) > _longest
        self._reason.setText(f"{reason[:_longest]}…" if is_long else reason)
        self._reason.setToolTip(tip(reason) if is_long else "")
