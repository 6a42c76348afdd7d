"""The frame of a wizard: the steps, the page in front, what went wrong, and the buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.gui.under_way import UnderWay
from bianmin_desktop.gui.wizards.import_wizard.journey import Step
from bianmin_desktop.gui.wizards.import_wizard.step_line import StepLine

_letters = (60, 34)
_share = 0.95


class WizardFrame(QDialog):
    """Shows one page at a time; long work stands in `work`, and the page rests meanwhile.

    `next_wanted` and `back_wanted` tell which button was pressed.
    """

    next_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, context: Context, steps: Sequence[Step], parent: QWidget | None) -> None:
        """For these steps; pages are added with `add_page`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._step = steps[0]
        self._pages: dict[Step, QScrollArea] = {}
        self._is_closing = False
        self._stack = QStackedWidget()
        self._line = StepLine(steps)
        self._fault = label("", wraps=True)
        self._fault.setObjectName("fault")
        self.work = UnderWay(context)
        self._close = _button("取消(&C)", "close")
        self.back = _button("上一步(&B)", "back")
        self.next = _button("下一步(&N)", "next", "primary")
        self.next.setDefault(True)
        self._lay_out()
        self._connect()
        self._fit()

    @property
    def step(self) -> Step:
        """The step in front."""
        return self._step

    def add_page(self, step: Step, page: QWidget) -> None:
        """The page of a step; what does not fit can be scrolled to."""
        room = QScrollArea()
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(page)
        self._pages[step] = room
        self._stack.addWidget(room)

    def bring(self, step: Step) -> None:
        """Show a step; nothing is wrong with it yet."""
        self._step = step
        self.tell("")
        self._stack.setCurrentWidget(self._pages[step])
        self._line.mark(step)
        self._close.setVisible(step is not Step.DONE)
        self.judge()
        (self.next if self.next.isEnabled() else self._close).setFocus()
        if self._is_closing and step is not Step.DONE:
            self.leave()
        self._is_closing = False

    def judge(self) -> None:
        """Offer what can be done now; pages rest while work is under way."""
        self._stack.setEnabled(not self.work.is_busy)
        self.back.setEnabled(not self.work.is_busy)

    def tell(self, words: str, level: str = "blocking") -> None:
        """Say below the page what went wrong, or how something went; empty words: nothing."""
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        restyle(self._fault, "level", level)

    def tell_fault(self, error: BaseException) -> None:
        """A fault in its own words, on the page; a mistake of ours as everywhere."""
        if isinstance(error, Fault):
            self.tell(f"{error.message}（代码 {error.code}）")
        else:
            self.tell("这一步没有做完，请再试一次。")
            self._context.tell(error)
        if self._is_closing:
            self.leave()

    def may_close(self) -> bool:
        """Whether nothing would be lost; asks the clerk if something would."""
        return True

    def leave(self) -> None:
        """Close without asking."""
        super().reject()

    def reject(self) -> None:
        """Close; work under way is stopped first."""
        if self.work.is_busy:
            self._is_closing = True
            self.work.stop()
        elif self.may_close():
            self.leave()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The window's own close button does as Escape does."""
        if self.isVisible():
            event.ignore()
            self.reject()
        else:
            event.accept()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._close)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self._line)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._fault)
        layout.addWidget(self.work)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.next.clicked.connect(self.next_wanted)
        self.back.clicked.connect(self.back_wanted)
        self._close.clicked.connect(self.reject)
        self.work.began.connect(self._begin)
        self.work.ended.connect(self.judge)
        self.work.stopped.connect(self._note_stop)

    def _fit(self) -> None:
        letter = self.fontMetrics().height()
        room = self.screen().availableSize() * _share
        wide, high = (letters * letter for letters in _letters)
        self.resize(min(wide, room.width()), min(high, room.height()))

    def _begin(self) -> None:
        self.tell("")
        self.judge()

    def _note_stop(self) -> None:
        if self._is_closing:
            self.leave()
        else:
            self.tell("已停止，没有写入任何内容。", "verify")


def _button(words: str, name: str, role: str = "") -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAutoDefault(False)
    if role:
        button.setProperty("role", role)
    return button
