"""Lists as files (.xlsx, .csv, .pdf): what is shown, and complete enough to be imported again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.definitions import Field, Level, RecordType
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.privacy import masked_text
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.environment.collecting import collector_at_rest
from bianmin_desktop.environment.files import file_name, write_atomically, write_bytes
from bianmin_desktop.exchange.lists import ListSheet
from bianmin_desktop.exchange.submission.parts import Cell, Column, Line, Look, Number, Table
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.importing.headers import record_id_header
from bianmin_desktop.services.importing.outcome import Problem
from bianmin_desktop.services.list_cells import ListCells
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.office import OfficeService
from bianmin_desktop.services.printing import printed_list, save_list, wrong_form
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.listing import Listing

if TYPE_CHECKING:
    from bianmin_desktop.services.looks import LookService

list_forms = (".xlsx", ".csv", ".pdf")

_id_column = Column("", record_id_header, Look.CODE, 38)
_problem_columns = (
    Column("file", "文件", width=24),
    Column("sheet", "工作表", width=14),
    Column("row", "行", Look.NUMBER, 8),
    Column("column", "列", width=6),
    Column("field", "项目", width=18),
    Column("message", "问题", width=80),
)
_paper = ".pdf"
_block = 2_000
_levels = {level.value: level.label for level in Level}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose lists they are, what day it is, and the folder of the typefaces they are printed in.

    `looks` is how the unit's official documents are set.
    """

    office: OfficeService
    clock: Clock
    fonts: Path
    looks: LookService


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which records and columns, whether persons are starred, and whether it is only read."""

    listing: Listing
    fields: Sequence[Field] | None
    masked: bool
    is_for_reading: bool


class ListingService:
    """Writes what a list shows into a file, or makes it ready to be printed."""

    def __init__(self, book: Book, gate: Gate, names: BookNames, letterhead: Letterhead) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names
        self._letterhead = letterhead

    def save(
        self,
        listing: Listing,
        target: Path,
        fields: Sequence[Field] | None = None,
        *,
        masked: bool = False,
        progress: Progress = silent,
    ) -> int:
        """Write the list to `target`; returns how many records it has.

        `fields` are its columns in order (all fields when there are none); `masked` stars persons'
        names and telephone numbers. The file's suffix decides what it is. Raises `WrongUse` for
        another suffix, `Refused` for a text the file cannot hold, `EnvironmentFault` when it cannot
        be written, and what `progress` raises; what lay there is untouched then.
        """
        form = target.suffix.lower()
        if form not in list_forms:
            raise wrong_form(target, list_forms)
        with collector_at_rest():
            wanted = _Wanted(listing, fields, masked, form == _paper)
            listed = self._listed(wanted, progress)
            self._write(listed, target, progress)
            return len(listed.table.lines)

    def printed(
        self,
        listing: Listing,
        fields: Sequence[Field] | None = None,
        *,
        masked: bool = False,
        progress: Progress = silent,
    ) -> bytes:
        """The list as a PDF file, ready to be shown and printed; raises as `save` does."""
        with collector_at_rest():
            wanted = _Wanted(listing, fields, masked, is_for_reading=True)
            return printed_list(self._listed(wanted, progress), self._letterhead.fonts, progress)

    def conditions(self, listing: Listing, *, masked: bool = False) -> str:
        """Which records the list holds, in words."""
        parts = [*self._answers_in(listing, masked=masked)]
        if listing.search:
            parts.append(f"搜索“{masked_text(listing.search) if masked else listing.search}”")
        if listing.levels:
            names = "、".join(_levels.get(level, level) for level in listing.levels)
            parts.append(f"有{names}问题")
        if listing.deleted:
            parts.append("在回收站里")
        return f"筛选条件：{'；'.join(parts)}" if parts else "全部记录"

    def starred(self, type_id: str, fields: Sequence[Field] | None = None) -> tuple[str, ...]:
        """The names of the columns that are starred in what leaves the unit."""
        shown = self._gate.edition.record_type(type_id).fields if fields is None else fields
        return tuple(field.label for field in shown if field.personal)

    def title(self, type_id: str) -> str:
        """What stands above a list: the unit and the ledger's name."""
        name = _ledger_name(self._gate.edition.record_type(type_id).name)
        return f"{self._letterhead.office.name}{name}"

    def file_name(self, type_id: str, suffix: str, *, masked: bool = False) -> str:
        """A name for the file: unit, ledger, day, and whether persons are starred."""
        head = self._letterhead
        day = f"{head.clock.today():%Y%m%d}"
        name = _ledger_name(self._gate.edition.record_type(type_id).name)
        return file_name(head.office.name, name, day, "已隐去" if masked else "", suffix=suffix)

    def save_problems(self, type_id: str, problems: Iterable[Problem], target: Path) -> None:
        """Write the problems of an import (.xlsx, .csv); raises as `save` does."""
        if target.suffix.lower() not in list_forms[:2]:
            raise wrong_form(target, list_forms[:2])
        fields = self._gate.edition.record_type(type_id).fields
        labels = {field.id: field.label for field in fields}
        lines = tuple(
            Line(
                (
                    *(problem.file, problem.sheet),
                    Number(Decimal(problem.row)) if problem.row else None,
                    *(problem.column, labels.get(problem.field, ""), problem.message),
                )
            )
            for problem in problems
        )
        table = Table("problems", "问题清单", "导入问题清单", _problem_columns, lines)
        if target.suffix.lower() == ".csv":
            _write_texts(table, target, silent)
            return
        from bianmin_desktop.exchange.excel.plain import table_workbook

        write_bytes(target, table_workbook(table, self._letterhead.clock.now()))

    def _listed(self, wanted: _Wanted, progress: Progress) -> ListSheet:
        listing, masked = wanted.listing, wanted.masked
        record_type = self._gate.edition.record_type(listing.type)
        shown = record_type.fields if wanted.fields is None else tuple(wanted.fields)
        cells = self._cells(record_type, is_for_reading=wanted.is_for_reading)
        columns = (_id_column, *cells.columns(shown))
        lines = tuple(self._lines(listing, cells.row(shown, masked=masked), progress))
        title = _ledger_name(record_type.name)
        stars = [field.label for field in shown if field.personal] if masked else []
        return ListSheet(
            Table(record_type.id, record_type.name, title, columns, lines),
            self._letterhead.office.name,
            self.conditions(listing, masked=masked),
            self._letterhead.clock.now(),
            record_type.title,
            f"已隐去{'、'.join(stars)}" if stars else "",
        )

    def _cells(self, record_type: RecordType, *, is_for_reading: bool) -> ListCells:
        return ListCells(self._gate, self._names, record_type, is_for_reading=is_for_reading)

    def _lines(
        self, listing: Listing, cells: Callable[[Record], list[Cell]], progress: Progress
    ) -> Iterator[Line]:
        """The records in blocks: all of them at once would take ten times the room."""
        with self._book.reading() as reading:
            ids = reading.ids(listing)
            for start in range(0, len(ids), _block):
                progress.report(start, len(ids), "正在读取")
                block = reading.to_show(listing.type, ids[start : start + _block])
                yield from (Line((record.id, *cells(record)), record=record.id) for record in block)

    def _answers_in(self, listing: Listing, *, masked: bool) -> Iterator[str]:
        record_type = self._gate.edition.record_type(listing.type)
        cells = self._cells(record_type, is_for_reading=True)
        for field_id, value in listing.where:
            field = record_type.field(field_id)
            if value is None:
                yield f"{field.label}未填"
            elif masked and field.personal:
                yield f"{field.label}为某一内容"
            else:
                yield f"{field.label}为“{cells.text(field, value)}”"

    def _write(self, listed: ListSheet, target: Path, progress: Progress) -> None:
        if target.suffix.lower() == ".csv":
            _write_texts(listed.table, target, progress)
        else:
            save_list(listed, target, self._letterhead.fonts, progress)


def _write_texts(table: Table, target: Path, progress: Progress) -> None:
    from bianmin_desktop.exchange.csv_tables import write_csv

    write_atomically(target, lambda file: write_csv(file, _rows(table, progress)))


def _rows(table: Table, progress: Progress) -> Iterator[list[str]]:
    """The exact values as text: a number's places are a matter of printing."""
    yield [column.label for column in table.columns]
    for place, line in enumerate(table.lines):
        if place % _block == 0:
            progress.report(place, len(table.lines), "正在生成表格")
        yield [
            format(cell.value, "f") if isinstance(cell, Number) else str(cell or "")
            for cell in line.cells
        ]
    progress.report(len(table.lines), len(table.lines), "正在生成表格")


def _ledger_name(name: str) -> str:
    """网点台账; a name that says what it is already stays."""
    return name if name.endswith(("台账", "清单", "名单", "表", "册")) else f"{name}台账"
