"""目标进度: how many circles were to be completed by which year, and how many were.

The city's numbers are those of the edition; a unit's own stand in records of type `target`, and
where there is none, in the edition as well. How many are completed is told by one figure of the
edition (`target_measure`): the 新增 of the year's quarters added up, and the 期末 of the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Figure, Target
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.counting import Counting
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rounding import NO_RATIO, percent_text

target_type = "target"
_least = "不少于"


@dataclass(frozen=True, slots=True)
class Goal:
    """What is planned for a year: `at_least` when the document says 以上."""

    added: int | None = None
    cumulative: int | None = None
    at_least: bool = False

    @property
    def is_set(self) -> bool:
        """Whether there is any number."""
        return self.added is not None or self.cumulative is not None


@dataclass(frozen=True, slots=True)
class Progress:
    """A year's line: the whole city's goal, the unit's own, and what the unit completed.

    `added` and `cumulative` are nothing where the edition has no figure to tell them by, or the
    year has not begun; `note` says where the unit's own goal comes from.
    """

    year: int
    city: Goal
    own: Goal
    added: int | None
    cumulative: int | None
    note: str = ""

    @property
    def added_rate(self) -> str:
        """How much of the year's own goal is completed: 66.7%, or a dash."""
        return rate(self.added, self.own.added)

    @property
    def cumulative_rate(self) -> str:
        """How much of the own goal up to the year is completed."""
        return rate(self.cumulative, self.own.cumulative)


def rate(done: int | None, planned: int | None) -> str:
    """The share as printed; a dash without one of the numbers, or for a goal of 0."""
    if done is None or planned is None:
        return NO_RATIO
    return percent_text(done, planned)


def shown(number: int | None, *, at_least: bool = False) -> str:
    """A number of circles as printed; a dash for none."""
    if number is None:
        return NO_RATIO
    return f"{_least} {number:,}" if at_least else f"{number:,}"


def progress(
    ledger: Ledger,
    edition: Edition,
    unit: str,
    years: Iterable[int],
    begun: Year,
) -> tuple[Progress, ...]:
    """One line a year; `ledger` holds circles and targets, `begun` is the last year begun."""
    own = _own_goals(ledger, unit)
    return tuple(
        _counted(_planned(edition, unit, year, own.get(year)), ledger, edition, begun)
        for year in years
    )


def years_of(ledger: Ledger, edition: Edition, unit: str, now: Year) -> tuple[int, ...]:
    """The years to show: those with a goal, and all from the first of them to the running one."""
    named = {target.year for target in edition.targets} | set(_own_goals(ledger, unit))
    first = min((*named, now.number))
    return tuple(range(first, max((*named, now.number)) + 1))


def measured(line: Progress, figures: Mapping[str, tuple[Decimal | None, ...]]) -> Progress:
    """The line with what was handed in: 新增 and 期末 of the measuring figure, by its id."""
    found = next(iter(figures.values()), ())
    added, closing = found if len(found) == 2 else (None, None)
    return replace(
        line,
        added=line.added if added is None else int(added),
        cumulative=line.cumulative if closing is None else int(closing),
    )


def _own_goals(ledger: Ledger, unit: str) -> dict[int, tuple[Goal, str]]:
    return {
        int(record.text("year")): (_goal_of(record), record.text("note"))
        for record in ledger.of(target_type)
        if record.get("unit") == unit and record.text("year").isdecimal()
    }


def _goal_of(record: Record) -> Goal:
    added, cumulative = record.get("added"), record.get("cumulative")
    return Goal(
        added if isinstance(added, int) else None,
        cumulative if isinstance(cumulative, int) else None,
    )


def _planned(edition: Edition, unit: str, year: int, own: tuple[Goal, str] | None) -> Progress:
    rows = {target.unit: target for target in edition.targets if target.year == year}
    city = rows.get(edition.title.region)
    shipped = rows.get(unit)
    goal, note = own or (_shipped(shipped), shipped.note if shipped is not None else "")
    return Progress(year, _shipped(city), goal, None, None, note)


def _shipped(target: Target | None) -> Goal:
    return Goal(target.added, target.cumulative, target.at_least) if target else Goal()


def _counted(line: Progress, ledger: Ledger, edition: Edition, begun: Year) -> Progress:
    figure = measuring_figure(edition)
    if figure is None or line.year > begun.number:
        return line
    quarters = Year(line.year).quarters
    counts = [_count(figure, ledger, edition, quarter) for quarter in quarters]
    return replace(line, added=sum(added for added, _ in counts), cumulative=counts[-1][1])


def measuring_figure(edition: Edition) -> Figure | None:
    """The figure that tells how many circles are completed."""
    measure = edition.target_measure
    named = (f for f in edition.figures if measure is not None and f.id == measure.figure)
    return next(named, None)


def _count(figure: Figure, ledger: Ledger, edition: Edition, quarter: Quarter) -> tuple[int, int]:
    """新增 and 期末 of a quarter; the lives of outlets are only told where they are counted."""
    if figure.counts == "outlet":
        counting = Counting.of(ledger, edition, quarter)
    else:
        counting = Counting(ledger, edition, quarter, opening={}, closing={})
    subjects = counting.subjects(figure)
    return len(subjects.added), len(subjects.closing)


def completed(ledger: Ledger, edition: Edition, year: Year) -> Sequence[Record]:
    """The records counted as completed in the year, in the order of their names."""
    figure = measuring_figure(edition)
    if figure is None or figure.counts == "outlet":
        return ()
    ids: set[str] = set()
    for quarter in year.quarters:
        counting = Counting(ledger, edition, quarter, opening={}, closing={})
        ids.update(counting.subjects(figure).added)
    known = ledger.by_id(figure.counts)
    return sorted((known[i] for i in ids), key=lambda record: (record.text("name"), record.id))
