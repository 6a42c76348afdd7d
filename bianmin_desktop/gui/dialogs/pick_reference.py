"""插入数字: every figure of the quarter with its value now, found by a few characters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.drafting.facts import Facts
from bianmin_desktop.gui.labels import label

_letters_wide, _lines_high = 44, 22
_rarely = "share:"


class PickReference(QDialog):
    """A list of everything the data say that a text may refer to."""

    def __init__(self, facts: Facts, parent: QWidget | None = None) -> None:
        """With what is known now; a number nobody has yet may be chosen, too."""
        super().__init__(parent)
        self.setWindowTitle("插入数字")
        self._build(facts)
        self._lay_out()
        self._search.textChanged.connect(self._narrow)
        self._list.itemActivated.connect(self.accept)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._narrow("")

    @property
    def chosen(self) -> str:
        """The key of the reference chosen; empty for none."""
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item and not item.isHidden() else ""

    def _build(self, facts: Facts) -> None:
        self._search = QLineEdit()
        self._search.setObjectName("wanted")
        self._search.setPlaceholderText("输入几个字查找，如 连锁、新增")
        self._search.setAccessibleName("查找数字")
        self._list = QListWidget()
        self._list.setObjectName("facts")
        self._list.setAccessibleName("可以插入的数字")
        usual = sorted(facts.values(), key=lambda fact: fact.key.startswith(_rarely))
        for fact in usual:
            item = QListWidgetItem(f"{fact.label}　{fact.words}")
            item.setData(Qt.ItemDataRole.UserRole, fact.key)
            self._list.addItem(item)
        buttons = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self._buttons.button(buttons.Ok).setText("插入")

    def _lay_out(self) -> None:
        hint = label("插入的是引用：数据变了，文字里的数会跟着变。", "hint-line", wraps=True)
        layout = QVBoxLayout(self)
        for part in (self._search, self._list, hint, self._buttons):
            layout.addWidget(part)
        metrics = self.fontMetrics()
        self.resize(
            metrics.horizontalAdvance("中") * _letters_wide, metrics.lineSpacing() * _lines_high
        )

    def _narrow(self, wanted: str) -> None:
        """Only what has all the words; the first of it is chosen."""
        words = wanted.split()
        first: QListWidgetItem | None = None
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(not all(word in item.text() for word in words))
            if first is None and not item.isHidden():
                first = item
        if first is not None:
            self._list.setCurrentItem(first)
