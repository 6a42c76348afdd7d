"""What a clerk sees when something did not go: the sentence, a copyable code, the way out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.theme import icon

unexpected = (
    "程序在这一步出了一个没有料到的错误，这一步可能没有做完。"
    "已经保存的内容不受影响，您可以继续使用；请重试一次，"
    "如果还是这样，请把下面的代码告诉技术支持人员。"
)


@dataclass(frozen=True, slots=True)
class FaultWords:
    """What is said of an error: a heading, one paragraph, and the code to read out."""

    heading: str
    message: str
    code: str


def words_of(error: BaseException, code: str) -> FaultWords:
    """A fault says its own sentence; a mistake of ours is told without its technical words."""
    if isinstance(error, Fault):
        return FaultWords("没有办成", error.message, error.code)
    return FaultWords("程序出错了", unexpected, code)


class FaultDialog(QDialog):
    """One fault; `again` counts the same or further ones that came while it was open."""

    def __init__(self, words: FaultWords, parent: QWidget | None = None) -> None:
        """Showing these words."""
        super().__init__(parent)
        self.words = words
        self._more = 0
        self.setWindowTitle(words.heading)
        self.setMinimumWidth(480)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._lay_out()
        self._connect()

    def again(self) -> None:
        """Tell that another fault happened meanwhile, without another dialog."""
        self._more += 1
        self._others.setText(f"此后又出现了 {self._more} 个错误，都已记入日志。")
        self._others.show()

    def _build(self) -> None:
        self._sign = label()
        self._sign.setPixmap(icon("missing", "blocking").pixmap(28, 28))
        self._message = _plain(self.words.message)
        self._message.setObjectName("message")
        self._code = _plain(f"代码：{self.words.code}")
        self._code.setObjectName("code")
        self._code.setProperty("role", "muted")
        self._others = _plain("")
        self._others.setProperty("role", "muted")
        self._others.hide()
        self._copy = QPushButton("复制代码")
        self._copy.setObjectName("copy")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)

    def _lay_out(self) -> None:
        text = QVBoxLayout()
        text.addWidget(self._message)
        text.addWidget(self._code)
        text.addWidget(self._others)
        top = QHBoxLayout()
        top.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(text, 1)
        self._buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(top)
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self._buttons.accepted.connect(self.accept)
        self._copy.clicked.connect(self._copy_code)

    def _copy_code(self) -> None:
        QGuiApplication.clipboard().setText(self.words.code)
        self._copy.setText("已复制")


def _plain(text: str) -> QLabel:
    made = label(text, wraps=True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made
