"""A quarter of a street with 8,000 outlets and twelve quarters behind it, against plain SQL.

Ours opens the summary, derives every figure with the records behind it, and checks everything, as
the window does when a quarter is chosen: first with nothing read yet, then for all twelve quarters
one after the other. The floor asks the same questions of the same rows (`quarter_floor`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.clock import FixedClock
from tests.benchmarks.harness import Line, Ratio, paired
from tests.benchmarks.quarter_book import last, make_quarter_book, moment, outlets
from tests.benchmarks.quarter_floor import Floor

_quarters = 12
_most_rounds = 7


def run(data: Path, rounds: int) -> Iterator[Line]:
    """The ratios; as many outlets as the large book has, at most 8,000."""
    most = min(outlets, int(data.name.rpartition("-")[2]))
    book = make_quarter_book(data.parent, most)
    turns = min(rounds, _most_rounds)
    quarters = [last]
    while len(quarters) < _quarters:
        quarters.append(quarters[-1].previous)
    with closing(sqlite3.connect(book / "bianmin.db")) as raw:
        application = start(book, FixedClock(moment)).open()
        today = application.clock.today()
        floors = {q: Floor(raw, application.edition, q, today) for q in quarters}

        def first() -> None:
            application.checks.forget()
            _forget(application)
            _opened(application, last)

        def every() -> None:
            _forget(application)
            for quarter in quarters:
                _opened(application, quarter)

        ours, floor = paired(every, _all(floors, quarters), rounds=turns, warm=1)
        yield Ratio("twelve quarters, figures and checks", ours, floor, "plain SQL", 5)
        ours, floor = paired(first, floors[last].run, rounds=turns, warm=1)
        yield Ratio("the first quarter looked at", ours, floor, "plain SQL", 5)
        application.close()


def _opened(application: Application, quarter: Quarter) -> None:
    application.summaries.prepared(quarter)
    application.summaries.figures(quarter)
    application.checks.check(quarter)


def _forget(application: Application) -> None:
    """As after a write: nothing that was read before holds any more."""
    application.summaries.forget()
    application.checks.forget()


def _all(floors: dict[Quarter, Floor], quarters: list[Quarter]) -> Callable[[], None]:
    def run() -> None:
        for quarter in quarters:
            floors[quarter].run()

    return run
