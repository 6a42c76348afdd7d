"""What every table with fixed headings has in common: its size, and what stands above it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HeadedModel(QAbstractTableModel):
    """A table whose columns never change; the rows are the business of who derives from it."""

    def __init__(self, headings: Sequence[str], numbers: Collection[int] = ()) -> None:
        """Under these headings; those of columns of `numbers` stand to the right, as they do."""
        super().__init__()
        self._headings = tuple(headings)
        self._numbers = frozenset(numbers)

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """As many as there are."""
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """One under each heading."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return right if section in self._numbers else left
        return None
