"""Rules on what must be there before a quarter is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bianmin_desktop.catalogue.definitions import RuleSetting
from bianmin_desktop.domain.conditions import is_answered
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.rules.quarter import Case
from bianmin_desktop.domain.rules.wording import day_text


def summary_exists(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """The quarter's summary was opened."""
    if case.ledger.summary(case.quarter) is None:
        message = rule.message.format(quarter=case.quarter.label)
        yield Issue(rule.id, rule.level, case.summary_place, message, rule.clause)


def quarter_is_over(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """The quarter has ended; before that its numbers are those up to today."""
    if case.ledger.summary(case.quarter) is not None and case.today <= case.quarter.end:
        words = {"quarter": case.quarter.label, "end": day_text(case.quarter.end)}
        message = rule.message.format(**words)
        yield Issue(rule.id, rule.level, case.summary_place, message, rule.clause)


def submission_needs(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """Every field of the summary is answered; one issue a field. 不适用/未采集 are answers."""
    summary = case.ledger.summary(case.quarter)
    if summary is None:
        return
    for field_id in rule.fields:
        value = summary.get(field_id)
        if is_answered(value) or isinstance(value, Absence) or field_id in summary.typed:
            continue
        label = case.edition.field("summary", field_id).label
        yield case.issue(rule, summary, field_id, {"label": label})


def uncollected(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """Says how many of the records that count have no number in a field that is totalled."""
    records = case.subjects(rule)
    for field_id in rule.fields:
        blank = sum(1 for r in records if r.get(field_id) is None and field_id not in r.typed)
        missing = sum(1 for r in records if r.get(field_id) is Absence.NOT_COLLECTED)
        if not blank and not missing:
            continue
        field = case.edition.field(rule.record, field_id)
        place = replace(
            case.summary_place, field=f"{rule.record}.{field_id}", field_label=field.label
        )
        message = rule.message.format(
            label=field.label,
            all=f"{len(records):,}",
            blank=f"{blank:,}",
            missing=f"{missing:,}",
        )
        yield Issue(rule.id, rule.level, place, message, rule.clause)
