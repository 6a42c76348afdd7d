"""年度总结: the parts of one year, from its figures to its files, in order of work."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.annual.export_tab import YearExportTab
from bianmin_desktop.gui.annual.figures_tab import YearFiguresTab
from bianmin_desktop.gui.annual.targets_tab import TargetsTab
from bianmin_desktop.gui.annual.writing_tab import YearWritingTab
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dashboard.steps import due_words
from bianmin_desktop.gui.dialogs.leaving import Leaving, ask_leaving
from bianmin_desktop.gui.forms.remembering import Remembered
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.page_tabs import PageTabs
from bianmin_desktop.gui.summary.check_tab import CheckTab
from bianmin_desktop.gui.theme import restyle

_tabs = ("figures", "targets", "writing", "check", "export")
_unfilled = Record(annual_summary, "", {"state": "empty"})


class AnnualPage(QWidget):
    """One year of the unit; which one follows the quarter of the top bar, or is chosen here."""

    def __init__(self, context: Context) -> None:
        """With the year of the chosen quarter."""
        super().__init__()
        self._context = context
        self._years = context.application.annual.years()
        self._year = Year(context.quarter.year)
        self._is_stale = True
        self._build()
        self._lay_out()
        self._connect()
        self._show_year(self._year)

    @property
    def tab(self) -> str:
        """The id of the part in front, for the help."""
        return f"annual_{_tabs[self._parts.currentIndex()]}"

    def show_tab(self, name: str) -> None:
        """Bring one part to the front: figures, targets, writing, check or export."""
        if name in _tabs:
            self._parts.setCurrentIndex(_tabs.index(name))

    def show_subject(self, record_id: str, field_id: str) -> None:
        """A tab by its name in `field_id`, or a field of the annual summary with that id."""
        if field_id in _tabs:
            self.show_tab(field_id)
        elif self._turn_to(record_id):
            self.show_tab("writing")
            self._writing.show_field(field_id)

    def restore(self, unsaved: Remembered) -> None:
        """Show input that was typed before a crash, over the summary as it is stored now."""
        if self._turn_to(unsaved.record_id):
            self.show_tab("writing")
            self._writing.restore(unsaved.texts)

    def may_leave(self) -> bool:
        """Whether nothing would be lost; asks the clerk if something would."""
        if not self._writing.is_changed:
            return True
        answer = ask_leaving(self, f"{self._year.label}度总结")
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
        """Coming back from a quarter that was handed in: look again."""
        super().showEvent(event)
        self._come_up()

    def _build(self) -> None:
        self._title = label("", "title")
        self._title.setObjectName("annual_title")
        self._state = label("", "chip")
        self._state.setObjectName("annual_state")
        self._due = label("", "chip")
        self._due.setObjectName("annual_due")
        self._choice = QComboBox()
        self._choice.setObjectName("year")
        self._choice.setAccessibleName("哪一年")
        self._choice.addItems([year.label for year in self._years])
        self._figures = YearFiguresTab(self._context)
        self._targets = TargetsTab(self._context)
        self._writing = YearWritingTab(self._context)
        self._check = CheckTab(self._context)
        self._export = YearExportTab(self._context)
        self._parts = PageTabs()
        for part, words in (
            (self._figures, "1 核对数字"),
            (self._targets, "2 目标进度"),
            (self._writing, "3 填写总结"),
            (self._check, "4 审核"),
            (self._export, "5 导出报送"),
        ):
            self._parts.addTab(part, words)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addWidget(self._state)
        top.addStretch(1)
        top.addWidget(self._due)
        top.addWidget(label("年度", "muted"))
        top.addWidget(self._choice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 16, 12)
        layout.addLayout(top)
        layout.addWidget(self._parts, 1)
        QWidget.setTabOrder(self._parts.tabBar(), self._choice)

    def _connect(self) -> None:
        self._context.hub.quarter_chosen.connect(self._follow)
        self._context.hub.changed.connect(self._refresh)
        self._choice.activated.connect(self._choose)
        self._parts.currentChanged.connect(self._come_up)
        self._export.check_wanted.connect(self._show_check)

    def _follow(self, quarter: Quarter) -> None:
        self._change_to(Year(quarter.year))

    def _choose(self, place: int) -> None:
        self._change_to(self._years[place])

    def _change_to(self, year: Year) -> bool:
        if year != self._year and self.may_leave():
            self._show_year(year)
        self._mark_year()
        return self._year == year

    def _turn_to(self, record_id: str) -> bool:
        """Show the year of an annual summary, if the one shown now may be left."""
        if not record_id or record_id == self._writing.record_id:
            return True
        try:
            record = self._context.application.entry.record(annual_summary, record_id)
            year = Year.parse(record.text("period"))
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return False
        return self._change_to(year)

    def _show_year(self, year: Year) -> None:
        self._year = year
        self._title.setText(f"{year.label}度总结")
        self._mark_year()
        self._writing.show_year(year)
        self._show_state()
        self._is_stale = True
        self._come_up()

    def _mark_year(self) -> None:
        if self._year in self._years:
            self._choice.setCurrentIndex(self._years.index(self._year))

    def _show_state(self) -> None:
        application = self._context.application
        try:
            record = application.annual.record(self._year) or _unfilled
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        field = application.edition.field(annual_summary, "state")
        self._state.setText(application.ledgers.shown(field, record))
        self._show_due()

    def _show_due(self) -> None:
        """When it is due, or how it was handed in."""
        application = self._context.application
        try:
            standing = application.periods.line(self._year).standing
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        words, level = due_words(standing, application.clock.today())
        self._due.setText(words)
        restyle(self._due, "level", level)

    def _refresh(self, changes: Changes) -> None:
        self._is_stale = True
        if changes.touches(annual_summary):
            self._show_state()

    def _show_check(self) -> None:
        self.show_tab("check")

    def _come_up(self) -> None:
        if not self.isVisible():
            return
        part = self._parts.currentWidget()
        if part is not self._writing and self._writing.is_changed:
            # What is checked and handed in must be what stands in the form.
            self._writing.save()
        if part is self._figures and self._is_stale:
            self._is_stale = False
            self._figures.show_year(self._year)
        elif part is self._targets:
            self._targets.show_year(self._year)
        elif part is self._check:
            self._check.check(self._year)
        elif part is self._export:
            self._export.show_year(self._year)
