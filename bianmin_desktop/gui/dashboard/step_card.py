"""One step as a card: its number, what is left, and one button that goes there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from bianmin_desktop.gui.dashboard.steps import Step
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.theme import icon, restyle


class StepCard(QFrame):
    """`chosen` hands over the step whose button was pressed."""

    chosen = Signal(object)

    def __init__(self, number: int) -> None:
        """The card with that number, empty until `show_step`."""
        super().__init__()
        self.setProperty("role", "card")
        self._number = number
        self._step: Step | None = None
        self._mark = label(str(number), "number")
        self._mark.setFixedSize(QSize(24, 24))
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label(role="heading", wraps=True)
        self._left = label("…", "muted", wraps=True)
        self._left.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._go = QPushButton()
        self._go.clicked.connect(self._choose)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._left, 1)
        layout.addWidget(self._go)

    def show_step(self, step: Step, *, is_current: bool) -> None:
        """Show the step; the current one stands out."""
        self._step = step
        state = "done" if step.is_done else "now" if is_current else ""
        self.setObjectName(f"step-{step.stage}")
        self._title.setText(step.title)
        self._left.setText(step.left)
        self._go.setText(step.button)
        self._go.setObjectName(f"go-{step.stage}")
        self._go.setAccessibleName(f"{step.title}：{step.button}")
        if step.is_done:
            self._mark.setPixmap(icon("check", "good").pixmap(16, 16))
        else:
            self._mark.setText(str(self._number))
        restyle(self._mark, "state", state)
        restyle(self, "state", "now" if is_current else "")
        restyle(self._go, "role", "primary" if is_current else "")

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is on the card's button."""
        return self._go.hasFocus()

    def take_focus(self) -> None:
        """Put the keyboard on the card's button."""
        self._go.setFocus()

    def _choose(self) -> None:
        if self._step is not None:
            self.chosen.emit(self._step)
