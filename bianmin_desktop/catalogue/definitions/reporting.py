"""What is counted, judged and handed in when: figures, rules, limits, reports, deadlines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from bianmin_desktop.catalogue.definitions.definition import Definition, Level


class Threshold(Definition, frozen=True):
    """A limit that rules and pages refer to by id, e.g. the 10 % of new communities."""

    id: str
    label: str
    value: Decimal
    unit: str = ""
    clause: str = ""
    source: str = ""
    template: bool = False
    note: str = ""


class Deadline(Definition, frozen=True):
    """The day a report of a period is due: a table row each, never a formula."""

    report: str
    period: str
    due: date
    clause: str = ""
    template: bool = False
    note: str = ""


class DefaultDeadline(Definition, frozen=True):
    """How many days after a period's end its report is due where no row names the day."""

    report: str
    days_after: int
    clause: str = ""
    template: bool = False
    note: str = ""


class Holiday(Definition, frozen=True):
    """Public holidays, both days included: a default deadline that falls on them moves behind."""

    name: str
    first: date
    last: date
    template: bool = False
    note: str = ""


class Enclosed(Definition, frozen=True):
    """A register whose records of the period are handed in with a report, by their day `within`.

    `told` are texts of a record that stand in the report's letter, under the record's name.
    """

    record: str
    within: str
    told: tuple[str, ...] = ()


class Report(Definition, frozen=True):
    """A kind of report (工作信息, 季度总结, 年度总结) and when it is asked for."""

    id: str
    name: str
    frequency: Literal["any", "quarter", "year"]
    file_label: str
    clause: str = ""
    encloses: tuple[Enclosed, ...] = ()


class Condition(Definition, frozen=True):
    """A test on a record: the field equals one of these answers (of `yes`/`no` for 是/否).

    An empty `any_of` asks for any answer at all; 不适用 and 未采集 are none. `field` may also be
    `list:<id>` (business type covered by that list, any item when `any_of` is empty).
    """

    field: str
    any_of: tuple[str, ...] = ()


class Figure(Definition, frozen=True):
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


class RuleSetting(Definition, frozen=True):
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
    options: dict[str, str] = msgspec.field(default_factory=dict)
    blanks: Literal["skip", "zero", "fail"] = "skip"
    clause: str = ""
    template: bool = False
