"""`figures`: the figures of a quarter or of any past day, and the records behind one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer, table
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.figure_words import figure_cells, figure_value
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import quarter_of
from bianmin_desktop.domain.parsing.dates import date_value
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application
    from bianmin_desktop.domain.handed import HandedIn
    from bianmin_desktop.domain.indicators import FigureRow
    from bianmin_desktop.services.summaries import Derived

summary = (
    "一个季度的上期、新增、减少、期末，或其中某一天为止的数字；按现在的台账重新推算，\n"
    "上期和上年同期取自已报送的版本。写上指标编号，就列出这个数背后的每一条记录。"
)
_parts: Mapping[str, str] = {
    "opening": "上期",
    "added": "新增",
    "removed": "减少",
    "closing": "期末",
}


def arguments(parser: UsageParser) -> None:
    """`WHEN [FIGURE]`."""
    parser.takes("when", metavar="季度或日期", help="如 2024Q1，或 2024-02-15")
    parser.takes("figure", nargs="?", metavar="指标编号", help="如 outlets：列出背后的记录")


def run(call: Call) -> Answer:
    """The figures, or the records behind one."""
    asked = _asked(call.text("when"))
    with call.application() as application:
        derived = application.summaries.derived(asked.quarter, asked.day)
        figure_id = call.text("figure")
        if not figure_id:
            return _figures(asked, derived)
        row = next((row for row in derived.rows if row.id == figure_id), None)
        if row is None:
            known = "、".join(f"{row.id}（{row.label}）" for row in derived.rows)
            raise WrongUse(f"没有编号为“{figure_id}”的指标。有：{known}。", code="BM-349")
        return _behind(application, asked, row)


@dataclass(frozen=True, slots=True)
class _Asked:
    quarter: Quarter
    day: date | None

    @property
    def label(self) -> str:
        """The quarter, or from its beginning to the day."""
        return f"{self.quarter.label}截至{self.day}" if self.day else self.quarter.label


def _asked(text: str) -> _Asked:
    """A quarter, or a day. Raises `WrongUse`."""
    try:
        day = date_value(text)
    except Unreadable:
        return _Asked(quarter_of(text), None)
    return _Asked(Quarter.of(day), day)


def _figures(asked: _Asked, derived: Derived) -> Answer:
    headers = ("编号", "指标", "上期", "新增", "减少", "期末", "单位", "上年同期", "上期更正")
    lines = [asked.label, *_sources(derived)]
    lines += table(headers, [_cells(row) for row in derived.rows])
    value = {
        "quarter": str(asked.quarter),
        "day": asked.day and asked.day.isoformat(),
        "opening_from": _version(derived.before),
        "same_last_year_from": _version(derived.same_last_year),
        "figures": [figure_value(row) for row in derived.rows],
    }
    return Answer(value, lines)


def _version(handed: HandedIn | None) -> dict[str, object] | None:
    return {"period": str(handed.quarter), "version": handed.version} if handed else None


def _sources(derived: Derived) -> list[str]:
    if derived.before is None:
        lines = [f"{derived.quarter.previous.label}没有报送过，上期按台账推算。"]
    else:
        before = derived.before.say()
        lines = [f"上期取自{before}报送的数；与现台账不同的差额作为更正计入新增、减少。"]
    if derived.same_last_year is not None:
        lines.append(f"上年同期取自{derived.same_last_year.say()}报送的数。")
    return lines


def _cells(row: FigureRow) -> tuple[str, ...]:
    last_year = row.shown(row.same_last_year) if row.same_last_year is not None else ""
    change = row.correction
    corrected = f"＋{row.shown(change.added)} －{row.shown(change.removed)}" if change else ""
    return (row.id, row.label, *figure_cells(row), row.unit, last_year, corrected)


def _behind(application: Application, asked: _Asked, row: FigureRow) -> Answer:
    """Every record behind the numbers of a figure, under the number it belongs to."""
    parts = _parts if row.is_flow else {"closing": _parts["closing"]}
    value: dict[str, object] = {**figure_value(row), "records": {}}
    lines = [f"{asked.label}　{row.section}·{row.label}"]
    held: dict[str, object] = {}
    for part, label in parts.items():
        ids: tuple[str, ...] = getattr(row, f"{part}_ids")
        hits = application.ledgers.hits(ids)
        number = getattr(row, part)
        lines.append(f"{label} {row.shown(number)}（{len(ids):,} 条记录）")
        lines += [f"  {hit.name}　{hit.detail}" for hit in hits]
        held[part] = [{"type": h.type, "id": h.id, "name": h.name, "note": h.detail} for h in hits]
    return Answer(value | {"records": held}, lines)
