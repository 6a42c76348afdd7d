"""Checks of what is counted and judged: figures and rules, and the conditions they are under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bianmin_desktop.catalogue.checking.findings import Finding, missing, required
from bianmin_desktop.catalogue.definitions import Condition, Figure, Kind, RuleSetting
from bianmin_desktop.catalogue.edition import Edition

by_list = "list:"
_yes_no = ("yes", "no")


def figures(edition: Edition) -> Iterator[Finding]:
    """Figures, limits, fields and answers the figures refer to in vain."""
    for figure in edition.figures:
        parts = _ratio(figure, edition) if figure.counts == "ratio" else _count(figure, edition)
        for inner, what in (*_limits(figure, edition), *parts):
            if what:
                yield Finding("figure", figure.id, inner, what)


def rules(edition: Edition) -> Iterator[Finding]:
    """Record types, limits, fields and answers the rules refer to in vain."""
    for rule in edition.rules:
        for inner, what in _rule(rule, edition):
            if what:
                yield Finding("rule", rule.id, inner, what)


def _limits(figure: Figure, edition: Edition) -> Iterator[tuple[str, str]]:
    yield "threshold", missing(figure.threshold, edition.thresholds, "限值")
    yield "swing", missing(figure.swing, edition.thresholds, "限值")


def _ratio(figure: Figure, edition: Edition) -> Iterator[tuple[str, str]]:
    known = {other.id for other in edition.figures if other.counts != "ratio"}
    yield "numerator", required(figure.numerator, known, "指标")
    yield "denominator", required(figure.denominator, known, "指标")


def _count(figure: Figure, edition: Edition) -> Iterator[tuple[str, str]]:
    if what := missing(figure.counts, edition.record_types, "记录类型"):
        yield "counts", what
        return
    fields = edition.field_ids(figure.counts)
    yield "total_of", missing(figure.total_of, fields, "字段")
    if figure.counts == "circle":
        yield "since", missing(figure.since, fields, "字段")
    for what in conditions_of(figure.where, figure.counts, edition):
        yield "where", what


def _rule(rule: RuleSetting, edition: Edition) -> Iterator[tuple[str, str]]:
    yield "threshold", missing(rule.threshold, edition.thresholds, "限值")
    yield "options.list", missing(rule.options.get("list", ""), edition.business_lists, "业态清单")
    known = {figure.id for figure in edition.figures}
    yield "options.figure", missing(rule.options.get("figure", ""), known, "指标")
    if what := required(rule.record, edition.record_types, "记录类型"):
        yield "record", what
        return
    fields = edition.field_ids(rule.record)
    for field_id in rule.fields:
        yield "fields", missing(field_id, fields, "字段")
    for what in conditions_of(rule.when, rule.record, edition):
        yield "when", what


def conditions_of(conditions: Iterable[Condition], type_id: str, edition: Edition) -> Iterator[str]:
    """Lists, fields and answers the conditions on a record type refer to in vain."""
    for condition in conditions:
        if condition.field.startswith(by_list):
            yield _list_condition(condition, edition)
        else:
            yield from _field_condition(condition, type_id, edition)


def _list_condition(condition: Condition, edition: Edition) -> str:
    name = condition.field.removeprefix(by_list)
    if what := required(name, edition.business_lists, "业态清单"):
        return what
    known = {item.id for item in edition.business_list(name).items}
    return next(filter(None, (missing(i, known, "清单项目") for i in condition.any_of)), "")


def _field_condition(condition: Condition, type_id: str, edition: Edition) -> Iterator[str]:
    field = edition.fields.get((type_id, condition.field))
    if field is None:
        yield required(condition.field, (), "字段")
        return
    for word in condition.any_of:
        if field.kind in (Kind.CHOICE, Kind.CHOICES):
            yield missing(word, edition.choice_ids(field.choices), f"选项（{field.label}）")
        elif field.kind is Kind.YES_NO and word not in _yes_no:
            yield f"“{field.label}”的条件只能写 yes 或 no，不能写“{word}”"
