"""Answers to one question side by side, one of them chosen: by mouse, arrow keys or space."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.services.duplicates import Line, Side

nothing_said = "（空）"
_together = "两边都要："


class AnswerCard(QFrame):
    """One answer with its button; a click anywhere on it chooses it."""

    def __init__(self, question: str, answer: str) -> None:
        """For an answer in the clerk's words; an empty one is shown as such."""
        super().__init__()
        self.setProperty("role", "answer")
        self.button = QRadioButton()
        self.button.setAccessibleName(f"{question}：{answer or nothing_said}")
        words = label(answer or nothing_said, "" if answer else "muted", wraps=True)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # As high as a line, so that the button stands in the middle of the first one.
        self.button.setMinimumHeight(words.fontMetrics().lineSpacing())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 5, 8, 5)
        layout.setSpacing(6)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        self.button.toggled.connect(self._show_state)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Chosen, and ready for the keyboard."""
        self.button.setChecked(True)
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def _show_state(self, is_chosen: bool) -> None:  # noqa: FBT001 - Qt's signal
        restyle(self, "state", "chosen" if is_chosen else "")


class FieldChoice(QObject):
    """The line of one field in which two records differ."""

    chosen = Signal()

    def __init__(self, line: Line, parent: QWidget) -> None:
        """With the likely right answer chosen."""
        super().__init__(parent)
        self.field = line.field
        answers = {Side.KEEP: line.keep, Side.DROP: line.drop}
        if line.both:
            answers[Side.BOTH] = f"{_together}{line.both}"
        self._cards = {
            side: AnswerCard(line.field.label, answer) for side, answer in answers.items()
        }
        self._group = QButtonGroup(self)
        for side, card in self._cards.items():
            card.setObjectName(f"{line.field.id}_{side.value}")
            self._group.addButton(card.button)
        self.choose(line.suggested)
        self._group.buttonToggled.connect(self._tell)

    @property
    def side(self) -> Side:
        """Whose answer is chosen."""
        return next(side for side, card in self._cards.items() if card.button.isChecked())

    def choose(self, side: Side) -> None:
        """Choose an answer in the clerk's place."""
        self._cards[side].button.setChecked(True)

    def take_cursor(self) -> None:
        """Put the keyboard onto the answer chosen."""
        self._cards[self.side].button.setFocus(Qt.FocusReason.TabFocusReason)

    def place(self, grid: QGridLayout) -> None:
        """Put the line at the end of a grid: the question, and the two answers."""
        row = grid.rowCount()
        question = label(self.field.label, wraps=True)
        question.setContentsMargins(0, 6, 0, 0)
        grid.addWidget(question, row, 0, Qt.AlignmentFlag.AlignTop)
        for column, side in enumerate((Side.KEEP, Side.DROP), 1):
            grid.addWidget(self._cards[side], row, column)
        if Side.BOTH in self._cards:
            grid.addWidget(self._cards[Side.BOTH], row + 1, 1, 1, 2)

    def _tell(self) -> None:
        self.chosen.emit()
