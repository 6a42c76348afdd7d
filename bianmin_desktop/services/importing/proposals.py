"""What an import proposes before anything is read into records, and what a clerk corrects in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.exchange.tables import Sheet
from bianmin_desktop.services.importing.outcome import Problem

left_blank = "（留空）"
"""The meaning that takes a text out: the cell counts as blank."""


class How(StrEnum):
    """By what a column or a text was taken for what it is."""

    EXACT = "exact"
    ALIAS = "alias"
    LIKENESS = "likeness"
    REMEMBERED = "remembered"
    CHOSEN = "chosen"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Source:
    """A file (or a pasted block, without a path) as it was read; `refusal` says why it was not."""

    name: str
    path: Path | None = None
    sheets: tuple[Sheet, ...] = ()
    refusal: Problem | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the clerk decided: fields by (layout key, column from 0), meanings by (field, text).

    An empty field leaves the column out; an empty meaning leaves the text as it is typed.
    """

    columns: Mapping[tuple[str, int], str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table and what it is taken for.

    `field` is a field id, `id` for the record's own id, or empty when the column is left out;
    `confidence` goes from 0 to 1; `rivals` are other likely fields, the likeliest first. `unit`
    is the unit that the heading names, when numbers have to be converted from it.
    """

    position: int
    letters: str
    heading: str
    samples: tuple[str, ...] = ()
    field: str = ""
    confidence: float = 0.0
    how: str = How.NONE
    rivals: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ValueMeaning:
    """One text that its field cannot read, once for all rows, and what it may mean.

    `meaning` is the text put in its place, empty while nobody decided: the text stays as typed
    then. `confidence` is of the first of `offered`, the likely meanings, the likeliest first.
    """

    field: str
    text: str
    count: int
    meaning: str = ""
    confidence: float = 0.0
    offered: tuple[str, ...] = ()
    how: str = How.NONE


@dataclass(frozen=True, slots=True)
class TableProposal:
    """One sheet: where its header and rows are, what its columns hold; rows counted from 0.

    `skips` tells of the rows below the header that hold no record why not, by row. `given` holds
    the texts of fields that no column has and the whole sheet answers: its name may be that of
    the community. `sections` are the rows that hold nothing but such a text, (field, text) for
    the rows below them, by row.
    """

    file: str
    path: Path | None
    sheet: Sheet
    record_type: RecordType
    header_rows: tuple[int, int] = (0, 0)
    first_row: int = 0
    columns: tuple[Column, ...] = ()
    layout_key: str = ""
    problems: tuple[Problem, ...] = ()
    left_out: Problem | None = None
    skips: Mapping[int, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def skipped(self) -> str:
        """Why the sheet is left out; empty when it is taken."""
        return self.left_out.message if self.left_out else ""

    @property
    def fields(self) -> dict[str, Column]:
        """The columns that are taken, by the field they fill."""
        return {column.field: column for column in self.columns if column.field}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a whole import comes to before its dry run."""

    type: str
    tables: tuple[TableProposal, ...] = ()
    values: tuple[ValueMeaning, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def taken(self) -> tuple[TableProposal, ...]:
        """The tables whose rows are imported."""
        return tuple(table for table in self.tables if table.left_out is None)


class Row(NamedTuple):
    """A row as read: where it stands (`number` from 1), its texts that are not blank by field id.

    `columns` gives each field's column letters, `notes` the comments of its cells by field.
    `skipped` says why the row holds no record, its `texts` are empty then; it is empty for a row
    to take, which may still lack what a record needs. `raw` holds the texts as they stand in the
    file of cells that were taken for days.
    """

    file: str
    sheet: str
    number: int
    texts: Mapping[str, str]
    columns: Mapping[str, str]
    skipped: str = ""
    notes: Mapping[str, str] = {}
    raw: Mapping[str, str] = {}

    def problem(self, code: str, message: str, field_id: str = "") -> Problem:
        """A problem of this row, or of one cell in it."""
        column = self.columns.get(field_id, "")
        return Problem(self.file, message, code, self.sheet, self.number, column, field_id)
