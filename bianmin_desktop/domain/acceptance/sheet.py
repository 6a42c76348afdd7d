"""A checklist as it stands: its lines with marks and derivations, its evidence, its verdict.

The window, the prints and the frozen versions all show this one value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions.checklists import Scorer
from bianmin_desktop.domain.acceptance.filling import Derived, Standing
from bianmin_desktop.domain.snapshots import Reporter

ok, failed, not_applicable = "ok", "failed", "na"
"""What a line may be concluded to be: choices of `row_verdict`, and 不适用."""


@dataclass(frozen=True, slots=True)
class Repair:
    """整改: what is to be put right by whom until when, and what came of it.

    `result` is `passed` or `failed` once it was looked at again (复验), else empty.
    """

    what: str = ""
    responsible: str = ""
    due: date | None = None
    fixed_on: date | None = None
    rechecked_on: date | None = None
    result: str = ""

    def days_left(self, day: date) -> int | None:
        """Days until it is due, below zero when overdue; nothing when settled or undated."""
        is_settled = self.result == "passed" or self.fixed_on is not None
        return None if is_settled or self.due is None else (self.due - day).days


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line: what is asked, what the ledgers say, and what was filled in.

    `verdict` is one of the three conclusions or empty; `evidence` are the numbers of what is
    attached.
    """

    id: str
    section: str
    number: str
    code: str
    label: str
    points: Decimal
    standard: str
    method: str
    materials: tuple[str, ...] = ()
    is_veto: bool = False
    is_bonus: bool = False
    derived: Derived | None = None
    self_score: Decimal | None = None
    district_score: Decimal | None = None
    city_score: Decimal | None = None
    verdict: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    """The materials asked for that nothing attached covers."""
    repair: Repair = field(default=Repair())

    @property
    def is_out(self) -> bool:
        """Whether the line does not apply: said so, or nothing it could be about."""
        if self.verdict:
            return self.verdict == not_applicable
        return self.derived is not None and self.derived.standing is Standing.NOT_APPLICABLE

    @property
    def is_failed(self) -> bool:
        """Whether the line is not met: said so, or by the ledgers where nobody said anything."""
        if self.verdict:
            return self.verdict == failed
        return self.derived is not None and self.derived.standing is Standing.UNMET

    def typed(self, scorer: Scorer) -> Decimal | None:
        """Marks as they were typed."""
        return {
            "self": self.self_score,
            "district": self.district_score,
            "city": self.city_score,
        }[scorer]

    def score(self, scorer: Scorer) -> Decimal | None:
        """Marks that count: typed ones; one's own fall back on what the ledgers give."""
        typed = self.typed(scorer)
        if typed is not None or scorer != "self" or self.derived is None:
            return typed
        return self.derived.score

    @property
    def is_to_repair(self) -> bool:
        """Whether it stands in the 整改 list: judged failed, or something was demanded."""
        return self.verdict == failed or bool(self.repair.what)

    @property
    def is_repaired(self) -> bool:
        """Whether it was looked at again and passed."""
        return self.repair.result == "passed"


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A heading; a bonus section adds up to `cap` marks."""

    id: str
    label: str
    is_bonus: bool = False
    cap: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence as the index lists it: number, name, lines it proves, its file."""

    number: str
    name: str
    lines: tuple[str, ...]
    material: str
    original: str
    size: int
    sha256: str
    added: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A verdict (id and label) and from how many marks on it is given."""

    verdict: str
    label: str
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Grading:
    """How the whole is judged; the last of `bands` is the one below all others."""

    full_marks: Decimal
    not_applicable: str
    bands: tuple[Band, ...]

    def label(self, verdict: str) -> str:
        """What a verdict is called."""
        return next((band.label for band in self.bands if band.verdict == verdict), verdict)


@dataclass(frozen=True, slots=True)
class Panel:
    """Who looks at it when, and what they say; `verdict` is empty while it follows the marks."""

    on: date | None = None
    leader: str = ""
    members: str = ""
    verdict: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Which circle it is about: its id, name, communities, and its stage (id and label)."""

    id: str
    name: str
    communities: tuple[str, ...]
    stage: str
    stage_label: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checklist, whole; `day` is the day the ledgers were looked at."""

    edition: str
    basis: str
    reporter: Reporter
    template: str
    title: str
    note: str
    subject: Subject
    day: date
    grading: Grading
    seats: int
    panel: Panel
    sections: tuple[SheetSection, ...]
    lines: tuple[SheetLine, ...] = field(repr=False)
    evidence: tuple[EvidenceLine, ...] = field(repr=False, default=())

    def line(self, line_id: str) -> SheetLine | None:
        """The line with that id, or nothing."""
        return next((line for line in self.lines if line.id == line_id), None)

    def of_section(self, section: SheetSection) -> Iterator[SheetLine]:
        """The lines under a heading."""
        return (line for line in self.lines if line.section == section.id)

    def to_repair(self) -> tuple[SheetLine, ...]:
        """The 整改 list."""
        return tuple(line for line in self.lines if line.is_to_repair)

    def lacking(self) -> tuple[tuple[SheetLine, str], ...]:
        """Every line and material that is asked for and not there."""
        return tuple((line, name) for line in self.lines for name in line.lacking)

    def blank(self) -> Sheet:
        """The same to be filled in by hand: nothing but the questions."""
        return replace(
            self,
            panel=Panel(),
            evidence=(),
            lines=tuple(_blank(line) for line in self.lines),
        )


def _blank(line: SheetLine) -> SheetLine:
    return replace(
        line,
        derived=None,
        self_score=None,
        district_score=None,
        city_score=None,
        verdict="",
        note="",
        evidence=(),
        lacking=(),
        repair=Repair(),
    )
