"""目标进度 as a table: year by year the goals and what was completed; the unit's own are typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor

from bianmin_desktop.domain.targets import Progress, shown
from bianmin_desktop.gui.tables.headed_model import HeadedModel, Index, right
from bianmin_desktop.gui.theme import colours

_headers = (
    *("年度", "全市新增", "全市累计", "本单位新增目标", "本单位累计目标", "依据"),
    *("完成新增", "完成率", "完成累计", "完成率"),
)
_typed = {3: "added", 4: "cumulative", 5: "note"}
_texts = (0, 5)


class TargetsModel(HeadedModel):
    """`typed` tells of a goal that was typed: the year, the field, and the text."""

    typed = Signal(int, str, str)

    def __init__(self) -> None:
        """Empty until `show` is called."""
        numbers = [place for place in range(len(_headers)) if place not in _texts]
        super().__init__(_headers, numbers)
        self._lines: Sequence[Progress] = ()

    def show(self, lines: Sequence[Progress]) -> None:
        """Replace the rows, the newest year first."""
        self.beginResetModel()
        self._lines = tuple(reversed(lines))
        self.endResetModel()

    def count(self) -> int:
        """A row a year."""
        return len(self._lines)

    def row_of(self, year: int) -> int:
        """The row of a year; -1 when it is not shown."""
        return next((row for row, line in enumerate(self._lines) if line.year == year), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The unit's own goals are typed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in _typed else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell; what may be typed stands on pale ground."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(line)[column]
        if role == Qt.ItemDataRole.EditRole:
            return _typed_text(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column not in _texts:
            return right
        if role == Qt.ItemDataRole.BackgroundRole and column in _typed:
            return QColor(colours["accent-pale"])
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """A goal was typed: it is told, and shown once it is kept."""
        if role != Qt.ItemDataRole.EditRole or index.column() not in _typed:
            return False
        line, text = self._lines[index.row()], str(value).strip()
        if text != _typed_text(line, index.column()):
            self.typed.emit(line.year, _typed[index.column()], text)
        return True


def _cells(line: Progress) -> tuple[str, ...]:
    city = line.city
    return (
        f"{line.year}年",
        shown(city.added, at_least=city.at_least),
        shown(city.cumulative, at_least=city.at_least),
        _typed_text(line, 3),
        _typed_text(line, 4),
        line.note,
        shown(line.added),
        line.added_rate,
        shown(line.cumulative),
        line.cumulative_rate,
    )


def _typed_text(line: Progress, column: int) -> str:
    if column == 5:
        return line.note
    number = line.own.added if column == 3 else line.own.cumulative
    return "" if number is None else str(number)
