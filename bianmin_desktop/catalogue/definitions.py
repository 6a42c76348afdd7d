"""The words a policy edition is written in: record types, fields, code lists and rules.

Every definition is a frozen value read from one TOML file under `resources/policy/<edition>/`.
A `clause` names where the entry comes from (an id of `clauses.toml`); `template` marks
what no official text prescribes and is therefore shipped as an editable 参考模板.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

import msgspec


class Level(StrEnum):
    """How much an issue weighs: 强制 blocks submission, 核实 needs a reason, 提示 only tells."""

    BLOCKING = "blocking"
    VERIFY = "verify"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The level in the clerk's words."""
        return {"blocking": "强制", "verify": "核实", "hint": "提示"}[self.value]


class Kind(StrEnum):
    """What a field holds; parsing, editor, column type and cell format all follow from it."""

    TEXT = "text"
    LINES = "lines"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    REFERENCE = "reference"
    REFERENCES = "references"
    USCC = "uscc"
    PHONE = "phone"
    DIVISION = "division"
    QUARTER = "quarter"


class Definition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything read from a policy file: immutable, and strict about unknown keys."""


class Field(Definition):
    """One question of a record type, described once for form, table, Excel, PDF and checks."""

    id: str
    label: str
    kind: Kind
    section: str
    required: bool = False
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    places: int = 0
    length: int = 200
    choices: str = ""
    target: str = ""
    help: str = ""
    clause: str = ""
    template: bool = False
    aliases: tuple[str, ...] = ()
    default: str = ""
    listed: bool = False
    searched: bool = False
    personal: bool = False
    month_allowed: bool = False
    carried: bool = False
    entered: bool = True
    width: int = 12


class Section(Definition):
    """A heading of a form, holding the fields that name it."""

    id: str
    label: str
    clause: str = ""
    help: str = ""


class RecordType(Definition):
    """A kind of record: its sections, fields and what makes two of them the same thing."""

    id: str
    name: str
    title: str
    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    order: str = ""
    in_ledger: bool = True
    help: str = ""

    def field(self, field_id: str) -> Field:
        """The field with that id; `KeyError` if the record type has none."""
        for candidate in self.fields:
            if candidate.id == field_id:
                return candidate
        raise KeyError(f"{self.id}.{field_id}")

    def has_field(self, field_id: str) -> bool:
        """Whether the record type asks for that field."""
        return any(candidate.id == field_id for candidate in self.fields)


class Choice(Definition):
    """One entry of a code list."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    clause: str = ""
    template: bool = False
    help: str = ""


class ChoiceList(Definition):
    """A code list: the answers a `choice` field allows."""

    id: str
    name: str
    choices: tuple[Choice, ...]
    clause: str = ""
    template: bool = False

    def choice(self, choice_id: str) -> Choice | None:
        """The entry with that id, or nothing."""
        return next((entry for entry in self.choices if entry.id == choice_id), None)


class BusinessType(Definition):
    """A leaf of the business-type dictionary (业态): fine enough for every scheme to count by."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    facility: bool = False
    industry_codes: tuple[str, ...] = ()
    clause: str = ""
    template: bool = False


class SchemeItem(Definition):
    """A line of a business-type list, and the leaves of the dictionary that count for it.

    `stand_ins` are the 一店多能 services (choices of `extra_service`) by which a shop of another
    type can cover the line where it is missing.
    """

    id: str
    label: str
    covers: tuple[str, ...]
    stand_ins: tuple[str, ...] = ()
    clause: str = ""
    template: bool = False


class BusinessList(Definition):
    """One list of a scheme, e.g. the six 必备业态."""

    id: str
    label: str
    scheme: str
    items: tuple[SchemeItem, ...]
    clause: str = ""
    source: str = ""
    help: str = ""


class Scheme(Definition):
    """A way of counting business types (口径), e.g. 青商字〔2022〕9号 or the national 指南."""

    id: str
    label: str
    source: str


class Clause(Definition):
    """A paragraph of the founding document, named by its own numbering.

    `document` names another document where the paragraph is not of the founding one.
    """

    id: str
    heading: str
    says: str = ""
    document: str = ""


class ResponsibleUnit(Definition):
    """A department named by the document: as issuer, member of the joint meeting or responsible."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    is_issuer: bool = False
    is_member: bool = False
    is_responsible: bool = False
    is_district: bool = False
    note: str = ""
    clause: str = ""


