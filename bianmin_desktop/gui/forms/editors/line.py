"""A line of text: names, numbers, codes, phones, dates, quarters; read by the gate alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.gui.forms.editors.calendar import CalendarButton
from bianmin_desktop.gui.forms.editors.editor import Editor, longest_held

most_signs = 5_000
"""What a line may hold: far over any field's length, and still drawn at once."""

_examples = {Kind.DATE: "如 2024-3-5", Kind.QUARTER: "如 2024Q1"}


class LineEditor(Editor):
    """One line; nothing is cut silently: what is too long stays out, and that is said."""

    def __init__(self, field: Field) -> None:
        """For a field whose answer is one line."""
        super().__init__(field)
        self._held: str | None = None
        self._whole = ""
        self._line = QLineEdit()
        self._line.setObjectName(field.id)
        self._line.setMaxLength(most_signs)
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
        self._line.textChanged.connect(self._change)
        self._line.inputRejected.connect(self._refuse)

    def answer(self) -> str:
        """What stands in the line; a held text is given back whole."""
        return self._line.text() if self._held is None else self._held

    def show_answer(self, text: str) -> None:
        """Show a text; one that is too long is held, shown in part and can only be replaced."""
        is_held = len(text) >= most_signs
        self._held = text if is_held else None
        shown = f"{text[:longest_held]}…（共 {len(text):,} 字，太长；如要重填，请右键清空）"
        with QSignalBlocker(self._line):
            self._line.setReadOnly(is_held)
            self._line.setText(shown if is_held else text)
            self._line.setCursorPosition(0)
        self._whole = self._line.text()

    def put_answer(self, text: str) -> None:
        """Answer so that Ctrl+Z takes it back."""
        if self._held is not None or len(text) >= most_signs:
            super().put_answer(text)
        else:
            self._put_over(text)

    def stops(self) -> Sequence[QWidget]:
        """The line."""
        return (self._line,)

    def menu(self) -> QMenu:
        """The line's own menu, and a way out of a held text."""
        menu = self._line.createStandardContextMenu()
        if self._held is not None:
            menu.addAction("清空后重填").triggered.connect(self._empty)
        return menu

    def _put_over(self, text: str) -> None:
        self._line.selectAll()
        self._line.insert(text)

    def _empty(self) -> None:
        super().put_answer("")

    def _change(self, text: str) -> None:
        if len(text) < most_signs:
            self._whole = text
            self.answered.emit()

    def _refuse(self) -> None:
        QTimer.singleShot(0, self, self._take_back)

    def _take_back(self) -> None:
        self._line.setText(self._whole)
        self.told.emit(
            f"刚才的内容太长（“{self.field.label}”一行最多放 {most_signs:,} 字），没有放进来；"
            "原来的内容没有变，剪贴板里的也还在。"
        )


def _example(field: Field) -> str:
    if field.kind is Kind.DATE and field.month_allowed:
        return "如 2024-3-5 或 2024-3"
    return _examples.get(field.kind, "")
