"""Commands run in this process: what they print, what they return."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bianmin_desktop.cli.main import main
from bianmin_desktop.environment.clock import FixedClock

clock = FixedClock(datetime(2024, 4, 9, 10, 30))


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:  # noqa: ANN401 - whatever a command answers
        """The one JSON value on the output."""
        return json.loads(self.out)


Run = Callable[..., Ended]


def run_on(data: Path) -> Run:
    def run(*arguments: object) -> Ended:
        out, err = io.StringIO(), io.StringIO()
        given = ["--data", str(data), *map(str, arguments)]
        with redirect_stdout(out), redirect_stderr(err):
            code = main(given, clock)
        return Ended(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def empty(tmp_path: Path) -> Run:
    """Over a data folder without a book."""
    return run_on(tmp_path / "数据")


@pytest.fixture
def run(empty: Run) -> Run:
    """Over a fresh book of a street, without records but its communities."""
    assert empty("init", "--unit", "370212005").code == 0
    return empty


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Over example data; tests may add to it, and leave 2024Q1 as it is."""
    made = run_on(tmp_path_factory.mktemp("示例"))
    assert made("init", "--unit", "370212005", "--demo").code == 0
    return made
