"""The table of a list: keys, menu, and keeping the clerk's place when the list is read again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from bianmin_desktop.gui.tables.ledger_model import LedgerModel, heading

_state_width = 5
_row_air = 10
_enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LedgerTable(QTableView):
    """Shows a `LedgerModel`; what a clerk wants to do with rows is told by signals.

    `opened` carries an id; `new_wanted`, `paste_wanted` and `edit_wanted` nothing; `delete_wanted`
    and `copy_wanted` ids; `typed`
    the letters that were typed over the rows; `arranged` the fields in the order their columns
    were dragged into.
    """

    opened = Signal(str)
    new_wanted = Signal()
    delete_wanted = Signal(list)
    copy_wanted = Signal(list)
    paste_wanted = Signal()
    edit_wanted = Signal()
    typed = Signal(str)
    arranged = Signal(list)

    def __init__(self, model: LedgerModel, parent: QWidget | None = None) -> None:
        """Over a model, which it does not own."""
        super().__init__(parent)
        self._list = model
        self._place: tuple[str, int, int] = ("", 0, 0)
        self._build()
        self.setModel(model)
        # A header that knows the selection looks through every row of it at each painting.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)
        self.doubleClicked.connect(self._open_current)
        self.horizontalHeader().sectionMoved.connect(self._rearrange)
        self.fit_columns()

    @property
    def ledger(self) -> LedgerModel:
        """The rows it shows."""
        return self._list

    @property
    def current_id(self) -> str:
        """The id of the row the cursor is in; empty when there is none."""
        return self._list.id_at(self.currentIndex().row())

    def selected_ids(self) -> list[str]:
        """The ids of the selected rows, in the order of the list."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        found: list[str] = []
        for part in sorted(parts, key=QItemSelectionRange.top):
            found += self._list.ids_between(part.top(), part.bottom())
        return list(dict.fromkeys(found))

    def go_to(self, record_id: str) -> bool:
        """Put the cursor on a record and show it; whether it is in the list."""
        row = self._list.row_of(record_id)
        if row >= 0:
            self._set_row(row)
            self.scrollTo(self._list.index(row, 0), QAbstractItemView.ScrollHint.EnsureVisible)
        return row >= 0

    def go_to_row(self, row: int) -> None:
        """Put the cursor into a row, as far as there are rows."""
        row = min(max(row, 0), self._list.rowCount() - 1)
        if row >= 0:
            self._set_row(row)
            self.scrollTo(self._list.index(row, 0))

    def fit_columns(self) -> None:
        """Give every column the width its field asks for."""
        letter = self.fontMetrics().horizontalAdvance("便")
        header = self.horizontalHeader()
        header.resizeSection(0, letter * _state_width)
        for place, field in enumerate(self._list.fields, start=1):
            width = letter * (max(field.width, 4) + 2) // 2 + letter
            named = self.fontMetrics().horizontalAdvance(heading(field)) + letter * 2
            header.resizeSection(place, max(width, named))

    def widths(self) -> dict[str, int]:
        """How wide the columns are, by field id, in tenths of a letter's width."""
        letter = self.fontMetrics().horizontalAdvance("便")
        header = self.horizontalHeader()
        fields = enumerate(self._list.fields, start=1)
        return {f.id: max(header.sectionSize(place) * 10 // letter, 1) for place, f in fields}

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Give the columns named these widths, the others what their fields ask for."""
        self.fit_columns()
        letter = self.fontMetrics().horizontalAdvance("便")
        for place, field in enumerate(self._list.fields, start=1):
            if field.id in widths:
                self.horizontalHeader().resizeSection(place, widths[field.id] * letter // 10)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, Insert adds, Delete deletes, Ctrl+C copies."""
        key = event.key()
        if key in _enter and self.current_id:
            self._open_current()
        elif key == Qt.Key.Key_Insert:
            self.new_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self._want_delete()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._want_copy()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, text: str) -> None:  # noqa: N802
        """Letters go to the search: Qt's own would read every row of the list."""
        if text.strip():
            self.typed.emit(text)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """What can be done with the rows selected; also by the menu key."""
        self.menu().exec(self._menu_place(event))

    def menu(self) -> QMenu:
        """The menu over the rows selected."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        some = bool(self.selectionModel().selection())
        for words, key, deed, is_possible in (
            ("打开", "Enter", self._open_current, bool(self.current_id)),
            ("新增", "Insert", self.new_wanted.emit, True),
            ("复制", "Ctrl+C", self._want_copy, some),
            ("粘贴…", "Ctrl+V", self.paste_wanted.emit, True),
            ("批量修改…", "", self.edit_wanted.emit, some),
            ("删除", "Delete", self._want_delete, some),
        ):
            action = menu.addAction(f"{words}\t{key}" if key else words, deed)
            action.setEnabled(is_possible)
        return menu

    def _build(self) -> None:
        self.setObjectName("ledger")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.fontMetrics().height() + _row_air)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setToolTip("单击按这一列排序，再点倒序，第三次恢复原来的顺序；拖动可以换列的位置")
        self.setSortingEnabled(True)

    def _rearrange(self) -> None:
        """The columns stand as they were dragged: the fields follow, and the header is straight."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(1, header.count())]
        fields = [self._list.fields[place - 1] for place in order]
        widths = self.widths()
        header.blockSignals(True)  # noqa: FBT003 - Qt's own
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
        header.blockSignals(False)  # noqa: FBT003
        self._list.show_fields(fields)
        self.set_widths(widths)
        self.arranged.emit(fields)

    def _remember(self) -> None:
        row = self.currentIndex().row()
        self._place = (self._list.id_at(row), row, row - self.rowAt(0))

    def _return(self) -> None:
        """Back to the same record at the same height, else to the same row."""
        record_id, row, below_top = self._place
        found = self._list.row_of(record_id) if record_id else -1
        if found < 0:
            found, below_top = min(max(row, 0), self._list.rowCount() - 1), 0
        if found < 0:
            return
        self._set_row(found)
        self.verticalScrollBar().setValue(max(found - below_top, 0))
        self.scrollTo(self._list.index(found, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def _set_row(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self._list.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _open_current(self) -> None:
        if self.current_id:
            self.opened.emit(self.current_id)

    def _want_delete(self) -> None:
        ids = self.selected_ids()
        if ids:
            self.delete_wanted.emit(ids)

    def _want_copy(self) -> None:
        ids = self.selected_ids()
        if ids:
            self.copy_wanted.emit(ids)

    def _menu_place(self, event: QContextMenuEvent) -> QPoint:
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            return event.globalPos()
        corner = self.visualRect(self.currentIndex()).bottomLeft()
        return self.viewport().mapToGlobal(corner)
