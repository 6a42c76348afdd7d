"""Files written whole or not at all, on full, missing and busy places; legal names."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.environment.files import file_name, write_atomically, write_bytes
from bianmin_desktop.errors import EnvironmentFault
from bianmin_desktop.progress import Cancelled

old = b"good old content" * 100


@pytest.fixture
def path(tmp_path: Path) -> Path:
    held = tmp_path / "金家岭街道_季度总结.xlsx"
    held.write_bytes(old)
    return held


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte; without the right to mount one, a file size limit is no stand-in."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("这台机器不允许挂载小磁盘")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def assert_untouched(path: Path) -> None:
    assert path.read_bytes() == old
    assert list(path.parent.iterdir()) == [path]


def test_that_the_new_content_takes_the_place_of_the_old(path: Path) -> None:
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_that_a_zip_can_be_written_which_goes_back_and_forth(path: Path) -> None:
    def write(file: BinaryIO) -> None:
        with ZipFile(file, "w") as archive:
            archive.writestr("a.txt", "一")

    write_atomically(path, write)
    with ZipFile(path) as archive:
        assert archive.read("a.txt").decode() == "一"


def test_that_a_really_full_disk_keeps_the_old_file_and_leaves_nothing(small_disk: Path) -> None:
    path = small_disk / "总结.pdf"
    path.write_bytes(old)
    with pytest.raises(EnvironmentFault) as raised:
        write_bytes(path, b"x" * 3_000_000)
    assert "磁盘已满" in raised.value.message
    assert "总结.pdf" in raised.value.message
    assert_untouched(path)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.ENOTCONN])
def test_that_a_failing_device_is_told_in_words_and_changes_nothing(
    path: Path, number: int
) -> None:
    def write(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(number, os.strerror(number))

    with pytest.raises(EnvironmentFault) as raised:
        write_atomically(path, write)
    assert path.name in raised.value.message
    assert raised.value.code == f"BM-5{number % 100:02d}"
    assert_untouched(path)


def test_that_a_cancelled_writing_passes_through_and_leaves_nothing(path: Path) -> None:
    def write(file: BinaryIO) -> None:
        file.write(b"half")
        raise Cancelled

    with pytest.raises(Cancelled):
        write_atomically(path, write)
    assert_untouched(path)


def test_that_a_folder_that_went_away_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="找不到这个位置"):
        write_bytes(tmp_path / "拔掉的盘" / "总结.pdf", b"x")


def _busy(times: int, monkeypatch: pytest.MonkeyPatch, winerror: int) -> list[int]:
    """Let renaming fail as Windows does while another program holds the file."""
    real, attempts = os.replace, []

    def replace(source: Path, target: Path) -> None:
        attempts.append(1)
        if len(attempts) <= times:
            error = PermissionError(errno.EACCES, "in use")
            error.winerror = winerror  # type: ignore[misc]
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    return attempts


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_that_a_file_held_for_a_moment_is_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    attempts = _busy(2, monkeypatch, winerror)
    write_bytes(path, b"new")
    assert len(attempts) == 3
    assert path.read_bytes() == b"new"


def test_that_a_file_held_for_long_is_told_in_words(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bianmin_desktop.environment.files._waits", (0.0, 0.0))
    _busy(99, monkeypatch, 32)
    with pytest.raises(EnvironmentFault, match="正被其他程序"):
        write_bytes(path, b"new")
    assert_untouched(path)


def test_that_another_permission_error_is_not_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = _busy(99, monkeypatch, 0)
    with pytest.raises(EnvironmentFault):
        write_bytes(path, b"new")
    assert len(attempts) == 1
    assert_untouched(path)


def test_that_content_which_reads_back_differently_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter((b"1", b"2"))
    monkeypatch.setattr("bianmin_desktop.environment.files._digest", lambda _: next(answers))
    with pytest.raises(EnvironmentFault, match="读回来不一样"):
        write_bytes(path, b"new")
    assert_untouched(path)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("金家岭街道", "季度总结", "2024年第1季度", "v1"), "金家岭街道_季度总结_2024年第1季度_v1"),
        (("a/b\\c:d*e?f", 'g"<h>|'), "a-b-c-d-e-f_g--h--"),
        (("CON",), "CON_"),
        (("..",), "未命名"),
        (("",), "未命名"),
        ((" 前后 \n 空白. ",), "前后 空白"),
        (("\u202egpj.exe\x00",), "gpj.exe"),
        (("𠮷",), "𠮷"),
    ],
)
def test_that_names_are_legal_everywhere(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts, suffix=".xlsx") == f"{name}.xlsx"


@given(st.lists(st.text(max_size=300), max_size=4))
def test_that_any_parts_make_a_name_a_file_can_have(parts: list[str]) -> None:
    name = file_name(*parts, suffix=".pdf")
    assert name.endswith(".pdf")
    assert len(name.encode()) <= 200
    assert not set(name) & set('<>:"/\\|?*')
    place = Path("/tmp") / name
    with suppress(FileNotFoundError):
        place.stat()
