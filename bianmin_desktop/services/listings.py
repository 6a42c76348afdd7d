"""Lists as files (.xlsx, .csv), complete enough to be corrected and imported again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from bianmin_desktop.catalogue.definitions import Field, Kind, RecordType
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.environment.files import write_atomically, write_bytes
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.exchange.submission.ledgers import Words
from bianmin_desktop.exchange.submission.parts import Cell, Column, Line, Look, Number, Table
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.importing.headers import record_id_header
from bianmin_desktop.services.importing.outcome import Problem
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.listing import Listing

_id_column = Column("", record_id_header, Look.CODE, 38)
_references = (Kind.REFERENCE, Kind.REFERENCES)
_problem_columns = (
    Column("file", "文件", width=24),
    Column("sheet", "工作表", width=14),
    Column("row", "行", Look.NUMBER, 8),
    Column("column", "列", width=6),
    Column("field", "项目", width=18),
    Column("code", "代码", width=22),
    Column("message", "问题", width=80),
)


class ListingService:
    """Writes what a list shows into a file."""

    def __init__(self, book: Book, gate: Gate, names: BookNames, clock: Clock) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names
        self._clock = clock

    def save(self, listing: Listing, target: Path, progress: Progress = silent) -> int:
        """Write the list, every field of it, to `target`; returns how many records it has.

        The file's suffix decides what it is. Raises `WrongUse` for another suffix and
        `EnvironmentFault` when it cannot be written; what lay there is untouched then.
        """
        form = self._form(target)
        with self._book.reading() as reading:
            records = reading.listed(listing)
        table = self._table(self._gate.edition.record_type(listing.type), records)
        self._write(table, target, form, progress)
        return len(records)

    def save_problems(self, problems: Iterable[Problem], target: Path) -> None:
        """Write the problems of an import; raises as `save` does."""
        form = self._form(target)
        lines = tuple(
            Line(
                (
                    *(problem.file, problem.sheet),
                    Number(Decimal(problem.row)) if problem.row else None,
                    *(problem.column, problem.field, problem.code, problem.message),
                )
            )
            for problem in problems
        )
        table = Table("problems", "问题清单", "导入问题清单", _problem_columns, lines)
        self._write(table, target, form, silent)

    def _form(self, target: Path) -> str:
        form = target.suffix.lower()
        if form not in (".xlsx", ".csv"):
            raise WrongUse(f"“{target.name}”的扩展名要是 .xlsx 或 .csv。", code="BM-309")
        return form

    def _table(self, record_type: RecordType, records: Sequence[Record]) -> Table:
        words = Words(self._gate.edition, self._gate.answers, {})
        columns = [words.column(field) for field in record_type.fields]
        lines = tuple(
            Line((record.id, *(self._cell(words, field, record) for field in record_type.fields)))
            for record in records
        )
        name = record_type.name
        return Table(record_type.id, name, name, (_id_column, *columns), lines)

    def _cell(self, words: Words, field: Field, record: Record) -> Cell:
        """As in a submission, but references so that reading them finds the same record."""
        if field.kind in _references and field.id not in record.typed:
            return self._gate.answers.write(field, record.get(field.id), self._names)
        return words.cell(field, record)

    def _write(self, table: Table, target: Path, form: str, progress: Progress) -> None:
        if form == ".csv":
            from bianmin_desktop.exchange.csv_tables import write_csv

            rows = [[column.label for column in table.columns], *map(_texts, table.lines)]
            write_atomically(target, lambda file: write_csv(file, rows))
            return
        from bianmin_desktop.exchange.excel.plain import table_workbook

        hidden = frozenset(("",)) if table.columns[0].id == "" else frozenset[str]()
        content = table_workbook(table, self._clock.now(), hidden=hidden, progress=progress)
        write_bytes(target, content)


def _texts(line: Line) -> list[str]:
    """The exact values as text: a number's places are a matter of printing."""
    return [
        format(cell.value, "f") if isinstance(cell, Number) else str(cell or "")
        for cell in line.cells
    ]
