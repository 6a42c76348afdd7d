"""Which line of which table a piece of printed text belongs to, found in the version's workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bianmin_desktop.exchange.tables import Sheet
from bianmin_desktop.exchange.verifying.layouts import Layout, layouts_of

_around = 4
"""Printed lines above and below that help to tell a table's lines apart."""
_least_likely = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """A table, or a line and a column of one, by id and in words."""

    id: str = ""
    label: str = ""
    field: str = ""
    field_label: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a table: its cells without blanks, whole and together."""

    place: int
    whole: frozenset[str]
    text: str

    @classmethod
    def of(cls, place: int, row: Sequence[str]) -> _Line:
        cells = ["".join(cell.split()) for cell in row if cell]
        return cls(place, frozenset(cells), "\n".join(cells))

    def likely(self, near: Sequence[tuple[str, float]]) -> float:
        """How much of what is printed around it says; whole cells count for more than parts."""
        score = 0.0
        for token, weight in near:
            if token in self.whole:
                score += weight
            elif len(token) > 1 and token in self.text:
                score += weight / 2
        return score


class TableRows:
    """The lines of a version's tables as its workbook has them; none without a workbook."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        """`sheets` as read from the workbook the version makes."""
        layouts = layouts_of(sheets)
        self._sheets = {
            layouts[sheet.name].table: (layouts[sheet.name], sheet)
            for sheet in sheets
            if sheet.name in layouts and layouts[sheet.name].first_row
        }
        self._lines: dict[str, list[_Line]] = {}

    def table(self, title: str) -> Place:
        """The table with that title; without an id when the workbook has none."""
        for table_id, (layout, sheet) in self._sheets.items():
            if sheet.rows and sheet.rows[0] and sheet.rows[0][0].endswith(title):
                return Place(table_id, layout.sheet)
        return Place("", title)

    def row(
        self, table: Place, lines: Sequence[str], start: int, pair: tuple[str, str]
    ) -> Place:
        """The line of the table that printed line `start` belongs to, and the column that differs.

        `pair` is what is printed there and what the other file says in its place.
        """
        if table.id not in self._sheets:
            return Place()
        layout, sheet = self._sheets[table.id]
        near = [
            (token, 1 / (1 + abs(place - start)))
            for place in range(max(start - _around, 0), min(start + _around + 1, len(lines)))
            for token in lines[place].split()
        ]
        if table.id not in self._lines:
            self._lines[table.id] = [_Line.of(n, row) for n, row in _body(layout, sheet)]
        scored = [(line.likely(near), -line.place) for line in self._lines[table.id]]
        best, place = max(scored, default=(0.0, 0))
        if best < _least_likely:
            return Place()
        column = _column_of(sheet.rows[-place], pair)
        return Place(
            layout.records.get(-place, ""),
            _named(layout, sheet.rows[-place]),
            layout.columns[column] if 0 <= column < len(layout.columns) else "",
            layout.heading(sheet.rows, column) if column >= 0 else "",
        )


def _body(layout: Layout, sheet: Sheet) -> Iterator[tuple[int, Sequence[str]]]:
    for n in range(layout.first_row, len(sheet.rows)):
        yield n, sheet.rows[n]


def _column_of(row: Sequence[str], pair: tuple[str, str]) -> int:
    """The column whose cell holds what is printed in one file and not in the other; -1 if none."""
    before, after = (text.split() for text in pair)
    odd = [token for token in before if token not in after]
    for token in odd:
        for column, cell in enumerate(row):
            flat = "".join(cell.split())
            if flat and (token == flat or _digits(token) == _digits(flat) != ""):
                return column
    for token in odd:
        for column, cell in enumerate(row):
            if token in "".join(cell.split()):
                return column
    return -1


def _digits(text: str) -> str:
    """A number without what print adds to it; nothing for any other text."""
    plain = text.replace(",", "")
    if not plain.replace(".", "", 1).lstrip("-").isdecimal():
        return ""
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _named(layout: Layout, row: Sequence[str]) -> str:
    for one in ("name", "label", "outlet", "circle"):
        place = layout.columns.index(one) if one in layout.columns else -1
        if 0 <= place < len(row) and row[place]:
            return f"“{row[place]}”"
    return "“" + " ".join([" ".join(cell.split()) for cell in row if cell][:2]) + "”"
