"""Where a reason is written: suggested sentences to pick from, a text to edit, and saving it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from bianmin_desktop.gui.labels import tip

_invitation = "挑一个参考说法（挑了还可以改，也可以直接在下面写）"
_nothing = "没有合适的参考说法，请直接在下面写"
_lines = 3
_frame = 14


class _Sentences(QComboBox):
    """A list of sentences that the wheel passes by."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel never picks anything."""
        event.ignore()


class ReasonBox(QWidget):
    """Nothing is written here by itself: a clerk picks a sentence, or writes one."""

    saved = Signal()

    def __init__(self) -> None:
        """Closed until `offer` is called."""
        super().__init__()
        self._offered: Sequence[str] = ()
        self._build()
        self._lay_out()
        self._connect()
        self.close_up()

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self._text.toPlainText().strip()

    def offer(self, reason: str, sentences: Sequence[str]) -> None:
        """Show the reason given so far, and the sentences that may be picked."""
        self._offered = tuple(sentences)
        self._pick.clear()
        for sentence in self._offered:
            self._pick.addItem(sentence)
            self._pick.setItemData(
                self._pick.count() - 1, tip(sentence), Qt.ItemDataRole.ToolTipRole
            )
        self._pick.setPlaceholderText(_invitation if self._offered else _nothing)
        self._pick.setCurrentIndex(-1)
        self._text.setPlainText(reason)
        self._pick.setEnabled(bool(self._offered))
        self._text.setEnabled(True)
        self._save.setEnabled(True)

    def close_up(self) -> None:
        """Nothing is chosen that a reason could be given for."""
        self.offer("", ())
        for part in (self._pick, self._text, self._save):
            part.setEnabled(False)

    def _build(self) -> None:
        self._pick = _Sentences()
        self._pick.setObjectName("suggested")
        self._pick.setAccessibleName("参考说法")
        self._pick.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pick.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._text = QPlainTextEdit()
        self._text.setObjectName("change_reason")
        self._text.setAccessibleName("原因")
        self._text.setPlaceholderText("在这里写明原因，例如：已现场核对，情况属实。")
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(self.fontMetrics().lineSpacing() * _lines + _frame)
        self._save = QPushButton("保存原因")
        self._save.setObjectName("keep_reason")

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(6)
        layout.addWidget(self._pick, 0, 0)
        layout.addWidget(self._text, 1, 0)
        layout.addWidget(self._save, 1, 1, Qt.AlignmentFlag.AlignTop)
        layout.setColumnStretch(0, 1)

    def _connect(self) -> None:
        self._pick.activated.connect(self._put)
        self._save.clicked.connect(self.saved)

    def _put(self, place: int) -> None:
        """Put the sentence picked into the text; words of the clerk's own stay before it."""
        sentence = self._offered[place]
        own = "" if self.text in self._offered else self.text
        cursor = self._text.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(f"{own}\n{sentence}" if own and own != sentence else sentence)
        self._pick.setCurrentIndex(-1)
        self._text.setFocus()
