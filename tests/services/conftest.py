"""The example book of 金家岭街道, made once; a test that writes works on its own copy."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bianmin_desktop.bootstrap import Application, Program, start
from bianmin_desktop.environment.clock import FixedClock

jinjialing = "370212005000"
now = datetime(2026, 11, 24, 9, 30)
first_day = datetime(2024, 4, 8, 9, 30)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("金家岭示例")
    start(folder, FixedClock(now)).make_book(jinjialing, is_demo=True)
    return folder


@pytest.fixture(scope="session")
def demo(demo_folder: Path) -> Iterator[Application]:
    """For tests that only read."""
    application = start(demo_folder, FixedClock(now)).open()
    yield application
    application.close()


@pytest.fixture
def own_demo(demo_folder: Path, tmp_path: Path) -> Iterator[Application]:
    """For tests that write."""
    with (
        closing(sqlite3.connect(demo_folder / "bianmin.db")) as source,
        closing(sqlite3.connect(tmp_path / "bianmin.db")) as copy,
    ):
        source.backup(copy)
    application = start(tmp_path, FixedClock(now)).open()
    yield application
    application.close()


@pytest.fixture(scope="session")
def filled_community(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a filled community that hands in 2024Q1; made once, opened by nobody."""
    folder = tmp_path_factory.mktemp("社区示例")
    start(folder, FixedClock(first_day)).make_book("370212005007", is_demo=True)
    return folder


@pytest.fixture
def program(filled_community: Path, tmp_path: Path) -> Program:
    """This test's own copy of that community."""
    folder = tmp_path / "data"
    shutil.copytree(filled_community, folder)
    return start(folder, FixedClock(first_day))


@pytest.fixture
def application(program: Program) -> Iterator[Application]:
    """The services over that copy."""
    opened = program.open()
    yield opened
    opened.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where to hand in: a folder that is not there yet."""
    return tmp_path / "U盘" / "报送"


@pytest.fixture(scope="session")
def asked_for_more(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """A book under an edition with more fields, added columns and one more register."""
    from tests.services.extended import extended

    application = extended(tmp_path_factory.mktemp("多填"))
    yield application
    application.close()


@pytest.fixture
def circle(own_demo: Application) -> str:
    """The first circle that is about to be looked at by the district."""
    for circle_id, _ in own_demo.acceptance.checklists.circles():
        if own_demo.entry.record("circle", circle_id).text("stage") == "district_check":
            return circle_id
    pytest.fail("the example book has no circle at this stage")
