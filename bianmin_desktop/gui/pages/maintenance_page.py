"""数据维护: history, recycle bin, backups, the policy edition in force and what was added to it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.maintenance.additions_tab import AdditionsTab
from bianmin_desktop.gui.maintenance.backup_tab import BackupTab
from bianmin_desktop.gui.maintenance.deadlines_tab import DeadlinesTab
from bianmin_desktop.gui.maintenance.duplicates_tab import DuplicatesTab
from bianmin_desktop.gui.maintenance.edition_tab import EditionTab
from bianmin_desktop.gui.maintenance.history_tab import HistoryTab
from bianmin_desktop.gui.maintenance.imports_tab import ImportsTab
from bianmin_desktop.gui.maintenance.paper_tab import PaperTab
from bianmin_desktop.gui.maintenance.recycle_tab import RecycleTab
from bianmin_desktop.gui.maintenance.rules_tab import RulesTab
from bianmin_desktop.gui.page_tabs import PageTabs

_tabs = (
    "history",
    "imports",
    "recycle",
    "duplicates",
    "backups",
    "edition",
    "deadlines",
    "paper",
    "rules",
    "additions",
)
_least_lines = 13


class _Tabs(PageTabs):
    """Some tabs ask for more height than the others."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a tab's buttons and a few rows of its table; more if the tab in front asks."""
        least = self.fontMetrics().height() * _least_lines
        asked = self.currentWidget().minimumHeight() if self.count() else 0
        height = max(least, asked + self.tabBar().sizeHint().height())
        return QSize(super().minimumSizeHint().width(), height)


class MaintenancePage(QWidget):
    """Each tab reads when it is looked at."""

    def __init__(self, context: Context) -> None:
        """With the history in front."""
        super().__init__()
        self._context = context
        self._history = HistoryTab(context)
        self._imports = ImportsTab(context)
        self._recycle = RecycleTab(context)
        self._duplicates = DuplicatesTab(context)
        self._backups = BackupTab(context)
        self._edition = EditionTab(context)
        self._deadlines = DeadlinesTab(context)
        self._paper = PaperTab(context)
        self._rules = RulesTab(context)
        self._additions = AdditionsTab(context)
        self._parts = _Tabs()
        for part, words in (
            (self._history, "历史(&H)"),
            (self._imports, "导入与批量修改记录(&M)"),
            (self._recycle, "回收站(&R)"),
            (self._duplicates, "疑似重复(&D)"),
            (self._backups, "备份(&B)"),
            (self._edition, "口径与单位(&P)"),
            (self._deadlines, "报送时限(&T)"),
            (self._paper, "版头与纸张(&V)"),
            (self._rules, "审核规则(&G)"),
            (self._additions, "上级加了一列(&A)"),
        ):
            self._parts.addTab(part, words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(label("数据维护", "title"))
        layout.addWidget(self._parts, 1)
        context.hub.changed.connect(self._refresh)

    @property
    def tab(self) -> str:
        """The id of the tab in front."""
        return _tabs[self._parts.currentIndex()]

    def show_subject(self, record_id: str, field_id: str = "") -> None:
        """Bring a tab to the front: history, recycle, duplicates, backups, edition or additions."""
        name = field_id or record_id
        if name in _tabs:
            self._parts.setCurrentIndex(_tabs.index(name))

    def may_leave(self) -> bool:
        """Nothing is typed here that could be lost."""
        return True

    def _refresh(self, changes: Changes) -> None:
        self._history.refresh()
        self._imports.refresh()
        self._recycle.refresh()
        self._duplicates.refresh(changes)
        if changes.touches("unit"):
            self._edition.refresh()
