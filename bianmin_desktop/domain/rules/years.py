"""Rules on an annual summary: its quarters were handed in, agree, and the targets were met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from bianmin_desktop.catalogue.definitions import RuleSetting
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.conditions import is_answered
from bianmin_desktop.domain.issues import Issue, Place
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.wording import day_text, issue_of
from bianmin_desktop.domain.targets import Progress, rate
from bianmin_desktop.domain.year_sources import QuarterSource
from bianmin_desktop.domain.years import SinceLine, YearLine

_named = 3
"""Numbers that are named in a sentence; the page and the printed table show all."""


@dataclass(frozen=True)
class YearCase:
    """One annual summary under judgement."""

    edition: Edition = field(repr=False)
    year: Year
    summary: Record | None
    sources: Sequence[QuarterSource] = field(repr=False)
    figures: Sequence[YearLine] = field(repr=False)
    since: Sequence[SinceLine] = field(repr=False)
    target: Progress | None
    today: date

    @property
    def place(self) -> Place:
        """Where an issue of the year as a whole sits."""
        return Place(annual_summary, "", f"{self.year.label}度总结")

    def told(self, rule: RuleSetting, subject: str, words: Mapping[str, str]) -> Issue:
        """A finding on the year; `subject` tells several of one rule apart."""
        place = replace(self.place, field=subject)
        message = rule.message.format_map(words)
        return Issue(rule.id, rule.level, place, message, rule.clause)


YearKind = Callable[[RuleSetting, YearCase], Iterator[Issue]]


def year_summary_exists(rule: RuleSetting, case: YearCase) -> Iterator[Issue]:
    """The annual summary was opened."""
    if case.summary is None:
        yield case.told(rule, "", {"year": case.year.label})


def year_is_over(rule: RuleSetting, case: YearCase) -> Iterator[Issue]:
    """The year has ended; before that its numbers are those up to today."""
    if case.today <= case.year.end:
        yield case.told(rule, "", {"year": case.year.label, "end": day_text(case.year.end)})


def year_quarter_missing(rule: RuleSetting, case: YearCase) -> Iterator[Issue]:
    """Every quarter that has begun was handed in; one issue a quarter."""
    for source in case.sources:
        if not source.is_handed_in:
            yield case.told(rule, str(source.quarter), {"quarter": source.quarter.label})


def year_changed_since(rule: RuleSetting, case: YearCase) -> Iterator[Issue]:
    """The quarters still say what was handed in; one issue a quarter."""
    for quarter, lines in groupby(case.since, key=lambda line: line.quarter):
        changed = list(lines)
        words = {
            "quarter": Quarter.parse(quarter).label,
            "version": str(changed[0].version),
            "count": f" {len(changed)} ",
            "changes": _listed([_said_since(line) for line in changed]),
        }
        yield case.told(rule, quarter, words)


def year_corrected(rule: RuleSetting, case: YearCase) -> Iterator[Issue]:
    """Every quarter begins as the one before ended."""
    torn = [line for line in case.figures if line.corrected]
    if torn:
        changes = [f"“{line.label}”差{line.shown(line.corrected)}{line.unit}" for line in torn]
        yield case.told(rule, "", {"count": f" {len(torn)} ", "changes": _listed(changes)})


def year_target_missed(rule: RuleSetting, case: YearCase) -> Iterator[Issue]:
    """As many circles as planned were completed, in the year and up to its end."""
    target = case.target
    if target is None:
        return
    year = case.year.label
    for subject, label, planned, done in (
        ("added", f"{year}新建成生活圈", target.own.added, target.added),
        ("cumulative", f"到{year}底累计建成生活圈", target.own.cumulative, target.cumulative),
    ):
        if planned is not None and done is not None and done < planned:
            words = {
                "planned": f" {planned:,} ",
                "done": f" {done:,} ",
                "rate": rate(done, planned),
            }
            yield case.told(rule, subject, {"label": label, **words})


def year_needs(rule: RuleSetting, case: YearCase) -> Iterator[Issue]:
    """These texts are written; 不适用 and 未采集 are answers."""
    summary = case.summary
    if summary is None:
        return
    for field_id in rule.fields:
        value = summary.get(field_id)
        if is_answered(value) or isinstance(value, Absence) or field_id in summary.typed:
            continue
        label = case.edition.field(annual_summary, field_id).label
        yield issue_of(rule, summary, case.edition, field_id, {"label": label})


year_kinds: Mapping[str, YearKind] = {
    kind.__name__: kind
    for kind in (
        year_summary_exists,
        year_is_over,
        year_quarter_missing,
        year_changed_since,
        year_corrected,
        year_target_missed,
        year_needs,
    )
}
"""Kinds of rules that judge an annual summary, when a year is checked (审核)."""


def judge_year(case: YearCase) -> list[Issue]:
    """What the edition's rules say of a year, its texts aside (`texts.judge_texts`)."""
    rules = case.edition.rules_of.get(annual_summary, ())
    return [
        issue
        for rule in rules
        if rule.kind in year_kinds
        for issue in year_kinds[rule.kind](rule, case)
    ]


def _said_since(line: SinceLine) -> str:
    part = f"{line.part} " if line.part else " "
    unit = "" if line.unit == "%" else line.unit
    return f"“{line.label}”{part}{line.shown(line.before)}→{line.shown(line.after)}{unit}"


def _listed(changes: Sequence[str]) -> str:
    more = f"等（共 {len(changes)} 项，见“核对数字”）" if len(changes) > _named else ""
    return "；".join(changes[:_named]) + more
