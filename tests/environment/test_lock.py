"""One window on one folder, and a crash never locks anybody out."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.environment.lock import hold, occupant, occupant_name
from bianmin_desktop.errors import EnvironmentFault

_holder = (
    "import pathlib, sys\n"
    "from bianmin_desktop.environment.lock import hold\n"
    "lock = hold(pathlib.Path(sys.argv[1]))\n"
    "print('held' if lock else 'refused', flush=True)\n"
    "sys.stdin.read()\n"
)


def _other(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _holder, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_that_only_one_process_holds_a_folder_and_a_killed_one_lets_go(tmp_path: Path) -> None:
    with _other(tmp_path) as first:
        assert _said(first) == "held"
        assert hold(tmp_path) is None
        found = occupant(tmp_path)
        assert found is not None
        assert found.process == first.pid
        first.kill()
    lock = hold(tmp_path)
    assert lock is not None
    lock.release()


def test_that_a_released_folder_can_be_held_by_another_process(tmp_path: Path) -> None:
    lock = hold(tmp_path)
    assert lock is not None
    lock.release()
    with _other(tmp_path) as other:
        assert _said(other) == "held"
        assert other.stdin is not None
        other.stdin.close()


def test_that_the_occupant_is_named_in_a_sentence(tmp_path: Path) -> None:
    lock = hold(tmp_path, FixedClock(datetime(2024, 4, 1, 8, 30)))
    found = occupant(tmp_path)
    assert lock is not None
    assert found is not None
    assert found.process == os.getpid()
    assert "2024-04-01 08:30" in found.sentence
    lock.release()


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\x00", b'{"process": "x"}'])
def test_that_a_damaged_note_never_locks_anybody_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / occupant_name).write_bytes(content)
    assert occupant(tmp_path) is None
    lock = hold(tmp_path)
    assert lock is not None
    lock.release()


def test_that_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="打开数据文件夹没有成功"):
        hold(tmp_path / "file" / "data")
