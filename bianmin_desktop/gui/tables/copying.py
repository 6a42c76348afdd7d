"""Rows for the clipboard: as tab-separated text, and as a table that Excel and WPS take over.

In the table every cell that is no number is marked as text, so that long codes keep their digits
and a name that begins with `=` never becomes a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.gui.tables.ledger_model import heading
from bianmin_desktop.services.ledgers import Line

most_copied = 5000
_numbers = (Kind.INTEGER, Kind.DECIMAL)
_as_text = "mso-number-format:'\\@'"


def copied(fields: Sequence[Field], lines: Sequence[Line]) -> QMimeData:
    """The rows under their headings, in both forms."""
    content = QMimeData()
    content.setText(_tabbed(fields, lines))
    content.setHtml(_table(fields, lines))
    return content


def _tabbed(fields: Sequence[Field], lines: Sequence[Line]) -> str:
    rows = [[heading(field) for field in fields], *(line.cells for line in lines)]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows) + "\n"


def _table(fields: Sequence[Field], lines: Sequence[Line]) -> str:
    head = "".join(f"<th>{escape(heading(field))}</th>" for field in fields)
    body = "".join(f"<tr>{_row(fields, line)}</tr>" for line in lines)
    return f'<meta charset="utf-8"><table><tr>{head}</tr>{body}</table>'


def _row(fields: Sequence[Field], line: Line) -> str:
    cells = zip(fields, line.cells, strict=True)
    return "".join(
        f"<td>{escape(cell)}</td>"
        if field.kind in _numbers
        else f'<td style="{_as_text}">{escape(cell)}</td>'
        for field, cell in cells
    )
