"""A trial of so many seconds: workers read damaged files, and what kills one is tried again.

In its own process and under its own limits, as the program reads it, such a file must end in a
refusal: only then is the death of a worker no failure.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.reading.asking import read_by_child
from tests.fuzzing.mutations import made
from tests.fuzzing.worker import hang

_batch = 200


@dataclass
class Outcome:
    """How the files ended, and which of them ended as none may."""

    seed: int
    ends: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many files were read."""
        return self.ends.total()

    def summary(self) -> str:
        """All of it in lines."""
        ends = ", ".join(f"{end} {count:,}" for end, count in self.ends.most_common())
        told = [f"FAILED seed {self.seed} number {failure}" for failure in self.failures]
        return "\n".join((f"{self.total:,} files: {ends}", *told, f"{len(told)} failures"))


def run(seed: int, seconds: float) -> Outcome:
    """Read damaged files for so many seconds."""
    outcome, first = Outcome(seed), 0
    deadline = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="bianmin-") as folder:
        while time.monotonic() < deadline:
            first = _work(outcome, first, Path(folder))
    return outcome


def _work(outcome: Outcome, first: int, folder: Path) -> int:
    """One worker's files; the number of the next one."""
    numbers = map(str, (outcome.seed, first, _batch))
    command = [sys.executable, "-m", "tests.fuzzing.worker", *numbers, str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = ended.stdout.splitlines()
    for line in lines:
        number, _, end = line.partition(" ")
        outcome.ends[end.partition(" ")[0]] += 1
        if end.startswith("unforeseen"):
            outcome.failures.append(f"{number}: {end}")
    if ended.returncode == 0:
        return first + _batch
    culprit = first + len(lines)
    _try_again(outcome, culprit, folder)
    return culprit + 1


def _try_again(outcome: Outcome, number: int, folder: Path) -> None:
    """Read a file that killed a worker as the program would."""
    path = folder / f"{number}.xlsx"
    path.write_bytes(made(outcome.seed, number))
    begun = time.monotonic()
    try:
        read_by_child(path, seconds=hang)
    except Refused as refused:
        end = "slow" if refused.code == "BM-414" else "refused"
    else:
        end = "unexplained"
    outcome.ends[f"killed-{end}"] += 1
    if end != "refused":
        outcome.failures.append(f"{number}: {end}, {time.monotonic() - begun:.1f} s")
