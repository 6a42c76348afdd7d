"""Python's search for circles of forgotten objects, on the window's thread alone.

Left to itself it runs on whatever thread makes objects just then. Widgets found in a circle there
would be destroyed on a task's thread, which Qt does not survive.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_pause = 5_000
"""Milliseconds between two looks at whether a search is due."""


class Collecting(QObject):
    """Searches when Python itself would have, a little later; `stop` hands it back."""

    def __init__(self, parent: QObject) -> None:
        """From now on, as long as `parent` lives."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_pause)
        self._timer.timeout.connect(self.collect_if_due)
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def collect_if_due(self) -> int:
        """Search the youngest generation that has outgrown its limit; how much was found."""
        grown = [number > limit for number, limit in zip(gc.get_count(), _limits(), strict=True)]
        due = [generation for generation, is_due in enumerate(grown) if is_due]
        return gc.collect(max(due)) if due else 0


def _limits() -> tuple[int, int, int]:
    return gc.get_threshold()
