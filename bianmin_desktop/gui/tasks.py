"""Work beside the window: one worker for long tasks, one for look-ups, results by signal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from bianmin_desktop.progress import Cancelled, Progress, silent

T = TypeVar("T")


class Task(QObject, Generic[T]):
    """One piece of work under way: exactly one of `finished`, `failed`, `cancelled` is emitted."""

    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(int, int, str)

    def __init__(self, work: Callable[[Progress], T], parent: QObject | None = None) -> None:
        """For a function that reports its progress and returns a result."""
        super().__init__(parent)
        self._work = work
        self._is_unwanted = False

    def cancel(self) -> None:
        """Ask the work to stop at its next progress report; its result is dropped."""
        self._is_unwanted = True

    def report(self, done: int, total: int, note: str = "") -> None:
        """Progress of the work; raises `Cancelled` once the task is not wanted any more."""
        if self._is_unwanted:
            raise Cancelled
        self.progressed.emit(done, total, note)

    def run(self) -> None:
        """Do the work on the calling thread and say how it ended."""
        if self._is_unwanted:
            self.cancelled.emit()
            return
        try:
            result = self._work(self)
        except Cancelled:
            self.cancelled.emit()
        except BaseException as error:  # noqa: BLE001 - every failure is handed to the window
            self.failed.emit(error)
        else:
            if self._is_unwanted:
                self.cancelled.emit()
            else:
                self.finished.emit(result)


class _Run(QRunnable):
    def __init__(self, task: Task[Any]) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.run()


class TaskRunner(QObject):
    """Two lanes: `start` for tasks that write or take long, `look_up` for quick reading."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """With its own threads."""
        super().__init__(parent)
        self._tasks = _lane(self)
        self._look_ups = _lane(self)
        self._under_way: set[Task[Any]] = set()

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
        task: Task[T] = Task(work)
        task.finished.connect(then, Qt.ConnectionType.QueuedConnection)
        task.failed.connect(failed, Qt.ConnectionType.QueuedConnection)
        for ended in (task.finished, task.failed):
            ended.connect(lambda _, held=task: self._under_way.discard(held))
        task.cancelled.connect(lambda held=task: self._under_way.discard(held))
        self._under_way.add(task)
        lane.start(_Run(task))
        return task


def _lane(parent: QObject) -> QThreadPool:
    lane = QThreadPool(parent)
    lane.setMaxThreadCount(1)
    lane.setExpiryTimeout(-1)
    return lane
