"""A workbook held against the one its version makes: cell by cell, both read by the same reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bianmin_desktop.exchange.tables import Sheet, facts_sheet
from bianmin_desktop.exchange.verifying.deviations import (
    Deviation,
    Held,
    added,
    missing,
    together,
    whole_row,
)
from bianmin_desktop.exchange.verifying.layouts import Layout, layouts_of, letters, marks_of_sheets
from bianmin_desktop.exchange.verifying.rows import Row, paired

_marks = "识别信息"
_whole_sheet, _whole_column = "整张表", "整列"
_naming = ("name", "label", "outlet", "circle", "subject", "place")
"""Columns that say what a row is about, the best first."""
_kept = frozenset(("frozen_at",))
"""Marks that may be written otherwise by a program that saved the file again."""


def workbook_held(frozen: Sequence[Sheet], found: Sequence[Sheet]) -> Held:
    """What a workbook says otherwise than the version, sheet by sheet in the version's order."""
    layouts = layouts_of(frozen)
    there = {sheet.name: sheet for sheet in found}
    parts = []
    for sheet in frozen:
        layout = layouts.get(sheet.name)
        if layout is None:
            continue
        known = there.get(sheet.name)
        parts.append(
            Held((_sheet(layout, "在", missing),))
            if known is None
            else _Compared(layout, sheet, known).held()
        )
    extra = [sheet for sheet in found if not sheet.is_hidden and sheet.name not in layouts]
    parts.append(
        Held(tuple(_sheet(Layout(s.name, s.name), missing, added) for s in extra if s.rows))
    )
    parts.append(Held(tuple(_of_marks(frozen, found))))
    return together(parts)


def _sheet(layout: Layout, frozen: str, found: str) -> Deviation:
    words = ("", _whole_sheet)
    return Deviation(layout.table, "", "", layout.sheet, *words, frozen, found, layout.sheet)


def _of_marks(frozen: Sequence[Sheet], found: Sequence[Sheet]) -> Iterator[Deviation]:
    """Marks in the hidden sheet that were altered or are gone."""
    before, after = marks_of_sheets(frozen), marks_of_sheets(found)
    for name, value in before.items():
        if name not in _kept and after.get(name, "") != value:
            said = after.get(name) or missing
            words = (_marks, name, "", value, said, facts_sheet)
            yield Deviation(facts_sheet, "", name, *words)


