"""Ratios, never seconds: ours and a floor run in turn, and their medians are divided.

A machine that is busy or slow slows both, so a ratio means the same everywhere. Nothing here
asserts on a time; what is printed is read by people.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

root = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Ratio:
    """One measured line: ours against a floor, both in `unit`, and what we want to reach."""

    name: str
    ours: float
    floor: float
    floor_name: str
    goal: float
    unit: str = "ms"

    @property
    def times(self) -> float:
        """How many times the floor ours takes."""
        return self.ours / self.floor if self.floor else float("inf")

    def __str__(self) -> str:
        verdict = "" if self.times <= self.goal else "  << misses its goal"
        return (
            f"{self.name}: {self.times:.2f} × {self.floor_name} (goal {self.goal:g} ×)"
            f"  [{self.ours:.2f} against {self.floor:.2f} {self.unit}]{verdict}"
        )


@dataclass(frozen=True, slots=True)
class Limit:
    """One measured line against a fixed limit: a thing a person would notice."""

    name: str
    ours: float
    limit: float
    unit: str = "ms"

    def __str__(self) -> str:
        verdict = "" if self.ours <= self.limit else "  << misses its goal"
        return (
            f"{self.name}: {self.ours:.1f} {self.unit} (goal {self.limit:g} {self.unit}){verdict}"
        )


Line = Ratio | Limit


def paired(
    ours: Callable[[], object], floor: Callable[[], object], *, rounds: int, warm: int = 2
) -> tuple[float, float]:
    """Medians in milliseconds of ours and of the floor, run in turn so that both meet the same."""
    for _ in range(warm):
        floor()
        ours()
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds):
        pair = ((ours, taken[0]), (floor, taken[1]))
        for run, times in pair if turn % 2 else reversed(pair):
            begun = time.perf_counter()
            run()
            times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[0]), statistics.median(taken[1])


@dataclass(frozen=True, slots=True)
class Ended:
    """What a process of its own took: milliseconds by the clock, megabytes at its largest."""

    milliseconds: float
    megabytes: float


# A process's largest memory counts what its parent had when it was made. So a small Python stands
# between us and the one that is measured.
_between = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
ended = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, capture_output=True)
taken = (time.perf_counter() - begun) * 1000
if ended.returncode:
    sys.exit(ended.stderr.decode()[-2000:] + ended.stdout.decode()[-500:])
largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([taken, largest]))
"""


def process(command: Sequence[str | Path], environment: Mapping[str, str]) -> Ended:
    """Run a command to its end. Raises `RuntimeError` with its words when it fails."""
    between = [sys.executable, "-S", "-c", _between, *map(str, command)]
    ended = subprocess.run(
        between, check=False, env=dict(environment), cwd=root, capture_output=True, text=True
    )
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    return Ended(*json.loads(ended.stdout))
