"""Writing what a trial found: one transaction after a backup, one batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.errors import Refused
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.backups import BackupService
from bianmin_desktop.services.importing.memory import remember_choices, remember_returned
from bianmin_desktop.services.importing.outcome import Fate
from bianmin_desktop.services.importing.pace import Pace
from bianmin_desktop.services.importing.proposals import TableProposal
from bianmin_desktop.services.importing.trial import Trial
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.keeping import holder_of, new_id
from bianmin_desktop.store.work import Origin

_longest_source = 80

Write = tuple[TableProposal, Record, Record | None]


class Applying:
    """Applies trials to a book."""

    def __init__(self, book: Book, clock: Clock) -> None:
        """Over an open book."""
        self._book = book
        self._clock = clock

    def apply(self, trial: Trial, progress: Progress) -> tuple[Changes, str]:
        """What was written, and the batch it is written under; nothing to write, no batch."""
        total = trial.count(Fate.NEW) + trial.count(Fate.CHANGED)
        now, batch = self._clock.now(), new_id()
        if not total:
            self._note_returned(trial, now)
            return Changes({}), ""
        folder = self._book.path.parent / "backups"
        copy = folder / f"导入前_{now:%Y-%m-%d_%H%M%S}.db"
        BackupService(self._book, folder, self._clock).make(copy, progress)
        pace = Pace(progress, total)
        with self._book.writing() as work:
            if holder_of(work.connection).counter != trial.counter:
                raise Refused(
                    "核对文件的时候台账被改过，这次没有导入，请再导入一次。", code="BM-420"
                )
            for (source, action), writes in groupby(trial.writes(), _kind_of):
                work.write_all(_walked(writes, pace), Origin(action, source, now, batch))
            remember_choices(work, trial.proposal, now)
            remember_returned(work, trial.returned, now)
            # The last word before it is final: a clerk may still stop here.
            pace.tell("正在保存")
            changes = work.changes
        return changes, batch

    def _note_returned(self, trial: Trial, now: datetime) -> None:
        """A template in which nothing was changed came back all the same."""
        if trial.returned:
            with self._book.writing() as work:
                remember_returned(work, trial.returned, now)


def _walked(writes: Iterable[Write], pace: Pace) -> Iterator[tuple[Record, Record | None]]:
    """The records one after the other, told of on the way."""
    for _, record, before in writes:
        pace.walk("正在写入")
        yield record, before


def _kind_of(write: Write) -> tuple[str, str]:
    table, _, before = write
    source = "粘贴" if table.path is None else f"导入 {table.file}"[:_longest_source]
    return source, "新增" if before is None else "修改"
