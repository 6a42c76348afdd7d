"""The reading child: it tells how far it is, ends when not wanted, can harm only itself."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bianmin_desktop.errors import EnvironmentFault, Refused
from bianmin_desktop.exchange.reading import asking
from bianmin_desktop.exchange.reading.asking import child_switch, read_by_child
from bianmin_desktop.exchange.reading.limits import memory_limit
from bianmin_desktop.exchange.reading.windows_job import ExtendedLimits, limits_of
from bianmin_desktop.exchange.tables import read_tables
from bianmin_desktop.progress import Cancelled
from tests.exchange.xlsx_samples import text, xlsx


@dataclass
class Listening:
    """Keeps what is reported; does not want the work any more after so many reports."""

    patience: int = 1_000_000
    heard: list[tuple[int, int, str]] = field(default_factory=list)

    def report(self, done: int, total: int, note: str = "") -> None:
        self.heard.append((done, total, note))
        if len(self.heard) >= self.patience:
            raise Cancelled


@dataclass
class Killing:
    """Kills the child at the first report, as a fault in a parser would."""

    started: list[int]
    signal: int

    def report(self, done: int, total: int, note: str = "") -> None:
        while self.started:
            os.kill(self.started.pop(), self.signal)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The process numbers of the children started."""
    numbers: list[int] = []
    start = asking.subprocess.Popen

    def noting(*arguments: object, **named: object) -> object:
        process = start(*arguments, **named)  # type: ignore[call-overload]
        numbers.append(process.pid)
        return process

    monkeypatch.setattr(asking.subprocess, "Popen", noting)
    return numbers


def big(folder: Path, rows: int = 30_000) -> Path:
    path = folder / "大台账.xlsx"
    cells = "".join(
        f'<row r="{n}">{text(f"A{n}", f"网点{n}")}<c r="B{n}"><v>{n}</v></c></row>'
        for n in range(1, rows + 1)
    )
    path.write_bytes(xlsx(cells))
    return path


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_that_rows_are_reported_while_they_arrive_and_none_is_lost(tmp_path: Path) -> None:
    listening = Listening()
    (sheet,) = read_tables(big(tmp_path), listening)
    assert sheet.rows == [[f"网点{n}", str(n)] for n in range(1, 30_001)]
    done = [done for done, _, _ in listening.heard]
    assert done == sorted(done)
    assert len(set(done)) > 10
    assert listening.heard[-1] == (30_000, 30_000, "正在读取 大台账.xlsx")


@pytest.mark.parametrize("patience", [1, 5])
def test_that_cancelling_ends_the_child_before_it_returns(
    tmp_path: Path, started: list[int], patience: int
) -> None:
    with pytest.raises(Cancelled):
        read_tables(big(tmp_path), Listening(patience))
    assert len(started) == 1
    assert not is_alive(started[0])


def test_that_a_child_that_takes_too_long_is_ended(tmp_path: Path, started: list[int]) -> None:
    with pytest.raises(Refused, match="没有读完") as refused:
        read_by_child(big(tmp_path), seconds=0.05)
    assert refused.value.code == "BM-414"
    assert not is_alive(started[0])


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGSEGV, "BM-410"), (signal.SIGABRT, "BM-412")]
)
def test_that_a_child_that_dies_is_a_refusal_and_not_our_end(
    tmp_path: Path, started: list[int], number: int, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_tables(big(tmp_path), Killing(started, number))
    assert refused.value.code == code


def test_that_a_child_that_cannot_be_started_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "没有"))
    with pytest.raises(EnvironmentFault) as told:
        read_tables(big(tmp_path, rows=2))
    assert told.value.code == "BM-415"


def test_that_a_file_that_vanishes_is_the_machines_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="U 盘已拔出"):
        read_by_child(tmp_path / "没有.xlsx")


def test_that_the_frozen_program_starts_itself_as_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starter = tmp_path / "bianmin"
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bianmin_desktop "$@"\n')
    starter.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(starter))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    (sheet,) = read_tables(big(tmp_path, rows=3))
    assert sheet.rows[2] == ["网点3", "3"]
    assert child_switch == "--read-workbook"


def test_that_the_limit_for_windows_is_laid_out_as_its_headers_say() -> None:
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        assert ctypes.sizeof(ExtendedLimits) == 144
        assert ExtendedLimits.process_memory.offset == 112
    limits = limits_of(memory_limit)
    assert (limits.basic.flags, limits.process_memory) == (0x100, memory_limit)
