"""Typing into the search box over the large book: how long the window's own thread stands still.

A timer beats in the window's thread every few milliseconds; the longest gap between two beats is
what a clerk would feel as sticking.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.harness import Limit, Line, root

_limit = 50.0


def run(data: Path, rounds: int) -> Iterator[Line]:
    """The longest block while typing, in a process of its own."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.benchmarks.typist", data, str(min(rounds, 5))]
    ended = subprocess.run(
        command, check=True, env=environment, cwd=root, stdout=subprocess.PIPE, text=True
    )
    yield Limit("longest block while typing", json.loads(ended.stdout)["longest"], _limit)
