"""What of a ledger goes into the submission of a quarter.

Which outlets and circles belong to it: those of the quarter's total figure, i.e. counted at the
end of the quarter before or at its own end, so that every 新增 and 减少 can be found in the list.
Outlets are listed with whether they came or went; their status and business type are those they
counted with, everything else is as it is today.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.gaps import GapMatrix
from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.privacy import masked_name, masked_phone
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import FigureLine, GapColumn, GapLine, Occasion, Snapshot
from bianmin_desktop.domain.timeline import Life, Timeline
from bianmin_desktop.domain.values import Value

_never_frozen: Mapping[str, frozenset[str]] = {"summary": frozenset(("state",))}
"""The state follows from handing in and would make every version differ from the last."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What the ledger gave for the quarter: figures and the matrix of what is missing where.

    `divisions` are the names of division codes.
    """

    figures: Sequence[FigureRow]
    gaps: GapMatrix
    divisions: Mapping[str, str]


def take(ledger: Ledger, edition: Edition, occasion: Occasion, derived: Derived) -> Snapshot:
    """The snapshot of a quarter as the ledger has it now."""
    moves, outlets = _counted(ledger, edition, derived.figures, "outlet")
    _, circles = _counted(ledger, edition, derived.figures, "circle")
    then = _Then.of(ledger, edition, occasion.quarter)
    communities = sorted(ledger.of("community"), key=lambda r: (r.text("code"), r.id))
    summary = ledger.summary(occasion.quarter)
    known = {outlet.id for outlet in outlets}
    events = [event for event in ledger.of("event") if _is_within(event, occasion.quarter, known)]
    chosen: dict[str, Sequence[Record]] = {
        "community": communities,
        "circle": sorted(circles, key=lambda r: (r.text("name"), r.id)),
        "outlet": _arranged(map(then.seen, outlets), communities, edition),
        "event": sorted(events, key=lambda event: (str(event.get("on")), event.id)),
        "summary": [summary] if summary else [],
    }
    columns, lines = _gap_table(derived.gaps, edition, {circle.id for circle in circles})
    return Snapshot(
        edition=edition.id,
        occasion=occasion,
        records={t: tuple(_leaving(r, edition) for r in found) for t, found in chosen.items()},
        moves=moves,
        figures=tuple(_figure_line(row) for row in derived.figures),
        gap_columns=columns,
        gap_lines=lines,
        names=_names(chosen, ledger, edition, derived.divisions),
    )


@dataclass(frozen=True, slots=True)
class _Then:
    """The outlets as they counted in a quarter, though they have changed since."""

    lives: Mapping[str, Life]
    edition: Edition
    quarter: Quarter

    @classmethod
    def of(cls, ledger: Ledger, edition: Edition, quarter: Quarter) -> _Then:
        return cls(Timeline.of(edition).lives(ledger), edition, quarter)

    def seen(self, outlet: Record) -> Record:
        """The outlet without what happened to it after the quarter."""
        life, end = self.lives[outlet.id], self.quarter.end
        is_there = life.counts_on(end)
        kind = life.type_on(end if is_there else self.quarter.previous.end)
        values: dict[str, Value] = {**outlet.values}
        if kind and "business_type" not in outlet.typed:
            values["business_type"] = kind
        counted = self.edition.title.counted_statuses
        if is_there and outlet.text("status") not in ("", *counted):
            values["status"] = counted[0]
        closed = outlet.get("closed")
        if is_there and isinstance(closed, date) and closed > end:
            del values["closed"]
        return replace(outlet, values=values)


def _names(
    chosen: Mapping[str, Sequence[Record]],
    ledger: Ledger,
    edition: Edition,
    divisions: Mapping[str, str],
) -> dict[str, str]:
    """Names of what the chosen records refer to and the submission does not list."""
    named = dict(divisions)
    named |= {circle.id: circle.text("name") for circle in ledger.of("circle")}
    listed = {record.id for found in chosen.values() for record in found}
    asked = [
        (type_id, field.id)
        for type_id in chosen
        for field in edition.record_type(type_id).fields
        if field.kind in (Kind.DIVISION, Kind.REFERENCE)
    ]
    said = {r.text(name) for type_id, name in asked for r in chosen[type_id]} - listed
    return {word: named[word] for word in sorted(said) if word in named}


def _counted(
    ledger: Ledger, edition: Edition, figures: Iterable[FigureRow], type_id: str
) -> tuple[dict[str, str], list[Record]]:
    """The records of the type's total figure, and which of them came or went in the quarter."""
    total = _total_of(edition, type_id)
    row = next((row for row in figures if row.id == total), None)
    if row is None:
        return {}, list(ledger.of(type_id))
    moves = dict.fromkeys(row.added_ids, "added") | dict.fromkeys(row.removed_ids, "removed")
    ids = {*row.opening_ids, *row.closing_ids}
    known = ledger.by_id(type_id)
    return moves, [known[record_id] for record_id in sorted(ids) if record_id in known]


def _total_of(edition: Edition, type_id: str) -> str:
    """The id of the figure that counts every record of a type; empty if there is none."""
    whole = (f for f in edition.figures if f.counts == type_id and f.flow)
    return next((f.id for f in whole if not f.where and not f.total_of), "")


def _is_within(event: Record, quarter: Quarter, outlets: set[str]) -> bool:
    day = event.get("on")
    is_dated = isinstance(day, date) and quarter.start <= day <= quarter.end
    return is_dated and event.text("outlet") in outlets


def _arranged(
    outlets: Iterable[Record], communities: Sequence[Record], edition: Edition
) -> list[Record]:
    """By community, business type as listed, then name."""
    place = {community.id: number for number, community in enumerate(communities)}
    kind = {type_id: number for number, type_id in enumerate(edition.business_types)}

    def key(outlet: Record) -> tuple[int, int, str, str]:
        where = place.get(outlet.text("community"), len(place))
        what = kind.get(outlet.text("business_type"), len(kind))
        return where, what, outlet.text("name"), outlet.id

    return sorted(outlets, key=key)


def _leaving(record: Record, edition: Edition) -> Record:
    """The record as it may leave the office: without marks and history, persons masked."""
    hidden = _never_frozen.get(record.type, frozenset())
    personal = {f.id: f.kind for f in edition.record_type(record.type).fields if f.personal}
    values: dict[str, Value] = {
        name: _masked(value, personal[name]) if name in personal else value
        for name, value in record.values.items()
        if name not in hidden and value is not None
    }
    typed = {name: text for name, text in record.typed.items() if name not in personal}
    return Record(record.type, record.id, values, typed)


def _masked(value: Value, kind: Kind) -> Value:
    if not isinstance(value, str):
        return value
    return masked_phone(value) if kind is Kind.PHONE else masked_name(value)


def _figure_line(row: FigureRow) -> FigureLine:
    return FigureLine(**{name: getattr(row, name) for name in FigureLine.__dataclass_fields__})


def _gap_table(
    gaps: GapMatrix, edition: Edition, circles: Collection[str]
) -> tuple[tuple[GapColumn, ...], tuple[GapLine, ...]]:
    columns = tuple(
        GapColumn(c.list_id, edition.business_list(c.list_id).label, c.item_id, c.label)
        for c in gaps.columns
    )
    lines = tuple(
        GapLine(row.circle_id, row.circle_name, row.counts)
        for row in gaps.rows
        if row.circle_id in circles
    )
    return columns, lines
