"""Importing a ledger: ours against reading the same cells and writing them without a thought.

The floor reads the workbook with python-calamine and writes its cells into one bare table with
`executemany`, on the same disk and as safely. Ours reads in a child process, maps, checks, looks
for duplicates, makes a backup and stores every record with its history.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from tests.benchmarks.harness import Limit, Line, Ratio, process, root
from tests.benchmarks.sample_ledger import write_ledger

rows_wanted = 50_000
_communities = ("金家岭", "朱家洼", "石老人", "王家村", "海都")
_most_rounds = 3
_memory_goal = 600.0


def run(data: Path, rounds: int) -> Iterator[Line]:
    """The ratio at full size, how it grows over a tenth of it, and the memory it takes.

    As many rows as the large book has outlets, at most 50,000: a quick run imports fewer.
    """
    most = min(rows_wanted, int(data.name.rpartition("-")[2]))
    folder = data.parent / "import"
    folder.mkdir(exist_ok=True)
    sizes = (most // 10, most)
    files = {size: write_ledger(folder / f"{size}.xlsx", size, _communities) for size in sizes}
    taken = {size: _taken(files[size], folder, min(rounds, _most_rounds)) for size in sizes}
    small, whole = taken[sizes[0]], taken[most]
    yield Ratio(f"import {most:,} rows × 30", whole[0], whole[1], "read and executemany", 3)
    yield Ratio("import ten times the rows", whole[0], small[0], "the tenth", 11)
    command = [sys.executable, "-m", "tests.benchmarks.importer", files[most], folder / "memory"]
    yield Limit("memory of the import", process(command, os.environ).megabytes, _memory_goal, "MB")


def _taken(file: Path, folder: Path, rounds: int) -> tuple[float, float]:
    """Medians in milliseconds of ours and of the floor, in turn; both start from nothing."""
    ours, floor = [], []
    for _ in range(rounds):
        floor.append(_timed(lambda: _floor(file, folder / "floor.db")))
        ours.append(_ours(file, folder / "ours"))
    return statistics.median(ours), statistics.median(floor)


def _ours(file: Path, data: Path) -> float:
    """In a process of its own, which has nothing else in its memory."""
    command = [sys.executable, "-m", "tests.benchmarks.importer", str(file), str(data)]
    ended = subprocess.run(command, check=True, cwd=root, stdout=subprocess.PIPE, text=True)
    return float(json.loads(ended.stdout)["milliseconds"])


def _floor(file: Path, target: Path) -> None:
    from python_calamine import CalamineWorkbook

    target.unlink(missing_ok=True)
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    width = len(rows[0])
    columns, places = ", ".join(f"c{n}" for n in range(width)), ", ".join("?" * width)
    with closing(sqlite3.connect(target, isolation_level=None)) as book:
        book.execute("PRAGMA synchronous=EXTRA")
        book.execute(f"CREATE TABLE cells ({columns})")
        book.execute("BEGIN IMMEDIATE")
        book.executemany(f"INSERT INTO cells VALUES ({places})", map(_plain, rows))
        book.execute("COMMIT")


def _plain(row: list[object]) -> tuple[object, ...]:
    """The cells as the driver takes them: a day as text."""
    return tuple([cell if isinstance(cell, str | float | int) else str(cell) for cell in row])


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def fresh(data: Path) -> Path:
    """A data folder with nothing in it."""
    shutil.rmtree(data, ignore_errors=True)
    return data
