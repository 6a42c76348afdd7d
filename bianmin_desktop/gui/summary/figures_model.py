"""The figures of a quarter as a table: 上期、本期新增、本期减少、期末."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from bianmin_desktop.domain.indicators import FigureRow

_headers = ("指标", "单位", "上期数", "本期新增", "本期减少", "期末数")
_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class FiguresModel(QAbstractTableModel):
    """Rows as the domain derived them; nothing here is typed."""

    def __init__(self) -> None:
        """Empty until `show` is called."""
        super().__init__()
        self._rows: Sequence[FigureRow] = ()

    def show(self, rows: Sequence[FigureRow]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: Index) -> FigureRow:
        """The figure of a table row."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One row a figure."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """The fixed columns."""
        return 0 if parent.isValid() else len(_headers)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Column headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _headers[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell as text, numbers to the right."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(self._rows[index.row()], index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > 1:
            return _right
        return None


def _cell(row: FigureRow, column: int) -> str:
    if column == 0:
        return row.label
    if column == 1:
        return row.unit
    return _number((row.opening, row.added, row.removed, row.closing)[column - 2])


def _number(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:,f}"
