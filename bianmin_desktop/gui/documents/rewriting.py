"""What a clerk rewrites of letters: kept a moment after it was typed, so that nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from bianmin_desktop.gui.context import Context
from bianmin_desktop.services.documents import Drafted

_pause = 700
"""Milliseconds without typing after which a text is written down."""


class Rewriting(QObject):
    """The texts rewritten since the window was opened; the book has those from before."""

    def __init__(self, context: Context, parent: QObject) -> None:
        """Nothing is rewritten yet."""
        super().__init__(parent)
        self._context = context
        self._documents = context.application.documents
        self._texts: dict[str, str] = {}
        self._waiting: Drafted | None = None
        self._timer = QTimer(self, singleShot=True, interval=_pause)
        self._timer.timeout.connect(self.keep)

    def newest(self, drafted: Drafted) -> Drafted:
        """The letter with what was typed last: the book may not have it yet."""
        text = self._texts.get(drafted.wanted.key)
        if text is None or drafted.letter is None:
            return drafted
        return replace(
            drafted, text=text, is_outdated=drafted.is_outdated and text != drafted.draft
        )

    def note(self, drafted: Drafted) -> None:
        """A letter reads so from now on; it is written down a moment later."""
        if self._waiting is not None and self._waiting.wanted != drafted.wanted:
            self.keep()
        self._texts[drafted.wanted.key] = drafted.text
        self._waiting = drafted
        self._timer.start()

    def keep(self) -> None:
        """Write down what waits, on the lane of tasks."""
        self._timer.stop()
        drafted, self._waiting = self._waiting, None
        if drafted is not None:
            documents = self._documents
            self._context.tasks.start(
                lambda _: documents.keep_text(drafted, drafted.text), _nothing, self._context.tell
            )

    def keep_now(self) -> None:
        """Write down what waits at once, because the machine is about to stop."""
        self._timer.stop()
        drafted, self._waiting = self._waiting, None
        if drafted is not None:
            self._documents.keep_text(drafted, drafted.text)


def _nothing(_: object) -> None:
    """There is nothing to tell: it is kept."""
