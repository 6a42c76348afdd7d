"""Rules on the texts of a summary: what they refer to is there, what is typed by hand agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bianmin_desktop.catalogue.definitions import RuleSetting
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import keys_in, names_of, own, source
from bianmin_desktop.domain.drafting.facts import Facts
from bianmin_desktop.domain.drafting.mentions import Ear, Mention, places_of
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.quarter import Case
from bianmin_desktop.domain.rules.wording import issue_of


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a summary, and what they are compared with."""

    summary: Record
    edition: Edition
    facts: Facts
    ear: Ear


def references_known(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """Everything written as a reference is something the edition has; else it prints as typed."""
    yield from _judged(rule, case)


def references_said(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """Everything referred to has a number; one without prints as a dash."""
    yield from _judged(rule, case)


def typed_contradicts(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """Numbers typed by hand are those the ledgers give; one issue a text, with the right values."""
    yield from _judged(rule, case)


def typed_repeats(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """Numbers typed by hand that are right today, and would not follow the ledgers tomorrow."""
    yield from _judged(rule, case)


def judge_texts(texts: Texts) -> list[Issue]:
    """What the rules say of the texts, saved or not, without the rest of the quarter."""
    rules = texts.edition.rules_of.get(texts.summary.type, ())
    return [issue for rule in rules if rule.kind in _asked for issue in _found(rule, texts)]


def _judged(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    summary = case.ledger.summary(case.quarter) if rule.record == "summary" else None
    if summary is None or not any(summary.text(field_id) for field_id in rule.fields):
        return
    ear = Ear(case.edition, places_of(case.ledger, case.edition))
    yield from _found(rule, Texts(summary, case.edition, case.facts, ear))


def _found(rule: RuleSetting, texts: Texts) -> Iterator[Issue]:
    """An issue for every text there is something to say of."""
    ask = _asked[rule.kind]
    for field_id in rule.fields:
        text = texts.summary.text(field_id)
        if text and (said := ask(text, texts)):
            label = texts.edition.field(texts.summary.type, field_id).label
            words = {"label": label, "found": said}
            yield issue_of(rule, texts.summary, texts.edition, field_id, words)


def _unknown(text: str, texts: Texts) -> str:
    keys = dict.fromkeys(keys_in(text))
    known = names_of(texts.edition, texts.summary.type) if keys else {}
    return "、".join(source(key) for key in keys if key not in known)


def _blank(text: str, texts: Texts) -> str:
    """What has no number now; the unit's own name is no matter of the data."""
    keys, facts = dict.fromkeys(keys_in(text)), texts.facts
    known = names_of(texts.edition, texts.summary.type) if keys else {}
    asked = (key for key in keys if key in known and not key.startswith(own))
    return "、".join(known[k] for k in asked if k not in facts or facts[k].number is None)


def _contradicted(text: str, texts: Texts) -> str:
    wrong = (m for m in texts.ear.mentions(text, texts.facts) if not m.is_right)
    return "；".join(f"“{m.said}”应为{m.right}（{m.fact.label}）" for m in wrong)


def _repeated(text: str, texts: Texts) -> str:
    right: Sequence[Mention] = [m for m in texts.ear.mentions(text, texts.facts) if m.is_right]
    return "；".join(f"“{m.said}”（{m.fact.label}）" for m in right)


_asked: Mapping[str, Callable[[str, Texts], str]] = {
    references_known.__name__: _unknown,
    references_said.__name__: _blank,
    typed_contradicts.__name__: _contradicted,
    typed_repeats.__name__: _repeated,
}
