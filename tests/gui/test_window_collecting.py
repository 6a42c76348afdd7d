"""Circles of forgotten objects are ended on the window's thread, never on that of a task."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from bianmin_desktop.gui.collecting import Collecting


class _Circle:
    """Holds itself, and says which thread ended it."""

    ended: threading.Thread | None = None

    def __init__(self) -> None:
        self.own = self

    def __del__(self) -> None:
        type(self).ended = threading.current_thread()


@pytest.fixture
def collecting() -> Iterator[Collecting]:
    parent = QObject()
    made = Collecting(parent)
    yield made
    made.stop()


def _make_many() -> None:
    kept = [[number] for number in range(5_000)]
    assert len(kept) == 5_000


def test_that_a_thread_full_of_objects_ends_no_circle_and_the_window_does(
    collecting: Collecting,
) -> None:
    _Circle()
    worker = threading.Thread(target=_make_many)
    worker.start()
    worker.join()
    assert _Circle.ended is None
    kept = [[number] for number in range(5_000)]
    gc.set_threshold(1, 1, 1)
    try:
        collecting.collect_if_due()
    finally:
        gc.set_threshold(700, 10, 10)
    assert len(kept) == 5_000
    assert _Circle.ended is threading.main_thread()


def test_that_it_is_left_to_python_when_the_window_has_gone(collecting: Collecting) -> None:
    assert not gc.isenabled()
    collecting.stop()
    assert gc.isenabled()
