"""What checklists are made of, read from the book as of one moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bianmin_desktop.domain.acceptance.assembling import Filled
from bianmin_desktop.domain.acceptance.grounds import Surroundings
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import number_of
from bianmin_desktop.errors import Refused
from bianmin_desktop.store.reading import Reading

report = "checklist"
"""What frozen acceptances are kept as."""
head_type, row_type, points_type, evidence_type = (
    "checklist",
    "checklist_row",
    "checklist_points",
    "evidence",
)
_ledgers = ("community", "circle", "outlet", "event")


@dataclass(frozen=True)
class Checklists:
    """Everything checklists are made of, read as of one moment."""

    around: Surroundings
    circles: Mapping[str, Record]
    heads: Mapping[tuple[str, str], Record]
    rows: Mapping[str, Mapping[str, Record]]
    evidence: Mapping[str, Sequence[Record]]
    points: Mapping[str, Mapping[str, Decimal]]

    def filled(self, circle_id: str, template_id: str) -> Filled:
        """What was filled in of one checklist."""
        head = self.heads.get((circle_id, template_id))
        points = self.points.get(template_id, {})
        if head is None:
            return Filled(None, {}, (), points)
        return Filled(head, self.rows.get(head.id, {}), self.evidence.get(head.id, ()), points)


def read_checklists(reading: Reading, day: date) -> Checklists:
    """Everything, with the ledgers as they count on that day."""
    edition = reading.edition
    types = (*_ledgers, *(register.id for register in edition.registers))
    ledger = Ledger({type_id: reading.records(type_id) for type_id in types})
    heads = reading.records(head_type)
    return Checklists(
        Surroundings.of(ledger, edition, day),
        ledger.by_id("circle"),
        {(head.text("circle"), head.text("template")): head for head in heads},
        _rows_by_head(reading.records(row_type)),
        _by(reading.records(evidence_type), "checklist"),
        read_points(reading),
    )


def head_of(
    reading: Reading, circle_id: str, template_id: str, *, deleted: bool = False
) -> Record | None:
    """The record of a circle's checklist by a template (the deleted one), or nothing."""
    held = reading.held_as(head_type, "circle", circle_id, deleted=deleted)
    return next((head for head in held if head.text("template") == template_id), None)


def row_of(reading: Reading, head_id: str, line_id: str) -> Record | None:
    """What was filled in of a line, or nothing."""
    held = reading.held_as(row_type, "checklist", head_id)
    return next((row for row in held if row.text("row") == line_id), None)


def _by(records: Iterable[Record], field_id: str) -> dict[str, list[Record]]:
    grouped: dict[str, list[Record]] = {}
    for record in records:
        grouped.setdefault(record.text(field_id), []).append(record)
    return grouped


def _rows_by_head(rows: Iterable[Record]) -> dict[str, dict[str, Record]]:
    grouped = _by(rows, "checklist")
    return {head: {row.text("row"): row for row in held} for head, held in grouped.items()}


def read_points(reading: Reading) -> dict[str, dict[str, Decimal]]:
    """The points the office gave lines instead of a template's, by template and line."""
    found: dict[str, dict[str, Decimal]] = {}
    for record in reading.records(points_type):
        points = number_of(record.get("points"))
        if points is not None:
            found.setdefault(record.text("template"), {})[record.text("row")] = points
    return found


def no_circle() -> Refused:
    """What is said of a circle that is not there."""
    return Refused("这个生活圈不在台账里，可能已被删除。请刷新后再试。", code="BM-201")
