"""What can be done with the record shown: the buttons below its form."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.theme import restyle


class RecordBar(QWidget):
    """Asks for what its buttons say; what makes no sense for the record is not offered."""

    save_wanted = Signal()
    next_wanted = Signal()
    revert_wanted = Signal()
    history_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self) -> None:
        """For no record yet."""
        super().__init__()
        self._save = _button("保存", "save", "Ctrl+S", "primary")
        self._next = _button("保存并新增下一条", "save_next", "Ctrl+Shift+S")
        self._revert = _button("撤销修改", "revert")
        self._history = _button("历史", "history")
        self._delete = _button("删除", "delete", role="danger")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for button in (self._save, self._next, self._revert):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self._history)
        layout.addWidget(self._delete)
        for button, wanted in (
            (self._save, self.save_wanted),
            (self._next, self.next_wanted),
            (self._revert, self.revert_wanted),
            (self._history, self.history_wanted),
            (self._delete, self.delete_wanted),
        ):
            button.clicked.connect(wanted)

    def show_record(self, record: Record, *, is_changed: bool) -> None:
        """Offer what fits the record and the state of its form."""
        is_stored = record.revision > 0
        self._revert.setEnabled(is_changed)
        self._history.setVisible(is_stored)
        self._delete.setVisible(is_stored)
        self._delete.setText("恢复" if record.deleted else "删除")
        restyle(self._delete, "role", "" if record.deleted else "danger")

    def take_cursor(self, *, is_new: bool) -> None:
        """After the last field: Enter saves, and goes on entering where that was begun."""
        button = self._next if is_new else self._save
        button.setFocus(Qt.FocusReason.TabFocusReason)


def _button(words: str, name: str, keys: str = "", role: str = "") -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAutoDefault(True)
    if keys:
        button.setShortcut(keys)
        button.setToolTip(tip(keys))
    if role:
        button.setProperty("role", role)
    return button
