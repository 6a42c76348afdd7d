"""No room on the disk: a sentence with a way out, nothing half-made, what was there untouched."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bianmin_desktop.bootstrap import start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.errors import EnvironmentFault
from tests.cli.conftest import run_on

_street = "370212005"


@contextmanager
def _no_room(size: int = 0) -> Iterator[None]:
    """No file of this process may grow beyond `size` bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    was = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, was)


@pytest.mark.parametrize("size", [0, 50_000, 200_000])
def test_that_a_book_that_finds_no_room_is_not_made_by_half(tmp_path: Path, size: int) -> None:
    program = start(tmp_path / "数据")
    with _no_room(size), pytest.raises(EnvironmentFault, match="磁盘"):
        program.make_book(_street)
    assert list(program.folder.path.iterdir()) == []
    program.make_book(_street)
    assert program.has_book


def test_that_a_command_without_room_ends_with_a_sentence(tmp_path: Path) -> None:
    with _no_room():
        ended = run_on(tmp_path)("init", "--unit", _street)
    assert ended.code == EnvironmentFault.exit_code
    assert "磁盘" in ended.err
    assert "程序自身出了错" not in ended.err


def test_that_a_save_without_room_changes_nothing_and_can_be_repeated(tmp_path: Path) -> None:
    program = start(tmp_path)
    program.make_book(_street)
    application = program.open()
    blank = application.entry.blank("circle")
    draft = Draft("circle", {"name": "岭上生活圈", "note": "满" * 900})
    with _no_room(), pytest.raises(EnvironmentFault, match="磁盘"):
        application.entry.save(draft, blank)
    assert application.ledgers.count(application.ledgers.listing("circle")) == 0
    saved = application.entry.save(draft, blank).record
    assert application.entry.record("circle", saved.id).text("note") == "满" * 900
    application.close()


@pytest.mark.parametrize(
    ("redirected", "code"),
    [
        ("units jjl >/dev/full", 3),
        ("units jjl --json >/dev/full", 3),
        ("units --limit x --json >/dev/full 2>/dev/full", 2),
        ("units jjl --json >&- 2>&-", 0),
        ("units --limit x >&- 2>&-", 2),
    ],
)
def test_that_an_output_that_takes_nothing_ends_a_command_quietly(
    redirected: str, code: int
) -> None:
    command = f'"$0" -m bianmin_desktop {redirected}'
    ended = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable], capture_output=True, text=True, check=False
    )
    assert ended.returncode == code
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    assert "Exception" not in ended.stderr
