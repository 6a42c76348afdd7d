"""A list with everything around it: title and count, filters, table, a word when it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dropping import dropped_paths, take_drag
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.tables.column_chooser import ColumnChooser, chosen_columns, keep_columns
from bianmin_desktop.gui.tables.copying import copied, most_copied
from bianmin_desktop.gui.tables.empty_note import EmptyNote
from bianmin_desktop.gui.tables.filter_bar import FilterBar
from bianmin_desktop.gui.tables.ledger_model import LedgerModel
from bianmin_desktop.gui.tables.ledger_table import LedgerTable
from bianmin_desktop.gui.tables.list_exchange import ListExchange
from bianmin_desktop.gui.tables.list_layouts import ListLayouts
from bianmin_desktop.gui.tables.list_tools import ListTools
from bianmin_desktop.services.ledgers import Line


class LedgerList(QWidget):
    """Finds and shows the records of one type; opening and deleting are left to its page.

    Nothing is read before it is first shown, and news that comes while it is hidden waits.
    """

    opened = Signal(str)
    new_wanted = Signal()
    delete_wanted = Signal(list)

    def __init__(self, context: Context, type_id: str) -> None:
        """For a record type of the edition."""
        super().__init__()
        self._context = context
        self._type = context.application.edition.record_type(type_id)
        self._is_asked = False
        self._wanted = ""
        self._news: dict[str, frozenset[str]] = {}
        self.setAcceptDrops(True)
        self._build()
        self._lay_out()
        self._connect()

    @property
    def exchange(self) -> ListExchange:
        """What goes into the list and out of it."""
        return self._exchange

    @property
    def model(self) -> LedgerModel:
        """The rows."""
        return self._model

    @property
    def table(self) -> LedgerTable:
        """The table that shows them."""
        return self._table

    def go_to(self, record_id: str) -> None:
        """Put the cursor on a record, now or when the list is read again."""
        self._wanted = "" if self._table.go_to(record_id) else record_id

    def refresh(self, changes: Changes) -> None:
        """Read again what was written, at once or when the list is next shown."""
        for type_id, ids in changes.touched.items():
            self._news[type_id] = self._news.get(type_id, frozenset()) | ids
        if self.isVisible():
            self._catch_up()

    def focus(self) -> None:
        """Put the keyboard into the table."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped on the list."""
        if take_drag(event):
            self._context.say(f"松开鼠标，把文件导入到{self._type.name}")

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Files dropped are imported, after a look at them."""
        event.acceptProposedAction()
        self._exchange.import_files(dropped_paths(event.mimeData()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Reading begins when somebody looks."""
        super().showEvent(event)
        if not self._is_asked:
            self._is_asked = True
            self._ask()
        self._catch_up()

    def _build(self) -> None:
        columns = chosen_columns(self._context, self._type.id)
        self._filters = FilterBar(self._context, self._type.id)
        self._title = label(self._type.name, "title")
        self._count = label("正在读取…", "muted")
        self._count.setObjectName("count")
        self._new = QPushButton(f"新增{self._type.name}(&N)")
        self._new.setObjectName("new")
        self._new.setProperty("role", "primary")
        self._new.setToolTip("Insert 键或 Ctrl+N")
        self._columns = QPushButton("选择列…(&L)")
        self._columns.setObjectName("choose_columns")
        self._model = LedgerModel(self._context, self._type.id, columns)
        self._model.setParent(self)
        self._table = LedgerTable(self._model)
        self._layouts = ListLayouts(self._context, self._table, self._filters, self)
        self._table.setAccessibleName(f"{self._type.name}列表")
        self._exchange = ListExchange(self._context, self._table, self)
        exchange = (self._exchange.editing, self._exchange.exporting, self._exchange.importing)
        self._tools = ListTools((self._layouts.button, self._columns, *exchange, self._new))
        self._empty = EmptyNote(self._type.name)
        self._body = QStackedWidget()
        self._body.addWidget(self._table)
        self._body.addWidget(self._empty)
        self._keys = [
            QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            for keys in ("Ctrl+N", "Ctrl+F", "Insert", "Ctrl+V")
        ]

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._title)
        top.addWidget(self._count)
        top.addWidget(self._tools, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self._filters)
        layout.addWidget(self._body, 1)
        # The keyboard comes to the search first, then to the list, last to the buttons above.
        self._tools.follow(self._table)

    def _connect(self) -> None:
        self._filters.changed.connect(self._ask)
        self._filters.left.connect(self.focus)
        self._model.answered.connect(self._tell_count)
        self._table.opened.connect(self.opened)
        self._table.new_wanted.connect(self.new_wanted)
        self._table.delete_wanted.connect(self.delete_wanted)
        self._table.copy_wanted.connect(self._copy)
        self._table.typed.connect(self._filters.begin_search)
        self._new.clicked.connect(self.new_wanted)
        self._empty.cleared.connect(self._filters.clear)
        self._empty.new_wanted.connect(self.new_wanted)
        self._columns.clicked.connect(self._choose_columns)
        self._table.paste_wanted.connect(self._exchange.paste)
        self._table.edit_wanted.connect(self._exchange.edit)
        self._empty.import_wanted.connect(self._exchange.import_files)
        new, find, insert, paste = self._keys
        paste.activated.connect(self._exchange.paste)
        new.activated.connect(self.new_wanted)
        insert.activated.connect(self.new_wanted)
        find.activated.connect(self._filters.focus_search)

    def _ask(self) -> None:
        self._is_asked = True
        self._model.ask(self._filters.narrowed(self._model.query))

    def _catch_up(self) -> None:
        changes, self._news = Changes(self._news), {}
        self._filters.refresh(changes)
        self._model.refresh(changes)

    def _tell_count(self, count: int) -> None:
        is_narrowed = self._model.query.is_narrowed
        self._count.setText(f"{'符合条件' if is_narrowed else '共'} {count:,} 条")
        self._empty.explain(is_narrowed=is_narrowed)
        had_focus = self._table.hasFocus()
        self._body.setCurrentWidget(self._table if count else self._empty)
        if had_focus and not count:
            self._empty.setFocus()
        if self._wanted:
            self._table.go_to(self._wanted)
            self._wanted = ""
        elif count and not self._table.current_id:
            self._table.go_to_row(0)

    def _choose_columns(self) -> None:
        dialog = ColumnChooser(self._type, self._model.fields, self)
        if dialog.exec() != QDialog.DialogCode.Accepted.value or not dialog.chosen:
            return
        self._model.show_fields(dialog.chosen)
        self._table.fit_columns()
        try:
            keep_columns(self._context, self._type.id, dialog.chosen)
        except Fault as fault:
            self._context.tell(fault)

    def _copy(self, ids: Sequence[str]) -> None:
        if len(ids) > most_copied:
            self._context.say(f"一次最多复制 {most_copied:,} 行，请少选一些，或用导出")
            return
        read = partial(
            self._context.application.ledgers.lines, self._type.id, ids, self._model.fields
        )
        self._context.tasks.look_up(read, self._put_on_clipboard, self._context.tell)

    def _put_on_clipboard(self, lines: Sequence[Line]) -> None:
        QGuiApplication.clipboard().setMimeData(copied(self._model.fields, lines))
        self._context.say(f"已复制 {len(lines):,} 行，可以粘贴到 Excel 或 WPS 表格")
