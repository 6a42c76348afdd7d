"""The way through a form by keyboard: Enter on, Shift+Enter back, every key where it belongs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from bianmin_desktop.gui.forms.field_row import FieldRow

_enter_keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_margin = 48


class Walk(QObject):
    """Watches the editors of a form: which row has the cursor, and where Enter leads."""

    entered = Signal(object)
    left = Signal(object)
    ended = Signal()

    def __init__(self, rows: Sequence[FieldRow], scroll: QScrollArea) -> None:
        """Over the rows in their order, inside the form's scroll area."""
        super().__init__(scroll)
        self._rows = rows
        self._scroll = scroll
        self._row_of: dict[QObject, FieldRow] = {}
        for row in rows:
            for stop in row.editor.stops():
                self._row_of[stop] = row
                stop.installEventFilter(self)

    def begin(self) -> None:
        """Put the cursor into the first row."""
        if self._rows:
            self.enter(self._rows[0])

    def enter(self, row: FieldRow) -> None:
        """Put the cursor into a row and bring it into view."""
        row.editor.stops()[0].setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(row, 0, _margin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter keys and the coming and going of the cursor."""
        row = self._row_of.get(watched)
        if row is None:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return event.key() in _enter_keys and self._walk(row, event)
        if isinstance(event, QFocusEvent) and event.reason() not in _passing:
            self._follow(row, event)
        return False

    def _follow(self, row: FieldRow, event: QFocusEvent) -> None:
        if event.gotFocus():
            self._scroll.ensureWidgetVisible(row, 0, _margin)
            self.entered.emit(row)
        elif row.isVisible() and not self._is_within(row):
            self.left.emit(row)

    def _is_within(self, row: FieldRow) -> bool:
        now = QApplication.focusWidget()
        return now is not None and self._row_of.get(now) is row

    def _walk(self, row: FieldRow, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.NoModifier and row.editor.keeps_enter():
            row.editor.use_enter()
        elif held == Qt.KeyboardModifier.ShiftModifier:
            self._step(row, -1)
        else:
            self._step(row, 1)
        return True

    def _step(self, row: FieldRow, by: int) -> None:
        place = self._rows.index(row) + by
        if 0 <= place < len(self._rows):
            self.enter(self._rows[place])
        elif place > 0:
            self.left.emit(row)
            self.ended.emit()
