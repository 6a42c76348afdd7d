"""Tables of what was derived from the ledgers: figures, the matrix of gaps, explanations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rounding import NO_RATIO
from bianmin_desktop.domain.snapshots import FigureLine, GapLine, Snapshot
from bianmin_desktop.domain.values import number_of
from bianmin_desktop.exchange.submission.parts import (
    Cell,
    Column,
    Line,
    LineKind,
    Look,
    Number,
    Table,
    Tone,
)

_by_hand = "填报数字"
_none = "无"
_essential = "essential"
_gaps = ((_none, Tone.MISSING),)


def figure_table(snapshot: Snapshot, edition: Edition) -> Table:
    """季度进展: the derived figures by section, then the figures only a person knows."""
    columns = (
        Column("label", "指标", width=32),
        Column("unit", "单位", width=6),
        Column("opening", "上期", Look.NUMBER, 12),
        Column("added", "新增", Look.NUMBER, 12),
        Column("removed", "减少", Look.NUMBER, 12),
        Column("closing", "期末", Look.NUMBER, 12),
        Column("parts", "算法", width=26, is_printed=False),
        Column("clause", "依据", width=30, is_printed=False),
    )
    lines: list[Line] = []
    for section, figures in groupby(snapshot.figures, key=lambda figure: figure.section):
        lines.append(_heading(section, len(columns)))
        lines += [_figure_line(figure, edition) for figure in figures]
    typed = list(_typed_lines(snapshot.summary, edition))
    if typed:
        lines += [_heading(_by_hand, len(columns)), *typed]
    notes = ("期末＝上期＋新增－减少；“—”表示该项没有这一数字。各项数字均由本次报送所附台账得出。",)
    return Table("figures", "季度进展", "季度进展情况表", columns, tuple(lines), notes=notes)


def number_fields(edition: Edition) -> Iterator[Field]:
    """The numbers of a summary that only a person knows."""
    for field in edition.record_type("summary").fields:
        if field.kind in (Kind.INTEGER, Kind.DECIMAL):
            yield field


def gap_table(snapshot: Snapshot) -> Table:
    """业态“有没有”: circles by the items of the lists, with how many outlets of each there are."""
    items = [
        Column(f"{c.list}:{c.item}", c.label, Look.NUMBER, 7, group=c.list_label, tones=_gaps)
        for c in snapshot.gap_columns
    ]
    columns = (
        Column("circle", "生活圈", width=22),
        *items,
        Column("missing", "必备业态缺项", width=20),
    )
    lines = tuple(
        Line((line.name, *map(_count, line.counts), _missing(snapshot, line)), record=line.circle)
        for line in snapshot.gap_lines
    )
    notes = ("数字为本季度末该生活圈内的网点数，“无”表示没有。",)
    return Table("gaps", "业态“有没有”", "业态“有没有”对照表", columns, lines, "单位：个", notes)


def explanation_table(snapshot: Snapshot) -> Table:
    """上报说明: what the check asked about, and the office's answer.

    What asks about a change stands with the change (季度变动说明), and not here once more.
    """
    changes = {change.id for change in snapshot.changes}
    others = [one for one in snapshot.occasion.explained if one.issue not in changes]
    columns = (
        Column("", "序号", Look.SERIAL, 6),
        Column("place", "位置", width=30),
        Column("message", "审核提出的问题", Look.LINES, 50),
        Column("text", "情况说明", Look.LINES, 50),
    )
    lines = tuple(
        Line((Number(Decimal(place)), reason.place, reason.message, reason.text))
        for place, reason in enumerate(others, start=1)
    )
    return Table("explanations", "上报说明", "上报说明", columns, lines)


def _heading(text: str, width: int) -> Line:
    return Line((text, *([None] * (width - 1))), LineKind.GROUP)


def _figure_line(figure: FigureLine, edition: Edition) -> Line:
    numbers = (figure.opening, figure.added, figure.removed, figure.closing)
    shown = (_number(number, figure.places) for number in numbers)
    cells = (figure.label, figure.unit, *shown, _parts(figure), _clause(figure.clause, edition))
    return Line(cells, record=figure.id)


def _number(value: Decimal | None, places: int) -> Cell:
    return NO_RATIO if value is None else Number(value, places)


def _parts(figure: FigureLine) -> Cell:
    if figure.numerator is None or figure.denominator is None:
        return None
    return f"{figure.numerator:,f}÷{figure.denominator:,f}"


def _typed_lines(summary: Record, edition: Edition) -> Iterator[Line]:
    for field in number_fields(edition):
        value = summary.get(field.id)
        number = number_of(value)
        written = getattr(value, "label", NO_RATIO)
        cell: Cell = written if number is None else Number(number, field.places)
        blanks: Sequence[Cell] = [NO_RATIO] * 3
        clause = _clause(field.clause, edition)
        yield Line((field.label, field.unit, *blanks, cell, None, clause), record=field.id)


def _clause(clause_id: str, edition: Edition) -> Cell:
    clause = edition.clauses.get(clause_id)
    return clause.heading if clause else None


def _count(count: int) -> Cell:
    return Number(Decimal(count), zero=_none)


def _missing(snapshot: Snapshot, line: GapLine) -> Cell:
    pairs = zip(snapshot.gap_columns, line.counts, strict=True)
    missing = [column.label for column, count in pairs if column.list == _essential and not count]
    return "、".join(missing) or _none
