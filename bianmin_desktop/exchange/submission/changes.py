"""季度变动说明: every change of the quarter with its reason, and the marks that lead to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bianmin_desktop.domain.snapshots import ChangeLine, Snapshot
from bianmin_desktop.exchange.submission.parts import (
    Cell,
    Column,
    Line,
    LineKind,
    Look,
    Number,
    Table,
)

title = "季度变动说明"
_columns = (
    Column("", "序号", Look.SERIAL, 6),
    Column("group", "类别", width=20),
    Column("name", "网点或指标", width=30),
    Column("kind", "变动", width=10),
    Column("on", "日期", Look.DATE, 12),
    Column("before", "变动前（上期）", width=16),
    Column("after", "变动后（期末）", width=16),
    Column("amount", "幅度", width=12),
    Column("reason", "原因说明", Look.LINES, 44),
)
_notes = (
    "网点变动按台账中的日期列出；数字变动是与上期相比超过规定幅度、需要说明的指标。"
    "原因由填报单位填写，没有要求说明的可以为空。",
)
_mark = Column("mark", "说明", Look.SERIAL, 4)
_reason = Column("reason", "变动原因", Look.LINES, 30, is_printed=False)


def change_table(snapshot: Snapshot) -> Table:
    """The changes in their order, numbered; on paper their groups stand as headings."""
    lines = tuple(
        Line(
            (
                Number(Decimal(place)),
                change.group,
                change.name,
                change.kind,
                date.fromisoformat(change.on) if change.on else None,
                change.before,
                change.after,
                change.amount or None,
                change.reason or None,
            ),
            record=change.id,
        )
        for place, change in enumerate(snapshot.changes, start=1)
    )
    return Table("changes", title, title, _columns, lines, notes=_notes, grouped_by="group")


def marked(table: Table, snapshot: Snapshot) -> Table:
    """The table of figures, those with a change marked by its number; its reason beside it.

    A table none of whose figures changed much stays as it is.
    """
    numbered = enumerate(snapshot.changes, start=1)
    known = {change.subject: (place, change) for place, change in numbered if not change.on}
    if not any(line.record in known for line in table.lines):
        return table
    place = next(n for n, column in enumerate(table.columns) if not column.is_printed)
    columns = (*table.columns[:place], _mark, _reason, *table.columns[place:])
    lines = tuple(_marked(line, place, known) for line in table.lines)
    note = f"“说明”栏的数字是该项在“{title}”中的序号，原因见该处。"
    return replace(table, columns=columns, lines=lines, notes=(*table.notes, note))


def _marked(line: Line, place: int, known: Mapping[str, tuple[int, ChangeLine]]) -> Line:
    found = known.get(line.record) if line.kind is LineKind.PLAIN else None
    cells: tuple[Cell, Cell] = (
        (Number(Decimal(found[0])), found[1].reason or None) if found else (None, None)
    )
    return replace(line, cells=(*line.cells[:place], *cells, *line.cells[place:]))
