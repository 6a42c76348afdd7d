"""The differences of two versions as a table model: table, record, field, before, after, step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from bianmin_desktop.domain.version_differences import Difference
from bianmin_desktop.gui.tables.headed_model import HeadedModel, Index, right
from bianmin_desktop.gui.theme import colours

headers = ("表", "记录", "项目", "原来", "现在", "增减")
_step = len(headers) - 1
_longest = 200


class DifferencesModel(HeadedModel):
    """Rows as they were compared; a table's name stands in its first row only."""

    def __init__(self) -> None:
        """Empty until `show` is called."""
        super().__init__(headers, numbers=(_step,))
        self._found: Sequence[Difference] = ()

    def show(self, found: Sequence[Difference]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def difference(self, index: Index) -> Difference | None:
        """The difference of a row."""
        return self._found[index.row()] if index.isValid() else None

    def count(self) -> int:
        """How many rows are shown."""
        return len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell in one line; what was before is paler than what is now."""
        if not index.isValid():
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == _step:
            return right
        if role == Qt.ItemDataRole.ForegroundRole and column in (0, 3):
            return QColor(colours["muted"])
        return None

    def _text(self, row: int, column: int) -> str:
        found = self._found[row]
        if column == 0:
            is_first = row == 0 or self._found[row - 1].table != found.table
            return found.table_label if is_first else ""
        cells = (found.row_label, found.field_label, found.before, found.after, found.step)
        return " ".join(cells[column - 1][:_longest].split())
