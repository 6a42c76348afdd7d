"""上期更正 in words: which records made the ledger differ from what was handed in, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Field, Figure, Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.drafting.facts import total_figure
from bianmin_desktop.domain.handed import HandedIn
from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rounding import rounded
from bianmin_desktop.domain.rules.wording import value_text
from bianmin_desktop.domain.snapshot_carried import (
    Carried,
    Copied,
    CorrectedLine,
    CorrectionLine,
)
from bianmin_desktop.domain.values import Value, number_of

_numbers = (Kind.INTEGER, Kind.DECIMAL)
_moving = frozenset(
    ("status", "business_type", "opened", "closed", "started", "completed", "communities")
)
"""Fields that decide whether a record counts, beside those a figure asks for."""
_deleted = "上期末已计入，现在台账里已经没有"
_late = "上期末没有计入，按现在的台账应计入"
_gone = "上期末已计入，按现在的台账不应计入"
_elsewhere = "所属生活圈、变动记录等有改动"
_referring = (Kind.REFERENCE, Kind.REFERENCES, Kind.DIVISION)


def carried_of(
    ledger: Ledger, edition: Edition, quarter: Quarter, figures: Sequence[FigureRow]
) -> Carried:
    """What the figures of a quarter took over from earlier ones; `figures` were derived from it."""
    before = ledger.handed.get(quarter.previous)
    same_last_year = ledger.handed.get(quarter.same_last_year)
    return Carried(
        before=_copied(before, edition) if before else None,
        same_last_year=_copied(same_last_year, edition) if same_last_year else None,
        corrections=tuple(correction_lines(figures)),
        corrected=corrected_records(ledger, edition, before, figures) if before else (),
    )


def correction_lines(figures: Iterable[FigureRow]) -> Iterator[CorrectionLine]:
    """The corrections of the figures, in their order."""
    for row in figures:
        if (change := row.correction) is not None:
            numbers = (change.handed, change.now, change.added, change.removed)
            yield CorrectionLine(row.id, *numbers, tuple(change.steps))


def corrected_records(
    ledger: Ledger, edition: Edition, before: HandedIn, figures: Iterable[FigureRow]
) -> tuple[CorrectedLine, ...]:
    """The records behind all corrections, each once: communities and circles first, by name."""
    counted = {figure.id: figure for figure in edition.figures}
    labels = Counter(figure.label for figure in edition.figures)
    found: dict[str, list[_Effect]] = {}
    for row in figures:
        section = f"{row.section}·" if labels[row.label] > 1 else ""
        name = f"{section}{row.label.removeprefix('其中：')}"
        for record_id, step in row.correction.steps.items() if row.correction else ():
            effect = _Effect(counted[row.id], name, row.places, step)
            found.setdefault(record_id, []).append(effect)
    words = _Words(ledger, edition, before)
    lines = (words.line(record_id, effects) for record_id, effects in found.items())
    return tuple(sorted(lines, key=lambda line: (line.kind, line.name, line.id)))


@dataclass(frozen=True, slots=True)
class _Effect:
    figure: Figure
    name: str
    places: int
    step: Decimal

    def say(self) -> str:
        """How the figure moved by it: 商业网点数＋1."""
        sign = "＋" if self.step > 0 else "－"
        return f"{self.name}{sign}{rounded(abs(self.step), self.places):,f}"


@dataclass(frozen=True, slots=True)
class _Words:
    ledger: Ledger
    edition: Edition
    before: HandedIn

    def line(self, record_id: str, effects: Sequence[_Effect]) -> CorrectedLine:
        type_id = effects[0].figure.counts
        record_type = self.edition.record_type(type_id)
        now = self.ledger.by_id(type_id).get(record_id)
        then = next((r for r in self.before.snapshot.of(type_id) if r.id == record_id), None)
        known_as = now or then or Record(type_id, record_id)
        return CorrectedLine(
            record_id,
            record_type.name,
            known_as.name(record_type),
            self._what(then, now, effects),
            "、".join(effect.say() for effect in effects),
        )

    def _what(self, then: Record | None, now: Record | None, effects: Sequence[_Effect]) -> str:
        if now is None:
            return _deleted
        changes = self._changes(then, now, effects) if then is not None else ""
        whole = total_figure(self.edition, now.type)
        step = next((e.step for e in effects if whole and e.figure.id == whole.id), Decimal(0))
        if not step:
            return changes or _elsewhere
        words = _late if step > 0 else _gone
        return f"{words}（{changes}）" if changes else words

    def _changes(self, then: Record, now: Record, effects: Sequence[_Effect]) -> str:
        """The answers that differ, of those that decide whether and how much the record counts."""
        asked = {condition.field for effect in effects for condition in effect.figure.where}
        asked |= {name for e in effects for name in (e.figure.total_of, e.figure.since)}
        fields = (f for f in self.edition.record_type(now.type).fields if f.id in asked | _moving)
        return "；".join(
            self._change(field, then.get(field.id), now.get(field.id))
            for field in fields
            if then.get(field.id) != now.get(field.id)
        )

    def _change(self, field: Field, old: Value, new: Value) -> str:
        if field.kind in _referring:
            return f"{field.label}有改动"
        before, after = (value_text(field, value, self.edition) for value in (old, new))
        return f"{field.label}由{before}改为{after}"


def _copied(handed: HandedIn, edition: Edition) -> Copied:
    summary = handed.summary
    fields = (f.id for f in edition.record_type("summary").fields if f.kind in _numbers)
    entered = {i: number for i in fields if (number := number_of(summary.get(i))) is not None}
    closings = {line.id: line.closing for line in handed.snapshot.figures}
    return Copied(str(handed.quarter), handed.version, closings, entered)
