"""上级已收: the report is locked, and the way to change it nevertheless."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.deadlines import Period
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.return_dialog import amendment_dialog
from bianmin_desktop.gui.labels import label
from bianmin_desktop.services.receipts import Amendment

_longest = 120
_summaries = ("summary", "annual_summary")


def _said(amendment: Amendment) -> str:
    day = f"{amendment.on:%Y-%m-%d} " if amendment.on else ""
    agreed = f"（{amendment.agreed_by}同意）" if amendment.agreed_by else ""
    reason = " ".join(amendment.reason.split())
    return f"{day}登记改报{agreed}：{reason[:_longest]}"


class LockBanner(QFrame):
    """Seen while the report shown last is locked, or was opened again; `told` says which."""

    told = Signal(bool)

    def __init__(self, context: Context) -> None:
        """For the period shown last by `show_period`."""
        super().__init__()
        self._context = context
        self._period: Period = context.quarter
        self.setProperty("role", "card")
        self.setObjectName("lock_banner")
        self._words = label("", "heading", wraps=True)
        self._words.setObjectName("lock_words")
        self._amend = QPushButton("登记改报…")
        self._amend.setObjectName("amend")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._amend)
        self.hide()
        self._amend.clicked.connect(self._ask)
        context.hub.changed.connect(self._refresh)

    def show_period(self, period: Period) -> None:
        """Say whether the report of this period is locked."""
        self._period = period
        receipts = self._context.application.receipts
        self._context.tasks.look_up(
            lambda: (period, receipts.is_locked(period), receipts.amendments(period)),
            self._show,
            self._context.tell,
        )

    def _ask(self) -> None:
        amendment_dialog(self._context, self._period, self.window()).exec()

    def _refresh(self, changes: Changes) -> None:
        if any(changes.touches(name) for name in _summaries):
            self.show_period(self._period)

    def _show(self, found: tuple[Period, bool, tuple[Amendment, ...]]) -> None:
        period, is_locked, amendments = found
        if period != self._period:
            return
        words = f"{period.label}的总结上级已收，已经锁定，只能查看"
        self._words.setText(words if is_locked else "；".join(map(_said, amendments)))
        self._amend.setVisible(is_locked)
        self.setVisible(is_locked or bool(amendments))
        self.told.emit(is_locked)
