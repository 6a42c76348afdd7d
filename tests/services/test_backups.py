"""Backups: verified, one a day when something changed, thinned out without touching a clerk's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.errors import EnvironmentFault
from bianmin_desktop.services.backups import Backup, BackupService, Keeping, thinned
from bianmin_desktop.store.backup import state_of

_morning = datetime(2024, 4, 1, 8, 30)


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    program = start(tmp_path / "数据", FixedClock(_morning))
    program.make_book("370212005000")
    opened = program.open()
    yield opened
    opened.close()


def _on(day: int, application: Application) -> BackupService:
    clock = FixedClock(_morning + timedelta(days=day))
    return BackupService(application._book, application.folder.backups, clock, Keeping(2, 2))


def _write_something(application: Application) -> None:
    blank = application.entry.blank("circle")
    application.entry.save(Draft("circle", {"name": "岭上生活圈"}), blank)


def test_that_a_backup_can_be_opened_as_a_book_with_the_same_records(
    application: Application, tmp_path: Path
) -> None:
    _write_something(application)
    made = application.backups.make()
    assert made.size > 0
    assert made.made_at == _morning
    shutil.copy(made.path, tmp_path / "bianmin.db")
    again = start(tmp_path).open()
    assert [hit.name for hit in again.ledgers.find("岭上")] == ["岭上生活圈"]
    again.close()


def test_that_a_backup_can_go_to_a_chosen_place(application: Application, tmp_path: Path) -> None:
    made = application.backups.make(tmp_path / "U盘" / "交接.db")
    assert made.path.is_file()
    assert application.backups.all() == []


def test_that_two_backups_of_one_second_both_stay(application: Application) -> None:
    first, second = application.backups.make(), application.backups.make()
    assert first.path != second.path
    assert {backup.path for backup in application.backups.all()} == {first.path, second.path}


def test_that_the_backup_of_the_day_is_made_once_a_day_and_only_after_changes(
    application: Application,
) -> None:
    first = _on(0, application).make_if_due()
    assert first is not None
    assert first.is_automatic
    assert _on(1, application).make_if_due() is None
    _write_something(application)
    assert _on(0, application).make_if_due() is None
    second = _on(1, application).make_if_due()
    assert second is not None
    assert state_of(second.path) != state_of(first.path)


def test_that_a_damaged_backup_does_not_count_as_the_backup_of_the_day(
    application: Application,
) -> None:
    first = _on(0, application).make_if_due()
    assert first is not None
    first.path.write_bytes(b"gone" * 1000)
    assert _on(0, application).make_if_due() is not None


def test_that_old_automatic_backups_go_and_a_clerks_own_stay(application: Application) -> None:
    mine = _on(0, application).make()
    for day in range(1, 5):
        _write_something(application)
        assert _on(day, application).make_if_due() is not None
    kept = _on(5, application).all()
    assert [backup.made_at.day for backup in kept] == [5, 4, 1]
    assert kept[-1].path == mine.path


def test_that_thinning_keeps_the_newest_and_the_last_of_each_month() -> None:
    made = Backup(Path("a"), _morning, 1, is_automatic=True)
    days = [datetime(2024, month, day) for month in (1, 2, 3) for day in (5, 20)]
    backups = [replace(made, path=Path(f"{day:%m%d}"), made_at=day) for day in days]
    gone = thinned(backups, Keeping(newest=1, months=2))
    assert sorted(backup.path.name for backup in gone) == ["0105", "0120", "0205", "0305"]
    assert thinned(backups, Keeping(newest=6, months=1)) == []


def test_that_a_backup_that_cannot_be_written_is_told_and_leaves_nothing(
    application: Application, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="备份没有成功"):
        application.backups.make(tmp_path / "file" / "a.db")
    with pytest.raises(EnvironmentFault, match="没有成功"):
        application.backups.make(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []
