"""验收清单: templates of checklists, what data answer of them, and a circle's steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from bianmin_desktop.catalogue.definitions.definition import Definition
from bianmin_desktop.catalogue.definitions.reporting import Condition

Scorer = Literal["self", "district", "city"]
"""Who gives marks: 自评, 区评, 市评."""

scorers: Mapping[Scorer, str] = {"self": "自评", "district": "区评", "city": "市评"}
"""Every scorer in the order they come to see a circle, and what their marks are called."""


class FillKind(StrEnum):
    """How data answer a line; each is a function of `domain.acceptance.filling`."""

    TYPES = "types"
    """The circle has an outlet of these items of a business-type list."""
    COVERAGE = "coverage"
    """Which share of a business-type list's items the circle has."""
    ANSWERED = "answered"
    """A field of the circle is answered, with one of the answers of `where` if there are any."""
    AT_MOST = "at_most"
    """A number of the circle is within a limit."""
    OUTLETS = "outlets"
    """So many outlets of the circle, or more, pass `where`."""
    OUTLET_SHARE = "outlet_share"
    """The share of outlets that pass `where` among those that pass `among`, against a limit."""
    COMMUNITY_SHARE = "community_share"
    """Fields of a community by its field `whole`, against a limit, in each that passes `among`."""
    COMMUNITY_YES = "community_yes"
    """All of these fields are 是, in each community that passes `among`."""
    RECORDS = "records"
    """So many records of a register, or more, belong to the circle and pass `where`."""
    RECORD_SHARE = "record_share"
    """Fields of a register's records by their field `whole`, all together, against a limit."""


fill_words: Mapping[FillKind, frozenset[str]] = {
    FillKind.TYPES: frozenset(("count", "names")),
    FillKind.COVERAGE: frozenset(("count", "all", "missing", "standing_in")),
    FillKind.ANSWERED: frozenset(("answer",)),
    FillKind.AT_MOST: frozenset(("answer", "limit")),
    FillKind.OUTLETS: frozenset(("count", "names", "limit")),
    FillKind.OUTLET_SHARE: frozenset(("part", "whole", "share", "limit")),
    FillKind.COMMUNITY_SHARE: frozenset(("count", "met", "details", "limit")),
    FillKind.COMMUNITY_YES: frozenset(("count", "met", "details")),
    FillKind.RECORDS: frozenset(("count", "names", "limit")),
    FillKind.RECORD_SHARE: frozenset(("count", "part", "whole", "share", "limit")),
}
"""What the sentence of each kind may name."""


class Fill(Definition, frozen=True):
    """How data answer a line: its marks, and the sentence that says from what.

    Marks are in proportion to how far `at_least` or the limit is reached; `all_or_none` lines get
    all of them or none. `record` and `fields` say what is looked at, see `FillKind`. With
    `unplaced` records that name neither a circle nor a community count for every circle.
    """

    kind: FillKind
    says: str
    list: str = ""
    items: tuple[str, ...] = ()
    record: str = ""
    fields: tuple[str, ...] = ()
    whole: str = ""
    where: tuple[Condition, ...] = ()
    among: tuple[Condition, ...] = ()
    threshold: str = ""
    at_least: int = 1
    all_or_none: bool = False
    unplaced: bool = False


class ChecklistLine(Definition, frozen=True):
    """One line: what is asked, how many marks it has, and which evidence is to be at hand.

    `id` is three digits, the first of them the section's place: it stands in the code of every
    printed line and is never given to another one. A `veto` line that fails fails the whole.
    """

    id: str
    label: str
    points: Decimal
    standard: str
    method: str
    materials: tuple[str, ...] = ()
    veto: bool = False
    fill: Fill | None = None
    clause: str = ""
    template: bool = False


class ChecklistSection(Definition, frozen=True):
    """A heading with its lines; marks of a `bonus` section are added, up to its `cap`."""

    id: str
    label: str
    lines: tuple[ChecklistLine, ...]
    bonus: bool = False
    cap: Decimal = Decimal(0)
    clause: str = ""


class VerdictBand(Definition, frozen=True):
    """From how many marks on the whole is judged so (a choice of `checklist_verdict`)."""

    verdict: str
    at_least: Decimal


class Checklist(Definition, frozen=True):
    """A template of an acceptance checklist; offered to circles in its `stages`.

    `not_applicable` says what becomes of the marks of lines that do not apply: `scale` leaves
    them out and brings the rest up to the full marks, `full` gives them. `otherwise` is the
    verdict below all bands, or when a veto line fails; `step` the smallest piece of a mark.
    """

    id: str
    name: str
    title: str
    stages: tuple[str, ...]
    sections: tuple[ChecklistSection, ...]
    bands: tuple[VerdictBand, ...]
    otherwise: str
    full_marks: Decimal = Decimal(100)
    step: Decimal = Decimal("0.5")
    not_applicable: Literal["scale", "full"] = "scale"
    members: int = 5
    clause: str = ""
    template: bool = False
    note: str = ""

    def lines(self) -> Iterator[tuple[ChecklistSection, ChecklistLine]]:
        """Every line with its section, in order."""
        for section in self.sections:
            for line in section.lines:
                yield section, line


class StageStep(Definition, frozen=True):
    """A step of a circle from one stage (a choice of `circle_stage`) to the next.

    One with a `scorer` is an acceptance: it needs all marks of that scorer, a verdict among
    `verdicts`, and freezes the checklist. `rectified` asks that everything to be put right has
    been looked at again and passed.
    """

    id: str
    label: str
    start: str
    end: str
    scorer: Literal["", "self", "district", "city"] = ""
    verdicts: tuple[str, ...] = ()
    rectified: bool = False
    clause: str = ""
    template: bool = False
