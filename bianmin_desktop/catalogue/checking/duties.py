"""Checks of the cover, the clauses, and who hands in what, how much and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bianmin_desktop.catalogue.checking.findings import Finding, missing, repeated, required
from bianmin_desktop.catalogue.definitions import Deadline, Enclosed, Target
from bianmin_desktop.catalogue.edition import Edition

outlet_statuses = "outlet_status"
_longest_holiday = 31
_division = re.compile(r"[0-9]{12}")
_periods = {
    "quarter": (re.compile(r"20[0-9]{2}Q[1-4]"), "2024Q1"),
    "year": (re.compile(r"20[0-9]{2}"), "2024"),
}


def cover(edition: Edition) -> Iterator[Finding]:
    """The scheme, the region and the statuses that count."""
    title = edition.title
    statuses = edition.choice_ids(outlet_statuses)
    for inner, what in (
        ("scheme", required(title.scheme, edition.schemes, "口径")),
        ("region", _code(title.region)),
        *(("counted_statuses", missing(s, statuses, "营业状态")) for s in title.counted_statuses),
    ):
        if what:
            yield Finding("edition", title.id, inner, what)


def clauses(edition: Edition) -> Iterator[Finding]:
    """Clauses that entries refer to in vain."""
    named: tuple[tuple[str, Collection[object]], ...] = (
        ("business_type", edition.business_types.values()),
        ("business_list", edition.business_lists.values()),
        ("choice_list", edition.choice_lists.values()),
        ("task", edition.tasks),
        ("figure", edition.figures),
        ("rule", edition.rules),
        ("threshold", edition.thresholds.values()),
        ("report", edition.reports.values()),
        ("role", edition.roles),
        ("unit", edition.units.values()),
        ("target", edition.targets),
        ("deadline", edition.deadlines),
    )
    for key, entries in named:
        for place, entry in enumerate(entries):
            what = missing(getattr(entry, "clause", ""), edition.clauses, "条款")
            if what:
                yield Finding(key, getattr(entry, "id", f"#{place}"), "clause", what)


def tasks(edition: Edition) -> Iterator[Finding]:
    """Units and clauses the tasks refer to in vain."""
    for task in edition.tasks:
        named = [("units", unit) for unit in task.units]
        for place, part in enumerate(task.paragraphs):
            if what := missing(part.clause, edition.clauses, "条款"):
                yield Finding("task", task.id, f"paragraphs[{place}].clause", what)
            named += [(f"paragraphs[{place}].units", unit) for unit in part.units]
        for inner, unit in named:
            if what := missing(unit, edition.units, "责任单位"):
                yield Finding("task", task.id, inner, what)


def targets(edition: Edition) -> Iterator[Finding]:
    """Targets of no unit, negative ones, and two of one year and unit."""
    for place, target in enumerate(edition.targets):
        for inner, what in _target(target):
            if what:
                yield Finding("target", f"#{place}", inner, what)
    for place, what in repeated(f"{target.year} {target.unit}" for target in edition.targets):
        yield Finding("target", f"#{place}", "year", what)


def target_measure(edition: Edition) -> Iterator[Finding]:
    """The figure that targets are measured by has 新增 and 期末."""
    measure = edition.target_measure
    if measure is None:
        return
    known = {figure.id for figure in edition.figures if figure.flow}
    for inner, what in (
        ("figure", required(measure.figure, known, "有新增和期末的指标")),
        ("clause", missing(measure.clause, edition.clauses, "条款")),
    ):
        if what:
            yield Finding("target_measure", "#0", inner, what)


def enclosures(edition: Edition) -> Iterator[Finding]:
    """Records and fields that are handed in with a report in vain."""
    for report in edition.reports.values():
        for place, held in enumerate(report.encloses):
            for inner, what in _enclosed(held, edition):
                if what:
                    yield Finding("report", report.id, f"encloses[{place}].{inner}", what)


def deadlines(edition: Edition) -> Iterator[Finding]:
    """Deadlines of unknown reports or unreadable periods, and two of one report and period."""
    rows = edition.deadlines
    for place, row in enumerate(rows):
        for inner, what in _deadline(row, edition):
            if what:
                yield Finding("deadline", f"#{place}", inner, what)
    for place, what in repeated(f"{row.report} {row.period}" for row in rows):
        yield Finding("deadline", f"#{place}", "period", what)
    for report, default in edition.default_deadlines.items():
        for inner, what in (
            ("report", required(report, edition.reports, "报表")),
            ("clause", missing(default.clause, edition.clauses, "条款")),
        ):
            if what:
                yield Finding("default_deadline", report, inner, what)


def holidays(edition: Edition) -> Iterator[Finding]:
    """Holidays that end before they begin, or last longer than any does."""
    for place, row in enumerate(edition.holidays):
        if not 0 <= (row.last - row.first).days <= _longest_holiday:
            what = f"应从 first 到 last，最多 {_longest_holiday} 天"
            yield Finding("holiday", f"#{place}", "last", what)


def _enclosed(held: Enclosed, edition: Edition) -> Iterator[tuple[str, str]]:
    if what := required(held.record, edition.record_types, "记录类型"):
        yield "record", what
        return
    fields = edition.field_ids(held.record)
    yield "within", required(held.within, fields, "字段")
    for field_id in held.told:
        yield "told", missing(field_id, fields, "字段")


def _target(target: Target) -> Iterator[tuple[str, str]]:
    yield "unit", _code(target.unit)
    yield "added", "不能是负数" if target.added < 0 else ""


def _deadline(row: Deadline, edition: Edition) -> Iterator[tuple[str, str]]:
    if what := required(row.report, edition.reports, "报表"):
        yield "report", what
        return
    form = _periods.get(edition.reports[row.report].frequency)
    if form is not None and not form[0].fullmatch(row.period):
        yield "period", f"“{row.period}”不是报告期，应写成 {form[1]} 这样"


def _code(code: str) -> str:
    return "" if _division.fullmatch(code) else f"“{code}”不是12位区划代码"
