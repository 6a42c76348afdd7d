"""The rules in force in words: what is judged, when, by which limit, and how blanks count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

from bianmin_desktop.catalogue.definitions import (
    Choice,
    Condition,
    Kind,
    Level,
    RecordType,
    RuleSetting,
)
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.catalogue.rule_forms import RuleForm
from bianmin_desktop.domain.conditions import is_by_type
from bianmin_desktop.domain.rules import record_kinds
from bianmin_desktop.domain.rules.forms import rule_forms
from bianmin_desktop.domain.rules.wording import limit_text

template_word = "参考模板"
_yes_no = {"yes": "是", "no": "否"}
_blanks: Mapping[str, str] = {
    "skip": "有空白时不判",
    "zero": "空白按0算",
    "fail": "空白即不符合",
}
_asked_for = "空白即不符合；“不适用”“未采集”算已填"
_asked_strictly = "空白即不符合；“不适用”“未采集”也不算填"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in force, in words.

    `fields` are the labels of what it looks at; `says` is its sentence with the names of what is
    filled in, in 〔〕; `limits` its limits and the records it is for; `source` the paragraph it
    comes from, and whether it is a template.
    """

    id: str
    record: str
    group: str
    level: Level
    name: str
    fields: str
    says: str
    limits: str
    blanks: str
    clause: str
    source: str
    is_template: bool

    def holds(self, words: str) -> bool:
        """Whether what is searched for stands anywhere in it."""
        told = (self.group, self.level.label, self.name, self.fields, self.says, self.limits)
        whole = "\n".join((*told, self.blanks, self.source, self.id))
        return words.strip().lower() in whole.lower()


def rule_lines(edition: Edition) -> tuple[RuleLine, ...]:
    """Every rule of an edition, type by type: those on single records, then those on quarters.

    Registers (其他台账) come last.
    """
    types = list(dict.fromkeys(rule.record for rule in edition.rules))

    def place(rule: RuleSetting) -> tuple[bool, int, bool]:
        is_register = edition.record_type(rule.record).register
        return is_register, types.index(rule.record), rule.kind not in record_kinds

    return tuple(_line(rule, edition) for rule in sorted(edition.rules, key=place))


def _line(rule: RuleSetting, edition: Edition) -> RuleLine:
    form = rule_forms.get(rule.kind, RuleForm())
    record_type = edition.record_type(rule.record)
    when = _when(rule)
    clause = edition.clauses.get(rule.clause)
    document = clause.document if clause is not None else ""
    heading = clause.heading if clause is not None else ""
    named = f"{document} {heading}" if document and document != heading else heading
    return RuleLine(
        id=rule.id,
        record=rule.record,
        group=f"{record_type.name}（{when}）",
        level=rule.level,
        name=rule.name,
        fields="、".join(record_type.field(name).label for name in rule.fields),
        says=_sentence(rule.message, form, record_type),
        limits="；".join(_limits(rule, edition)),
        blanks=_blanks_of(rule, form),
        clause=rule.clause,
        source="，".join(filter(None, (named, template_word if rule.template else ""))),
        is_template=rule.template,
    )


def _when(rule: RuleSetting) -> str:
    if rule.kind in record_kinds:
        return "填写时核对"
    return "审核年度时核对" if rule.record == annual_summary else "审核季度时核对"


def _sentence(message: str, form: RuleForm, record_type: RecordType) -> str:
    """The message with names for values; a name that stands before its value is not said twice."""
    told = ""
    for text, name, _, _ in Formatter().parse(message):
        told += text
        if name is not None:
            word = _word(name, form, record_type)
            told += "〔…〕" if told.endswith(word) else f"〔{word}〕"
    return told


def _word(name: str, form: RuleForm, record_type: RecordType) -> str:
    if name in form.words:
        return form.words[name].rstrip("。")
    return record_type.field(name).label if record_type.has_field(name) else name


def _limits(rule: RuleSetting, edition: Edition) -> Iterator[str]:
    if rule.threshold:
        limit = edition.threshold(rule.threshold)
        yield f"{limit.label} {limit_text(limit)}"
    if per := rule.options.get("per"):
        yield f"按每 {per} 计"
    if least := rule.options.get("least"):
        yield f"两期都不到 {least} 的不判"
    if rule.kind == "figure_swings":
        yield from _swings(edition)
    if held := edition.business_lists.get(rule.options.get("list", "")):
        yield f"{held.label} {len(held.items)} 项"
    for condition in rule.when:
        yield f"只对{_condition(condition, rule, edition)}"


def _swings(edition: Edition) -> Iterator[str]:
    """The limits of the figures: each figure names its own."""
    named = dict.fromkeys(figure.swing for figure in edition.figures if figure.swing)
    for limit in (edition.threshold(name) for name in named):
        yield f"{limit.label} {limit_text(limit)}"


def _condition(condition: Condition, rule: RuleSetting, edition: Edition) -> str:
    if is_by_type(condition):
        held = edition.business_list(condition.field.partition(":")[2])
        labels = [item.label for item in held.items if item.id in condition.any_of]
        return f"{held.label}{'（' + '、'.join(labels) + '）' if labels else ''}的"
    field = edition.field(rule.record, condition.field)
    if not condition.any_of:
        return f"已填“{field.label}”的"
    choices: tuple[Choice, ...] = ()
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        choices = edition.choice_list(field.choices).choices
    words = {**_yes_no, **{choice.id: choice.label for choice in choices}}
    answers = "、".join(words.get(word, word) for word in condition.any_of)
    return f"{field.label}为“{answers}”的"


def _blanks_of(rule: RuleSetting, form: RuleForm) -> str:
    if form.blanks:
        return form.blanks
    if "absent" in form.known:
        return _asked_strictly if rule.options.get("absent") == "missing" else _asked_for
    return _blanks[rule.blanks]
