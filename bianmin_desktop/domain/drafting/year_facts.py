"""What the texts of an annual summary may refer to: the year's numbers, and its targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import (
    annual_summary,
    names_of,
    opening,
    scheme_lists,
)
from bianmin_desktop.domain.drafting.facts import (
    Basis,
    Fact,
    Facts,
    facts_entered,
    facts_of,
    number_words,
)
from bianmin_desktop.domain.drafting.rendering import drafted_of, rendered, texts_said
from bianmin_desktop.domain.gaps import GapColumn, GapMatrix, GapRow, gap_matrix
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import FigureLine
from bianmin_desktop.domain.targets import Progress
from bianmin_desktop.domain.year_sources import QuarterSource
from bianmin_desktop.domain.years import EnteredLine, YearLine

_spoken = (("本季度", "全年"), ("下季度", "下一年"))
"""What the tallies of quarters are called speaks of quarters."""


@dataclass(frozen=True, slots=True)
class YearBasis:
    """What the facts of a year are taken from; `last` is its last quarter, if one has begun."""

    edition: Edition
    year: Year
    ledger: Ledger
    figures: Sequence[YearLine]
    entered: Sequence[EnteredLine]
    target: Progress | None
    last: QuarterSource | None
    reporter: str


def year_facts(basis: YearBasis) -> dict[str, Fact]:
    """Every fact of a year: of its quarters as they were handed in, of the ledgers by their day."""
    edition = basis.edition
    figures = [_as_handed_in(line) for line in basis.figures]
    whole = Basis(edition, basis.year, basis.ledger, figures, _gaps(basis), basis.reporter)
    totals = {line.id: line.total for line in basis.entered if line.total is not None}
    facts = facts_of(whole) | facts_entered(edition, Record("summary", "", totals))
    facts = {key: _of_year(fact) for key, fact in facts.items()}
    return facts | _targets(basis)


def year_drafts(edition: Edition, facts: Facts) -> Mapping[str, str]:
    """What the data say for every text of the annual summary, with live references."""
    return drafted_of(edition.annual_drafts, facts)


def year_texts(edition: Edition, facts: Facts, summary: Record) -> dict[str, str]:
    """The texts of the annual summary as they are handed in, and its letter's opening."""
    first = year_drafts(edition, facts).get(opening, "")
    return {opening: rendered(first, facts), **texts_said(summary, edition, facts)}


def _as_handed_in(line: YearLine) -> FigureLine:
    return FigureLine(**{name: getattr(line, name) for name in FigureLine.__dataclass_fields__})


def _gaps(basis: YearBasis) -> GapMatrix:
    """What is missing where at the end of the last quarter, as that was handed in."""
    edition, last = basis.edition, basis.last
    if last is None or not last.is_handed_in:
        end = last.quarter.end if last is not None else basis.year.end
        return gap_matrix(basis.ledger, edition, scheme_lists(edition), end)
    columns = tuple(GapColumn(c.list, c.item, c.label, ()) for c in last.gap_columns)
    none = (0,) * len(columns)
    rows = tuple(GapRow(line.circle, line.name, line.counts, none) for line in last.gap_lines)
    return GapMatrix(columns, rows)


def _of_year(fact: Fact) -> Fact:
    label = fact.label
    for quarterly, yearly in _spoken:
        label = label.replace(quarterly, yearly)
    return fact if label == fact.label else replace(fact, label=label)


def _targets(basis: YearBasis) -> dict[str, Fact]:
    target, names = basis.target, names_of(basis.edition, annual_summary)
    if target is None:
        return {}
    rows = {
        "added": (target.own.added, target.added, target.added_rate),
        "cumulative": (target.own.cumulative, target.cumulative, target.cumulative_rate),
    }
    return {
        f"target:{key}": Fact(f"target:{key}", names[f"target:{key}"], words, number, unit)
        for span, row in rows.items()
        for key, words, number, unit in _of_target(span, *row)
    }


def _of_target(
    span: str, planned: int | None, done: int | None, rate: str
) -> Iterator[tuple[str, str, Decimal | None, str]]:
    for part, number in (("planned", planned), ("done", done)):
        exact = None if number is None else Decimal(number)
        yield f"{span}.{part}", number_words(exact, 0), exact, "个"
    is_known = planned and done is not None
    share = Decimal(done) * 100 / planned if planned and done is not None else None
    yield f"{span}.rate", rate, share if is_known else None, "%"
