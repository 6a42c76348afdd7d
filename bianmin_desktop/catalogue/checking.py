"""Every reference in an edition must lead somewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from bianmin_desktop.catalogue.definitions import Field, Figure, Kind, RecordType
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.faults import PolicyFault

Finding = tuple[str, str, str, str]
"""Key of the entry, its id, the key inside it, and what it refers to in vain."""


def check_references(edition: Edition, origins: Mapping[tuple[str, str], str]) -> None:
    """Raises `PolicyFault` naming file and key of the first reference that leads nowhere."""
    for check in _checks:
        for key, identity, inner, what in check(edition):
            origin = origins.get((key, identity), f"{key} 的 {identity}")
            file, _, place = origin.partition(" 的 ")
            raise PolicyFault(file, f"{place}.{inner}", what)


def _missing(wanted: str, known: Collection[str], what: str) -> str:
    return f"引用了不存在的{what}“{wanted}”" if wanted and wanted not in known else ""


def _clauses(edition: Edition) -> Iterator[Finding]:
    groups: tuple[tuple[str, Collection[object]], ...] = (
        ("business_type", edition.business_types.values()),
        ("business_list", edition.business_lists.values()),
        ("task", edition.tasks),
        ("figure", edition.figures),
        ("rule", edition.rules),
        ("threshold", edition.thresholds.values()),
        ("report", edition.reports.values()),
        ("role", edition.roles),
        ("unit", edition.units.values()),
    )
    for key, entries in groups:
        for entry in entries:
            what = _missing(getattr(entry, "clause", ""), edition.clauses, "条款")
            if what:
                yield key, str(getattr(entry, "id", "")), "clause", what
    for record_type in edition.record_types.values():
        for place, field in enumerate(record_type.fields):
            if what := _missing(field.clause, edition.clauses, "条款"):
                yield "record", record_type.id, f"fields[{place}].clause", what


def _fields(edition: Edition) -> Iterator[Finding]:
    for record_type in edition.record_types.values():
        sections = {section.id for section in record_type.sections}
        seen: set[str] = set()
        for place, field in enumerate(record_type.fields):
            at = f"fields[{place}]"
            if field.id in seen:
                yield "record", record_type.id, f"{at}.id", f"编号“{field.id}”重复"
            seen.add(field.id)
            for inner, what in _field_findings(field, sections, edition):
                if what:
                    yield "record", record_type.id, f"{at}.{inner}", what
        yield from _named_fields(record_type, seen)


def _field_findings(
    field: Field, sections: Collection[str], edition: Edition
) -> Iterator[tuple[str, str]]:
    yield "section", _missing(field.section, sections, "分组")
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        yield "choices", _missing(field.choices or "（空）", edition.choice_lists, "代码表")
    if field.kind in (Kind.REFERENCE, Kind.REFERENCES):
        yield "target", _missing(field.target or "（空）", edition.record_types, "记录类型")


def _named_fields(record_type: RecordType, known: Collection[str]) -> Iterator[Finding]:
    for inner, wanted in (
        ("title", (record_type.title,)),
        ("order", (record_type.order,)),
        *((f"unique[{place}]", keys) for place, keys in enumerate(record_type.unique)),
    ):
        for field_id in wanted:
            if what := _missing(field_id, known, "字段"):
                yield "record", record_type.id, inner, what


def _business(edition: Edition) -> Iterator[Finding]:
    for listed in edition.business_lists.values():
        if what := _missing(listed.scheme, edition.schemes, "口径"):
            yield "business_list", listed.id, "scheme", what
        for place, item in enumerate(listed.items):
            for leaf in item.covers:
                if what := _missing(leaf, edition.business_types, "业态"):
                    yield "business_list", listed.id, f"items[{place}].covers", what
            for service in item.stand_ins:
                if what := _missing(service, _choice_ids(edition, "extra_service"), "一店多能服务"):
                    yield "business_list", listed.id, f"items[{place}].stand_ins", what


def _tasks(edition: Edition) -> Iterator[Finding]:
    for task in edition.tasks:
        for unit in (*task.units, *(u for part in task.paragraphs for u in part.units)):
            if what := _missing(unit, edition.units, "责任单位"):
                yield "task", task.id, "units", what


def _figures(edition: Edition) -> Iterator[Finding]:
    known = {figure.id for figure in edition.figures}
    for figure in edition.figures:
        for inner in ("numerator", "denominator"):
            if what := _missing(getattr(figure, inner), known, "指标"):
                yield "figure", figure.id, inner, what
        for inner in ("threshold", "swing"):
            if what := _missing(getattr(figure, inner), edition.thresholds, "限值"):
                yield "figure", figure.id, inner, what
        if figure.counts != "ratio":
            fields = _field_ids(edition, figure.counts)
            for what in (_missing(figure.total_of, fields, "字段"), _where(figure, edition)):
                if what:
                    yield "figure", figure.id, "where", what


def _rules(edition: Edition) -> Iterator[Finding]:
    for rule in edition.rules:
        if what := _missing(rule.threshold, edition.thresholds, "限值"):
            yield "rule", rule.id, "threshold", what
        if what := _missing(rule.record, edition.record_types, "记录类型"):
            yield "rule", rule.id, "record", what
            continue
        fields = _field_ids(edition, rule.record)
        for field_id in (*rule.fields, *(condition.field for condition in rule.when)):
            if not field_id.startswith("list:") and (what := _missing(field_id, fields, "字段")):
                yield "rule", rule.id, "fields", what


def _where(figure: Figure, edition: Edition) -> str:
    for condition in figure.where:
        kind, _, name = condition.field.partition(":")
        if kind == "list" and name:
            what = _missing(name, edition.business_lists, "业态清单")
        else:
            what = _missing(condition.field, _field_ids(edition, figure.counts), "字段")
        if what:
            return what
    return ""


def _choice_ids(edition: Edition, list_id: str) -> frozenset[str]:
    listed = edition.choice_lists.get(list_id)
    return frozenset(choice.id for choice in listed.choices) if listed else frozenset()


def _field_ids(edition: Edition, type_id: str) -> frozenset[str]:
    return frozenset(field.id for field in edition.record_type(type_id).fields)


_checks: tuple[Callable[[Edition], Iterator[Finding]], ...] = (
    _fields,
    _clauses,
    _business,
    _tasks,
    _figures,
    _rules,
)
