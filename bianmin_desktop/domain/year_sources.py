"""The quarters of a year: each as it was handed in, or as the ledgers have it now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import msgspec

from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.encoding import value_of
from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import FigureLine, GapColumn, GapLine
from bianmin_desktop.domain.values import number_of


@dataclass(frozen=True, slots=True)
class QuarterSource:
    """A quarter as the year counts it; `version` is 0 when it is as the ledgers have it now.

    `entered` are the numbers only a person knows, `texts` the summary's texts as printed.
    """

    quarter: Quarter
    version: int
    fingerprint: str
    figures: tuple[FigureLine, ...] = field(repr=False)
    entered: Mapping[str, Decimal] = field(repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    gap_columns: tuple[GapColumn, ...] = field(default=(), repr=False)
    gap_lines: tuple[GapLine, ...] = field(default=(), repr=False)

    @property
    def is_handed_in(self) -> bool:
        """Whether it was frozen."""
        return self.version > 0

    def figure(self, figure_id: str) -> FigureLine | None:
        """The figure with that id, if the quarter has it."""
        return next((line for line in self.figures if line.id == figure_id), None)


def source_of_now(
    quarter: Quarter, figures: Iterable[FigureRow], summary: Record | None, edition: Edition
) -> QuarterSource:
    """The quarter as the ledgers and its summary have it now."""
    names = FigureLine.__dataclass_fields__
    lines = tuple(FigureLine(**{name: getattr(row, name) for name in names}) for row in figures)
    entered = _entered(summary.values if summary is not None else {}, edition)
    return QuarterSource(quarter, 0, "", lines, entered)


def source_of_version(
    content: bytes, version: int, fingerprint: str, edition: Edition
) -> QuarterSource:
    """The quarter as a version was frozen; its ledgers are not read."""
    whole = msgspec.json.decode(content)
    summaries = whole["records"].get("summary", ())
    written: Mapping[str, object] = summaries[0]["values"] if summaries else {}
    return QuarterSource(
        Quarter.parse(whole["quarter"]),
        version,
        fingerprint,
        msgspec.convert(whole["figures"], tuple[FigureLine, ...]),
        _entered(_values(written, edition), edition),
        _texts(written, whole.get("texts", {}), edition),
        msgspec.convert(whole["gap_columns"], tuple[GapColumn, ...]),
        msgspec.convert(whole["gap_lines"], tuple[GapLine, ...]),
    )


def _values(written: Mapping[str, object], edition: Edition) -> dict[str, object]:
    fields = {f.id: f for f in edition.record_type("summary").fields}
    return {name: value_of(fields[name].kind, v) for name, v in written.items() if name in fields}


def _entered(values: Mapping[str, object], edition: Edition) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for asked in edition.record_type("summary").fields:
        if asked.kind not in (Kind.INTEGER, Kind.DECIMAL):
            continue
        number = number_of(values.get(asked.id))  # type: ignore[arg-type]
        if number is not None:
            found[asked.id] = number
    return found


def _texts(
    written: Mapping[str, object], printed: Mapping[str, str], edition: Edition
) -> dict[str, str]:
    lines = [f.id for f in edition.record_type("summary").fields if f.kind is Kind.LINES]
    said = {name: printed.get(name) or str(written.get(name) or "") for name in lines}
    return {name: text for name, text in said.items() if text.strip()}
