"""The window on screen and usable, against a bare window with SQLAlchemy imported."""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.harness import Ended, Line, Ratio, process

_bare = """
import sys
import sqlalchemy.orm
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""


def run(data: Path, rounds: int) -> Iterator[Line]:
    """Time by the clock and largest memory of whole processes, started in turn."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "default"}
    ours = [sys.executable, "-m", "bianmin_desktop", "--data", data, "--exit-after-start"]
    bare = [sys.executable, "-c", _bare]
    pairs = [(process(ours, environment), process(bare, environment)) for _ in range(rounds + 1)][
        1:
    ]
    for name, goal, unit in (("milliseconds", 2.0, "ms"), ("megabytes", 1.6, "MB")):
        taken, least = (_median([pair[side] for pair in pairs], name) for side in (0, 1))
        what = "window usable after start" if unit == "ms" else "memory of the window"
        yield Ratio(what, taken, least, "bare window", goal, unit)


def _median(ended: list[Ended], name: str) -> float:
    return statistics.median(getattr(one, name) for one in ended)
