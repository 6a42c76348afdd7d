"""Lists out: a workbook with everything on it against the bare values, and paper by its rows.

The floor of the workbook is openpyxl's write-only mode given the values themselves: no styles, no
text formats, no drop-downs, no widths, nothing read from the book. Ours reads the records first.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.catalogue.definitions import Field
from bianmin_desktop.domain.records import Record
from bianmin_desktop.store.listing import Listing
from tests.benchmarks.harness import Line, Ratio, paired

_most_rows, _columns = 50_000, 30
_short = 1_000
_most_rounds = 3

Bare = str | int | float | date | None


def run(data: Path, rounds: int) -> Iterator[Line]:
    """A workbook of 50,000 rows (of all there are) by 30 columns; a PDF of 5,000 against 1,000."""
    application = start(data).open()
    listing = Listing("outlet", limit=_most_rows)
    fields = application.ledgers.fields("outlet")[:_columns]
    turns = min(rounds, _most_rounds)
    with tempfile.TemporaryDirectory(prefix="bianmin-") as scratch:
        folder = Path(scratch)
        floor = _bare_workbook(application, listing, fields, folder / "bare.xlsx")
        target = folder / "list.xlsx"

        def ours() -> None:
            application.listings.save(listing, target, fields)

        took = paired(ours, floor, rounds=turns, warm=0)
        yield Ratio("list to Excel", *took, "openpyxl write-only of the bare values", 1.2)
        rows = min(_short, application.ledgers.count(listing) // 5)
        long, short = (_paper(application, fields, n, folder) for n in (5 * rows, rows))
        took = paired(long, short, rounds=turns, warm=1)
        name, floor_name = f"list of {5 * rows:,} rows to PDF", f"the same of {rows:,}"
        yield Ratio(name, *took, floor_name, 5.5)
    application.close()


def _bare_workbook(
    application: Application, listing: Listing, fields: Sequence[Field], target: Path
) -> Callable[[], None]:
    records = application.ledgers.records(listing)
    rows = [[_bare(record, field) for field in fields] for record in records]

    def write() -> None:
        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet("list")
        for row in rows:
            sheet.append(row)
        workbook.save(target)

    return write


def _bare(record: Record, field: Field) -> Bare:
    value = record.get(field.id)
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, str | int | date) else None


def _paper(
    application: Application, fields: Sequence[Field], rows: int, folder: Path
) -> Callable[[], None]:
    listing = replace(Listing("outlet"), limit=rows)
    target = folder / f"{rows}.pdf"

    def write() -> None:
        application.listings.save(listing, target, fields[:8])

    return write
