"""What stands in the place of a list that shows nothing: why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.gui.labels import label


class EmptyNote(QWidget):
    """Either nothing fits the filters, or there is nothing yet."""

    cleared = Signal()
    import_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, name: str) -> None:
        """For records called `name`."""
        super().__init__()
        self._name = name
        self._words = label("", "heading")
        self._words.setObjectName("empty")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._way_out = QPushButton()
        self._import = QPushButton("导入已有的表格…")
        self._import.setObjectName("import_first")
        self._is_narrowed = False
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(self._words)
        layout.addSpacing(12)
        layout.addWidget(self._way_out, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addSpacing(6)
        layout.addWidget(self._import, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)
        self.setFocusProxy(self._way_out)
        self._way_out.clicked.connect(self._act)
        self._import.clicked.connect(self.import_wanted)

    def explain(self, *, is_narrowed: bool) -> None:
        """Say why nothing is shown: the filters, or an empty book."""
        self._is_narrowed = is_narrowed
        self._import.setVisible(not is_narrowed)
        if is_narrowed:
            self._words.setText(f"没有符合条件的{self._name}")
            self._way_out.setText("清空筛选条件")
        else:
            self._words.setText(f"还没有{self._name}，按 Insert 新增")
            self._way_out.setText(f"新增{self._name}")

    def _act(self) -> None:
        if self._is_narrowed:
            self.cleared.emit()
        else:
            self.new_wanted.emit()
