"""The table of a quarter's changes: Enter and a double click lead to what is behind a line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from bianmin_desktop.gui.summary.changes_model import ChangesModel
from bianmin_desktop.gui.tables.list_look import look_like_a_list

_letters = (14, 13, 15, 0)
"""Column widths in Chinese letters; 0 for the one that takes the rest."""
_enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChangesTable(QTableView):
    """Shows a `ChangesModel`."""

    opened = Signal()

    def __init__(self, model: ChangesModel) -> None:
        """With columns for the names, the change, from what to what, and the reason."""
        super().__init__()
        self.setModel(model)
        self.setObjectName("changes")
        self.setAccessibleName("季度变动，回车或双击打开涉及的记录")
        look_like_a_list(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        letter = self.fontMetrics().horizontalAdvance("便")
        for column, letters in enumerate(_letters):
            if letters:
                header.resizeSection(column, letters * letter)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens."""
        if event.key() in _enter and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)
