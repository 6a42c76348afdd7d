"""The table of a trial run: what is worth reading gets the room."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from bianmin_desktop.gui.wizards.import_wizard.outcome_model import OutcomeModel
from bianmin_desktop.services.importing.outcome import RowOutcome

_widths = (11, 13, 0, 4, 7, 9)
_said, _sheet, _file = 2, 4, 5
_least_said = 18
_row_air = 10
_most_selected = 2000


class OutcomeTable(QTableView):
    """Shows an `OutcomeModel`; several rows can be selected."""

    def __init__(self, model: OutcomeModel) -> None:
        """Over a model, which it does not own."""
        super().__init__()
        self._outcomes = model
        self.setModel(model)
        self.setObjectName("outcomes")
        self.setAccessibleName("逐行结果")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(self.fontMetrics().height() * 5)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + _row_air)
        self.horizontalHeader().setHighlightSections(False)

    def show_places(self, sheets: Collection[tuple[str, str]]) -> None:
        """Tell file and sheet apart where there are several."""
        self.setColumnHidden(_sheet, len(sheets) < 2)
        self.setColumnHidden(_file, len({file for file, _ in sheets}) < 2)
        self._fit()

    def selected(self) -> list[RowOutcome]:
        """The rows selected."""
        ranges = self.selectionModel().selection()
        rows = [
            row
            for place in range(ranges.count())
            for row in range(ranges.at(place).top(), ranges.at(place).bottom() + 1)
        ]
        held = (self._outcomes.outcome(row) for row in rows[:_most_selected])
        return [outcome for outcome in held if outcome is not None]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few rows; the page gives it what is left."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """What was changed and what is wrong gets what the other columns leave."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        letter = self.fontMetrics().horizontalAdvance("便")
        header = self.horizontalHeader()
        room = self.viewport().width()
        for column, width in enumerate(_widths):
            if width:
                header.resizeSection(column, width * letter)
                room -= 0 if self.isColumnHidden(column) else width * letter
        header.resizeSection(_said, max(room, _least_said * letter))
