"""A document's table with the cells a workbook takes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bianmin_desktop.domain.documents.content import Amount, Head
from bianmin_desktop.domain.documents.content import Cell as Told
from bianmin_desktop.domain.documents.tables import DocumentTable
from bianmin_desktop.domain.rounding import NO_RATIO
from bianmin_desktop.exchange.submission.parts import Cell, Column, Line, Look, Number, Table

_looks = {"number": Look.NUMBER, "date": Look.DATE, "lines": Look.LINES}
_number = Column("", "序号", Look.SERIAL, 6)


def sheet_of(table: DocumentTable, name: str) -> Table:
    """The table, its rows numbered; sums stand in its last row."""
    heads = table.heads
    columns = (_number, *(_column(head, table) for head in heads))
    lines = [
        Line((Number(Decimal(n)), *(_cell(head, item.cells.get(head.id)) for head in heads)))
        for n, item in enumerate(table.items, start=1)
    ]
    if table.total is not None:
        lines.append(Line((None, *_total(table))))
    return Table("document", name, table.title, columns, tuple(lines), table.caption, table.notes)


def _total(table: DocumentTable) -> Iterator[Cell]:
    for head in table.heads:
        held = (table.total or {}).get(head.id)
        yield None if held is None else _cell(head, held)


def _column(head: Head, table: DocumentTable) -> Column:
    """Cells are plain numbers: what stands behind them on paper stands in the header here."""
    cells = (item.cells.get(head.id) for item in table.items)
    sign = next((cell.sign for cell in cells if isinstance(cell, Amount) and cell.sign), "")
    label = f"{head.label}（{sign}）" if sign else head.label
    return Column(head.id, label, _looks.get(head.look, Look.TEXT), group=head.group)


def _cell(head: Head, cell: Told) -> Cell:
    """A number that there is none of is a dash."""
    if cell is None:
        return NO_RATIO if head.look == "number" else None
    if isinstance(cell, Amount):
        return Number(cell.value, cell.places, cell.zero, cell.is_year)
    return cell
