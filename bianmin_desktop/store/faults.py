"""What a database error means to a clerk: full disk, busy file, damage; never raw SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from bianmin_desktop.errors import EnvironmentFault

_sentences: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("SQLITE_FULL",),
        "BM-102",
        "磁盘已满，这次没有保存，原有数据不受影响。请清理磁盘后再试（{path}）。",
    ),
    (
        ("SQLITE_BUSY", "SQLITE_LOCKED"),
        "BM-103",
        "数据文件正被别的程序占用（如备份、杀毒软件），这次没有保存。请稍候再试（{path}）。",
    ),
    (
        ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"),
        "BM-104",
        "数据文件所在位置不允许写入，这次没有保存。请检查文件是否只读（{path}）。",
    ),
    (
        ("SQLITE_CORRUPT", "SQLITE_NOTADB"),
        "BM-110",
        "数据文件已损坏或不是本软件的数据，程序没有改动它。请从备份恢复（{path}）。",
    ),
    (
        ("SQLITE_CANTOPEN",),
        "BM-105",
        "打不开数据文件，可能 U 盘已拔出或文件夹被移走。请检查位置（{path}）。",
    ),
    (
        ("SQLITE_IOERR",),
        "BM-101",
        "磁盘读写出错，请重新打开程序核对最后一次保存的内容（{path}）。",
    ),
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Inside the block a database error at `path` becomes a fault in a clerk's words."""
    try:
        yield
    except DatabaseError as error:
        raise fault_of(error, path) from error
    except sqlite3.Error as error:
        raise driver_fault(error, path) or error from error


def fault_of(error: DatabaseError, path: Path) -> Exception:
    """The fault of the machine behind a database error; our own mistakes stay what they are."""
    return driver_fault(error.orig, path) or error


def driver_fault(error: BaseException | None, path: Path) -> EnvironmentFault | None:
    """The fault of the machine behind an error of SQLite's driver; nothing if it is none."""
    name = getattr(error, "sqlite_errorname", "") if isinstance(error, sqlite3.Error) else ""
    for names, code, sentence in _sentences:
        if name.startswith(names):
            return EnvironmentFault(sentence.format(path=path), code=code)
    return None
