"""Typing over the large book, to search and to write: how long the window's thread stands still.

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
    """The longest block while searching and while writing the summary."""
    yield Limit("longest block while typing", _longest(data, rounds, "search"), _limit)
    yield Limit("longest block while writing", _longest(data, rounds, "summary"), _limit)


def _longest(data: Path, rounds: int, place: str) -> float:
    """In a process of its own, which does nothing else."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.benchmarks.typist", data, str(min(rounds, 5)), place]
    ended = subprocess.run(
        command, check=True, env=environment, cwd=root, stdout=subprocess.PIPE, text=True
    )
    return float(json.loads(ended.stdout)["longest"])
