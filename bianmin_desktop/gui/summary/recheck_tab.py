"""核对台账: what must be looked at again before a quarter is reported, and what changed already."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.summary.recheck_model import (
    RecheckModel,
    Row,
    changed_entries,
    communities_column,
    due_entries,
)
from bianmin_desktop.gui.tables.list_look import look_like_a_list
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.rechecking import Changed, Line

_due, _changed = "due", "changed"
_widths = (18, 10)
"""Of names and communities in Chinese letters; the words take the rest."""
Found = tuple[Line, ...] | Changed


class RecheckTab(QWidget):
    """Lists the records; 看过了 settles those that were found as they are written."""

    listed = Signal()

    def __init__(self, context: Context) -> None:
        """For the quarter shown last by `show_quarter`."""
        super().__init__()
        self._context = context
        self._quarter = context.quarter
        self._due: tuple[Line, ...] = ()
        self._reading: Task[Found] | None = None
        self._build()
        self._lay_out()
        self._connect()

    def show_quarter(self, quarter: Quarter) -> None:
        """Read beside the window what is to be listed."""
        self._quarter = quarter
        self._note.setText(f"正在查看{quarter.label}要核对的记录…")
        if self._reading is not None:
            self._reading.cancel()
        service = self._context.application.rechecking
        wants_changed = self._which.currentData() == _changed

        def read(_: Progress) -> Found:
            return service.changed(quarter) if wants_changed else service.due(quarter)

        self._reading = self._context.tasks.start(read, self._show, self._context.tell)

    def _build(self) -> None:
        self._note = label("", "muted", wraps=True)
        self._note.setObjectName("recheck_note")
        self._which = QComboBox()
        self._which.setObjectName("which_records")
        self._which.setAccessibleName("列出哪些记录")
        self._which.addItem("要再看一遍的", _due)
        self._which.addItem("上次报送后改过的", _changed)
        self._communities = QComboBox()
        self._communities.setObjectName("which_community")
        self._communities.setAccessibleName("只看一个社区的")
        self._model = RecheckModel()
        self._table = _made_table(self._model)
        self._open = QPushButton("打开")
        self._seen = QPushButton("看过了（选中的）")
        self._seen.setObjectName("seen")
        self._seen.setProperty("role", "primary")
        self._seen.setToolTip(tip("没有变化的，把核实日期填为今天；一次撤销就能整批退回"))
        self._all = QPushButton("列出的都看过了")
        self._all.setObjectName("seen_all")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._note, 1)
        top.addWidget(self._communities)
        top.addWidget(self._which)
        bar = QHBoxLayout()
        for button in (self._seen, self._all, self._open):
            bar.addWidget(button)
        bar.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._table, 1)
        layout.addLayout(bar)

    def _connect(self) -> None:
        self._which.currentIndexChanged.connect(self._again)
        self._communities.currentIndexChanged.connect(self._fill)
        self._table.selectionModel().selectionChanged.connect(self._note_choice)
        self._table.activated.connect(self._go)
        self._open.clicked.connect(self._go_to_current)
        self._seen.clicked.connect(self._settle_chosen)
        self._all.clicked.connect(self._settle_all)
        self._context.hub.changed.connect(self._refresh)

    def _again(self) -> None:
        self.show_quarter(self._quarter)

    def _show(self, found: Found) -> None:
        self._reading = None
        if isinstance(found, Changed):
            types = self._context.application.edition.record_types
            names = {type_id: record_type.name for type_id, record_type in types.items()}
            self._note.setText(f"{found.say()}改过的记录共 {len(found.lines):,} 条。")
            self._communities.hide()
            self._table.setColumnHidden(communities_column, True)  # noqa: FBT003 - Qt's own
            self._lay(changed_entries(found.lines, names))
            return
        self._due = found
        self._table.setColumnHidden(communities_column, False)  # noqa: FBT003 - Qt's own
        self._offer_communities()
        self._fill()

    def _offer_communities(self) -> None:
        chosen = self._communities.currentData()
        names = sorted({line.community for line in self._due if line.community})
        with QSignalBlocker(self._communities):
            self._communities.clear()
            self._communities.addItem("全部社区", "")
            for name in names:
                self._communities.addItem(name, name)
            self._communities.setCurrentIndex(max(0, self._communities.findData(chosen)))
        self._communities.setVisible(len(names) > 1)

    def _fill(self) -> None:
        wanted = self._communities.currentData()
        lines = [line for line in self._due if not wanted or line.community == wanted]
        self._note.setText(
            f"报{self._quarter.label}之前要再看一遍的记录共 {len(lines):,} 条。"
            "与实际一致的点“看过了”，有变化的打开改正。"
            if lines
            else f"{self._quarter.label}没有要再看一遍的记录。"
        )
        self._lay(due_entries(lines))

    def _lay(self, entries: list[Row | str]) -> None:
        self._table.clearSpans()
        self._model.lay(entries)
        for row in self._model.headings():
            self._table.setSpan(row, 0, 1, self._model.columnCount())
        self._note_choice()
        self.listed.emit()

    def _note_choice(self) -> None:
        chosen = list(self._chosen())
        count = sum(row.line is not None for row in chosen)
        self._seen.setEnabled(count > 0)
        self._seen.setText(f"看过了（选中 {count:,} 条）" if count else "看过了（选中的）")
        self._all.setEnabled(any(row.line is not None for row in self._model.rows()))
        self._open.setEnabled(len(chosen) == 1)

    def _chosen(self) -> Iterable[Row]:
        indexes = self._table.selectionModel().selectedRows()
        found = (self._model.entry(index.row()) for index in indexes)
        return (row for row in found if row is not None)

    def _go(self, index: QModelIndex) -> None:
        row = self._model.entry(index.row())
        if row is not None:
            self._context.go(row.type, row.record_id)

    def _go_to_current(self) -> None:
        for row in self._chosen():
            self._context.go(row.type, row.record_id)

    def _settle_chosen(self) -> None:
        self._settle(self._chosen())

    def _settle_all(self) -> None:
        self._settle(self._model.rows())

    def _settle(self, rows: Iterable[Row]) -> None:
        lines = [row.line for row in rows if row.line is not None]
        if not lines:
            return
        service = self._context.application.rechecking

        def settle(_: Progress) -> Changes:
            return service.seen(lines)

        settled = partial(self._settled, len(lines))
        self._context.tasks.start(settle, settled, self._context.tell)

    def _settled(self, count: int, changes: Changes) -> None:
        self._context.hub.announce(changes)
        self._context.say(f"{count:,} 条记录登记为看过了，核实日期是今天；可以一次撤销")

    def _refresh(self, _: Changes) -> None:
        if self.isVisible():
            self.show_quarter(self._quarter)


def _made_table(model: RecheckModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setObjectName("rechecks")
    table.setAccessibleName("要核对的记录，回车或双击打开")
    look_like_a_list(table)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setWordWrap(False)
    header = table.horizontalHeader()
    letter = table.fontMetrics().horizontalAdvance("便")
    for column, letters in enumerate(_widths):
        header.resizeSection(column, letters * letter)
    header.setSectionResizeMode(len(_widths), QHeaderView.ResizeMode.Stretch)
    return table
