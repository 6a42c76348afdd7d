"""Records read to be looked at are those that are read to be written, without merging marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.store.work import Origin
from tests.store.test_writing import moment, outlets


@pytest.fixture
def application(tmp_path: Path) -> Application:
    program = start(tmp_path / "数据")
    program.make_book("370212005007", is_demo=True)
    return program.open()


def test_that_what_is_looked_at_is_what_is_stored(application: Application) -> None:
    book = application._book
    with book.writing() as work:
        work.put_all([(record, None) for record in outlets()], Origin("新增", "试", moment))
    types = [*application.edition.record_types]
    with book.reading() as reading:
        found = {name: reading.all_to_show(name) for name in types}
        stored = {name: reading.records(name) for name in types}
    application.close()
    assert sum(map(len, found.values())) > 100
    for name in types:
        bare = [replace(record, marks={}, vector={}) for record in stored[name]]
        assert found[name] == bare
