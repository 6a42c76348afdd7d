"""Work beside the window: one worker for long tasks, one for look-ups, results by signal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from bianmin_desktop.progress import Cancelled, Progress, silent

T = TypeVar("T")


class Task(QObject, Generic[T]):
    """One piece of work under way: exactly one of `finished`, `failed`, `cancelled` is emitted.

    They are emitted on the thread the task was made on, and nothing of it ends on another one.
    """

    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(int, int, str)
    _ended = Signal(object, object)

    def __init__(self, work: Callable[[Progress], T], parent: QObject | None = None) -> None:
        """For a function that reports its progress and returns a result."""
        super().__init__(parent)
        self._work: Callable[[Progress], T] | None = work
        self._is_unwanted = False
        self._ended.connect(self._deliver)

    def cancel(self) -> None:
        """Ask the work to stop at its next progress report; its result is dropped."""
        self._is_unwanted = True

    def report(self, done: int, total: int, note: str = "") -> None:
        """Progress of the work; raises `Cancelled` once the task is not wanted any more."""
        if self._is_unwanted:
            raise Cancelled
        self.progressed.emit(done, total, note)

    def run(self) -> None:
        """Do the work on the calling thread and have it said how it ended."""
        work = self._work
        if self._is_unwanted or work is None:
            self._ended.emit(None, Cancelled())
            return
        try:
            result = work(self)
        except BaseException as error:  # noqa: BLE001 - every failure is handed to the window
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    def _deliver(self, result: object, error: BaseException | None) -> None:
        # The work may hold what holds this task: such a circle is to end here, on this thread.
        self._work = None
        if error is not None and not isinstance(error, Cancelled):
            self.failed.emit(error)
        elif error is not None or self._is_unwanted:
            self.cancelled.emit()
        else:
            self.finished.emit(result)


class _Answer(QObject):
    """Hands a result to a partial: connected itself, a partial would outlive whom it speaks to."""

    def __init__(self, to: partial[None], task: QObject) -> None:
        super().__init__(task)
        self._to = to

    def give(self, result: object) -> None:
        """Call it, if the widget it belongs to is still there."""
        owner = getattr(self._to.func, "__self__", None)
        if not isinstance(owner, QObject) or isValid(owner):
            self._to(result)


class _Run(QRunnable):
    def __init__(self, task: Task[Any]) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        try:
            self._task.run()
        except RuntimeError:
            # The window went while the work was under way: nobody is left to be told.
            if isValid(self._task):
                raise


class TaskRunner(QObject):
    """Two lanes: `start` for tasks that write or take long, `look_up` for quick reading."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """With its own threads."""
        super().__init__(parent)
        self._tasks = _lane(self)
        self._look_ups = _lane(self)

    def start(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> Task[T]:
        """Begin a long task; `then` gets its result on the window's thread."""
        task = self._begin(self._tasks, work, then, failed)
        self.started.emit(task)
        return task

    def look_up(
        self,
        read: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> Task[T]:
        """Begin a quick reading; cancel the returned task when its answer is out of date."""

        def work(_: Progress = silent) -> T:
            return read()

        return self._begin(self._look_ups, work, then, failed)

    def wait(self) -> None:
        """Let everything under way come to its end (before the window goes)."""
        self._tasks.waitForDone()
        self._look_ups.waitForDone()

    def _begin(
        self,
        lane: QThreadPool,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> Task[T]:
        # Qt owns the task and deletes it here: the last to let go of it may be the other thread.
        task: Task[T] = Task(work, self)
        task.finished.connect(_slot(then, task))
        task.failed.connect(_slot(failed, task))
        for ended in (task.finished, task.failed, task.cancelled):
            ended.connect(task.deleteLater)
        lane.start(_Run(task))
        return task


def _slot(told: Callable[[Any], None], task: QObject) -> Callable[[Any], None]:
    return _Answer(told, task).give if isinstance(told, partial) else told


def _lane(parent: QObject) -> QThreadPool:
    lane = QThreadPool(parent)
    lane.setMaxThreadCount(1)
    lane.setExpiryTimeout(-1)
    return lane
