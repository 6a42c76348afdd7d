"""Killed at any moment: every save that was confirmed is there, whole, and the book is sound.

`BIANMIN_KILLS` sets how often (20 unless told; thousands before a release).
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bianmin_desktop.bootstrap import Program, start
from bianmin_desktop.store.listing import Listing
from tests.architecture.source_code import root

_kills = int(os.environ.get("BIANMIN_KILLS", "20"))
_child = root / "tests" / "faults" / "saving_child.py"


def _killed(folder: Path, first: int, chance: random.Random) -> int:
    """Let a child save from `first` on, kill it, and return the last number it confirmed."""
    with subprocess.Popen(
        [sys.executable, _child, folder, str(first)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        assert child.stdout is not None
        last = first - 1
        for _ in range(chance.randint(1, 12)):
            last = int(child.stdout.readline())
        for _ in range(chance.randint(0, 40_000)):
            pass
        child.kill()
        rest = child.stdout.read().split("\n")
    confirmed = [int(line) for line in rest[:-1] if line]
    return max([last, *confirmed])


def _staff(program: Program) -> dict[str, int]:
    application = program.open()
    records = application.ledgers.records(Listing("outlet"))
    application.close()
    return {record.text("name"): int(str(record.get("staff") or 0)) for record in records}


def _is_sound(program: Program) -> bool:
    with closing(sqlite3.connect(program.book_path)) as book:
        whole = book.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        related = book.execute("PRAGMA foreign_key_check").fetchall() == []
        counter = book.execute("SELECT counter FROM book").fetchone()[0]
        told = book.execute("SELECT max(counter), count(*) FROM history").fetchone()
    return whole and related and told == (counter, counter)


_half_a_save = """
import os, sqlite3, sys
book = sqlite3.connect(sys.argv[1], isolation_level=None)
book.execute("PRAGMA cache_size = 1")
book.execute("BEGIN IMMEDIATE")
book.execute("UPDATE community SET name = name || '改', search_text = hex(randomblob(4000))")
os.kill(os.getpid(), 9)
"""


def test_that_a_book_left_in_the_middle_of_a_save_opens_as_it_was_before(tmp_path: Path) -> None:
    program = start(tmp_path)
    program.make_book("370212005000")
    subprocess.run([sys.executable, "-c", _half_a_save, program.book_path], check=False)
    journal = Path(f"{program.book_path}-journal")
    assert journal.stat().st_size > 0
    application = program.open()
    names = [record.text("name") for record in application.ledgers.records(Listing("community"))]
    application.close()
    assert names
    assert not any(name.endswith("改") for name in names)
    assert not journal.exists()
    assert _is_sound(program)


def test_that_every_confirmed_save_outlives_a_kill_at_any_moment(tmp_path: Path) -> None:
    program = start(tmp_path)
    program.make_book("370212005000")
    chance = random.Random(2024)
    first = 1
    for _ in range(_kills):
        last = _killed(tmp_path, first, chance)
        found = _staff(program)
        missing = [n for n in range(first, last + 1) if found.get(f"第{n}号店") != n % 90 + 1]
        assert missing == []
        assert _is_sound(program)
        first = last + 2
