"""A street of 8,000 outlets with the history of twelve quarters: openings, closings, new trades.

The example street's outlets and their events are copied together, each copy with ids of its own,
until there are enough; so every quarter has as many events for its outlets as the example has.
Every quarter but the last was handed in, so that 上期 is copied from a frozen version.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bianmin_desktop.bootstrap import start
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.snapshots import content_of, fingerprint, shown
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.services.summaries import report

unit = "370212005000"
moment = datetime(2026, 10, 8, 9, 30)
last = Quarter(2026, 3)
outlets = 8_000
_handed_in = 11

_copied = {
    "outlet": {
        "name": "name || n",
        "uscc": "NULL",
        "address": "address || '-' || n",
        "phone": "NULL",
        "search_text": "search_text || ' ' || n",
        "sort_key": "sort_key || n",
    },
    "event": {"outlet": "substr(outlet, 1, 24) || printf('%012x', n)"},
}
_id = "substr(id, 1, 24) || printf('%012x', n)"


def make_quarter_book(folder: Path, count: int = outlets) -> Path:
    """A data folder with at least `count` outlets; made once, found the next time."""
    data = folder / f"street-{count}"
    if (data / "made").exists():
        return data
    program = start(data, FixedClock(moment))
    program.make_book(unit, is_demo=True)
    with closing(sqlite3.connect(program.book_path)) as book, book:
        book.execute("PRAGMA synchronous=OFF")
        held = book.execute("SELECT count(*) FROM outlet WHERE deleted = 0").fetchone()[0]
        for table in _copied:
            _copy(book, table, -(-(count - held) // held))
        book.execute("ANALYZE")
    quarters = [last.previous]
    while len(quarters) < _handed_in:
        quarters.append(quarters[-1].previous)
    for quarter in reversed(quarters):
        _hand_in(data, quarter)
    (data / "made").write_text("", encoding="utf-8")
    return data


def _hand_in(data: Path, quarter: Quarter) -> None:
    """As it stands: what the example street has left undone does not matter here."""
    program = start(data, FixedClock(moment))
    application = program.open()
    content = content_of(application.exporting.as_it_is(quarter))
    application.close()
    frozen = {
        "id": f"frozen-{quarter}",
        "unit": unit,
        "report": report,
        "period": str(quarter),
        "version": 1,
        "edition": application.edition.id,
        "fingerprint": shown(fingerprint(content)),
        "content": content,
        "made_at": moment.isoformat(),
        "site": "copied",
        "lineage": "",
        "counter": 0,
    }
    with closing(sqlite3.connect(program.book_path)) as book, book:
        names = ", ".join(frozen)
        places = ", ".join(f":{name}" for name in frozen)
        book.execute(f"INSERT INTO snapshot ({names}) VALUES ({places})", frozen)


def _copy(book: sqlite3.Connection, table: str, copies: int) -> None:
    columns = [row[1] for row in book.execute(f"PRAGMA table_info({table})")]
    quoted = {name: f'"{name}"' for name in columns}
    made = quoted | _copied[table] | {"id": _id}
    book.execute(
        "WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < ?) "
        f"INSERT INTO {table} ({', '.join(quoted.values())}) "
        f"SELECT {', '.join(made[name] for name in columns)} FROM {table}, copies "
        f"WHERE {table}.deleted = 0",
        (copies,),
    )
