"""Several lines of text; grows with what is written, Ctrl+Enter moves on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from bianmin_desktop.catalogue.definitions import Field
from bianmin_desktop.gui.forms.editors.bounded_line import longest_held
from bianmin_desktop.gui.forms.editors.editor import Editor

most_signs = 50_000
"""What the box may hold: more than any report, and still laid out at once."""

_least_lines, _most_lines = 3, 16


class _Box(QPlainTextEdit):
    refused = Signal(int)
    resized = Signal()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste and drop, unless the box could not show it any more."""
        length = len(source.text())
        if length + self.document().characterCount() > most_signs:
            self.refused.emit(length)
        else:
            self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self.resized.emit()


class LinesEditor(Editor):
    """A box for paragraphs."""

    def __init__(self, field: Field) -> None:
        """For a field whose answer has lines."""
        super().__init__(field)
        self._held: str | None = None
        self._box = _Box()
        self._box.setObjectName(field.id)
        self._box.setTabChangesFocus(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._box)
        self.offer_menu(self._box)
        self._box.textChanged.connect(self._change)
        self._box.resized.connect(self._grow)
        self._box.refused.connect(self._refuse)
        self._grow()

    def answer(self) -> str:
        """What stands in the box; a held text is given back whole."""
        return self._box.toPlainText() if self._held is None else self._held

    def show_answer(self, text: str) -> None:
        """Show a text; one that is too long is held, shown in part and can only be replaced."""
        is_held = len(text) > most_signs
        self._held = text if is_held else None
        shown = f"{text[:longest_held]}…\n（共 {len(text):,} 字，太长；如要重填，请右键清空）"
        with QSignalBlocker(self._box):
            self._box.setReadOnly(is_held)
            self._box.setPlainText(shown if is_held else text)
        self._grow()

    def put_answer(self, text: str) -> None:
        """Answer so that Ctrl+Z takes it back."""
        if self._held is not None or len(text) > most_signs:
            super().put_answer(text)
            return
        self._box.selectAll()
        self._box.insertPlainText(text)

    def stops(self) -> Sequence[QWidget]:
        """The box."""
        return (self._box,)

    def keeps_enter(self) -> bool:
        """Enter begins a new line."""
        return True

    def use_enter(self) -> None:
        """A new line where the cursor stands."""
        self._box.textCursor().insertText("\n")
        self._box.ensureCursorVisible()

    def menu(self) -> QMenu:
        """The box's own menu, and a way out of a held text."""
        menu = self._box.createStandardContextMenu()
        if self._held is not None:
            menu.addAction("清空后重填").triggered.connect(self._empty)
        return menu

    def _empty(self) -> None:
        super().put_answer("")

    def _change(self) -> None:
        self._grow()
        self.answered.emit()

    def _grow(self) -> None:
        lines = round(self._box.document().size().height())
        shown = min(max(lines, _least_lines), _most_lines)
        margins = 2 * round(self._box.document().documentMargin()) + 12
        height = shown * self._box.fontMetrics().lineSpacing() + margins
        if height != self._box.height():
            self._box.setFixedHeight(height)

    def _refuse(self, length: int) -> None:
        self.told.emit(
            f"要粘贴的内容有 {length:,} 个字，“{self.field.label}”最多放 {most_signs:,} 字，"
            "没有放进来，原来的内容没有变，剪贴板里的也还在。"
        )
