"""Ctrl+Z at work: short steps at once, a whole import beside the window with its progress."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.under_way import UnderWay
from bianmin_desktop.gui.undo import TakenBack
from bianmin_desktop.services.history import Deed

_letters = 26


class Undoing(QObject):
    """Takes back what `context.undo` offers, and says so."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """For the actions of a window."""
        super().__init__(window)
        self._context = context
        self._window = window

    def start(self) -> None:
        """Take back the last step."""
        undo = self._context.undo
        try:
            deed = undo.next()
            if deed is not None and undo.is_long(deed):
                self._take_back(deed)
            else:
                self._context.say(undo.undo() or "没有可以撤销的保存")
        except Exception as error:  # noqa: BLE001 - whatever it is, the clerk is told
            self._context.tell(error)

    def _take_back(self, deed: Deed) -> None:
        words = f"撤销{self._context.undo.words(deed)}"
        dialog = UndoDialog(self._context, words, self._window)
        work = partial(self._context.undo.take_back, deed)
        dialog.work.run(f"正在{words}", work, self._settle, self._context.tell)
        dialog.open()

    def _settle(self, taken: TakenBack) -> None:
        self._context.undo.settle(taken)
        self._context.say(taken.words)


class UndoDialog(QDialog):
    """Stands before the window while much is taken back; closing it stops the work."""

    def __init__(self, context: Context, words: str, parent: QWidget) -> None:
        """Said to be `words`; closes when its `work` has ended."""
        super().__init__(parent)
        self.setWindowTitle("撤销")
        self.work = UnderWay(context)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(label(words, "heading", wraps=True))
        layout.addWidget(self.work)
        self.setMinimumWidth(self.fontMetrics().height() * _letters)
        self.work.ended.connect(self.accept)
        self.finished.connect(self.deleteLater)

    def reject(self) -> None:
        """Stop at the next step; what was taken back so far is given up whole."""
        self.work.stop()
