"""Search as you type: the list's own answer against the same query in raw SQLite.

Every piece of a word a clerk would type on the way is asked for, by both sides in turn.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bianmin_desktop.bootstrap import start
from tests.benchmarks.harness import Line, Ratio, paired

typed = ("h", "hj", "hjl", "好", "好邻", "好邻居", "香港东路8", "便利店 12", "没有这样的店")
_shown = 60
_count = "SELECT count(*) FROM outlet WHERE deleted = 0 AND {}"
_page = (
    "SELECT outlet.* FROM outlet JOIN (SELECT id FROM outlet WHERE deleted = 0 AND {} "
    "ORDER BY sort_key, id LIMIT ?) AS found USING (id) ORDER BY sort_key, outlet.id"
)


def run(data: Path, rounds: int) -> Iterator[Line]:
    """How many there are and the first page, for each text typed; the sum of all of them."""
    application = start(data).open()
    ledgers = application.ledgers
    with closing(sqlite3.connect(data / "bianmin.db", isolation_level=None)) as raw:

        def ours() -> None:
            for text in typed:
                listing = ledgers.listing("outlet", search=text)
                ledgers.count(listing)
                ledgers.page(replace(listing), 0, _shown)

        def floor() -> None:
            for text in typed:
                words = [f"%{word}%" for word in text.split()]
                condition = " AND ".join("search_text LIKE ?" for _ in words)
                raw.execute(_count.format(condition), words).fetchone()
                raw.execute(_page.format(condition), (*words, _shown)).fetchall()

        taken, least = paired(ours, floor, rounds=rounds, warm=1)
        name = f"search while typing ({len(typed)} texts)"
        yield Ratio(name, taken, least, "raw SQLite", 2)
    application.close()
