"""上期, 上年同期 and 上期更正: what the figures of a quarter took over from earlier versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.rounding import NO_RATIO
from bianmin_desktop.domain.snapshot_carried import Carried, CorrectionLine
from bianmin_desktop.domain.snapshots import FigureLine, Snapshot
from bianmin_desktop.exchange.submission.parts import (
    Cell,
    Column,
    Line,
    LineKind,
    Look,
    Number,
    Table,
)

title = "上期更正情况表"
_sheet = "上期更正"
_last_year = Column("last_year", "上年同期", Look.NUMBER, 10)
_narrow: Mapping[str, int] = {"label": 28, "opening": 10, "added": 10, "removed": 10, "closing": 10}
"""With one column more the table still stands upright on paper."""
_place_of_opening = 2
_named = 3
_correction_columns = (
    Column("", "序号", Look.SERIAL, 6),
    Column("figure", "指标", width=26),
    Column("unit", "单位", width=6),
    Column("handed", "上期报送数", Look.NUMBER, 12),
    Column("now", "按现台账推算", Look.NUMBER, 13),
    Column("more", "更正增加", Look.NUMBER, 10),
    Column("less", "更正减少", Look.NUMBER, 10),
    Column("records", "涉及的记录", Look.LINES, 40),
)
_record_columns = (
    Column("", "序号", Look.SERIAL, 6),
    Column("kind", "类别", width=10),
    Column("name", "名称", width=28),
    Column("what", "改动", Look.LINES, 44),
    Column("effects", "影响的指标", Look.LINES, 44),
)


def with_earlier(table: Table, snapshot: Snapshot, edition: Edition) -> Table:
    """The table of figures with what was handed in before, and where that was copied from."""
    carried = snapshot.carried
    if carried.before is not None:
        entered = _opening_of(carried.before.entered, edition)
        lines = tuple(_with_opening(line, entered) for line in table.lines)
        note = f"上期为{carried.before.say()}报送的数。{_corrected(carried)}"
        table = replace(table, lines=lines, notes=(*table.notes, note))
    if carried.same_last_year is not None:
        note = f"上年同期为{carried.same_last_year.say()}报送的数。"
        table = replace(_with_last_year(table, snapshot, edition), notes=(*table.notes, note))
    return table


def correction_table(snapshot: Snapshot) -> Table:
    """The figures whose 上期 the ledger tells otherwise by now."""
    figures = {line.id: line for line in snapshot.figures}
    names = {line.id: line.name for line in snapshot.carried.corrected}
    lines = tuple(
        _correction(place, line, figures[line.figure], names)
        for place, line in enumerate(snapshot.carried.corrections, start=1)
    )
    notes = (
        "上期按已报送的数填写；报送以后台账补登、删除、改动的，差额作为更正计入本期新增、减少："
        "按现台账推算＝上期报送数＋更正增加－更正减少。",
    )
    return Table("corrections", _sheet, title, _correction_columns, lines, notes=notes)


def corrected_table(snapshot: Snapshot) -> Table:
    """The records behind the corrections, one by one."""
    lines = tuple(
        Line((Number(Decimal(place)), one.kind, one.name, one.what, one.effects), record=one.id)
        for place, one in enumerate(snapshot.carried.corrected, start=1)
    )
    name = "上期更正明细"
    return Table("corrected", name, f"{name}表", _record_columns, lines)


def _correction(
    place: int, line: CorrectionLine, figure: FigureLine, names: Mapping[str, str]
) -> Line:
    numbers = (line.handed, line.now, line.added, line.removed)
    shown = (_number(number, figure.places) for number in numbers)
    told = "、".join(names.get(i, i) for i in line.records[:_named])
    more = f"等 {len(line.records):,} 条" if len(line.records) > _named else ""
    records = f"{told}{more}" or "上期版本没有留下逐条依据"
    cells = (Number(Decimal(place)), figure.label, figure.unit, *shown, records)
    return Line(cells, record=line.figure)


def _corrected(carried: Carried) -> str:
    count = len(carried.corrections)
    if not count:
        return ""
    return f"其中 {count} 项与现台账推算的不同，差额已计入新增、减少，见“{title}”。"


def _opening_of(entered: Mapping[str, Decimal], edition: Edition) -> Mapping[str, Cell]:
    fields = {field.id: field for field in edition.record_type("summary").fields}
    return {i: Number(n, fields[i].places) for i, n in entered.items() if i in fields}


def _with_opening(line: Line, entered: Mapping[str, Cell]) -> Line:
    """A typed number of the quarter before stands where that of a derived figure stands."""
    if line.record not in entered:
        return line
    cells = list(line.cells)
    cells[_place_of_opening] = entered[line.record]
    return replace(line, cells=tuple(cells))


def _with_last_year(table: Table, snapshot: Snapshot, edition: Edition) -> Table:
    copied = snapshot.carried.same_last_year
    known: dict[str, Cell] = {}
    if copied is not None:
        known = dict(_opening_of(copied.entered, edition))
        places = {line.id: line.places for line in snapshot.figures}
        known |= {i: _number(n, places[i]) for i, n in copied.figures.items() if i in places}
    place = next(n for n, column in enumerate(table.columns) if column.id == "closing") + 1
    columns = (*table.columns[:place], _last_year, *table.columns[place:])
    narrow = tuple(replace(c, width=_narrow.get(c.id, c.width)) for c in columns)
    lines = tuple(_with_cell(line, place, known) for line in table.lines)
    return replace(table, columns=narrow, lines=lines)


def _with_cell(line: Line, place: int, known: Mapping[str, Cell]) -> Line:
    cell = known.get(line.record, NO_RATIO) if line.kind is LineKind.PLAIN else None
    return replace(line, cells=(*line.cells[:place], cell, *line.cells[place:]))


def _number(value: Decimal | None, places: int) -> Cell:
    return NO_RATIO if value is None else Number(value, places)
