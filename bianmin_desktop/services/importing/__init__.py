"""Import of ledgers from workbooks and text tables: every row is a draft that passes the gate.

An import goes in steps, so that a clerk sees what would happen before anything does: `read` the
files, `propose` what their columns hold, make a `trial` (nothing is written), `apply` it. A blank
cell leaves what is stored as it is; a cell that cannot be read is kept word for word. The same
file imported twice changes nothing. All files of one import are one transaction, made after a
backup, and one batch, taken back as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.duplicates import Index, Yardstick
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.environment.collecting import collector_at_rest
from bianmin_desktop.errors import Fault
from bianmin_desktop.exchange.tables import Sheet, read_tables
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.importing.applying import Applying
from bianmin_desktop.services.importing.folders import names_of
from bianmin_desktop.services.importing.marked import marked_files
from bianmin_desktop.services.importing.matching import Known
from bianmin_desktop.services.importing.outcome import (
    Fate,
    FileOutcome,
    Imported,
    Problem,
    RowKey,
    RowOutcome,
)
from bianmin_desktop.services.importing.pace import Pace
from bianmin_desktop.services.importing.preparing import Preparing
from bianmin_desktop.services.importing.proposals import (
    Corrections,
    Proposal,
    Row,
    Source,
    TableProposal,
)
from bianmin_desktop.services.importing.proposing import Proposing
from bianmin_desktop.services.importing.returning import Returning
from bianmin_desktop.services.importing.rows import Intake
from bianmin_desktop.services.importing.table_rows import rows_of
from bianmin_desktop.services.importing.trial import Trial
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.wording import Wording
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.keeping import holder_of
from bianmin_desktop.store.listing import Listing
from bianmin_desktop.store.reading import Reading

__all__ = [
    "Corrections",
    "Fate",
    "FileOutcome",
    "ImportService",
    "Imported",
    "Problem",
    "Proposal",
    "RowOutcome",
    "Source",
    "Trial",
]

pasted = "粘贴的内容"
_as_proposed = Corrections()
_undecided: Mapping[RowKey, str] = {}


class ImportService:
    """Brings records in from files that clerks keep."""

    def __init__(self, book: Book, gate: Gate, names: BookNames, clock: Clock) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names
        self._clock = clock

    @collector_at_rest()
    def read(self, files: Sequence[Path], progress: Progress = silent) -> tuple[Source, ...]:
        """The tables of the files; one that cannot be read says why, the others are read."""
        names = names_of(files)
        return tuple(_source(*named, progress) for named in zip(names, files, strict=True))

    def from_block(self, rows: Sequence[Sequence[str]], name: str = pasted) -> Source:
        """A block of cells as it was pasted, its headings in the first rows."""
        return Source(name, None, (Sheet(name, [list(row) for row in rows]),))

    def propose(
        self,
        type_id: str,
        sources: Sequence[Source],
        corrections: Corrections = _as_proposed,
        progress: Progress = silent,
    ) -> Proposal:
        """What the columns and texts of the sources are taken for; corrections go before."""
        return self._proposing.propose(type_id, sources, corrections, progress)

    @collector_at_rest()
    def trial(
        self,
        proposal: Proposal,
        decisions: Mapping[RowKey, str] = _undecided,
        progress: Progress = silent,
    ) -> Trial:
        """What would become of every row; nothing is written.

        `decisions` say of doubtful rows, by (file, sheet, row), whether each is `new`, is to be
        left out (`skip`) or is the stored record with that id. Raises what `progress` raises.
        """
        record_type = self._gate.edition.record_type(proposal.type)
        wording = Wording(record_type, self._gate.answers, self._names)
        with self._book.reading() as reading:
            trial = Trial(proposal, holder_of(reading.connection).counter, wording)
            intake, returning = self._intake(reading, proposal, decisions)
        trial.of_file |= {name: Counter() for name in _files(proposal)}
        trial.told |= {name: returning.told(name) for name in trial.of_file}
        for name in _refused(proposal):
            trial.refuse(name)
        pace = Pace(progress, sum(_height(table.sheet) for table in proposal.taken))
        for table in proposal.taken:
            note = f"正在核对 {table.file}"
            for row, verdict in intake.take(_rows(table, proposal, returning)):
                pace.walk(note)
                trial.add(table, row.number, verdict)
        trial.row_problems += returning.problems(trial.met())
        trial.returned = tuple(returning.arrivals.sent().values())
        return trial

    @collector_at_rest()
    def apply(self, trial: Trial, progress: Progress = silent) -> Imported:
        """Write what the trial found, all of it or nothing, after a backup.

        Raises `EnvironmentFault` when the book cannot be written, `Refused` when it was changed
        since the trial, and what `progress` raises; nothing is written then.
        """
        applying = Applying(self._book, self._clock)
        changes, batch = applying.apply(trial, progress)
        self._names.refresh(changes)
        return _outcome(trial, changes, batch, is_trial=False)

    def run(
        self,
        type_id: str,
        files: Sequence[Path],
        *,
        is_trial: bool = False,
        progress: Progress = silent,
    ) -> Imported:
        """All steps at once, as proposed; what cannot be taken is counted and named.

        Raises `EnvironmentFault` when the book cannot be read or written, and `Refused` when
        somebody else wrote to it meanwhile; nothing is written then.
        """
        proposal = self.propose(type_id, self.read(files, progress), progress=progress)
        trial = self.trial(proposal, progress=progress)
        return self.tried(trial) if is_trial else self.apply(trial, progress)

    def tried(self, trial: Trial) -> Imported:
        """What a trial came to when it is left at that; nothing is written."""
        return _outcome(trial, Changes({}), "", is_trial=True)

    def marked(self, trial: Trial, folder: Path, progress: Progress = silent) -> list[Path]:
        """The clerk's own files with the cells to correct coloured and commented, in `folder`.

        Only of files in which there is something to correct. Raises `EnvironmentFault`.
        """
        return marked_files(trial, folder, self._clock.now(), progress)

    @cached_property
    def _proposing(self) -> Proposing:
        return Proposing(self._book, self._gate, self._names)

    @cached_property
    def _yardsticks(self) -> dict[str, Yardstick | None]:
        return {}

    def _intake(
        self, reading: Reading, proposal: Proposal, decisions: Mapping[RowKey, str]
    ) -> tuple[Intake, Returning]:
        """What takes the rows, and what is to be known of the templates among the files."""
        record_type = self._gate.edition.record_type(proposal.type)
        records = reading.records(record_type.id)
        stored = {record.id: record for record in records}
        sheets = [(table.file, table.sheet) for table in proposal.taken]
        book = reading, record_type
        returning = Returning.of(sheets, stored, self._gate, self._names, book)
        preparing = Preparing(
            self._gate,
            self._names,
            self._clock.today(),
            Known.of(record_type, records),
            frozenset(reading.ids(Listing(record_type.id, deleted=True))),
            reading.ids_elsewhere(record_type.id),
        )
        intake = Intake(preparing, decisions=decisions)
        yardstick = self._yardstick(record_type.id)
        intake.index = Index.of(records, yardstick) if yardstick is not None else None
        intake.returned = returning.rows
        return intake, returning

    def _yardstick(self, type_id: str) -> Yardstick | None:
        if type_id not in self._yardsticks:
            initials = self._book.keys.initials
            self._yardsticks[type_id] = Yardstick.of(self._gate.edition, initials, type_id)
        return self._yardsticks[type_id]


def _source(name: str, file: Path, progress: Progress) -> Source:
    try:
        return Source(name, file, tuple(read_tables(file, progress)))
    except Fault as fault:
        return Source(name, file, refusal=Problem(name, fault.message, fault.code))


def _files(proposal: Proposal) -> Iterator[str]:
    """The names of all files, each once."""
    tables = (table.file for table in proposal.tables)
    yield from dict.fromkeys((*tables, *(problem.file for problem in proposal.problems)))


def _refused(proposal: Proposal) -> Iterator[str]:
    """The files of which no table is taken."""
    taken = {table.file for table in proposal.taken}
    return (name for name in _files(proposal) if name not in taken)


def _rows(table: TableProposal, proposal: Proposal, returning: Returning) -> Iterable[Row]:
    """The rows of a table; those of a returned template are told apart first."""
    rows = rows_of(table, proposal.values)
    is_template = table.file in returning.arrivals.facts
    return returning.rows.rows(rows) if is_template else rows


def _height(sheet: Sheet) -> int:
    return len(sheet.rows)


def _outcome(trial: Trial, changes: Changes, batch: str, *, is_trial: bool) -> Imported:
    counts = {fate: count for fate, count in trial.counts.items() if count}
    return Imported(counts, trial.problems, changes, is_trial, trial.files, batch)
