"""The one gate: every draft, wherever it comes from, is admitted here and nowhere else.

Validity never decides whether something is kept: what cannot be read stays in `Record.typed`
as it was typed, with a 强制 issue; only submission is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bianmin_desktop.catalogue.definitions import Field, Kind, Level, RecordType
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.answers import Answers
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.issues import Issue, Place, worst
from bianmin_desktop.domain.names import Names
from bianmin_desktop.domain.parsing import codes
from bianmin_desktop.domain.parsing.text import Cleaned, clean, clean_lines
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules import judge_record
from bianmin_desktop.domain.values import Value, number_of


@dataclass(frozen=True, slots=True)
class Admission:
    """What came through the gate: the record, its issues, and what was tidied (by field)."""

    record: Record
    issues: tuple[Issue, ...]
    tidied: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Gate:
    """Admits drafts under one edition."""

    edition: Edition
    answers: Answers

    @classmethod
    def of(cls, edition: Edition) -> Gate:
        """The gate of an edition, prepared once."""
        return cls(edition, Answers.of(edition))

    def admit(self, draft: Draft, stored: Record, names: Names, today: date) -> Admission:
        """The stored record with the draft's texts read into it, and everything to say of it."""
        record_type = self.edition.record_type(draft.type)
        values, typed = dict(stored.values), dict(stored.typed)
        unreadable: dict[str, str] = {}
        tidied: dict[str, tuple[str, ...]] = {}
        for field in record_type.fields:
            if field.id not in draft.texts:
                continue
            cleaned = cleaned_for(field, draft.texts[field.id])
            if cleaned.notes:
                tidied[field.id] = cleaned.notes
            values.pop(field.id, None)
            typed.pop(field.id, None)
            try:
                value = self._read(field, cleaned.text, names)
            except Unreadable as refusal:
                typed[field.id] = cleaned.text
                unreadable[field.id] = refusal.message
            else:
                if value is not None:
                    values[field.id] = value
        written = {name: clean_lines(note).text for name, note in draft.notes.items()}
        notes = {**stored.notes, **written}
        record = replace(stored, values=values, typed=typed, notes=notes)
        issues = self._judge(record, record_type, unreadable, today)
        return Admission(replace(record, level=worst(issues)), issues, tidied)

    def review(self, record: Record, names: Names, today: date) -> tuple[Issue, ...]:
        """The issues of a stored record, as if it were admitted again now."""
        record_type = self.edition.record_type(record.type)
        unreadable = {}
        for field_id, text in record.typed.items():
            if record_type.has_field(field_id):
                field = self.edition.field(record.type, field_id)
                unreadable[field_id] = self._refusal(field, text, names)
        return self._judge(record, record_type, unreadable, today)

    def _refusal(self, field: Field, text: str, names: Names) -> str:
        try:
            self._read(field, text, names)
        except Unreadable as refusal:
            return refusal.message
        return f"“{text[:20]}”保存时读不懂，现在可以识别，请重新确认并保存。"

    def _read(self, field: Field, text: str, names: Names) -> Value:
        if len(text) > _limit(field):
            raise Unreadable(
                f"共 {len(text):,} 个字，超过“{field.label}”的上限 {_limit(field):,} 字，请删减。"
            )
        return self.answers.read(field, text, names)

    def _judge(
        self, record: Record, record_type: RecordType, unreadable: Mapping[str, str], today: date
    ) -> tuple[Issue, ...]:
        name = record.name(record_type)
        found = [
            Issue(f"field.{kind}", level, _place(record, name, field), message, field.clause)
            for field in record_type.fields
            for kind, level, message in _field_findings(field, record, unreadable)
        ]
        return (*found, *judge_record(record, self.edition, today))


def cleaned_for(field: Field, text: str) -> Cleaned:
    """The text as the gate takes it into that field."""
    return clean_lines(text) if field.kind is Kind.LINES else clean(text)


def _limit(field: Field) -> int:
    return max(field.length, 200)


def _place(record: Record, name: str, field: Field) -> Place:
    return Place(record.type, record.id, name, field.id, field.label)


def _field_findings(
    field: Field, record: Record, unreadable: Mapping[str, str]
) -> Iterator[tuple[str, Level, str]]:
    if field.id in unreadable:
        yield "readable", Level.BLOCKING, unreadable[field.id]
        return
    value = record.get(field.id)
    if value is None:
        if field.required:
            yield "required", Level.BLOCKING, f"“{field.label}”是必填项，还没有填写。"
        return
    if field.kind is Kind.USCC and isinstance(value, str):
        problems = codes.uscc(value).problems
        if problems:
            yield "check_digit", Level.VERIFY, "；".join(problems) + "。"
    yield from _out_of_range(field, value)


def _out_of_range(field: Field, value: Value) -> Iterator[tuple[str, Level, str]]:
    number = number_of(value)
    if number is None:
        return
    if field.minimum is not None and number < field.minimum:
        limit = f"{field.minimum:f}{field.unit}"
        yield "minimum", Level.BLOCKING, f"“{field.label}”填的是 {number:f}，不能小于 {limit}。"
    if field.maximum is not None and number > field.maximum:
        limit = f"{field.maximum:f}{field.unit}"
        yield "maximum", Level.BLOCKING, f"“{field.label}”填的是 {number:f}，不能大于 {limit}。"
