"""The Qt binding keeps count: one version lost a reference with every call, until it aborted."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

calls = 2_000


def test_that_calls_into_qt_lose_no_references() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(calls):
        thing.setObjectName("name")
    assert sys.getrefcount(None) > before - calls // 2