class Task(Definition):
    """A main task 四(一)–(六) or a safeguard 五(一)–(五), with its responsible units."""

    id: str
    label: str
    clause: str
    group: Literal["task", "safeguard"]
    units: tuple[str, ...]
    paragraphs: tuple[TaskParagraph, ...] = ()


class TaskParagraph(Definition):
    """A paragraph of a safeguard that names responsible units of its own."""

    clause: str
    units: tuple[str, ...]


class MeetingRole(Definition):
    """A seat in the joint meeting (联席会议), as a role and never as a person's name."""

    id: str
    role: str
    holder: str
    clause: str


class Target(Definition):
    """How many circles are to be completed in a year by a unit (division code)."""

    year: int
    unit: str
    added: int
    cumulative: int | None = None
    at_least: bool = True
    clause: str = ""
    template: bool = False
    note: str = ""


class Threshold(Definition):
    """A limit that rules and pages refer to by id, e.g. the 10 % of new communities."""

    id: str
    label: str
    value: Decimal
    unit: str = ""
    clause: str = ""
    source: str = ""
    template: bool = False
    note: str = ""


class Deadline(Definition):
    """The day a report of a period is due: a table row each, never a formula."""

    report: str
    period: str
    due: date
    clause: str = ""
    template: bool = False
    note: str = ""


class DefaultDeadline(Definition):
    """How many days after a period's end its report is due where no row names the day."""

    report: str
    days_after: int
    clause: str = ""
    template: bool = False
    note: str = ""


class Report(Definition):
    """A kind of report (工作信息, 季度总结, 年度总结) and when it is asked for."""

    id: str
    name: str
    frequency: Literal["any", "quarter", "year"]
    file_label: str
    clause: str = ""


class Condition(Definition):
    """A test on a record: the field equals one of these answers (of `yes`/`no` for 是/否).

    An empty `any_of` asks for any answer at all; 不适用 and 未采集 are none. `field` may also be
    `list:<id>` (business type covered by that list, any item when `any_of` is empty).
    """

    field: str
    any_of: tuple[str, ...] = ()


class Figure(Definition):
    """A number of the quarterly table, derived from the ledgers and never typed.

    `flow` figures have 上期/新增/减少/期末; others only 期末. `numerator`/`denominator` name other
    figures and make a ratio, kept with both its parts. Outlets count while they live, circles from
    the day in `since` on (one without that day: always, or never if `blank_since` says so),
    communities always, or while a circle that counts holds them (`covered`), and events in the
    quarter of their day.
    """

    id: str
    label: str
    section: str
    counts: Literal["outlet", "community", "circle", "event", "ratio"]
    unit: str = ""
    total_of: str = ""
    where: tuple[Condition, ...] = ()
    since: str = "started"
    blank_since: Literal["always", "never"] = "always"
    covered: bool = False
    flow: bool = False
    numerator: str = ""
    denominator: str = ""
    places: int = 0
    clause: str = ""
    template: bool = False
    threshold: str = ""
    swing: str = "swing"


class RuleSetting(Definition):
    """A rule in force: which piece of code judges it, with which parameters, and what is said.

    `kind` names a function of `domain.rules`; `message` is a plain Chinese sentence with
    `{placeholders}` filled from real values; `blanks` says how a blank counts
    (`skip`: the rule is silent; `zero`: counts as 0; `fail`: the rule fails).
    """

    id: str
    name: str
    record: str
    kind: str
    level: Level
    message: str
    fields: tuple[str, ...] = ()
    threshold: str = ""
    when: tuple[Condition, ...] = ()
    options: dict[str, str] = {}
    blanks: Literal["skip", "zero", "fail"] = "skip"
    clause: str = ""
    template: bool = False


class SourceDocument(Definition):
    """The founding document an edition rests on."""

    number: str
    title: str
    issued: date
    issuers: tuple[str, ...]
    addressed_to: str


class EditionTitle(Definition):
    """The cover of an edition: its id, name and document."""

    id: str
    name: str
    document: SourceDocument
    region: str
    scheme: str
    counted_statuses: tuple[str, ...]
    joint_office: str
    note: str = ""
