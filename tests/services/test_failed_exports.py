"""An export that fails, wherever it fails, has not happened: no file, no version, no new state."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from bianmin_desktop.bootstrap import Application, Program
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.errors import EnvironmentFault

quarter = Quarter(2024, 1)


def test_that_a_place_that_fails_halfway_leaves_no_file_and_nothing_handed_in(
    application: Application, out: Path
) -> None:
    application.exporting.export(quarter, out)
    (pdf,) = out.glob("*.pdf")
    changed = application.summaries.open(quarter).record
    application.entry.save(Draft("summary", {"jobs": "77"}), changed)
    # A folder stands where the second of the two files has to go.
    (out / pdf.name.replace("_v1", "_v2")).mkdir()
    before = {path.name for path in out.iterdir()}
    with pytest.raises(EnvironmentFault, match="没有成功"):
        application.exporting.export(quarter, out)
    assert {path.name for path in out.iterdir()} == before
    assert len(application.summaries.versions(quarter)) == 1


def test_that_a_version_the_book_could_not_keep_leaves_no_file(
    program: Program, application: Application, out: Path
) -> None:
    # Looked at only when the transaction is committed, after the files were written.
    with closing(sqlite3.connect(program.book_path)) as connection:
        connection.executescript(
            "CREATE TABLE late (id TEXT REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED);"
            "CREATE TRIGGER broken AFTER INSERT ON snapshot"
            " BEGIN INSERT INTO late VALUES ('nobody'); END"
        )
    with pytest.raises((DatabaseError, EnvironmentFault)):
        application.exporting.export(quarter, out)
    assert application.summaries.versions(quarter) == []
    assert list(out.iterdir()) == []
    summary = application.summaries.record(quarter)
    assert summary is not None
    assert summary.get("state") == "filling"
