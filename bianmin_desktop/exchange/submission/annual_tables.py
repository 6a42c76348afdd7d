"""The tables of an annual summary: the year, its quarters, the targets, and what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.drafting.rendering import text_fields
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.rounding import NO_RATIO
from bianmin_desktop.domain.targets import Goal, Progress
from bianmin_desktop.domain.year_snapshots import YearSnapshot
from bianmin_desktop.domain.years import EnteredLine, SinceLine, YearLine
from bianmin_desktop.exchange.submission.parts import (
    Cell,
    Column,
    Line,
    LineKind,
    Look,
    Number,
    Table,
)

_by_hand = "填报数字（四个季度合计）"
_ends = ("第一季度", "第二季度", "第三季度", "第四季度")
_in_force = "现在的台账"


def year_table(snapshot: YearSnapshot, edition: Edition) -> Table:
    """年度进展: the figures of the year; 更正 only where there is any."""
    is_corrected = any(line.corrected for line in snapshot.figures)
    corrected = (Column("corrected", "更正", Look.NUMBER, 10),) if is_corrected else ()
    columns = (
        Column("label", "指标", width=32),
        Column("unit", "单位", width=6),
        Column("opening", "上年末", Look.NUMBER, 12),
        Column("added", "全年新增", Look.NUMBER, 12),
        Column("removed", "全年减少", Look.NUMBER, 12),
        *corrected,
        Column("closing", "年末", Look.NUMBER, 12),
        Column("parts", "算法", width=26, is_printed=False),
        Column("clause", "依据", width=30, is_printed=False),
    )
    lines = [*_figure_lines(snapshot.figures, edition, is_corrected=is_corrected)]
    if snapshot.entered:
        lines.append(_heading(_by_hand, len(columns)))
        blanks: list[Cell] = [NO_RATIO] * (4 if is_corrected else 3)
        for line in snapshot.entered:
            total = _number(line.total, line.places)
            clause = _clause(line.clause, edition)
            cells = (line.label, line.unit, *blanks, total, None, clause)
            lines.append(Line(cells, record=line.id))
    formula = "年末＝上年末＋全年新增－全年减少" + ("＋更正" if is_corrected else "")
    notes: tuple[str, ...] = (
        f"{formula}；“—”表示该项没有这一数字。各项数字由四个季度报送的版本合计得出，见“数据来源”。",
    )
    if is_corrected:
        notes += ("更正是上一季度报送的期末与下一季度报送的上期之差，说明见“数字更正说明”。",)
    return Table("year_figures", "年度进展", "年度进展情况表", columns, tuple(lines), notes=notes)


def quarter_table(snapshot: YearSnapshot) -> Table:
    """分季度进展: the 期末 of each quarter; the numbers typed by hand quarter by quarter."""
    columns = (
        Column("label", "指标", width=32),
        Column("unit", "单位", width=6),
        *(Column(f"q{n}", label, Look.NUMBER, 10) for n, label in enumerate(_ends, start=1)),
        Column("year", "全年", Look.NUMBER, 10),
    )
    lines: list[Line] = []
    for section, figures in groupby(snapshot.figures, key=lambda line: line.section):
        lines.append(_heading(section, len(columns)))
        for line in figures:
            ends = (_number(closing, line.places) for closing in line.closings)
            whole = _number(line.closing, line.places)
            lines.append(Line((line.label, line.unit, *ends, whole), record=line.id))
    if snapshot.entered:
        lines.append(_heading(_by_hand, len(columns)))
        lines += [_entered_line(line) for line in snapshot.entered]
    notes = ("各季度为期末数，填报数字为当季发生数；还没有开始的季度为“—”。",)
    return Table(
        "year_quarters", "分季度进展", "分季度进展情况表", columns, tuple(lines), notes=notes
    )


def target_table(snapshot: YearSnapshot, edition: Edition) -> Table:
    """目标完成: the city's and the unit's own goals, and what was completed."""
    columns = (
        Column("year", "年度", Look.SERIAL, 8),
        Column("city_added", "当年新增", Look.NUMBER, 10, group="全市目标（个）"),
        Column("city_cumulative", "累计", Look.NUMBER, 10, group="全市目标（个）"),
        Column("own_added", "当年新增", Look.NUMBER, 10, group="本单位目标（个）"),
        Column("own_cumulative", "累计", Look.NUMBER, 10, group="本单位目标（个）"),
        Column("added", "当年新增", Look.NUMBER, 10, group="本单位完成（个）"),
        Column("cumulative", "累计", Look.NUMBER, 10, group="本单位完成（个）"),
        Column("added_rate", "当年", Look.NUMBER, 9, group="完成率"),
        Column("cumulative_rate", "累计", Look.NUMBER, 9, group="完成率"),
        Column("note", "目标依据", width=24),
    )
    measure = edition.target_measure
    basis = measure.note if measure is not None else ""
    notes = (f"全市目标出自{edition.title.document.number}；完成数{basis or '按台账统计。'}",)
    lines = tuple(_target_line(line) for line in snapshot.targets)
    return Table("year_targets", "目标完成", "目标任务完成情况表", columns, lines, notes=notes)


def entered_since_table(snapshot: YearSnapshot) -> Table:
    """报送后变动: what is another now than when its quarter was handed in."""
    columns = (
        Column("quarter", "季度", width=16),
        Column("label", "指标", width=30),
        Column("part", "项目", width=8),
        Column("unit", "单位", width=6),
        Column("before", "报送时", Look.NUMBER, 12),
        Column("after", "现在", Look.NUMBER, 12),
        Column("difference", "差额", Look.NUMBER, 10),
    )
    lines = tuple(_since_line(line) for line in snapshot.since)
    notes = ("年度进展情况表按报送时的数合计，这里列出报送以后台账和总结里变了的数。",)
    return Table(
        "year_since",
        "报送后变动",
        "各季度报送后变动情况表",
        columns,
        lines,
        notes=notes,
        grouped_by="quarter",
    )


def source_table(snapshot: YearSnapshot) -> Table:
    """数据来源: the version each quarter was counted from."""
    columns = (
        Column("quarter", "季度", width=18),
        Column("version", "取自", width=20),
        Column("fingerprint", "一致码", Look.CODE, 18),
    )
    lines = tuple(
        Line(
            (
                Quarter.parse(source.quarter).label,
                f"报送的第{source.version}版" if source.version else f"{_in_force}（没有报送）",
                source.fingerprint or NO_RATIO,
            ),
            record=source.quarter,
        )
        for source in snapshot.sources
    )
    return Table("year_sources", "数据来源", "年度数字来源表", columns, lines)


def text_table(snapshot: YearSnapshot, edition: Edition) -> Table:
    """The texts of the letter as a sheet: a workbook alone can then be received."""
    columns = (Column("label", "项目", width=34), Column("text", "内容", Look.LINES, 100))
    lines = tuple(
        Line((field.label, snapshot.said(field.id)), record=field.id)
        for field in text_fields(edition, annual_summary)
        if snapshot.said(field.id).strip()
    )
    return Table("texts", "总结文字", "年度总结文字", columns, lines, is_printed=False)


def reason_table(snapshot: YearSnapshot) -> Table:
    """上报说明: what the check of the year asked about, and the office's answer."""
    columns = (
        Column("", "序号", Look.SERIAL, 6),
        Column("message", "审核提出的问题", Look.LINES, 60),
        Column("text", "情况说明", Look.LINES, 50),
    )
    lines = tuple(
        Line((Number(Decimal(place)), reason.message, reason.text))
        for place, reason in enumerate(snapshot.explained, start=1)
    )
    return Table("explanations", "上报说明", "上报说明", columns, lines)


