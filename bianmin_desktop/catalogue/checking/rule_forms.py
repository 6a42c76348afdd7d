"""Checks of rules against the code that judges them: nothing missing, nothing said in vain."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from bianmin_desktop.catalogue.checking.findings import Finding, missing
from bianmin_desktop.catalogue.checking.messages import misnamed
from bianmin_desktop.catalogue.definitions import Kind, RuleSetting
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.rule_forms import RuleForm, RuleForms

_references = (Kind.REFERENCE, Kind.REFERENCES)


def misused(edition: Edition, forms: RuleForms) -> Iterator[Finding]:
    """Rules of kinds nobody can judge, without what they need, or with words nobody fills."""
    for rule in edition.rules:
        for inner, what in _rule(rule, edition, forms):
            if what:
                yield Finding("rule", rule.id, inner, what)


def _rule(rule: RuleSetting, edition: Edition, forms: RuleForms) -> Iterator[tuple[str, str]]:
    if what := missing(rule.kind, forms, "判断方法"):
        yield "kind", what
        return
    form = forms[rule.kind]
    yield from _needs(rule, form)
    yield from _options(rule, form)
    yield from _fields(rule, form, edition)
    own = edition.field_ids(rule.record) if form.names_fields else frozenset()
    for what in misnamed(rule.message, {*form.words, *own}, "内容"):
        yield "message", what


def _needs(rule: RuleSetting, form: RuleForm) -> Iterator[tuple[str, str]]:
    if form.records and rule.record not in form.records:
        named = "、".join(form.records)
        yield "record", f"这种判断方法只用于“{named}”，不能用于“{rule.record}”"
    if form.has_limit and not rule.threshold:
        yield "threshold", "没有写明限值"


def _options(rule: RuleSetting, form: RuleForm) -> Iterator[tuple[str, str]]:
    for name in sorted(form.needed - rule.options.keys()):
        yield f"options.{name}", "没有写明"
    for name, value in rule.options.items():
        yield f"options.{name}", missing(name, form.needed | form.known, "参数")
        if name in form.counted and not _is_positive(value):
            yield f"options.{name}", f"应填大于0的数，现在是“{value}”"


def _fields(rule: RuleSetting, form: RuleForm, edition: Edition) -> Iterator[tuple[str, str]]:
    if len(rule.fields) < form.fields:
        yield "fields", f"至少要写 {form.fields} 个字段"
    for field_id in rule.fields if form.refers else ():
        if edition.field(rule.record, field_id).kind not in _references:
            yield "fields", f"“{field_id}”不是指向别的记录的字段"


def _is_positive(text: str) -> bool:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return False
    return number.is_finite() and number > 0
