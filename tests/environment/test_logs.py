"""The log: it writes where it can, and never stands in the way."""

from __future__ import annotations

import logging
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bianmin_desktop.environment.logs import file_name, log, start_log, stop_log


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    yield
    stop_log()


def test_that_a_started_log_writes_into_its_folder(tmp_path: Path) -> None:
    assert start_log(tmp_path / "logs")
    log().info("导入完成，%d 行", 3)
    stop_log()
    assert "导入完成，3 行" in (tmp_path / "logs" / file_name).read_text(encoding="utf-8")


def test_that_a_folder_that_cannot_be_made_leaves_the_log_silent(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be", encoding="utf-8")
    assert not start_log(tmp_path / "logs")
    log().error("nobody hears this, and nothing is raised")


def test_that_a_full_disk_never_raises(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert start_log(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    was = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        log().error("this line finds no room")
        stop_log()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, was)
    assert capfd.readouterr().err == ""
    assert (tmp_path / file_name).read_text(encoding="utf-8") == ""


def test_that_a_log_started_twice_has_one_file_open(tmp_path: Path) -> None:
    assert start_log(tmp_path / "a")
    assert start_log(tmp_path / "b")
    assert len(log().handlers) == 1
    assert log().level == logging.INFO
