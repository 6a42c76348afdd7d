"""季度总结: figures, writing, check and export of the chosen quarter, in the order of the work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QTabWidget, QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.summary.check_tab import CheckTab
from bianmin_desktop.gui.summary.export_tab import ExportTab
from bianmin_desktop.gui.summary.figures_tab import FiguresTab
from bianmin_desktop.gui.summary.writing_tab import WritingTab

_tabs = ("figures", "writing", "check", "export")


class SummaryPage(QWidget):
    """One quarter of the unit, from its figures to its files."""

    def __init__(self, context: Context) -> None:
        """Shows the quarter chosen in the window's top bar."""
        super().__init__()
        self._context = context
        self._quarter = context.quarter
        self._is_stale = True
        self._build()
        self._lay_out()
        self._connect()
        self._show_quarter(context.quarter)

    def show_tab(self, name: str) -> None:
        """Bring one part to the front: figures, writing, check or export."""
        if name in _tabs:
            self._parts.setCurrentIndex(_tabs.index(name))

    def show_field(self, field_id: str) -> None:
        """Bring a field of the summary into view."""
        self.show_tab("writing")
        self._writing.show_field(field_id)

    def may_leave(self) -> bool:
        """Whether nothing would be lost; asks the clerk if something would."""
        if not self._writing.is_changed:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            "季度总结还没有保存",
            "总结里有刚才输入、还没有保存的内容。要保存吗？",
            buttons.Save | buttons.Discard | buttons.Cancel,
        )
        if answer == buttons.Save:
            return self._writing.save()
        if answer == buttons.Discard:
            self._writing.show_quarter(self._quarter)
            return True
        return False

    def _build(self) -> None:
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "title")
        self._state = QLabel()
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._state.setProperty("role", "muted")
        self._figures = FiguresTab(self._context)
        self._writing = WritingTab(self._context)
        self._check = CheckTab(self._context)
        self._export = ExportTab(self._context)
        self._parts = QTabWidget()
        self._parts.setDocumentMode(True)
        for part, label in (
            (self._figures, "1 核对数字"),
            (self._writing, "2 填写总结"),
            (self._check, "3 审核"),
            (self._export, "4 导出报送"),
        ):
            self._parts.addTab(part, label)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addWidget(self._state)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self._parts, 1)

    def _connect(self) -> None:
        self._context.hub.quarter_chosen.connect(self._choose)
        self._context.hub.changed.connect(self._refresh)
        self._parts.currentChanged.connect(self._come_up)

    def _choose(self, quarter: Quarter) -> None:
        if quarter != self._quarter and self.may_leave():
            self._show_quarter(quarter)

    def _show_quarter(self, quarter: Quarter) -> None:
        self._quarter = quarter
        self._title.setText(f"{quarter.label}总结")
        self._writing.show_quarter(quarter)
        self._show_state()
        self._is_stale = True
        self._come_up()

    def _show_state(self) -> None:
        application = self._context.application
        record = application.summaries.record(self._quarter)
        if record is not None:
            field = application.edition.field("summary", "state")
            self._state.setText(application.ledgers.shown(field, record))

    def _refresh(self, changes: Changes) -> None:
        self._is_stale = True
        if changes.touches("summary"):
            self._show_state()

    def _come_up(self) -> None:
        part = self._parts.currentWidget()
        if part is self._figures and self._is_stale:
            self._is_stale = False
            self._figures.show_quarter(self._quarter)
        elif part is self._check:
            self._check.check(self._quarter)
        elif part is self._export:
            self._export.show_quarter(self._quarter)
