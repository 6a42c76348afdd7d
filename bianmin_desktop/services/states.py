"""Where a summary stands: 填报中, 已审核, 已上报, 退回; every step is an entry of the history.

已审核 is set by a check that leaves nothing to correct or to explain. It holds as long as nothing
is written that a check looks at: from then on the summary is 填报中 again, until the next check.
"""

from __future__ import annotations

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.checks import CheckService
from bianmin_desktop.services.office import OfficeService
from bianmin_desktop.services.standing import checked, filling, standing
from bianmin_desktop.services.summaries import find_summary
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.work import Origin, Work

_in_hand = frozenset(("", "empty", filling, checked))
"""States before handing in: a check moves between these only."""
_source = "审核"


class StateService:
    """Notes in the summary what a check came to."""

    def __init__(
        self, book: Book, office: OfficeService, checks: CheckService, clock: Clock
    ) -> None:
        """Over an open book."""
        self._book = book
        self._office = office
        self._checks = checks
        self._clock = clock

    def settle(self, quarter: Quarter, progress: Progress = silent) -> Changes:
        """Check the quarter and put its summary into 已审核 or back into 填报中.

        Nothing is written when there is no summary, when it was handed in already, or when the
        book was written to while it was checked.
        """
        outcome = self._checks.check(quarter, progress)
        wanted = checked if outcome.readiness.may_be_submitted else filling
        with self._book.writing() as work:
            found = find_summary(work, self._office.code, quarter)
            if found is None or found.text("state") not in _in_hand:
                return work.changes
            if standing(work, found).text("state") == wanted:
                return work.changes
            before = keeping.holder_of(work.connection).counter
            if self._checks.is_current(quarter, before):
                self._move(work, found, wanted)
                after = keeping.holder_of(work.connection).counter
                self._checks.outlast(before, after)
            return work.changes

    def _move(self, work: Work, found: Record, wanted: str) -> None:
        """A 已审核 that ran out falls back first: what was agreed on anew has its own entry."""
        now = self._clock.now()
        if found.text("state") == checked:
            back = found.with_values({"state": filling})
            found = work.put(back, found, Origin("改动后待审", _source, now))
        if wanted == checked:
            passed = found.with_values({"state": checked})
            work.put(passed, found, Origin("审核通过", _source, now))
