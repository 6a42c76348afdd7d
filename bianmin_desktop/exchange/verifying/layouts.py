"""What the hidden `_meta` sheet of our workbooks says of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bianmin_desktop.exchange.tables import Sheet, facts_sheet


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's sheet: where its lines begin (rows from 0), and the ids of columns and records.

    Without a table (the cover) its id is the sheet's name, and it has no heading.
    """

    table: str
    sheet: str
    first_row: int = 0
    columns: tuple[str, ...] = ()
    records: Mapping[int, str] = field(default_factory=dict)

    def heading(self, rows: Sequence[Sequence[str]], column: int) -> str:
        """What stands above a column; its letters where nothing does."""
        header = rows[self.first_row - 1] if self.first_row else ()
        label = header[column] if column < len(header) else ""
        return " ".join(label.split()) or f"{letters(column)} 列"


def layouts_of(sheets: Sequence[Sheet]) -> dict[str, Layout]:
    """The layouts of a workbook's visible sheets, by the sheet's name."""
    told = {one.sheet: one for one in _told(_meta_rows(sheets))}
    return {
        sheet.name: told.get(sheet.name) or Layout(sheet.name, sheet.name)
        for sheet in sheets
        if not sheet.is_hidden
    }


def marks_of_sheets(sheets: Sequence[Sheet]) -> dict[str, str]:
    """What `_meta` says in pairs; the first of a name counts. Empty when there is none."""
    marks: dict[str, str] = {}
    for row in _meta_rows(sheets):
        if len(row) == 2:
            marks.setdefault(*row)
    return marks


def letters(column: int) -> str:
    """A column (from 0) as spreadsheets name it: A, B … AA."""
    name, rest = "", column + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def _meta_rows(sheets: Sequence[Sheet]) -> Sequence[Sequence[str]]:
    return next((sheet.rows for sheet in sheets if sheet.name == facts_sheet), ())


def _told(rows: Sequence[Sequence[str]]) -> Iterator[Layout]:
    """Tables in their order; a row that was spoilt by hand is no layout."""
    columns = {row[1]: tuple(row[2:]) for row in rows if len(row) > 1 and row[0] == "columns"}
    records: dict[str, dict[int, str]] = {}
    for row in rows:
        if len(row) == 4 and row[0] == "row" and row[2].isdecimal():
            records.setdefault(row[1], {})[int(row[2]) - 1] = row[3]
    for row in rows:
        if len(row) == 4 and row[0] == "table" and row[3].isdecimal():
            table = row[1]
            ids = tuple("" if one == "-" else one for one in columns.get(table, ()))
            yield Layout(table, row[2], int(row[3]) - 1, ids, records.get(table, {}))
