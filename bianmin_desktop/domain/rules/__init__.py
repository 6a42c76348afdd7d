"""The rules beyond single fields: all settings are the edition's, each kind is a small function.

A rule's `kind` names one of the functions below. A rule whose conditions (`when`) do not hold for
a record says nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bianmin_desktop.catalogue.definitions import RuleSetting
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.conditions import predicate_of
from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules import (
    amounts,
    belonging,
    carried,
    dates,
    duplicates,
    lives,
    presence,
    submission,
    swings,
    texts,
)
from bianmin_desktop.domain.rules.quarter import Case
from bianmin_desktop.domain.rules.single import Finding, Setting
from bianmin_desktop.domain.rules.wording import issue_of

RecordKind = Callable[[Setting, Record], Finding | None]
QuarterKind = Callable[[RuleSetting, Case], Iterator[Issue]]

record_kinds: Mapping[str, RecordKind] = {
    kind.__name__: kind
    for kind in (
        presence.requires,
        presence.requires_one,
        presence.requires_answer,
        presence.forbids,
        amounts.not_more,
        amounts.share_at_least,
        amounts.rate_at_least,
        amounts.at_most,
        dates.not_in_future,
        dates.still_ahead,
        dates.in_order,
        dates.not_older,
    )
}
"""Kinds of rules that judge one record by itself, at once while it is typed."""

quarter_kinds: Mapping[str, QuarterKind] = {
    kind.__name__: kind
    for kind in (
        duplicates.duplicates,
        belonging.refers_to_living,
        belonging.circle_holds_community,
        belonging.in_no_circle,
        belonging.circle_lacks,
        belonging.population_agrees,
        lives.closing_undated,
        lives.status_agrees,
        lives.type_agrees,
        lives.type_known,
        swings.figure_swings,
        swings.figure_at_least,
        swings.entered_swings,
        carried.opening_agrees,
        submission.summary_exists,
        submission.quarter_is_over,
        submission.submission_needs,
        submission.uncollected,
        texts.references_known,
        texts.references_said,
        texts.typed_contradicts,
        texts.typed_repeats,
    )
}
"""Kinds of rules that need the whole ledger, judged when a quarter is checked (审核)."""


class _Judge(NamedTuple):
    """A rule with everything it needs at hand."""

    tests: tuple[Callable[[Record], bool], ...]
    kind: RecordKind
    setting: Setting


@dataclass(frozen=True)
class RecordRules:
    """The rules on single records of one type, as they stand on one day."""

    edition: Edition
    judges: tuple[_Judge, ...]

    @classmethod
    def of(cls, type_id: str, edition: Edition, today: date) -> RecordRules:
        """Prepared once for many records."""
        judges = (
            _Judge(
                tuple(predicate_of(condition, edition) for condition in rule.when),
                record_kinds[rule.kind],
                Setting(rule, edition, today),
            )
            for rule in edition.rules_of.get(type_id, ())
            if rule.kind in record_kinds
        )
        return cls(edition, tuple(judges))

    def judge(self, record: Record) -> tuple[Issue, ...]:
        """What the rules say of a record by itself."""
        found: list[Issue] = []
        for tests, kind, setting in self.judges:
            for test in tests:
                if not test(record):
                    break
            else:
                finding = kind(setting, record)
                if finding is not None:
                    at, words = finding.at, finding.words
                    found.append(issue_of(setting.rule, record, self.edition, at, words))
        return tuple(found)


def judge_record(record: Record, edition: Edition, today: date) -> tuple[Issue, ...]:
    """What the edition's rules say of one record by itself."""
    return RecordRules.of(record.type, edition, today).judge(record)


def judge_quarter(
    ledger: Ledger,
    edition: Edition,
    quarter: Quarter,
    figures: Sequence[FigureRow],
    today: date,
) -> list[Issue]:
    """What the edition's rules say of a quarter as a whole (`figures` as `derive` gave them)."""
    case = Case(ledger, edition, quarter, figures, today)
    found: list[Issue] = []
    for rule in edition.rules:
        kind = quarter_kinds.get(rule.kind)
        if kind is not None:
            found += kind(rule, case)
    return found
