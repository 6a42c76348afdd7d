"""季度总结: the parts of the chosen quarter, from its figures to its files, in order of work."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.leaving import Leaving, ask_leaving
from bianmin_desktop.gui.forms.remembering import Remembered
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.page_tabs import PageTabs
from bianmin_desktop.gui.summary.changes_tab import ChangesTab
from bianmin_desktop.gui.summary.check_tab import CheckTab
from bianmin_desktop.gui.summary.export_tab import ExportTab
from bianmin_desktop.gui.summary.figures_tab import FiguresTab
from bianmin_desktop.gui.summary.recheck_tab import RecheckTab
from bianmin_desktop.gui.summary.writing_tab import WritingTab

_tabs = ("recheck", "figures", "changes", "writing", "check", "export")
_unfilled = Record("summary", "", {"state": "empty"})


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

    @property
    def tab(self) -> str:
        """The id of the part in front."""
        return _tabs[self._parts.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Bring one part to the front: recheck, figures, changes, writing, check or export."""
        if name in _tabs:
            self._parts.setCurrentIndex(_tabs.index(name))

    def show_subject(self, record_id: str, field_id: str) -> None:
        """A tab by its name in `field_id`, or a field of the summary with that id."""
        if field_id in _tabs:
            self.show_tab(field_id)
        elif self._turn_to(record_id):
            self.show_field(field_id)

    def show_field(self, field_id: str) -> None:
        """Bring a field of the summary into view."""
        self.show_tab("writing")
        self._writing.show_field(field_id)

    def restore(self, unsaved: Remembered) -> None:
        """Show input that was typed before a crash, over the summary as it is stored now."""
        if self._turn_to(unsaved.record_id):
            self.show_tab("writing")
            self._writing.restore(unsaved.texts)

    def may_leave(self) -> bool:
        """Whether nothing would be lost; asks the clerk if something would."""
        self._changes.keep_reason()
        if not self._writing.is_changed:
            return True
        answer = ask_leaving(self, f"{self._quarter.label}总结")
        if answer is Leaving.SAVE:
            return self._writing.save()
        if answer is Leaving.DISCARD:
            self._writing.revert()
            return True
        return False

    def keep_unsaved(self) -> None:
        """Write unsaved input down at once, because the machine is about to stop."""
        self._writing.keep_unsaved()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Coming back from a record that was corrected: look again."""
        super().showEvent(event)
        self._come_up()

    def _build(self) -> None:
        self._title = label("", "title")
        self._title.setObjectName("summary_title")
        self._state = label("", "chip")
        self._state.setObjectName("summary_state")
        self._recheck = RecheckTab(self._context)
        self._figures = FiguresTab(self._context)
        self._changes = ChangesTab(self._context)
        self._writing = WritingTab(self._context)
        self._check = CheckTab(self._context)
        self._export = ExportTab(self._context)
        self._parts = PageTabs()
        for part, words in (
            (self._recheck, "1 核对台账"),
            (self._figures, "2 核对数字"),
            (self._changes, "3 变动说明"),
            (self._writing, "4 填写总结"),
            (self._check, "5 审核"),
            (self._export, "6 导出报送"),
        ):
            self._parts.addTab(part, words)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addWidget(self._state)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 16, 12)
        layout.addLayout(top)
        layout.addWidget(self._parts, 1)

    def _connect(self) -> None:
        self._context.hub.quarter_chosen.connect(self._choose)
        self._context.hub.changed.connect(self._refresh)
        self._parts.currentChanged.connect(self._come_up)
        self._export.check_wanted.connect(self._show_check)

    def _choose(self, quarter: Quarter) -> None:
        if quarter != self._quarter and self.may_leave():
            self._show_quarter(quarter)

    def _turn_to(self, record_id: str) -> bool:
        """Show the quarter of a summary, if the one shown now may be left."""
        if not record_id:
            return True
        try:
            record = self._context.application.entry.record("summary", record_id)
            quarter = Quarter.parse(record.text("period"))
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return False
        if quarter == self._quarter:
            return True
        if not self.may_leave():
            return False
        self._context.quarter = quarter
        self._context.hub.choose(quarter)
        return self._quarter == quarter

    def _show_quarter(self, quarter: Quarter) -> None:
        self._quarter = quarter
        self._title.setText(f"{quarter.label}总结")
        self._writing.show_quarter(quarter)
        self._show_state()
        self._is_stale = True
        self._come_up()

    def _show_state(self) -> None:
        application = self._context.application
        try:
            record = application.summaries.record(self._quarter) or _unfilled
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        field = application.edition.field("summary", "state")
        self._state.setText(application.ledgers.shown(field, record))

    def _refresh(self, changes: Changes) -> None:
        self._is_stale = True
        if changes.touches("summary"):
            self._show_state()

    def _show_check(self) -> None:
        self.show_tab("check")

    def _come_up(self) -> None:
        if not self.isVisible():
            return
        part = self._parts.currentWidget()
        self._changes.keep_reason()
        if part is not self._writing and self._writing.is_changed:
            # What is checked and handed in must be what stands in the form.
            self._writing.save()
        if part is self._recheck:
            self._recheck.show_quarter(self._quarter)
        elif part is self._figures and self._is_stale:
            self._is_stale = False
            self._figures.show_quarter(self._quarter)
        elif part is self._changes:
            self._changes.show_quarter(self._quarter)
        elif part is self._check:
            self._check.check(self._quarter)
        elif part is self._export:
            self._export.show_quarter(self._quarter)
