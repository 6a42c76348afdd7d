"""从上季度带入: which of last quarter's answers go into the blanks of this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import Field
from bianmin_desktop.gui.labels import label, tip

_size = (680, 480)
_shown = 60
_head = "勾选要带入的空白项；与上季度不同的，带入后请改成本季度的情况。已经填了的项不会动。"


class CarryDialog(QDialog):
    """What usually stays the same comes first and is ticked; `chosen` are the texts to carry."""

    def __init__(
        self, fields: Sequence[Field], texts: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        """For the fields that are blank now, and what they held last quarter."""
        super().__init__(parent)
        self._texts = texts
        self.setWindowTitle("从上季度带入")
        self.resize(*_size)
        self._list = QListWidget()
        self._list.setObjectName("carried_fields")
        self._list.setAccessibleName("可以带入的项，空格键勾选")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for field in sorted(fields, key=lambda field: not field.carried):
            self._list.addItem(_item(field, texts[field.id]))
        self._all = QPushButton("全选")
        self._all.setObjectName("carry_all")
        self._take = QPushButton("带入")
        self._take.setObjectName("carry_chosen")
        self._take.setProperty("role", "primary")
        self._cancel = QPushButton("取消")
        self._lay_out()
        self._all.clicked.connect(self._tick_all)
        self._take.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        self._list.itemChanged.connect(self._note_ticks)
        self._note_ticks()

    @property
    def chosen(self) -> dict[str, str]:
        """The texts of the ticked fields, by field."""
        ids = (i.data(Qt.ItemDataRole.UserRole) for i in self._items() if _is_ticked(i))
        return {field_id: self._texts[field_id] for field_id in ids}

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self._all)
        bar.addStretch(1)
        bar.addWidget(self._cancel)
        bar.addWidget(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(_head, wraps=True))
        layout.addWidget(self._list, 1)
        layout.addLayout(bar)

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _tick_all(self) -> None:
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked)

    def _note_ticks(self) -> None:
        count = sum(map(_is_ticked, self._items()))
        self._take.setText(f"带入（{count} 项）" if count else "带入")
        self._take.setEnabled(count > 0)


def _item(field: Field, text: str) -> QListWidgetItem:
    short = " ".join(text.split())
    shown = short if len(short) <= _shown else f"{short[:_shown]}…"
    item = QListWidgetItem(f"{field.label}：{shown}{field.unit}")
    item.setData(Qt.ItemDataRole.UserRole, field.id)
    item.setToolTip(tip(text))
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if field.carried else Qt.CheckState.Unchecked)
    return item


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked
