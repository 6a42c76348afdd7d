"""Work beside the window: results come back to the window's thread, unwanted ones never do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from bianmin_desktop.gui.tasks import TaskRunner
from bianmin_desktop.progress import Progress


class Ear(QObject):
    """Keeps what it was told, and on which thread."""

    told = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[object, bool]] = []

    def hear(self, what: object) -> None:
        self.heard.append((what, QThread.currentThread() is self.thread()))
        self.told.emit()


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.wait()


def test_that_a_result_arrives_on_the_windows_thread(runner: TaskRunner, qtbot: QtBot) -> None:
    ear, fault = Ear(), Ear()
    with qtbot.waitSignal(ear.told):
        runner.start(lambda _: QThread.currentThread() is ear.thread(), ear.hear, fault.hear)
    assert ear.heard == [(False, True)]
    assert fault.heard == []


def test_that_a_failure_is_handed_over(runner: TaskRunner, qtbot: QtBot) -> None:
    ear, fault = Ear(), Ear()
    broken = ValueError("broken")

    def fail(_: Progress) -> None:
        raise broken

    with qtbot.waitSignal(fault.told):
        runner.start(fail, ear.hear, fault.hear)
    assert fault.heard == [(broken, True)]
    assert ear.heard == []


def test_that_a_result_given_up_while_it_waits_is_never_shown(
    runner: TaskRunner, qtbot: QtBot
) -> None:
    ear = Ear()
    task = runner.look_up(lambda: "stale", ear.hear, ear.hear)
    runner.wait()
    with qtbot.waitSignal(task.cancelled):
        task.cancel()
    assert ear.heard == []


def test_that_work_stops_at_its_next_report(runner: TaskRunner, qtbot: QtBot) -> None:
    ear, has_begun, may_go_on = Ear(), Event(), Event()
    steps: list[int] = []

    def work(progress: Progress) -> None:
        has_begun.set()
        may_go_on.wait(5)
        progress.report(1, 2)
        steps.append(1)

    task = runner.start(work, ear.hear, ear.hear)
    assert has_begun.wait(5)
    with qtbot.waitSignal(task.cancelled):
        task.cancel()
        may_go_on.set()
    assert (steps, ear.heard) == ([], [])


def test_that_many_tasks_end_in_their_order(runner: TaskRunner, qtbot: QtBot) -> None:
    ear = Ear()
    for number in range(300):
        runner.start(lambda _, given=number: given, ear.hear, ear.hear)
    qtbot.waitUntil(lambda: len(ear.heard) == 300)
    assert [what for what, _ in ear.heard] == list(range(300))


def test_that_an_answer_to_a_widget_that_has_gone_is_dropped(
    runner: TaskRunner, qtbot: QtBot
) -> None:
    there, gone, fault = Ear(), Ear(), Ear()
    for ear in (gone, there):
        runner.look_up(lambda: "答", partial(ear.hear), fault.hear)
    heard = gone.heard
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: bool(there.heard))
    assert there.heard == [("答", True)]
    assert heard == []
    assert fault.heard == []
