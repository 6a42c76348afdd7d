"""A list of any length as a table: ids at once, rows only when they are seen.

Everything is read in the look-up lane. The ids of a list come as one answer; the rows around
what is on screen follow in blocks. An answer to an older question is dropped, and a row that was
written since it was read keeps its old text until the new one is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from bianmin_desktop.catalogue.definitions import Field, Kind, Level
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.gui.theme import colours
from bianmin_desktop.services.ledgers import LedgerService, Line, Query

Index = QModelIndex | QPersistentModelIndex
signs = {Level.BLOCKING: "● 强制", Level.VERIFY: "▲ 核实", Level.HINT: "ℹ 提示"}
under_way = "…"
_block = 100
_most_kept = 4000
_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_numbers = (Kind.INTEGER, Kind.DECIMAL)


@dataclass(frozen=True, slots=True)
class _Found:
    asking: int
    ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Read:
    turn: int
    ids: Sequence[str]
    lines: Sequence[Line]


class LedgerModel(QAbstractTableModel):
    """The first column tells the state (强制/核实/提示), the others show fields.

    `answered` is emitted with the number of rows whenever the ids of a list have arrived.
    """

    answered = Signal(int)

    def __init__(self, context: Context, type_id: str, columns: Sequence[Field]) -> None:
        """Empty until `ask` is called."""
        super().__init__()
        self._context = context
        self._fields = tuple(columns)
        self._query = Query(type_id)
        self._ids: Sequence[str] = ()
        self._lines: dict[str, Line] = {}
        self._stale: set[str] = set()
        self._asking = 0
        self._turn = 0
        self._finding: Task | None = None
        self._reading: Task | None = None
        self._has_failed = False

    @property
    def query(self) -> Query:
        """What was asked last."""
        return self._query

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields shown, in order; they begin at the second column."""
        return self._fields

    def ask(self, query: Query) -> None:
        """Look for another list; the old rows stay until the answer is there."""
        self._query = query
        self._asking += 1
        self._has_failed = False
        if self._finding is not None:
            self._finding.cancel()
        find = partial(_find, self._context.application.ledgers, query, self._asking)
        self._finding = self._context.tasks.look_up(find, self._show, self._context.tell)

    def refresh(self, changes: Changes) -> None:
        """Ask again if the changes concern this list; rows not written stay as they are."""
        written = changes.touched.get(self._query.type, frozenset())
        named = any(field.target and changes.touches(field.target) for field in self._fields)
        if not written and not named:
            return
        self._turn += 1
        self._stale.update(written, self._lines if named else ())
        self.ask(self._query)

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self._fields = tuple(fields)
        self._turn += 1
        self._lines.clear()
        self._stale.clear()
        self.endResetModel()

    def id_at(self, row: int) -> str:
        """The id of the record in a row; empty when there is no such row."""
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def ids_between(self, first: int, last: int) -> Sequence[str]:
        """The ids of the records from one row to another, both included."""
        return self._ids[first : last + 1]

    def row_of(self, record_id: str) -> int:
        """Where a record stands in the list; -1 when it is not in it."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One row a record."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """The state and the fields shown."""
        return 0 if parent.isValid() else 1 + len(self._fields)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Column headings, with units."""
        if orientation is not Qt.Orientation.Horizontal or section > len(self._fields):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(self._fields[section - 1]) if section else "审核"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._fields[section - 1]) if section else _left
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Cells as text; rows that are not read yet are asked for and show `…`."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(self._line(index.row()), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return _alignment(self._fields[index.column() - 1])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index)
        if role == Qt.ItemDataRole.ForegroundRole and not index.column():
            line = self._lines.get(self._ids[index.row()])
            return QColor(colours[line.level.value]) if line and line.level else None
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the list in the order of a column; -1 for the type's own order."""
        chosen = "level" if column == 0 else ""
        if 0 < column <= len(self._fields):
            chosen = self._fields[column - 1].id
        descending = order is Qt.SortOrder.DescendingOrder and column >= 0
        query = replace(self._query, order=chosen, descending=descending)
        if query != self._query:
            self.ask(query)

    def _line(self, row: int) -> Line | None:
        record_id = self._ids[row]
        line = self._lines.get(record_id)
        if line is None or record_id in self._stale:
            self._want(row)
        return line

    def _text(self, line: Line | None, column: int) -> str:
        if line is None:
            return under_way if column else ""
        if column:
            return line.cells[column - 1]
        return signs[line.level] if line.level else ""

    def _tip(self, index: Index) -> str | None:
        text = self.data(index)
        return tip(text) if isinstance(text, str) and text != under_way else None

    def _want(self, row: int) -> None:
        if self._reading is not None or self._has_failed:
            return
        first = row - row % _block
        near = self._ids[first : first + _block]
        ids = [i for i in near if i not in self._lines or i in self._stale]
        service = self._context.application.ledgers
        read = partial(_read, service, self._query.type, self._fields, (self._turn, ids))
        self._reading = self._context.tasks.look_up(read, self._fill, self._give_up)

    def _show(self, found: _Found) -> None:
        if found.asking != self._asking:
            return
        self._finding = None
        self.beginResetModel()
        self._ids = found.ids
        self.endResetModel()
        self.answered.emit(len(found.ids))

    def _fill(self, read: _Read) -> None:
        self._reading = None
        if read.turn == self._turn:
            self._keep(read)
        # Rows that are on screen and still missing are asked for when they are painted again.
        if self._ids:
            corner = self.index(len(self._ids) - 1, len(self._fields))
            self.dataChanged.emit(self.index(0, 0), corner)

    def _keep(self, read: _Read) -> None:
        if len(self._lines) > _most_kept:
            self._lines.clear()
        gone = Line("", ("",) * len(self._fields), None, deleted=True)
        self._lines.update(dict.fromkeys(read.ids, gone))
        self._lines.update({line.id: line for line in read.lines})
        self._stale.difference_update(read.ids)

    def _give_up(self, error: BaseException) -> None:
        self._reading = None
        self._has_failed = True
        self._context.tell(error)


def heading(field: Field) -> str:
    """A field's column heading, with its unit."""
    return f"{field.label}（{field.unit}）" if field.unit else field.label


def _alignment(field: Field) -> Qt.AlignmentFlag:
    if field.kind in _numbers:
        return _right
    return _left


def _find(ledgers: LedgerService, query: Query, asking: int) -> _Found:
    return _Found(asking, ledgers.found(query))


def _read(
    ledgers: LedgerService,
    type_id: str,
    fields: Sequence[Field],
    wanted: tuple[int, Sequence[str]],
) -> _Read:
    turn, ids = wanted
    return _Read(turn, ids, ledgers.lines(type_id, ids, fields))
