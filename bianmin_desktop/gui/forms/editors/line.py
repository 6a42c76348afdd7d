"""A line of text: names, numbers, codes, phones, dates, quarters; read by the gate alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.gui.forms.editors.bounded_line import BoundedLine, most_signs
from bianmin_desktop.gui.forms.editors.calendar import CalendarButton
from bianmin_desktop.gui.forms.editors.editor import Editor

_examples = {Kind.DATE: "如 2024-3-5", Kind.QUARTER: "如 2024Q1"}


class LineEditor(Editor):
    """One line; nothing is cut silently: what is too long stays out, and that is said."""

    def __init__(self, field: Field) -> None:
        """For a field whose answer is one line."""
        super().__init__(field)
        self._line = BoundedLine()
        self._line.setObjectName(field.id)
        self._line.setPlaceholderText(_example(field))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._line)
        if field.kind is Kind.DATE:
            self._calendar = CalendarButton(self.answer)
            self._calendar.chosen.connect(self._put_over)
            layout.addWidget(self._calendar)
        self.offer_menu(self._line)
        self._line.textChanged.connect(self.answered)
        self._line.refused.connect(self.tell_too_long)

    def answer(self) -> str:
        """What stands in the line."""
        return self._line.whole()

    def show_answer(self, text: str) -> None:
        """Show a text quietly."""
        self._line.show_whole(text)

    def put_answer(self, text: str) -> None:
        """Answer so that Ctrl+Z takes it back."""
        if self._line.is_held or len(text) >= most_signs:
            super().put_answer(text)
        else:
            self._put_over(text)

    def stops(self) -> Sequence[QWidget]:
        """The line."""
        return (self._line,)

    def menu(self) -> QMenu:
        """The line's own menu, and a way out of a held text."""
        menu = self._line.createStandardContextMenu()
        if self._line.is_held:
            menu.addAction("清空后重填").triggered.connect(self._empty)
        return menu

    def _put_over(self, text: str) -> None:
        self._line.selectAll()
        self._line.insert(text)

    def _empty(self) -> None:
        super().put_answer("")


def _example(field: Field) -> str:
    if field.kind is Kind.DATE and field.month_allowed:
        return "如 2024-3-5 或 2024-3"
    return _examples.get(field.kind, "")
