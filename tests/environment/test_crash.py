"""The last net: codes that stay the same, and nobody's data in the log."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment import crash
from bianmin_desktop.environment.logs import file_name, start_log, stop_log
from bianmin_desktop.errors import Refused


@pytest.fixture
def caught(tmp_path: Path) -> Iterator[list[tuple[BaseException, str]]]:
    found: list[tuple[BaseException, str]] = []
    hooks = sys.excepthook, threading.excepthook
    start_log(tmp_path)
    crash.install_hooks(lambda error, code: found.append((error, code)))
    yield found
    sys.excepthook, threading.excepthook = hooks
    stop_log()


def _mistake(secret: str) -> BaseException:
    try:
        Quarter(*[secret])  # type: ignore[call-arg, arg-type]
    except TypeError as error:
        return error
    raise AssertionError


def test_that_an_error_on_any_thread_reaches_the_same_place(
    caught: list[tuple[BaseException, str]],
) -> None:
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    assert [type(error) for error, _ in caught] == [ZeroDivisionError]
    assert caught[0][1].startswith("BM-9")


def test_that_the_same_mistake_has_the_same_code_whatever_the_data() -> None:
    assert crash.code_of(_mistake("张三")) == crash.code_of(_mistake("李四"))
    assert crash.code_of(_mistake("张三")) != crash.code_of(ValueError())


def test_that_a_fault_keeps_its_own_code() -> None:
    assert crash.code_of(Refused("不行。", code="BM-201")) == "BM-201"


def test_that_the_log_names_the_error_and_not_its_content(
    caught: list[tuple[BaseException, str]], tmp_path: Path
) -> None:
    error = ValueError("张三 13800001234")
    sys.excepthook(ValueError, error, None)
    stop_log()
    written = (tmp_path / file_name).read_text(encoding="utf-8")
    assert caught[0][1] in written
    assert "ValueError" in written
    assert "张三" not in written
    assert "13800001234" not in written


def test_that_a_dying_process_leaves_its_stack_in_the_folder(tmp_path: Path) -> None:
    program = (
        "import faulthandler, pathlib, sys\n"
        "from bianmin_desktop.environment.crash import install_hooks\n"
        "install_hooks(lambda error, code: None, pathlib.Path(sys.argv[1]))\n"
        "faulthandler._sigsegv()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], check=False, capture_output=True
    )
    assert ended.returncode < 0
    assert "Segmentation fault" in (tmp_path / crash.file_name).read_text(encoding="utf-8")


def test_that_a_folder_that_cannot_be_written_does_not_stop_the_hooks(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way", encoding="utf-8")
    hooks = sys.excepthook, threading.excepthook
    crash.install_hooks(lambda error, code: None, tmp_path / "logs")
    sys.excepthook, threading.excepthook = hooks
