"""数据维护: history, recycle bin, backups, and the policy edition in force."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.maintenance.backup_tab import BackupTab
from bianmin_desktop.gui.maintenance.edition_tab import EditionTab
from bianmin_desktop.gui.maintenance.history_tab import HistoryTab
from bianmin_desktop.gui.maintenance.recycle_tab import RecycleTab

_tabs = ("history", "recycle", "backups", "edition")


class MaintenancePage(QWidget):
    """Each tab reads when it is looked at."""

    def __init__(self, context: Context) -> None:
        """With the history in front."""
        super().__init__()
        self._context = context
        self._history = HistoryTab(context)
        self._recycle = RecycleTab(context)
        self._backups = BackupTab(context)
        self._edition = EditionTab(context)
        self._parts = QTabWidget()
        self._parts.setDocumentMode(True)
        for part, words in (
            (self._history, "历史(&H)"),
            (self._recycle, "回收站(&R)"),
            (self._backups, "备份(&B)"),
            (self._edition, "口径与单位(&P)"),
        ):
            self._parts.addTab(part, words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(label("数据维护", "title"))
        layout.addWidget(self._parts, 1)
        context.hub.changed.connect(self._refresh)

    def show_subject(self, record_id: str, field_id: str = "") -> None:
        """Bring a tab to the front: history, recycle, backups or edition."""
        name = field_id or record_id
        if name in _tabs:
            self._parts.setCurrentIndex(_tabs.index(name))

    def may_leave(self) -> bool:
        """Nothing is typed here that could be lost."""
        return True

    def _refresh(self, changes: Changes) -> None:
        self._history.refresh()
        self._recycle.refresh()
        if changes.touches("unit"):
            self._edition.refresh()
