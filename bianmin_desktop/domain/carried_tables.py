"""What a snapshot took over from earlier quarters, as tables that can be held together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.rounding import NO_RATIO, rounded
from bianmin_desktop.domain.snapshot_carried import Copied, CorrectedLine, CorrectionLine
from bianmin_desktop.domain.snapshot_cells import Cell, Row, Sheet, plain_cell
from bianmin_desktop.domain.snapshots import FigureLine, Snapshot

last_year = "上年同期"


def carried_sheets(snapshot: Snapshot, edition: Edition) -> tuple[Sheet, ...]:
    """上年同期 by figure and typed number, and 上期更正 by figure and by record."""
    figures = {line.id: line for line in snapshot.figures}
    carried = snapshot.carried
    sources = ((carried.before, "上期"), (carried.same_last_year, last_year))
    rows = [_source(copied, label) for copied, label in sources if copied is not None]
    if carried.same_last_year is not None:
        rows += _last_year(carried.same_last_year, figures, edition)
    corrections = tuple(_correction(line, figures) for line in carried.corrections)
    corrected = tuple(Row(r.id, r.name, r, partial(_corrected, r)) for r in carried.corrected)
    return (
        Sheet("carried", last_year, tuple(rows)),
        Sheet("corrections", "上期更正", corrections),
        Sheet("corrected", "上期更正涉及的记录", corrected),
    )


def _source(copied: Copied, label: str) -> Row:
    said = copied.say()
    return Row(label, label, said, lambda: {"source": plain_cell("取自", said)})


def _last_year(copied: Copied, figures: dict[str, FigureLine], edition: Edition) -> Iterator[Row]:
    for figure_id, number in copied.figures.items():
        line = figures.get(figure_id)
        if line is not None:
            yield _numbered(figure_id, line.label, _cell(last_year, number, line.places))
    fields = {field.id: field for field in edition.record_type("summary").fields}
    for field_id, number in copied.entered.items():
        if (field := fields.get(field_id)) is not None:
            yield _numbered(field_id, field.label, _cell(last_year, number, field.places))


def _numbered(row_id: str, label: str, cell: Cell) -> Row:
    return Row(row_id, label, cell.content, lambda: {"number": cell})


def _correction(line: CorrectionLine, figures: dict[str, FigureLine]) -> Row:
    figure = figures.get(line.figure)
    label, places = (figure.label, figure.places) if figure else (line.figure, 0)
    return Row(line.figure, label, line, partial(_corrections, line, places))


def _corrections(line: CorrectionLine, places: int) -> dict[str, Cell]:
    return {
        "handed": _cell("上期报送数", line.handed, places),
        "now": _cell("按现台账推算", line.now, places),
        "added": _cell("更正增加", line.added, places),
        "removed": _cell("更正减少", line.removed, places),
        "records": Cell("涉及的记录", line.records, f"{len(line.records):,} 条"),
    }


def _corrected(line: CorrectedLine) -> dict[str, Cell]:
    return {
        "kind": plain_cell("类别", line.kind),
        "what": Cell("改动", line.what, line.what, is_main=True),
        "effects": Cell("影响的指标", line.effects, line.effects, is_main=True),
    }


def _cell(label: str, number: Decimal | None, places: int) -> Cell:
    said = NO_RATIO if number is None else f"{rounded(number, places):,f}"
    return Cell(label, str(number), said, number, places)
