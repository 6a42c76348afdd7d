"""How tables that list things look: whole rows are chosen, no grid, lines of one height."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

_usual = 1.55


def look_like_a_list(table: QTableView, line: float = _usual) -> None:
    """Dress a table as a list; `line` is the height of a row in lines of its text."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(round(table.fontMetrics().lineSpacing() * line))
    table.horizontalHeader().setHighlightSections(False)
