"""Backups of the live book, made only through SQLite's own backup interface."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bianmin_desktop.environment.files import put_in_place
from bianmin_desktop.errors import EnvironmentFault, environment_fault
from bianmin_desktop.store.database import Database, application_id


@dataclass(frozen=True, slots=True)
class State:
    """How far a book has come: its line of life and the number of its last write."""

    lineage: str
    counter: int


def back_up(database: Database, target: Path) -> Path:
    """A verified copy of the book at `target`; a half-made copy is removed.

    Raises `EnvironmentFault` when the copy cannot be written or does not check out.
    """
    rough = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        rough.unlink(missing_ok=True)
        try:
            _copy(database.path, rough)
            put_in_place(rough, target)
        finally:
            rough.unlink(missing_ok=True)
    except OSError as error:
        raise environment_fault(error, "备份", target) from error
    return target


def state_of(path: Path) -> State | None:
    """How far the book in a backup file has come; nothing if it is not a sound book of ours."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            if copy.execute("PRAGMA application_id").fetchone()[0] != application_id:
                return None
            lineage, counter = copy.execute("SELECT lineage, counter FROM book").fetchone()
    except (sqlite3.Error, TypeError):
        return None
    return State(lineage, counter)


def _copy(source: Path, rough: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(rough)) as copy:
            live.backup(copy)
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    except sqlite3.Error as error:
        raise EnvironmentFault(
            f"备份没有做成：{rough.parent}。请检查磁盘空间和写入权限。", code="BM-130"
        ) from error
    if not sound:
        raise EnvironmentFault(
            f"备份核对不一致，已放弃：{rough.parent}。请运行体检。", code="BM-131"
        )