class _Compared:
    """One sheet of both files."""

    def __init__(self, layout: Layout, frozen: Sheet, found: Sheet) -> None:
        self._layout = layout
        width = max((len(row) for row in frozen.rows), default=0)
        self._frozen = [_row(row, range(width)) for row in frozen.rows]
        top = layout.first_row
        header = self._frozen[top - 1] if top else ()
        known = [_line(cell) for cell in found.rows[top - 1]] if 0 < top <= len(found.rows) else []
        self._columns = _columns(header, known, width)
        self._added = _fresh_columns(header, known)
        self._found = [_row(row, self._columns) for row in found.rows]
        self._known = known

    def held(self) -> Held:
        """Columns first, then what stands above the lines, then the lines."""
        layout, top = self._layout, self._layout.first_row
        rows = paired(self._frozen[top:], self._found[top:])
        found = [*self._of_columns(), *self._of_head()]
        for old, new in rows.changed:
            found += self._of_rows(top + old, top + new)
        found += [self._gone(top + old) for old in rows.gone]
        found += [self._fresh(top + new) for new in rows.fresh]
        order = f"“{layout.sheet}”表的行换了顺序，内容不受影响。"
        return Held(tuple(found), (order,) if rows.is_reordered else ())

    def _of_columns(self) -> Iterator[Deviation]:
        for column, place in enumerate(self._columns):
            if place is None:
                yield self._deviation(("", column), (_whole_column, missing), letters(column))
        for place in self._added:
            label = self._known[place] or f"{letters(place)} 列"
            words = ("", label, missing, added, f"{self._layout.sheet}!{letters(place)}")
            yield Deviation(self._layout.table, "", "", self._layout.sheet, *words)

    def _of_head(self) -> Iterator[Deviation]:
        for n in range(self._layout.first_row):
            old, new = self._frozen[n], self._at(n)
            for column, pair in enumerate(zip(old, new, strict=True)):
                if pair[0] != pair[1] and self._columns[column] is not None:
                    yield self._deviation(("", column), pair, f"{letters(column)}{n + 1}")

    def _of_rows(self, old: int, new: int) -> Iterator[Deviation]:
        for column, pair in enumerate(zip(self._frozen[old], self._found[new], strict=True)):
            place = self._columns[column]
            if pair[0] != pair[1] and place is not None:
                yield self._deviation((old, column), pair, f"{letters(place)}{new + 1}")

    def _gone(self, old: int) -> Deviation:
        row = self._frozen[old]
        return self._of_whole_row(self._layout.records.get(old, ""), row, (_said(row), missing))

    def _fresh(self, new: int) -> Deviation:
        row = self._found[new]
        return self._of_whole_row("", row, (missing, _said(row)), f"{new + 1}")

    def _of_whole_row(
        self, record: str, row: Row, pair: tuple[str, str], at: str = ""
    ) -> Deviation:
        layout = self._layout
        place = f"{layout.sheet}!{at}" if at else layout.sheet
        words = (layout.sheet, self._name(row), whole_row, *pair, place)
        return Deviation(layout.table, record, "", *words)

    def _deviation(
        self, at: tuple[int | str, int], pair: tuple[str, str], place: str
    ) -> Deviation:
        """A cell; its row is a place from 0, or empty for what stands above the lines."""
        layout, (row, column) = self._layout, at
        record, name = "", "表头"
        if isinstance(row, int):
            record, name = layout.records.get(row, ""), self._name(self._frozen[row])
        ids = layout.columns
        return Deviation(
            table=layout.table,
            row=record,
            field=ids[column] if column < len(ids) else "",
            table_label=layout.sheet,
            row_label=name,
            field_label=layout.heading(self._frozen, column) if layout.first_row else "",
            frozen=pair[0] or missing,
            found=pair[1] or missing,
            place=f"{layout.sheet}!{place}",
        )

    def _name(self, row: Row) -> str:
        """What a row is called: what its columns of names say, or its first cells."""
        ids = self._layout.columns
        named = [row[ids.index(one)] for one in _naming if one in ids and ids.index(one) < len(row)]
        told = [cell for cell in named if cell][:1] or [_line(cell) for cell in row if cell][:2]
        return "“" + " ".join(told) + "”" if told else ""

    def _at(self, n: int) -> Row:
        return self._found[n] if n < len(self._found) else tuple("" for _ in self._columns)


def _row(row: Sequence[str], columns: Sequence[int | None]) -> Row:
    """The cells of these columns; blank where there is none."""
    return tuple(
        _cell(row[place]) if place is not None and place < len(row) else "" for place in columns
    )


def _cell(text: str) -> str:
    """A text without what programs write differently: the sign of a new line."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _line(text: str) -> str:
    return " ".join(text.split())


def _said(row: Row) -> str:
    return "；".join(_line(cell) for cell in row if cell)[:200]


def _columns(header: Sequence[str], known: Sequence[str], width: int) -> list[int | None]:
    """Where each column of the version stands in the file: columns may be put in or taken out."""
    wanted = [_line(cell) for cell in header]
    if not wanted or wanted == list(known[:width]) or len(wanted) == len(known):
        return list(range(width))
    places: list[int | None] = [None] * width
    for tag, start, end, new, new_end in _steps(wanted, known):
        if tag == "equal" or (tag == "replace" and end - start == new_end - new):
            places[start:end] = range(new, new_end)
    return places


def _fresh_columns(header: Sequence[str], known: Sequence[str]) -> list[int]:
    """Columns of the file that the version has not."""
    wanted = [_line(cell) for cell in header]
    if not wanted or len(wanted) == len(known):
        return []
    return [
        place
        for tag, _, _, new, new_end in _steps(wanted, known)
        if tag == "insert"
        for place in range(new, new_end)
    ]


def _steps(wanted: Sequence[str], known: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, wanted, known, autojunk=False).get_opcodes()