def _figure_lines(
    figures: Iterable[YearLine], edition: Edition, *, is_corrected: bool
) -> Iterator[Line]:
    width = 9 if is_corrected else 8
    for section, members in groupby(figures, key=lambda line: line.section):
        yield _heading(section, width)
        for line in members:
            numbers = [line.opening, line.added, line.removed]
            numbers += [line.corrected] if is_corrected else []
            cells = (_number(number, line.places) for number in (*numbers, line.closing))
            rest = (_parts(line), _clause(line.clause, edition))
            yield Line((line.label, line.unit, *cells, *rest), record=line.id)


def _entered_line(line: EnteredLine) -> Line:
    quarters = (_number(number, line.places) for number in line.quarters)
    return Line(
        (line.label, line.unit, *quarters, _number(line.total, line.places)), record=line.id
    )


def _target_line(line: Progress) -> Line:
    return Line(
        (
            Number(Decimal(line.year), is_year=True),
            *_city(line.city),
            *map(_count, (line.own.added, line.own.cumulative, line.added, line.cumulative)),
            line.added_rate,
            line.cumulative_rate,
            line.note or None,
        ),
        record=str(line.year),
    )


def _city(goal: Goal) -> tuple[Cell, ...]:
    """The document says 以上 of some years."""
    numbers = (goal.added, goal.cumulative)
    if not goal.at_least:
        return tuple(map(_count, numbers))
    return tuple(NO_RATIO if number is None else f"{number:,}以上" for number in numbers)


def _since_line(line: SinceLine) -> Line:
    quarter = f"{Quarter.parse(line.quarter).label}（第{line.version}版）"
    numbers = (line.before, line.after, line.difference)
    cells = (_number(number, line.places) for number in numbers)
    return Line(
        (quarter, line.label, line.part or "填报数", line.unit, *cells),
        record=f"{line.quarter}:{line.id}:{line.part}",
    )


def _heading(text: str, width: int) -> Line:
    return Line((text, *([None] * (width - 1))), LineKind.GROUP)


def _number(value: Decimal | None, places: int) -> Cell:
    return NO_RATIO if value is None else Number(value, places)


def _count(value: int | None) -> Cell:
    return NO_RATIO if value is None else Number(Decimal(value))


def _parts(line: YearLine) -> Cell:
    if line.numerator is None or line.denominator is None:
        return None
    return f"{line.numerator:,f}÷{line.denominator:,f}"


def _clause(clause_id: str, edition: Edition) -> Cell:
    clause = edition.clauses.get(clause_id)
    return clause.heading if clause else None
