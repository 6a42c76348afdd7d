"""The content of one annual summary: everything its files are made from, frozen as plain JSON.

As with a quarter (`snapshots`), the canonical bytes hold only what is handed in: the same year
always gives the same bytes and the same 一致码.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal

import msgspec

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.periods import Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshot_records import read_records, written_record
from bianmin_desktop.domain.snapshots import (
    Explained,
    Reporter,
    content_format,
)
from bianmin_desktop.domain.targets import Progress
from bianmin_desktop.domain.years import EnteredLine, SinceLine, YearLine

kind = "annual"
"""What the content calls itself; that of a quarter has no such word."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What a quarter was counted from: a version, or (version 0) the ledgers of that day."""

    quarter: str
    version: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class YearSnapshot:
    """One annual summary, whole.

    `records` are the annual summary itself, the 经验案例 of the year and the circles completed in
    it; `names` are those they refer to; `texts` the texts as printed, and the letter's opening.
    """

    edition: str
    reporter: Reporter
    year: Year
    explained: tuple[Explained, ...]
    sources: tuple[SourceLine, ...]
    figures: tuple[YearLine, ...] = field(repr=False)
    entered: tuple[EnteredLine, ...] = field(repr=False)
    since: tuple[SinceLine, ...] = field(repr=False)
    targets: tuple[Progress, ...] = field(repr=False)
    records: Mapping[str, tuple[Record, ...]] = field(repr=False)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def summary(self) -> Record:
        """The annual summary; an empty one if there was none."""
        return next(iter(self.of(annual_summary)), Record(annual_summary, ""))

    def said(self, field_id: str) -> str:
        """A text of the summary as it is printed: references have become words."""
        return self.texts.get(field_id) or self.summary.text(field_id)

    def of(self, type_id: str) -> tuple[Record, ...]:
        """The records of a type, in the order they are printed."""
        return self.records.get(type_id, ())


def content_of_year(snapshot: YearSnapshot) -> bytes:
    """The canonical bytes of an annual summary: JSON, keys sorted, numbers as their digits."""
    whole = {
        "kind": kind,
        "format": content_format,
        "edition": snapshot.edition,
        "reporter": _flat(snapshot.reporter),
        "year": str(snapshot.year),
        "explained": _flat(snapshot.explained),
        "sources": _flat(snapshot.sources),
        "figures": _flat(snapshot.figures),
        "entered": _flat(snapshot.entered),
        "since": _flat(snapshot.since),
        "targets": _flat(snapshot.targets),
        "records": {t: [written_record(r) for r in found] for t, found in snapshot.records.items()},
        "names": snapshot.names,
        "texts": snapshot.texts,
    }
    return msgspec.json.encode(whole, order="sorted")


def year_snapshot_of(content: bytes, edition: Edition) -> YearSnapshot:
    """The snapshot that `content_of_year` wrote, read by the edition it was made under."""
    whole = msgspec.json.decode(content)
    records = {
        type_id: read_records(type_id, found, edition)
        for type_id, found in whole["records"].items()
        if type_id in edition.record_types
    }
    return YearSnapshot(
        edition=whole["edition"],
        reporter=msgspec.convert(whole["reporter"], Reporter),
        year=Year.parse(whole["year"]),
        explained=msgspec.convert(whole["explained"], tuple[Explained, ...]),
        sources=msgspec.convert(whole["sources"], tuple[SourceLine, ...]),
        figures=msgspec.convert(whole["figures"], tuple[YearLine, ...]),
        entered=msgspec.convert(whole["entered"], tuple[EnteredLine, ...]),
        since=msgspec.convert(whole["since"], tuple[SinceLine, ...]),
        targets=msgspec.convert(whole["targets"], tuple[Progress, ...]),
        records=records,
        names=whole["names"],
        texts=whole["texts"],
    )


def _flat(value: object) -> object:
    """In JSON's types: a dataclass as its attributes, a decimal as its plain digits."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return [_flat(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {held.name: _flat(getattr(value, held.name)) for held in fields(value)}
    return value
