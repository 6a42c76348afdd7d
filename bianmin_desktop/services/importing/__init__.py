"""Import of ledgers from workbooks and text tables: every row is a draft that passes the gate.

A blank cell leaves what is stored as it is; a cell that cannot be read is kept word for word. The
same file imported twice changes nothing. All files of one import are one transaction, made after
a backup; a trial run (`is_trial`) goes the same way and writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.tables import Sheet, read_tables
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.backups import BackupService
from bianmin_desktop.services.importing.headers import Header, Vocabularies, column_name
from bianmin_desktop.services.importing.matching import Known
from bianmin_desktop.services.importing.outcome import Fate, Imported, Problem, Tally, Write
from bianmin_desktop.services.importing.rows import Intake, Row
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.keeping import holder_of
from bianmin_desktop.store.listing import Listing
from bianmin_desktop.store.work import Origin

__all__ = ["Fate", "ImportService", "Imported", "Problem"]

_step = 200


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet that holds records of the wanted type."""

    file: str
    sheet: Sheet
    header: Header

    def rows(self) -> Iterator[Row]:
        """The rows below the header, blank ones included."""
        columns = {held: column_name(place) for place, held in self.header.fields.items()}
        first = self.header.row + 1
        for number, cells in enumerate(self.sheet.rows[first:], first + 1):
            texts = {
                held: cells[place]
                for place, held in self.header.fields.items()
                if place < len(cells)
            }
            yield Row(self.file, self.sheet.name, number, texts, columns)


class ImportService:
    """Brings records in from files that clerks keep."""

    def __init__(self, book: Book, gate: Gate, names: BookNames, clock: Clock) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names
        self._clock = clock

    def run(
        self,
        type_id: str,
        files: Sequence[Path],
        *,
        is_trial: bool = False,
        progress: Progress = silent,
    ) -> Imported:
        """Import records of one type; what cannot be taken is counted and named, never dropped.

        Raises `EnvironmentFault` when a file or the book cannot be read or written, and `Refused`
        when somebody else wrote to the book meanwhile; nothing is written then.
        """
        tally = Tally(Counter())
        tables = [table for file in files for table in self._tables(type_id, file, tally)]
        counter = self._book.holder().counter
        self._take(type_id, tables, tally, progress)
        changes = Changes({})
        if tally.writes and not is_trial:
            changes = self._apply(tally, counter, progress)
        return Imported(dict(tally.counts), tuple(tally.problems), changes, is_trial)

    @cached_property
    def _vocabularies(self) -> Vocabularies:
        return Vocabularies.of(self._gate.edition)

    def _tables(self, type_id: str, file: Path, tally: Tally) -> list[_Table]:
        try:
            sheets = read_tables(file)
        except Refused as refusal:
            tally.counts[Fate.REFUSED] += 1
            tally.problems.append(Problem(file.name, refusal.message, refusal.code))
            return []
        found = []
        for sheet in sheets:
            header = self._vocabularies.header(type_id, sheet.rows)
            if header is None:
                continue
            if sheet.is_hidden:
                message = f"工作表“{sheet.name}”是隐藏的，没有导入。需要的话请取消隐藏后再导入。"
                tally.problems.append(
                    Problem(file.name, message, "import.hidden_sheet", sheet.name)
                )
                continue
            found.append(_Table(file.name, sheet, header))
            tally.problems += _column_problems(found[-1])
        if not found:
            tally.counts[Fate.REFUSED] += 1
            tally.problems.append(self._no_header(type_id, file))
        return found

    def _take(
        self, type_id: str, tables: Sequence[_Table], tally: Tally, progress: Progress
    ) -> None:
        record_type = self._gate.edition.record_type(type_id)
        with self._book.reading() as reading:
            known = Known.of(record_type, reading.records(type_id))
            binned = reading.listed(Listing(type_id, deleted=True))
        deleted = frozenset(record.id for record in binned)
        today = self._clock.today()
        intake = Intake(self._gate, self._names, today, known, deleted, tally)
        total = sum(len(table.sheet.rows) for table in tables)
        done = 0
        for table in tables:
            for row in table.rows():
                if done % _step == 0:
                    progress.report(done, total, f"正在核对 {table.file}")
                intake.take(row)
                done += 1

    def _apply(self, tally: Tally, counter: int, progress: Progress) -> Changes:
        now = self._clock.now()
        folder = self._book.path.parent / "backups"
        copy = folder / f"导入前_{now:%Y-%m-%d_%H%M%S}.db"
        BackupService(self._book, folder, self._clock).make(copy, progress)
        total = len(tally.writes)
        with self._book.writing() as work:
            if holder_of(work.connection).counter != counter:
                raise Refused(
                    "核对文件的时候台账被改过，这次没有导入，请再导入一次。", code="BM-420"
                )
            for done, (file, writes) in enumerate(tally.writes.items()):
                progress.report(done, total, f"正在写入 {file}")
                for action, pairs in _by_action(writes):
                    work.put_all(pairs, Origin(action, f"导入 {file}", now))
            changes = work.changes
        self._names.refresh(changes)
        return changes

    def _no_header(self, type_id: str, file: Path) -> Problem:
        record_type = self._gate.edition.record_type(type_id)
        wanted = "、".join(held.label for held in record_type.fields if held.required)
        message = (
            f"没有找到{record_type.name}表的表头（前 10 行里至少要有“{wanted}”中的几列），"
            "没有导入。可以先导出模板，把数据粘贴进去再导入。"
        )
        return Problem(file.name, message, "import.no_header")


def _by_action(
    writes: Sequence[Write],
) -> Iterator[tuple[str, list[tuple[Record, Record | None]]]]:
    for action, is_new in (("新增", True), ("修改", False)):
        pairs = [(w.record, w.before) for w in writes if (w.before is None) == is_new]
        if pairs:
            yield action, pairs


def _column_problems(table: _Table) -> Iterator[Problem]:
    for place, name in table.header.unknown.items():
        if _is_filled(table, place):
            message = f"不认识“{name}”这一列，其中的内容没有导入。"
            yield _of_column(table, place, "import.unknown_column", message)
    for place, name in table.header.twice.items():
        if _is_filled(table, place):
            message = f"“{name}”这一列出现了两次，只采用了前面那一列。"
            yield _of_column(table, place, "import.column_twice", message)


def _is_filled(table: _Table, place: int) -> bool:
    below = table.sheet.rows[table.header.row + 1 :]
    return any(place < len(cells) and cells[place].strip() for cells in below)


def _of_column(table: _Table, place: int, code: str, message: str) -> Problem:
    row, column = table.header.row + 1, column_name(place)
    return Problem(table.file, message, code, table.sheet.name, row, column)
