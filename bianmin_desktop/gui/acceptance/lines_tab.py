"""逐项填写: the lines at the left, the chosen one at the right; 1, 2 and 3 conclude a line."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QSplitter,
    QTableView,
    QWidget,
)

from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.gui.acceptance.keeper import Keeper
from bianmin_desktop.gui.acceptance.line_panel import LinePanel
from bianmin_desktop.gui.acceptance.lines_model import LinesModel
from bianmin_desktop.gui.tables.list_look import look_like_a_list

_widths = (3, 12, 3, 3, 3, 3, 4, 5)
"""Chinese characters; what is asked takes what is left as well."""
_asked = 1
_keys = {Qt.Key.Key_1: "ok", Qt.Key.Key_2: "failed", Qt.Key.Key_3: "na"}
_panel_letters = 22
_shares = (720, 460)


class LinesTable(QTableView):
    """`concluded` tells which conclusion a key stands for."""

    concluded = Signal(str)
    typing_wanted = Signal()

    def __init__(self, model: LinesModel) -> None:
        """Over the lines."""
        super().__init__()
        self.setModel(model)
        self.setObjectName("lines")
        self.setAccessibleName("清单各项；1 合格，2 不合格，3 不适用，回车填分")
        look_like_a_list(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setMinimumHeight(self.fontMetrics().height() * 7)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(20)
        letter = self.fontMetrics().horizontalAdvance("便")
        for column, letters in enumerate(_widths):
            header.resizeSection(column, letters * letter + 10)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What is asked stays readable in a narrow window: the last columns are scrolled to."""
        super().resizeEvent(event)
        letter = self.fontMetrics().horizontalAdvance("便")
        taken = sum(w * letter + 10 for c, w in enumerate(_widths) if c != _asked)
        least = _widths[_asked] * letter
        self.horizontalHeader().resizeSection(_asked, max(least, self.viewport().width() - taken))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """One key concludes a line and goes on to the next; Enter leads to its marks."""
        verdict = _keys.get(Qt.Key(event.key()))
        if verdict is not None:
            self.concluded.emit(verdict)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.typing_wanted.emit()
        else:
            super().keyPressEvent(event)


class LinesTab(QWidget):
    """Shows the lines of the checklist given last to `show_sheet`."""

    attach_wanted = Signal(str, str)
    evidence_wanted = Signal(str)

    def __init__(self, keeper: Keeper) -> None:
        """Empty yet."""
        super().__init__()
        self._sheet: Sheet | None = None
        self._model = LinesModel()
        self._table = LinesTable(self._model)
        self._panel = LinePanel(keeper)
        self._panel.setMinimumWidth(self.fontMetrics().horizontalAdvance("便") * _panel_letters)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._table)
        parts.addWidget(self._panel)
        parts.setSizes(list(_shares))
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(parts)
        self._connect()

    @property
    def panel(self) -> LinePanel:
        """The chosen line."""
        return self._panel

    @property
    def line_id(self) -> str:
        """The id of the chosen line; empty when there is none."""
        entry = self._model.entry(self._table.currentIndex().row())
        return entry.id if entry is not None else ""

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a checklist; the chosen line stays chosen."""
        is_other = self._sheet is None or self._sheet.subject.id != sheet.subject.id
        chosen = "" if is_other else self.line_id
        self._sheet = sheet
        self._table.clearSpans()
        self._model.show_sheet(sheet)
        for row in self._model.headings():
            self._table.setSpan(row, 0, 1, self._model.columnCount())
        row = self._model.row_of(chosen)
        self._choose_row(row if row >= 0 else self._model.next_row(-1))
        self._show_chosen()

    def show_line(self, line_id: str) -> bool:
        """Choose a line, ready to type its marks; false when there is none of that id."""
        row = self._model.row_of(line_id)
        if row < 0:
            return False
        self._choose_row(row)
        self._panel.focus()
        return True

    def keep(self) -> None:
        """Keep what is typed and not kept yet."""
        self._panel.keep()

    def _connect(self) -> None:
        self._table.selectionModel().currentRowChanged.connect(self._show_current)
        self._table.concluded.connect(self._conclude)
        self._table.typing_wanted.connect(self._panel.focus)
        self._panel.next_wanted.connect(self._step)
        self._panel.attach_wanted.connect(self.attach_wanted)
        self._panel.evidence_wanted.connect(self.evidence_wanted)

    def _choose_row(self, row: int) -> None:
        if row >= 0:
            self._table.setCurrentIndex(self._model.index(row, 0))
            self._table.scrollTo(self._model.index(row, 0))

    def _show_current(self, current: QModelIndex, _: QModelIndex) -> None:
        entry = self._model.entry(current.row())
        if entry is not None:
            self._panel.show_line(entry)

    def _show_chosen(self) -> None:
        self._show_current(self._table.currentIndex(), QModelIndex())

    def _conclude(self, verdict: str) -> None:
        self._panel.keep_verdict(verdict)
        self._move(1)

    def _step(self, step: int) -> None:
        self._panel.keep()
        self._move(step)
        self._panel.focus()

    def _move(self, step: int) -> None:
        row = self._table.currentIndex().row()
        following = self._model.next_row(row, step)
        self._choose_row(following)
