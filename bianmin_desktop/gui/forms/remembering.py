"""Unsaved input is written down a moment after it is typed, so that a crash loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.gui.context import Context
from bianmin_desktop.progress import Progress

_pause = 1_000
"""Milliseconds from a key to the writing down; with the write itself well under 2 s."""


class Remembered(Protocol):
    """Input found after a crash: of which record, and every answer as it was typed."""

    @property
    def record_id(self) -> str:
        """The record it belongs to, stored or not."""
        ...

    @property
    def texts(self) -> Mapping[str, str]:
        """The answers by field."""
        ...


class Remembering(QObject):
    """Remembers the draft of one form, and forgets it when it was saved or given up.

    Writes go to the lane of tasks, one after another: forgetting always comes last.
    """

    def __init__(self, context: Context, draft: Callable[[], Draft], parent: QObject) -> None:
        """For the form whose draft `draft` gives."""
        super().__init__(parent)
        self._context = context
        self._draft = draft
        self._written: tuple[str, str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_pause)
        self._timer.timeout.connect(self.remember)

    def adopt(self, type_id: str, record_id: str) -> None:
        """Input that was written down before the program last stopped is this form's now."""
        self._written = (type_id, record_id)

    def follow(self, *, is_changed: bool) -> None:
        """What differs from the record is written down a moment later; what does not is given up.

        The moment counts from the first key, typing or resting.
        """
        if not is_changed:
            self.forget()
        elif not self._timer.isActive():
            self._timer.start()

    def remember(self) -> None:
        """Write the draft down now."""
        self._timer.stop()
        draft = self._draft()
        self._written = (draft.type, draft.record_id)
        entry = self._context.application.entry

        def write(_: Progress) -> None:
            entry.remember(draft)

        self._context.tasks.start(write, _nothing, self._context.tell)

    def forget(self) -> None:
        """The input was saved or given up: nothing of it is offered at the next start."""
        self._timer.stop()
        if self._written is None:
            return
        type_id, record_id = self._written
        self._written = None
        entry = self._context.application.entry

        def drop(_: Progress) -> None:
            entry.forget(type_id, record_id)

        self._context.tasks.start(drop, _nothing, self._context.tell)


def _nothing(_: object) -> None:
    """Nobody waits for this."""
