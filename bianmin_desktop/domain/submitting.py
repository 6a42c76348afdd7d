"""What of a ledger goes into the submission of a quarter.

Which outlets belong to it: those of the quarter's total figure, i.e. counted at the end of the
quarter before or at its own end, so that every 新增 and 减少 can be found in the list. They are
listed with the values they have today, and with whether they came or went.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from bianmin_desktop.domain.values import Value

_never_frozen: Mapping[str, frozenset[str]] = {"summary": frozenset(("state",))}
"""The state follows from handing in and would make every version differ from the last."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What the ledger gave for the quarter: figures and the matrix of what is missing where."""

    figures: Sequence[FigureRow]
    gaps: GapMatrix


def take(ledger: Ledger, edition: Edition, occasion: Occasion, derived: Derived) -> Snapshot:
    """The snapshot of a quarter as the ledger has it now."""
    moves, outlets = _outlets(ledger, edition, derived.figures)
    communities = sorted(ledger.of("community"), key=lambda r: (r.text("code"), r.id))
    summary = ledger.summary(occasion.quarter)
    known = {outlet.id for outlet in outlets}
    events = [event for event in ledger.of("event") if _is_within(event, occasion.quarter, known)]
    chosen: dict[str, Sequence[Record]] = {
        "community": communities,
        "circle": sorted(ledger.of("circle"), key=lambda r: (r.text("name"), r.id)),
        "outlet": _arranged(outlets, communities, edition),
        "event": sorted(events, key=lambda event: (str(event.get("on")), event.id)),
        "summary": [summary] if summary else [],
    }
    columns, lines = _gap_table(derived.gaps, edition)
    return Snapshot(
        edition=edition.id,
        occasion=occasion,
        records={t: tuple(_leaving(r, edition) for r in found) for t, found in chosen.items()},
        moves=moves,
        figures=tuple(_figure_line(row) for row in derived.figures),
        gap_columns=columns,
        gap_lines=lines,
    )


def _outlets(
    ledger: Ledger, edition: Edition, figures: Iterable[FigureRow]
) -> tuple[dict[str, str], list[Record]]:
    """The outlets of the total figure, and which of them came or went in the quarter."""
    total = _total_of(edition)
    row = next((row for row in figures if row.id == total), None)
    if row is None:
        return {}, list(ledger.of("outlet"))
    moves = dict.fromkeys(row.added_ids, "added") | dict.fromkeys(row.removed_ids, "removed")
    ids = {*row.opening_ids, *row.closing_ids}
    known = ledger.by_id("outlet")
    return moves, [known[outlet_id] for outlet_id in sorted(ids) if outlet_id in known]


def _total_of(edition: Edition) -> str:
    """The id of the figure that counts every outlet; empty if the edition has none."""
    whole = (f for f in edition.figures if f.counts == "outlet" and f.flow)
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
    gaps: GapMatrix, edition: Edition
) -> tuple[tuple[GapColumn, ...], tuple[GapLine, ...]]:
    columns = tuple(
        GapColumn(c.list_id, edition.business_list(c.list_id).label, c.item_id, c.label)
        for c in gaps.columns
    )
    lines = tuple(GapLine(row.circle_id, row.circle_name, row.counts) for row in gaps.rows)
    return columns, lines
