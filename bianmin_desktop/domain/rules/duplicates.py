"""Rules on records that may be the same thing entered twice."""

from __future__ import annotations

from collections.abc import Iterator

from bianmin_desktop.catalogue.definitions import RuleSetting
from bianmin_desktop.domain.duplicates import Folding
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.quarter import Case


def duplicates(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """No two records agree in all the rule's fields; a blank in any of them compares with nothing.

    Names and addresses agree when they mean the same, as `domain.duplicates` reads them. Of each
    group the first keeps its peace, every other one is asked about; pairs that agree in the field
    of option `unless` are left to the rule on that field.
    """
    unless = rule.options.get("unless", "")
    folding = Folding.of(case.edition, rule.record)
    asked = "folded", case.edition.id, rule.record, rule.fields
    folded: dict[str, tuple[str, ...]] = case.ledger.once(asked, dict)
    seen: dict[tuple[str, ...], Record] = {}
    for record in _in_order(rule, case):
        key = folded.get(record.id)
        if key is None:
            key = folded[record.id] = tuple(folding.fold(record, name) for name in rule.fields)
        if not all(key):
            continue
        first = seen.setdefault(key, record)
        is_asked_already = record.text(unless) and record.text(unless) == first.text(unless)
        if first is not record and not is_asked_already:
            words = {
                "other": first.name(case.edition.record_type(first.type)),
                "other_address": first.text("address") or "地址未填",
                "other_number": first.text("number") or "无编号",
            }
            yield case.issue(rule, record, rule.fields[0], words)


def _in_order(rule: RuleSetting, case: Case) -> Iterator[Record]:
    """The records the rule judges, in the order of their numbers: sorted once for all quarters."""
    judged = {record.id for record in case.subjects(rule)}
    ordered = case.ledger.once(("by number", rule.record), lambda: _by_number(rule, case))
    return (record for record in ordered if record.id in judged)


def _by_number(rule: RuleSetting, case: Case) -> list[Record]:
    records = case.ledger.of(rule.record)
    return sorted(records, key=lambda record: (record.text("number"), record.id))
