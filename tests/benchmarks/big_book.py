"""A book as large as a whole city's: an example street's outlets, copied until there are enough.

Every copy has its own id, name, search text and sort key, and a history entry of its own.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bianmin_desktop.bootstrap import start

unit = "370212005000"

_id = (
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || "
    "hex(randomblob(2)) || '-' || hex(randomblob(6)))"
)
_numbers = (
    "WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < ?), "
    "sample AS (SELECT * FROM {table} ORDER BY rowid LIMIT ?) "
)
_changed = {
    "outlet": {
        "id": _id,
        "name": "name || n",
        "search_text": "search_text || ' ' || n",
        "sort_key": "substr(sort_key, 1, 2) || n || substr(sort_key, 3)",
    },
    "history": {
        "id": _id,
        "site": "'copied-' || n",
        "record_id": _id,
        "record_name": "record_name || n",
    },
}


def make_big_book(folder: Path, outlets: int) -> Path:
    """A data folder with at least `outlets` outlets; made once, found the next time."""
    data = folder / f"book-{outlets}"
    if (data / "made").exists():
        return data
    program = start(data)
    if not program.has_book:
        program.make_book(unit, is_demo=True)
    with closing(sqlite3.connect(program.book_path)) as book, book:
        book.execute("PRAGMA synchronous=OFF")
        held = book.execute("SELECT count(*) FROM outlet WHERE deleted = 0").fetchone()[0]
        copies, rest = divmod(outlets - held, held)
        for table in _changed:
            _copy(book, table, copies, held)
            _copy(book, table, 1, rest, first=copies + 1)
        book.execute("ANALYZE")
    (data / "made").write_text("", encoding="utf-8")
    return data


def _copy(book: sqlite3.Connection, table: str, copies: int, rows: int, first: int = 1) -> None:
    if copies < 1 or rows < 1:
        return
    columns = [row[1] for row in book.execute(f"PRAGMA table_info({table})")]
    made = {name: f'"{name}"' for name in columns} | _changed[table]
    shift = f"(SELECT n + {first - 1} AS n FROM copies)"
    book.execute(
        f"INSERT INTO {table} ({', '.join(map(_quoted, columns))}) "
        f"{_numbers.format(table=table)} "
        f"SELECT {', '.join(made[name] for name in columns)} FROM sample, {shift}",
        (copies, rows),
    )


def _quoted(name: str) -> str:
    return f'"{name}"'
