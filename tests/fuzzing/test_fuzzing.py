"""A minute of damaged files: none brings the reader to an end nobody foresaw, or to none."""

from __future__ import annotations

from pathlib import Path

import pytest

from bianmin_desktop.exchange.tables import read_tables
from tests.fuzzing.corpus import seeds
from tests.fuzzing.mutations import made
from tests.fuzzing.trial import run
from tests.fuzzing.worker import main

seconds = 60.0


def test_that_the_files_before_their_damage_are_good(tmp_path: Path) -> None:
    for number, content in enumerate(seeds()):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(content)
        assert any(sheet.rows for sheet in read_tables(path))


def test_that_the_same_seed_gives_the_same_damage() -> None:
    assert [made(7, number) for number in range(50)] == [made(7, number) for number in range(50)]
    assert made(7, 0) != made(8, 0)


def test_that_damaged_files_are_read_or_refused_and_nothing_else() -> None:
    outcome = run(20_261_124, seconds)
    assert outcome.failures == []
    assert outcome.ends["read"] > 100, outcome.summary()
    assert outcome.ends["broken"] > 100, outcome.summary()
    assert outcome.total > 1_000


def test_that_an_end_nobody_foresaw_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("a mistake of ours")

    monkeypatch.setattr("tests.fuzzing.worker.limit_memory", lambda: None)
    monkeypatch.setattr("tests.fuzzing.worker.Sending.send_file", fail)
    assert main(["1", "0", "1", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "0 unforeseen KeyError: 'a mistake of ours'\n"
