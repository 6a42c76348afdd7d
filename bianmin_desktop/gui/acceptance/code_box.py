"""The field a line code is typed or scanned into; a scanner ends it with Enter as people do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from bianmin_desktop.gui.labels import tip

_letters = 15
_longest = 40


class CodeBox(QLineEdit):
    """`entered` gives what was typed; the field is empty and ready for the next one then."""

    entered = Signal(str)

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setObjectName("code")
        self.setAccessibleName("行代码，输入或扫描后回车")
        self.setPlaceholderText("输入或扫描行代码")
        self.setToolTip(tip("打印的清单每一行都有代码；输入或用扫码枪扫，就到那一项"))
        self.setMaxLength(_longest)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("便") * _letters)
        self.returnPressed.connect(self._tell)

    def _tell(self) -> None:
        text = self.text().strip()
        if text:
            self.clear()
            self.entered.emit(text)
