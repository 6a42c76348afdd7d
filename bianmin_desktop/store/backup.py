"""Backups of the live book, made only through SQLite's own backup interface."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bianmin_desktop.errors import EnvironmentFault
from bianmin_desktop.store.database import Database


def back_up(database: Database, target: Path) -> Path:
    """A verified copy of the book at `target`; a half-made copy is removed.

    Raises `EnvironmentFault` when the copy cannot be written or does not check out.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    rough = target.with_name(target.name + ".part")
    rough.unlink(missing_ok=True)
    try:
        with (
            closing(sqlite3.connect(database.path)) as source,
            closing(sqlite3.connect(rough)) as copy,
        ):
            source.backup(copy)
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    except sqlite3.Error as error:
        rough.unlink(missing_ok=True)
        raise EnvironmentFault(
            f"备份没有做成：{target}。请检查磁盘空间和写入权限。", code="BM-130"
        ) from error
    if not sound:
        rough.unlink(missing_ok=True)
        raise EnvironmentFault(f"备份核对不一致，已放弃：{target}。请运行体检。", code="BM-131")
    rough.replace(target)
    return target
