"""The hidden sheets: the choices behind the drop-downs, and the marks a receiver reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.exchange.excel import styles
from bianmin_desktop.exchange.excel.sheets import append, text_cell
from bianmin_desktop.exchange.excel.styles import OpenCell
from bianmin_desktop.exchange.submission.parts import Submission, Table

meta_name = "_meta"
lists_name = "_lists"
meta_format = "bianmin-submission"
meta_version = "1"

Choices = tuple[str, ...]


def ranges_of(tables: Iterable[Table]) -> dict[Choices, str]:
    """Where each set of choices will stand, by the choices: a column of the sheet each."""
    columns = (column for table in tables for column in table.columns)
    distinct = dict.fromkeys(column.choices for column in columns if column.choices)
    return {
        choices: f"{lists_name}!${(letter := get_column_letter(place))}$1:${letter}${len(choices)}"
        for place, choices in enumerate(distinct, start=1)
    }


def write_lists(sheet: Worksheet, ranges: Mapping[Choices, str]) -> None:
    """The choices, one column each: no limit of 255 characters as in a typed list."""
    sheet.sheet_state = "hidden"
    deepest = max((len(choices) for choices in ranges), default=0)
    for row in range(deepest):
        words = (choices[row] if row < len(choices) else "" for choices in ranges)
        sheet.append([text_cell(sheet, styles.bare, word) for word in words])


def write_meta(
    sheet: Worksheet, submission: Submission, first_rows: Mapping[str, tuple[str, int]]
) -> None:
    """Format, edition, unit, period, version, 一致码; then which row shows which record.

    `first_rows` gives for each table's id its sheet's name and the row of its first line.
    """
    sheet.sheet_state = "hidden"
    identity = submission.identity
    pairs = {
        "format": meta_format,
        "format_version": meta_version,
        "edition": identity.edition_id,
        "unit": identity.code,
        "unit_name": identity.unit,
        "period": identity.period,
        "version": str(identity.version),
        "fingerprint": identity.fingerprint,
        "content_sha256": identity.digest,
        "frozen_at": identity.frozen_at.isoformat(timespec="seconds"),
    }
    rows = [list(pair) for pair in pairs.items()]
    for table in submission.tables:
        name, first = first_rows[table.id]
        rows.append(["table", table.id, name, str(first)])
        ids = [column.id or "-" for column in table.columns]
        rows.append(["columns", table.id, *ids])
        rows += [
            ["row", table.id, str(first + place), line.record]
            for place, line in enumerate(table.lines)
            if line.record
        ]
    cell = styles.bare.cell(sheet)
    for row in rows:
        append(sheet, _refilled(cell, row))


def _refilled(cell: OpenCell, row: list[str]) -> Iterator[OpenCell]:
    for text in row:
        cell.value = text
        cell.data_type = "s"
        yield cell
