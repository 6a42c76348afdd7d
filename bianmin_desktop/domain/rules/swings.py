"""Rules on how figures move from quarter to quarter, and on figures with a limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Figure, RuleSetting, Threshold
from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.issues import Issue, Place
from bianmin_desktop.domain.rules.quarter import Case
from bianmin_desktop.domain.rules.wording import honest_percent, limit_text
from bianmin_desktop.domain.values import number_of


def figure_swings(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """期末 differs from 上期 by no more than the figure's limit; a ratio is judged by both shares.

    Figures below option `least` in both quarters are too small to judge.
    """
    rows = {row.id: row for row in case.figures}
    least = Decimal(rule.options.get("least", "0"))
    for figure in case.edition.figures:
        row = rows.get(figure.id)
        if row is None or not figure.swing or row.closing is None:
            continue
        opening = opening_of(figure, row, rows)
        if opening is None or max(opening, row.closing) < least:
            continue
        limit = case.edition.threshold(figure.swing)
        change = change_text(opening, row.closing, limit)
        if change:
            yield _figure_issue(rule, row, _moved(row, opening) | {"change": change})


def opening_of(figure: Figure, row: FigureRow, rows: Mapping[str, FigureRow]) -> Decimal | None:
    """上期 of a figure; that of a ratio from its parts; nothing where there is none."""
    if figure.counts != "ratio":
        return row.opening
    part, whole = (rows[name].opening for name in (figure.numerator, figure.denominator))
    return part * 100 / whole if part is not None and whole else None


def figure_at_least(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """The ratio in option `figure` is at least the limit."""
    limit = case.edition.threshold(rule.threshold)
    row = next((row for row in case.figures if row.id == rule.options["figure"]), None)
    if row is None or row.numerator is None or not row.denominator:
        return
    if row.numerator * 100 >= limit.value * row.denominator:
        return
    words = {
        "share": honest_percent(row.numerator, row.denominator, limit.value),
        "limit": limit_text(limit),
        "part": f"{row.numerator:,f}",
        "whole": f"{row.denominator:,f}",
    }
    yield _figure_issue(rule, row, words)


def entered_swings(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """Numbers a person entered differ from last quarter's by no more than the limit."""
    now = case.ledger.summary(case.quarter)
    before = case.ledger.earlier_summary(case.quarter.previous)
    if now is None or before is None:
        return
    limit = case.edition.threshold(rule.threshold)
    for field_id in rule.fields:
        old, new = number_of(before.get(field_id)), number_of(now.get(field_id))
        if old is None or new is None:
            continue
        change = change_text(old, new, limit)
        if change:
            unit = case.edition.field("summary", field_id).unit
            words = {"before": f"{old:,f}{unit}", "after": f"{new:,f}{unit}", "change": change}
            yield case.issue(rule, now, field_id, words)


def change_text(before: Decimal, after: Decimal, limit: Threshold) -> str:
    """How far a number moved, in words; empty when within the limit or when both are 0."""
    moved = abs(after - before)
    if moved * 100 <= limit.value * abs(before):
        return ""
    word = "增加" if after > before else "减少"
    if not before:
        return "上期为0，没有比较的基数"
    return f"{word}{honest_percent(moved, abs(before), limit.value)}，超过{limit_text(limit)}"


def _moved(row: FigureRow, opening: Decimal) -> dict[str, str]:
    unit = "" if row.unit == "%" else row.unit
    return {"before": row.shown(opening) + unit, "after": row.shown(row.closing) + unit}


def _figure_issue(rule: RuleSetting, row: FigureRow, words: dict[str, str]) -> Issue:
    given = {"figure": row.label.removeprefix("其中："), "section": row.section} | words
    place = Place("summary", "", "", row.id, f"{row.section}·{given['figure']}")
    return Issue(rule.id, rule.level, place, rule.message.format_map(given), rule.clause)
