"""Long work shown where it was asked for: how far it is, how long it will take, and a way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.environment.collecting import collector_at_rest
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.progress import Progress

T = TypeVar("T")
_least_elapsed = 1500
"""Milliseconds before the time left is guessed: the first steps say little."""
_minute = 60


class UnderWay(QWidget):
    """One piece of work at a time; hidden while there is none.

    `began` and `ended` frame every piece of work. `stopped` is emitted when it was cancelled before
    its end; work that was complete all the same is handed over as if nobody had cancelled.
    """

    began = Signal()
    ended = Signal()
    stopped = Signal()

    def __init__(self, context: Context) -> None:
        """For work on the window's long lane."""
        super().__init__()
        self._context = context
        self._task: Task[Any] | None = None
        self._results: list[Any] = []
        self._then: Callable[[Any], None] = _nothing
        self._failed: Callable[[BaseException], None] = context.tell
        self._clock = QElapsedTimer()
        self._last = (0, 0)
        self._words = label("", wraps=True)
        self._words.setObjectName("under_way")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = QPushButton("停止")
        self._cancel.setObjectName("cancel_work")
        line = QHBoxLayout()
        line.addWidget(self._bar, 1)
        line.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._words)
        layout.addLayout(line)
        self._cancel.clicked.connect(self.stop)
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Whether something is being done now."""
        return self._task is not None

    def run(
        self,
        words: str,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Begin `work`, said to be `words`; nothing happens while other work is under way."""
        if self.is_busy:
            return
        results: list[Any] = []

        def kept(progress: Progress) -> None:
            # A search for cycles among a hundred thousand rows would hold up the window too.
            with collector_at_rest():
                results.append(work(progress))

        self._results, self._then = results, then
        self._failed = failed or self._context.tell
        self._begin(words)
        self._task = self._context.tasks.start(kept, self._finish, self._fail)
        self._task.progressed.connect(self._tell)
        self._task.cancelled.connect(self._stop)

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        if self._task is not None:
            self._cancel.setEnabled(False)
            self._words.setText("正在停止…")
            self._task.cancel()

    def _begin(self, words: str) -> None:
        self._words.setText(f"{words}…")
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._last = (0, 0)
        self._clock.start()
        self.show()
        self.began.emit()

    def _tell(self, done: int, total: int, note: str) -> None:
        if not self._cancel.isEnabled():
            return
        if total != self._last[1] or done < self._last[0]:
            self._clock.restart()
        self._last = (done, total)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._words.setText(f"{note}{self._how_far(done, total, note)}")

    def _how_far(self, done: int, total: int, note: str) -> str:
        if total <= 0:
            return "…"
        elapsed = self._clock.elapsed()
        left = ""
        if done > 0 and elapsed > _least_elapsed and not _has_time(note):
            left = f"，大约还要 {time_in_words(elapsed * (total - done) / done / 1000)}"
        return f"：{done:,} / {total:,}{left}"

    def _finish(self, _: object) -> None:
        self._end()
        self._then(self._results[-1])

    def _fail(self, error: BaseException) -> None:
        self._end()
        self._failed(error)

    def _stop(self) -> None:
        self._end()
        if self._results:
            # It was asked to stop when everything was done already.
            self._then(self._results[-1])
        else:
            self.stopped.emit()

    def _end(self) -> None:
        self._task = None
        self.hide()
        self.ended.emit()


def time_in_words(seconds: float) -> str:
    """A time to wait as people say it."""
    if seconds < _minute:
        return f"{max(round(seconds), 1)} 秒"
    return f"{round(seconds / _minute)} 分钟"


def _has_time(note: str) -> bool:
    """Whether the work itself says how long it will take."""
    return "约剩" in note


def _nothing(_: object) -> None:
    """There is no work yet."""
