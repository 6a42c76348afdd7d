"""Checks of record types: sections, fields, and what they refer to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bianmin_desktop.catalogue.checking.findings import (
    Finding,
    ambiguous,
    missing,
    repeated,
    required,
)
from bianmin_desktop.catalogue.definitions import Field, Kind, RecordType
from bianmin_desktop.catalogue.edition import Edition

_key = "record"
_titles = (Kind.TEXT, Kind.LINES, Kind.QUARTER)
_form = re.compile(r"[a-z][a-z0-9_]{0,39}")
_taken = frozenset(
    (
        *("id", "record_type", "extra", "absent", "typed", "field_notes", "revision", "vector"),
        *("marks", "worst_level", "deleted", "changed_at", "search_text", "sort_key", "digest"),
    )
)
"""What the program keeps about every record, beside its fields."""


def record_types(edition: Edition) -> Iterator[Finding]:
    """Every mistake inside the record types."""
    for record_type in edition.record_types.values():
        for inner, what in (
            *_names(record_type),
            *_named_fields(record_type),
            *_fields(record_type, edition),
        ):
            if what:
                yield Finding(_key, record_type.id, inner, what)


def _names(record_type: RecordType) -> Iterator[tuple[str, str]]:
    for place, what in repeated(section.id for section in record_type.sections):
        yield f"sections[{place}].id", what
    fields = record_type.fields
    for place, what in repeated(field.id for field in fields):
        yield f"fields[{place}].id", what
    for place, field in enumerate(fields):
        yield f"fields[{place}].id", _field_id(field.id)
    called = ((field.id, (field.id, field.label, *field.aliases)) for field in fields)
    for place, what in ambiguous(called):
        yield f"fields[{place}].aliases", what


def _named_fields(record_type: RecordType) -> Iterator[tuple[str, str]]:
    known = {field.id for field in record_type.fields}
    yield "title", required(record_type.title, known, "字段") or _title(record_type)
    yield "order", missing(record_type.order, known, "字段")
    for place, keys in enumerate(record_type.unique):
        for field_id in keys:
            yield f"unique[{place}]", missing(field_id, known, "字段")


def _fields(record_type: RecordType, edition: Edition) -> Iterator[tuple[str, str]]:
    sections = {section.id for section in record_type.sections}
    for place, section in enumerate(record_type.sections):
        yield f"sections[{place}].clause", missing(section.clause, edition.clauses, "条款")
    for place, field in enumerate(record_type.fields):
        for inner, what in _field(field, sections, edition):
            yield f"fields[{place}].{inner}", what


def _field(field: Field, sections: Collection[str], edition: Edition) -> Iterator[tuple[str, str]]:
    yield "section", required(field.section, sections, "分组")
    yield "clause", missing(field.clause, edition.clauses, "条款")
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        yield "choices", required(field.choices, edition.choice_lists, "代码表")
        yield "default", _default(field, edition)
    if field.kind in (Kind.REFERENCE, Kind.REFERENCES):
        yield "target", required(field.target, edition.record_types, "记录类型")
    if None not in (field.minimum, field.maximum) and field.minimum > field.maximum:  # type: ignore[operator]
        yield "minimum", f"最小值 {field.minimum} 大于最大值 {field.maximum}"


def _field_id(field_id: str) -> str:
    if field_id in _taken:
        return f"编号“{field_id}”留给了程序自己用"
    if not _form.fullmatch(field_id):
        return f"编号“{field_id}”只能用小写字母、数字和下划线，字母开头，不超过40个"
    return ""


def _title(record_type: RecordType) -> str:
    """A record is called by a text: a choice or a reference would be called by its id."""
    field = record_type.field(record_type.title)
    return "" if field.kind in _titles else f"“{field.label}”不是文字，不能当名称"


def _default(field: Field, edition: Edition) -> str:
    listed = edition.choice_lists.get(field.choices)
    if listed is None:
        return ""
    words = {word for c in listed.choices for word in (c.id, c.label, *c.aliases)}
    return missing(field.default, words, "选项")
