"""Sheets as clerks make them, and what is proposed for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.exchange.tables import Block, Sheet
from bianmin_desktop.services.importing.proposals import (
    Corrections,
    Proposal,
    Row,
    Source,
    TableProposal,
)
from bianmin_desktop.services.importing.proposing import Proposing
from bianmin_desktop.services.importing.table_rows import rows_of

Rows = Sequence[Sequence[str]]


def propose(
    application: Application,
    *sheets: Sheet,
    type_id: str = "outlet",
    corrections: Corrections | None = None,
    path: Path | None = None,
) -> Proposal:
    """What is proposed for one file with these sheets."""
    proposing = Proposing(application._book, application.program.gate, application._names)
    name = path.name if path else "台账.xlsx"
    return proposing.propose(type_id, [Source(name, path, sheets)], corrections or Corrections())


def proposed(
    application: Application, rows: Rows, *merged: Block, name: str = "Sheet1"
) -> TableProposal:
    """The proposal for a single sheet of outlets."""
    (table,) = propose(application, Sheet(name, rows, merged=merged)).tables
    return table


def fields(table: TableProposal) -> dict[str, str]:
    """The field each column is taken for, by the column's letters; columns left out too."""
    return {column.letters: column.field for column in table.columns}


def taken(table: TableProposal, proposal: Proposal | None = None) -> list[Row]:
    """The rows that are taken for records."""
    rows = rows_of(table, proposal.values if proposal else ())
    return [row for row in rows if not row.skipped]


def skipped(table: TableProposal) -> dict[int, str]:
    """Why rows hold no record, by the row's number from 1."""
    return {row.number: row.skipped for row in rows_of(table, ()) if row.skipped}
