"""What of a ledger goes into the submission of a quarter.

Which outlets and circles belong to it: those of the quarter's total figure, i.e. counted at the
end of the quarter before or at its own end, so that every 新增 and 减少 can be found in the list.
Outlets are listed as they are today, with whether they came or went, and with the status and
business type they counted with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.corrections import carried_of
from bianmin_desktop.domain.drafting.facts import Basis, total_figure
from bianmin_desktop.domain.drafting.rendering import printed_texts
from bianmin_desktop.domain.gaps import GapMatrix
from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.privacy import masked_name, masked_phone
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import (
    ChangeLine,
    FigureLine,
    GapColumn,
    GapLine,
    Occasion,
    Snapshot,
)
from bianmin_desktop.domain.timeline import lives_of
from bianmin_desktop.domain.values import Value

_never_frozen: Mapping[str, frozenset[str]] = dict.fromkeys(
    ("summary", annual_summary, "work_note"), frozenset(("state",))
)
"""The state follows from handing in and would make every version differ from the last."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What the ledger gave for the quarter: figures and the matrix of what is missing where.

    `divisions` are the names of division codes, `changes` what changed and the reasons for it.
    """

    figures: Sequence[FigureRow]
    gaps: GapMatrix
    divisions: Mapping[str, str]
    changes: Sequence[ChangeLine] = ()


def take(ledger: Ledger, edition: Edition, occasion: Occasion, derived: Derived) -> Snapshot:
    """The snapshot of a quarter as the ledger has it now."""
    moves, outlets = _counted(ledger, edition, derived.figures, "outlet")
    _, circles = _counted(ledger, edition, derived.figures, "circle")
    communities = sorted(ledger.of("community"), key=lambda r: (r.text("code"), r.id))
    summary = ledger.summary(occasion.quarter)
    known = {outlet.id for outlet in outlets}
    events = [event for event in ledger.of("event") if _is_within(event, occasion.quarter, known)]
    chosen: dict[str, Sequence[Record]] = {
        "community": communities,
        "circle": sorted(circles, key=lambda r: (r.text("name"), r.id)),
        "outlet": _arranged(outlets, communities, edition),
        "event": sorted(events, key=lambda event: (str(event.get("on")), event.id)),
        "summary": [summary] if summary else [],
        **_registers(ledger, edition),
    }
    figures, reporter = derived.figures, occasion.reporter.name
    basis = Basis(edition, occasion.quarter, ledger, figures, derived.gaps, reporter)
    columns, lines = _gap_table(derived.gaps, edition, {circle.id for circle in circles})
    return Snapshot(
        edition=edition.id,
        occasion=occasion,
        records={t: tuple(leaving(r, edition) for r in found) for t, found in chosen.items()},
        moves=moves,
        figures=tuple(_figure_line(row) for row in derived.figures),
        gap_columns=columns,
        gap_lines=lines,
        names=names_beside(chosen, ledger, edition, derived.divisions),
        changes=tuple(derived.changes),
        texts=printed_texts(basis),
        then=_then(outlets, ledger, edition, occasion.quarter),
        carried=carried_of(ledger, edition, occasion.quarter, derived.figures),
    )


def _then(
    outlets: Iterable[Record], ledger: Ledger, edition: Edition, quarter: Quarter
) -> dict[str, dict[str, str]]:
    """Status and business type at the quarter's end, of the outlets whose own have changed since.

    One that went in the quarter is told with the type it went with.
    """
    lives = lives_of(ledger, edition)
    counted = edition.title.counted_statuses
    told: dict[str, dict[str, str]] = {}
    for outlet in outlets:
        life = lives[outlet.id]
        is_there = life.counts_on(quarter.end)
        kind = life.type_on(quarter.end if is_there else quarter.previous.end)
        held = {}
        if kind and kind != outlet.text("business_type") and "business_type" not in outlet.typed:
            held["business_type"] = kind
        if is_there and outlet.text("status") not in ("", *counted):
            held["status"] = counted[0]
        if held:
            told[outlet.id] = held
    return told


def _registers(ledger: Ledger, edition: Edition) -> dict[str, Sequence[Record]]:
    """The registers that hold anything, whole: they have no quarter of their own."""

    def key(record: Record) -> tuple[str, str]:
        return record.name(edition.record_type(record.type)), record.id

    kinds = (register.id for register in edition.registers)
    return {kind: sorted(found, key=key) for kind in kinds if (found := ledger.of(kind))}


def names_beside(
    chosen: Mapping[str, Sequence[Record]],
    ledger: Ledger,
    edition: Edition,
    divisions: Mapping[str, str],
) -> dict[str, str]:
    """Names of what the chosen records refer to and the submission does not list."""
    listed = {record.id for found in chosen.values() for record in found}
    named: dict[str, str] = {}
    for type_id, field in _referring(chosen, edition):
        target = edition.record_types.get(field.target)
        known = ledger.by_id(field.target)
        for word in {word for record in chosen[type_id] for word in _words(record.get(field.id))}:
            if target is None and word in divisions:
                named[word] = divisions[word]
            elif target is not None and word in known and word not in listed:
                named[word] = known[word].name(target)
    return dict(sorted(named.items()))


def _referring(chosen: Iterable[str], edition: Edition) -> Iterator[tuple[str, Field]]:
    for type_id in chosen:
        for field in edition.record_type(type_id).fields:
            if field.kind in (Kind.DIVISION, Kind.REFERENCE, Kind.REFERENCES):
                yield type_id, field


def _words(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _counted(
    ledger: Ledger, edition: Edition, figures: Iterable[FigureRow], type_id: str
) -> tuple[dict[str, str], list[Record]]:
    """The records of the type's total figure, and which of them came or went in the quarter."""
    total = total_figure(edition, type_id)
    row = next((row for row in figures if total and row.id == total.id), None)
    if row is None:
        return {}, list(ledger.of(type_id))
    there = frozenset(row.closing_ids)
    ids = {*row.opening_ids, *row.added_ids, *row.removed_ids, *there}
    moves = {i: "added" for i in row.added_ids if i in there}
    moves |= {i: "removed" for i in ids if i not in there}
    known = ledger.by_id(type_id)
    return moves, [known[record_id] for record_id in sorted(ids) if record_id in known]


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


def leaving(record: Record, edition: Edition) -> Record:
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
