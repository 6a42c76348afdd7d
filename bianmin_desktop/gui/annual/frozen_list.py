"""The versions of a report that were exported, and writing one of them again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.services.annual import Frozen

_headers = ("版本", "一致码", "导出时间")
_number_role = Qt.ItemDataRole.UserRole


class FrozenList(QWidget):
    """Lists versions, the newest first; `again_wanted` asks for a version's files anew."""

    again_wanted = Signal(int)

    def __init__(self) -> None:
        """Empty until `show_versions`."""
        super().__init__()
        self._tree = QTreeWidget()
        self._tree.setObjectName("versions")
        self._tree.setAccessibleName("已导出的版本")
        self._tree.setRootIsDecorated(False)
        self._tree.setHeaderLabels(_headers)
        letter = self.fontMetrics().horizontalAdvance("便")
        for column, letters in enumerate((8, 14)):
            self._tree.header().resizeSection(column, letters * letter)
        self._again = QPushButton("重新导出…")
        self._again.setObjectName("again")
        told = "文件丢了或要再拷一份：内容与当时导出的完全一样，不算新的一版"
        self._again.setToolTip(tip(told))
        self._lay_out()
        self._tree.currentItemChanged.connect(self._judge)
        self._again.clicked.connect(self._ask)
        self._judge()

    def show_versions(self, versions: Sequence[Frozen]) -> None:
        """Show these, oldest given first."""
        self._tree.clear()
        for version in reversed(versions):
            cells = [f"第 {version.version} 版", version.fingerprint]
            item = QTreeWidgetItem([*cells, f"{version.made_at:%Y-%m-%d %H:%M}"])
            item.setData(0, _number_role, version.version)
            self._tree.addTopLevelItem(item)
        first = self._tree.topLevelItem(0)
        if first is not None:
            self._tree.setCurrentItem(first)
        self._judge()

    def add(self, *widgets: QWidget) -> None:
        """Put widgets at the end of the row below the list."""
        for widget in widgets:
            self._below.addWidget(widget)

    def _lay_out(self) -> None:
        self._below = QHBoxLayout()
        self._below.addWidget(self._again)
        self._below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label("已经导出的版本", "heading"))
        layout.addWidget(self._tree, 1)
        layout.addLayout(self._below)

    def _judge(self) -> None:
        self._again.setEnabled(self._tree.currentItem() is not None)

    def _ask(self) -> None:
        item = self._tree.currentItem()
        if item is not None:
            self.again_wanted.emit(item.data(0, _number_role))
