"""The one gate: every draft, wherever it comes from, is admitted here and nowhere else.

Validity never decides whether something is kept: what cannot be read stays in `Record.typed`
as it was typed, with a 强制 issue; only submission is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from bianmin_desktop.catalogue.definitions import Field, Kind, Level, RecordType
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.answers import Answers
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.field_reading import FieldReader
from bianmin_desktop.domain.issues import Issue, Place, worst
from bianmin_desktop.domain.names import Names
from bianmin_desktop.domain.parsing import codes
from bianmin_desktop.domain.parsing.text import clean_lines
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules import RecordRules
from bianmin_desktop.domain.values import Value, number_of

_most_days = 50


@dataclass(frozen=True, slots=True)
class Admission:
    """What came through the gate: the record, its issues, and what was tidied (by field)."""

    record: Record
    issues: tuple[Issue, ...]
    tidied: Mapping[str, tuple[str, ...]]


_Finding = tuple[str, Level, str]
_Ask = Callable[[Field, Value], _Finding | None]


class _Plan(NamedTuple):
    """What the gate does with every record of one type, looked up once."""

    record_type: RecordType
    readers: Mapping[str, FieldReader]
    asking: tuple[tuple[Field, _Ask], ...]
    """The fields of which something may be said even when they were read well."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Admits drafts under one edition."""

    edition: Edition
    answers: Answers
    _plans: dict[str, _Plan] = field(default_factory=dict, repr=False, compare=False)
    _rules: dict[tuple[str, date], RecordRules] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def of(cls, edition: Edition) -> Gate:
        """The gate of an edition, prepared once."""
        return cls(edition, Answers.of(edition))

    def admit(self, draft: Draft, stored: Record, names: Names, today: date) -> Admission:
        """The stored record with the draft's texts read into it, and everything to say of it."""
        plan = self._plan(draft.type)
        values, typed = dict(stored.values), dict(stored.typed)
        unreadable: dict[str, str] = {}
        tidied: dict[str, tuple[str, ...]] = {}
        readers = plan.readers
        for field_id, text in draft.texts.items():
            reader = readers.get(field_id)
            if reader is None:
                continue
            value, refusal, cleaned, notes = reader.known.get(text) or reader.read(text, names)
            if notes:
                tidied[field_id] = notes
            if typed:
                typed.pop(field_id, None)
            if value is not None:
                values[field_id] = value
                continue
            values.pop(field_id, None)
            if refusal:
                typed[field_id] = cleaned
                unreadable[field_id] = refusal
        written = {name: clean_lines(note).text for name, note in draft.notes.items()}
        record = stored.holding(values, typed, {**stored.notes, **written})
        issues = self._judge(record, plan, unreadable, today)
        if issues:
            record = replace(record, level=worst(issues))
        return Admission(record, issues, tidied)

    def review(self, record: Record, names: Names, today: date) -> tuple[Issue, ...]:
        """The issues of a stored record, as if it were admitted again now."""
        plan = self._plan(record.type)
        unreadable = {
            field_id: self._refusal(plan.readers[field_id], text, names)
            for field_id, text in record.typed.items()
            if field_id in plan.readers
        }
        return self._judge(record, plan, unreadable, today)

    def _plan(self, type_id: str) -> _Plan:
        plan = self._plans.get(type_id)
        if plan is None:
            record_type = self.edition.record_type(type_id)
            readers = {asked.id: FieldReader(asked, self.answers) for asked in record_type.fields}
            asked_of = ((asked, _asking(asked)) for asked in record_type.fields)
            asking = tuple((asked, ask) for asked, ask in asked_of if ask is not None)
            plan = self._plans[type_id] = _Plan(record_type, readers, asking)
        return plan

    def _rules_on(self, type_id: str, today: date) -> RecordRules:
        rules = self._rules.get((type_id, today))
        if rules is None:
            if len(self._rules) >= _most_days:
                self._rules.clear()
            rules = RecordRules.of(type_id, self.edition, today)
            self._rules[type_id, today] = rules
        return rules

    def _refusal(self, reader: FieldReader, text: str, names: Names) -> str:
        refusal = (reader.known.get(text) or reader.read(text, names))[1]
        return refusal or f"“{text[:20]}”保存时读不懂，现在可以识别，请重新确认并保存。"

    def _judge(
        self, record: Record, plan: _Plan, unreadable: Mapping[str, str], today: date
    ) -> tuple[Issue, ...]:
        values = record.values
        found: list[Issue] = []
        if unreadable:
            for asked in plan.record_type.fields:
                finding = _finding_at(asked, values.get(asked.id), unreadable)
                if finding is not None:
                    found.append(_issue(record, plan.record_type, asked, finding))
        else:
            for asked, ask in plan.asking:
                finding = ask(asked, values.get(asked.id))
                if finding is not None:
                    found.append(_issue(record, plan.record_type, asked, finding))
        return (*found, *self._rules_on(record.type, today).judge(record))


def _issue(record: Record, record_type: RecordType, asked: Field, finding: _Finding) -> Issue:
    kind, level, message = finding
    place = Place(record.type, record.id, record.name(record_type), asked.id, asked.label)
    return Issue(f"field.{kind}", level, place, message, asked.clause)


def _asking(asked: Field) -> _Ask | None:
    """What is asked of a field's value; nothing where every value will do."""
    if asked.kind is Kind.USCC:
        return _code
    if asked.minimum is not None or asked.maximum is not None:
        return _within
    return _present if asked.required else None


def _finding_at(asked: Field, value: Value, unreadable: Mapping[str, str]) -> _Finding | None:
    if asked.id in unreadable:
        return "readable", Level.BLOCKING, unreadable[asked.id]
    ask = _asking(asked)
    return ask(asked, value) if ask is not None else None


def _present(asked: Field, value: Value) -> _Finding | None:
    if value is None and asked.required:
        return "required", Level.BLOCKING, f"“{asked.label}”是必填项，还没有填写。"
    return None


def _code(asked: Field, value: Value) -> _Finding | None:
    if not isinstance(value, str):
        return _present(asked, value)
    problems = codes.uscc(value).problems
    return ("check_digit", Level.VERIFY, "；".join(problems) + "。") if problems else None


def _within(asked: Field, value: Value) -> _Finding | None:
    number = number_of(value)
    if number is None:
        return _present(asked, value)
    if asked.minimum is not None and number < asked.minimum:
        limit = f"{asked.minimum:f}{asked.unit}"
        told = f"“{asked.label}”填的是 {number:f}，不能小于 {limit}。"
        return "minimum", Level.BLOCKING, told
    if asked.maximum is not None and number > asked.maximum:
        limit = f"{asked.maximum:f}{asked.unit}"
        told = f"“{asked.label}”填的是 {number:f}，不能大于 {limit}。"
        return "maximum", Level.BLOCKING, told
    return None
