"""What a document will say: its table to look at, its letter to go on writing in."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPlainTextEdit,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
)

from bianmin_desktop.domain.documents.content import said
from bianmin_desktop.domain.documents.tables import DocumentTable
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.services.documents import Drafted

most_rows = 300
"""Rows that are shown; printed and exported are all of them."""
_widest = 24
_least_lines = 6


class DocumentView(QStackedWidget):
    """Shows one document; `rewritten` is emitted whenever the clerk types in a letter."""

    rewritten = Signal()

    def __init__(self) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self._nothing = label("", "muted", wraps=True)
        self._nothing.setObjectName("document_nothing")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._table = QTableWidget()
        self._table.setObjectName("document_table")
        self._table.setAccessibleName("表格内容")
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setAlternatingRowColors(True)
        self._table.setWordWrap(True)
        self._table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = QPlainTextEdit()
        self._text.setObjectName("document_text")
        self._text.setAccessibleName("文稿")
        self._text.setTabChangesFocus(True)
        for part in (self._nothing, self._table, self._text):
            self.addWidget(part)
        self.setMinimumHeight(self.fontMetrics().height() * _least_lines)
        self._text.textChanged.connect(self.rewritten)

    @property
    def text(self) -> str:
        """The letter as it stands in the box."""
        return self._text.toPlainText()

    def show_drafted(self, drafted: Drafted) -> None:
        """Show a document; a letter in which nothing is new keeps the cursor where it is."""
        if drafted.table is not None:
            self._fill(drafted.table)
            self.setCurrentWidget(self._table)
        elif drafted.letter is not None:
            if drafted.text != self.text:
                with QSignalBlocker(self._text):
                    self._text.setPlainText(drafted.text)
            self.setCurrentWidget(self._text)
        else:
            self._nothing.setText("\n".join(drafted.remarks))
            self.setCurrentWidget(self._nothing)

    def _fill(self, table: DocumentTable) -> None:
        items = table.items[:most_rows]
        view = self._table
        view.clear()
        view.setColumnCount(len(table.heads))
        view.setRowCount(len(items) + (table.total is not None))
        letter = view.fontMetrics().horizontalAdvance("便")
        for column, head in enumerate(table.heads):
            header = QTableWidgetItem(f"{head.group}\n{head.label}".strip())
            view.setHorizontalHeaderItem(column, header)
            for row, item in enumerate(items):
                view.setItem(row, column, _cell(said(item.cells.get(head.id)), head.look))
            if table.total is not None:
                view.setItem(len(items), column, _cell(said(table.total.get(head.id)), head.look))
        view.resizeColumnsToContents()
        for column in range(view.columnCount()):
            view.setColumnWidth(column, min(view.columnWidth(column), _widest * letter))
        view.resizeRowsToContents()


def _cell(text: str, look: str) -> QTableWidgetItem:
    cell = QTableWidgetItem(text)
    cell.setToolTip(tip(text))
    aligns = {
        "number": Qt.AlignmentFlag.AlignRight,
        "mark": Qt.AlignmentFlag.AlignHCenter,
        "date": Qt.AlignmentFlag.AlignHCenter,
    }
    cell.setTextAlignment(
        aligns.get(look, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
    )
    return cell
