"""A circle's checklist put together: the template, what was filled in, what the ledgers say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Checklist, ChecklistLine, ChecklistSection
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.acceptance.codes import line_code
from bianmin_desktop.domain.acceptance.filling import Derived, derived
from bianmin_desktop.domain.acceptance.grounds import Grounds
from bianmin_desktop.domain.acceptance.sheet import (
    Band,
    EvidenceLine,
    Grading,
    Panel,
    Repair,
    Sheet,
    SheetLine,
    SheetSection,
    Subject,
    not_applicable,
)
from bianmin_desktop.domain.answers import separators
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import Reporter
from bianmin_desktop.domain.values import number_of


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in of one checklist: its head, its rows by line, its evidence, its points.

    `points` are those the office gave lines instead of the template's, by line.
    """

    head: Record | None
    rows: Mapping[str, Record]
    evidence: Sequence[Record]
    points: Mapping[str, Decimal]


def sheet_of(template: Checklist, grounds: Grounds, filled: Filled, reporter: Reporter) -> Sheet:
    """The checklist of a circle as it stands."""
    edition = grounds.edition
    document = edition.title.document
    return Sheet(
        edition=edition.id,
        basis=f"{document.number} {document.title}",
        reporter=reporter,
        template=template.id,
        title=template.title,
        note=template.note,
        subject=_subject(grounds),
        day=grounds.around.day,
        grading=_grading(template, edition),
        seats=template.members,
        panel=_panel(filled.head),
        sections=tuple(_section(section) for section in template.sections),
        lines=tuple(_lines(template, grounds, filled)),
        evidence=tuple(sorted(map(_evidence, filled.evidence), key=lambda held: held.number)),
    )


def lines_of(evidence: Record) -> tuple[str, ...]:
    """The ids of the lines a piece of evidence proves."""
    return tuple(filter(None, (part.strip() for part in separators.split(evidence.text("rows")))))


def _lines(template: Checklist, grounds: Grounds, filled: Filled) -> Iterator[SheetLine]:
    for section in template.sections:
        for place, line in enumerate(section.lines, start=1):
            points = filled.points.get(line.id, line.points)
            found = derived(line, points, template.step, grounds)
            answered = _Answered(line, section, filled, found)
            number = f"{line.id[0]}-{place}"
            yield answered.line(number, points, line_code(grounds.circle.id, template.id, line.id))


@dataclass(frozen=True, slots=True)
class _Answered:
    """One line of the template beside what was filled in."""

    asked: ChecklistLine
    section: ChecklistSection
    filled: Filled
    derived: Derived | None

    def line(self, number: str, points: Decimal, code: str) -> SheetLine:
        asked, row = self.asked, self.filled.rows.get(self.asked.id, _nothing)
        attached = [e for e in self.filled.evidence if asked.id in lines_of(e)]
        return SheetLine(
            id=asked.id,
            section=self.section.id,
            number=number,
            code=code,
            label=asked.label,
            points=points,
            standard=asked.standard,
            method=asked.method,
            materials=asked.materials,
            is_veto=asked.veto,
            is_bonus=self.section.bonus,
            derived=self.derived,
            self_score=number_of(row.get("self_score")),
            district_score=number_of(row.get("district_score")),
            city_score=number_of(row.get("city_score")),
            verdict=_verdict(row),
            note=row.text("note"),
            evidence=tuple(sorted(e.text("number") for e in attached)),
            lacking=self._lacking(row, attached),
            repair=_repair(row),
        )

    def _lacking(self, row: Record, attached: Sequence[Record]) -> tuple[str, ...]:
        """What nothing covers; of bonus lines only where marks are claimed."""
        if _verdict(row) == not_applicable:
            return ()
        found = self.derived
        if found is not None and found.score is None and found.standing.value == not_applicable:
            return ()
        claimed = number_of(row.get("self_score")) or (found.score if found else None)
        if self.section.bonus and not claimed:
            return ()
        covered = {e.text("material") for e in attached}
        return tuple(name for name in self.asked.materials if name not in covered)


_nothing = Record("checklist_row", "")


def _verdict(row: Record) -> str:
    """The conclusion of a line; 不适用 is an answer to every question and no choice of its own."""
    is_out = row.get("verdict") is Absence.NOT_APPLICABLE
    return not_applicable if is_out else row.text("verdict")


def _repair(row: Record) -> Repair:
    return Repair(
        row.text("fix"),
        row.text("responsible"),
        _day(row, "due"),
        _day(row, "fixed_on"),
        _day(row, "rechecked_on"),
        row.text("recheck"),
    )


def _panel(head: Record | None) -> Panel:
    if head is None:
        return Panel()
    texts = (head.text(name) for name in ("leader", "members", "verdict", "opinion"))
    return Panel(_day(head, "on"), *texts)


def _evidence(held: Record) -> EvidenceLine:
    size = number_of(held.get("size"))
    return EvidenceLine(
        held.text("number"),
        held.text("name"),
        lines_of(held),
        held.text("material"),
        held.text("original"),
        int(size) if size is not None else 0,
        held.text("sha256"),
        _day(held, "added"),
        held.text("note"),
    )


def _subject(grounds: Grounds) -> Subject:
    circle, edition = grounds.circle, grounds.edition
    names = tuple(c.text("short_name") or c.text("name") for c in grounds.communities)
    stage = circle.text("stage")
    choices = edition.choice_list(edition.field("circle", "stage").choices)
    choice = choices.choice(stage)
    return Subject(circle.id, circle.text("name"), names, stage, choice.label if choice else "")


def _section(section: ChecklistSection) -> SheetSection:
    return SheetSection(section.id, section.label, section.bonus, section.cap)


def _grading(template: Checklist, edition: Edition) -> Grading:
    listed = edition.choice_list("checklist_verdict")

    def label(verdict: str) -> str:
        choice = listed.choice(verdict)
        return choice.label if choice else verdict

    bands = [Band(b.verdict, label(b.verdict), b.at_least) for b in template.bands]
    last = Band(template.otherwise, label(template.otherwise), Decimal(0))
    return Grading(template.full_marks, template.not_applicable, (*bands, last))


def _day(record: Record, field_id: str) -> date | None:
    value = record.get(field_id)
    return value if isinstance(value, date) else None
