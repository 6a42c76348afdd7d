"""Marks added up, the veto lines, and the verdict that follows from both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bianmin_desktop.catalogue.definitions.checklists import Scorer, scorers
from bianmin_desktop.domain.acceptance.sheet import Sheet, SheetLine
from bianmin_desktop.domain.rounding import rounded

_places = 1


@dataclass(frozen=True, slots=True)
class Total:
    """The marks of one scorer: how many, of how many lines there are none yet.

    `failing` are the veto lines that fail; `verdict` is what follows (empty while marks are
    missing and no veto line fails).
    """

    scorer: Scorer
    marks: Decimal
    missing: int
    failing: tuple[SheetLine, ...]
    verdict: str

    @property
    def is_begun(self) -> bool:
        """Whether there is anything to show."""
        return self.marks > 0 or not self.missing

    @property
    def is_complete(self) -> bool:
        """Whether every line has its marks."""
        return not self.missing


def total(sheet: Sheet, scorer: Scorer) -> Total:
    """The marks of a scorer as they count towards the full marks, rounded once for print.

    Lines that do not apply are left out and the rest brought up to the full marks, or are given
    in full, as the template says. Bonus marks come on top, up to the cap of their section.
    """
    asked = [line for line in sheet.lines if not line.is_bonus]
    counted = [line for line in asked if not line.is_out]
    marks = _sum(line.score(scorer) for line in counted)
    if sheet.grading.not_applicable == "full":
        marks += _sum(line.points for line in asked if line.is_out)
    else:
        possible = _sum(line.points for line in counted)
        marks = marks * sheet.grading.full_marks / possible if possible else Decimal(0)
    marks = rounded(marks + _bonus(sheet, scorer), _places)
    missing = sum(line.score(scorer) is None for line in counted)
    failing = tuple(line for line in sheet.lines if line.is_veto and line.is_failed)
    return Total(scorer, marks, missing, failing, _verdict(sheet, marks, missing, failing))


def totals(sheet: Sheet) -> tuple[Total, ...]:
    """The marks of every scorer, in order."""
    return tuple(total(sheet, scorer) for scorer in scorers)


def section_marks(sheet: Sheet, section_id: str, scorer: Scorer) -> tuple[Decimal, Decimal]:
    """Marks given and possible under a heading, lines that do not apply left out."""
    lines = [line for line in sheet.lines if line.section == section_id and not line.is_out]
    given = _sum(line.score(scorer) for line in lines)
    section = next(held for held in sheet.sections if held.id == section_id)
    if section.is_bonus:
        return min(given, section.cap), section.cap
    return given, _sum(line.points for line in lines)


def excessive(sheet: Sheet) -> tuple[SheetLine, ...]:
    """Lines that were given more marks than they have."""
    return tuple(
        line
        for line in sheet.lines
        if any((line.typed(scorer) or 0) > line.points for scorer in scorers)
    )


def contradicted(line: SheetLine) -> bool:
    """Whether one's own marks are other than what the ledgers give."""
    given = line.derived.score if line.derived is not None else None
    return None not in (given, line.self_score) and given != line.self_score


def _bonus(sheet: Sheet, scorer: Scorer) -> Decimal:
    bonus = [section.id for section in sheet.sections if section.is_bonus]
    return _sum(section_marks(sheet, section_id, scorer)[0] for section_id in bonus)


def _sum(marks: Iterable[Decimal | None]) -> Decimal:
    return sum((given for given in marks if given is not None), Decimal(0))


def _verdict(sheet: Sheet, marks: Decimal, missing: int, failing: tuple[SheetLine, ...]) -> str:
    bands = sheet.grading.bands
    if failing:
        return bands[-1].verdict
    if missing:
        return ""
    return next(band.verdict for band in bands if marks >= band.at_least)
