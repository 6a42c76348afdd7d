"""工作台: where this quarter stands, in five steps, and what the circles lack."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.catalogue.definitions import Source
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.targets import Progress
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dashboard.gap_table import GapTable
from bianmin_desktop.gui.dashboard.headlines import HeadlineStrip, headlines_of
from bianmin_desktop.gui.dashboard.recent_list import RecentList
from bianmin_desktop.gui.dashboard.step_card import StepCard
from bianmin_desktop.gui.dashboard.steps import Step, current, due_words, steps_of
from bianmin_desktop.gui.dashboard.target_strip import TargetStrip
from bianmin_desktop.gui.documents.ways import headed
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.services.dashboard import Glance, Stage, Study

_after_glance = 250
"""Milliseconds: the window is on screen and answers before the long reading begins."""


class DashboardPage(QWidget):
    """Everything is read beside the window; `filled` tells that the steps are on screen.

    `studied` tells that figures, gaps and check are there too (large books: on demand only).
    """

    filled = Signal()
    studied = Signal()

    def __init__(self, context: Context) -> None:
        """Shows the quarter chosen in the window's top bar."""
        super().__init__()
        self._context = context
        self._glance: Glance | None = None
        self._study: Study | None = None
        self._under_way: list[Task] = []
        self._is_stale = True
        self._is_fresh = True
        self._build()
        self._lay_out()
        self._connect()

    def may_leave(self) -> bool:
        """Nothing is entered here."""
        return True

    def show_subject(self, record_id: str, field_id: str) -> None:
        """There is nothing to point at here."""

    def read(self) -> None:
        """Read everything anew; answers still under way are dropped."""
        self._is_stale = False
        self._soon.stop()
        while self._under_way:
            self._under_way.pop().cancel()
        self._study = None
        quarter = self._context.quarter
        dashboard = self._context.application.dashboard
        self._title.setText(f"{quarter.label}　{self._context.application.office.name}")
        glancing = self._context.tasks.look_up(
            lambda: dashboard.glance(quarter), self._show_glance, self._context.tell
        )
        self._under_way.append(glancing)
        progress = self._context.application.annual.progress
        measuring = self._context.tasks.look_up(progress, self._show_targets, self._context.tell)
        self._under_way.append(measuring)

    def study(self) -> None:
        """Count the figures and gaps and run the check of the quarter on screen."""
        quarter = self._context.quarter
        dashboard = self._context.application.dashboard
        self._count.hide()
        self._strip.say(f"正在从台账计算{quarter.label}的数字…")
        studying = self._context.tasks.look_up(
            lambda: dashboard.study(quarter), self._show_study, self._context.tell
        )
        self._under_way.append(studying)

    def _build(self) -> None:
        self._title = label(role="title")
        self._due = label(role="chip")
        self._due.setObjectName("due")
        self._cards = [StepCard(number) for number in range(1, len(Stage) + 1)]
        self._strip = HeadlineStrip()
        self._targets = TargetStrip()
        self._targets.hide()
        self._count = QPushButton("计算本季度数字并审核")
        self._count.setObjectName("count")
        self._count.hide()
        self._gaps_title = headed(self._context, "业态“有没有”：必备业态", Source.MATRIX)
        self._gaps = GapTable()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_after_glance)
        self._recent_title = label("最近的改动", "heading")
        self._recent = RecentList()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self._due, 0, Qt.AlignmentFlag.AlignVCenter)
        steps = QHBoxLayout()
        steps.setSpacing(12)
        for card in self._cards:
            steps.addWidget(card, 1)
        figures = QHBoxLayout()
        figures.addWidget(self._strip, 1)
        figures.addWidget(self._count)
        below = QHBoxLayout()
        below.setSpacing(20)
        for title, part, share in (
            (self._gaps_title, self._gaps, 3),
            (self._recent_title, self._recent, 2),
        ):
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(title)
            column.addWidget(part, 1)
            below.addLayout(column, share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(14)
        for row in (top, steps, figures):
            layout.addLayout(row)
        layout.addWidget(self._targets)
        layout.addLayout(below, 1)

    def _connect(self) -> None:
        self._context.hub.changed.connect(self._grow_stale)
        self._context.hub.quarter_chosen.connect(self._choose)
        self._soon.timeout.connect(self.study)
        self._count.clicked.connect(self.study)
        self._gaps.chosen.connect(self._go_to_circle)
        self._recent.chosen.connect(self._go_to_record)
        self._targets.chosen.connect(self._go_to_targets)
        for card in self._cards:
            card.chosen.connect(self._go_to_step)

    def _show_glance(self, glance: Glance) -> None:
        self._glance = glance
        words, level = due_words(glance.standing, glance.today)
        is_open = not glance.is_sent
        self._due.setText(words if is_open else "本季度已上报")
        restyle(self._due, "level", level if is_open else "good")
        self._recent.show_recent(glance.recent)
        self._show_steps()
        if glance.is_small:
            self._soon.start()
        else:
            self._count.show()
            self._strip.say(f"台账里有 {glance.outlets:,} 个网点，数字和审核请按右边的按钮计算。")
        self.filled.emit()

    def _show_study(self, study: Study) -> None:
        self._study = study
        self._strip.show_headlines(headlines_of(study))
        self._gaps.show_gaps(study.gaps)
        self._show_steps()
        self.studied.emit()

    def _show_steps(self) -> None:
        if self._glance is None:
            return
        steps = steps_of(self._glance, self._study)
        at_hand = current(steps)
        for card, step in zip(self._cards, steps, strict=True):
            card.show_step(step, is_current=step is at_hand)
        if at_hand is not None and self._may_move_focus():
            self._cards[steps.index(at_hand)].take_focus()
        self._is_fresh = False

    def _may_move_focus(self) -> bool:
        """The keyboard stands on the step at hand from the start, unless it was taken away."""
        return self._is_fresh or any(card.has_focus for card in self._cards)

    def _grow_stale(self, _: Changes) -> None:
        self._is_stale = True
        if self.isVisible():
            self.read()

    def _choose(self, _: Quarter) -> None:
        self._is_stale = True
        if self.isVisible():
            self.read()

    def _go_to_step(self, step: Step) -> None:
        self._context.go(*step.target)

    def _show_targets(self, lines: tuple[Progress, ...]) -> None:
        self._targets.show_year(lines, self._context.quarter.year)

    def _go_to_targets(self) -> None:
        self._context.go("annual_summary", "", "targets")

    def _go_to_circle(self, circle: str) -> None:
        self._context.go("circle", circle)

    def _go_to_record(self, type_id: str, record_id: str) -> None:
        self._context.go(type_id, record_id)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What changed while another page was in front is read now."""
        super().showEvent(event)
        if self._is_stale:
            self.read()
