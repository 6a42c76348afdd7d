"""工作台: where the quarter stands. `glance` is cheap at any size, `study` reads every record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.deadlines import Standing
from bianmin_desktop.domain.gaps import GapMatrix, gap_matrix
from bianmin_desktop.domain.indicators import FigureRow, derive
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.readiness import Readiness
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.checks import CheckService
from bianmin_desktop.services.history import Event, HistoryService
from bianmin_desktop.services.ledgers import LedgerService
from bianmin_desktop.services.locking import handed_in
from bianmin_desktop.services.periods import PeriodService
from bianmin_desktop.services.summaries import SummaryService
from bianmin_desktop.store.listing import Listing

gap_lists = ("essential",)
headline_figures = (
    "circles",
    "communities_covered",
    "outlets",
    "residents_covered",
    "chain_rate",
)
"""The columns always reported upwards; those an edition does not have are left out."""

studied_at_once = 20_000
"""Up to so many outlets everything is counted without being asked."""

_recent = 8
_looked_back = 200


class Stage(StrEnum):
    """The five steps of a quarter, in order."""

    LEDGER = "ledger"
    WRITING = "writing"
    CHECK = "check"
    EXPORT = "export"
    SENDING = "sending"


@dataclass(frozen=True, slots=True)
class Recent:
    """What was done last, in words; several writes of one kind at one time are one line."""

    type: str
    record_id: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Glance:
    """What is known without reading every record.

    `unanswered` counts blank fields of the summary, `blocking` the records with a 强制 issue of
    their own; `versions` the exported ones, `state` a choice of `summary_state` or empty.
    """

    quarter: Quarter
    standing: Standing
    today: date
    communities: int
    circles: int
    outlets: int
    blocking: int
    is_begun: bool
    unanswered: int
    versions: int
    state: str
    recent: tuple[Recent, ...]

    @property
    def is_sent(self) -> bool:
        """Whether the quarter was handed in."""
        return self.state in handed_in

    @property
    def is_small(self) -> bool:
        """Whether `study` may be made without being asked."""
        return self.outlets <= studied_at_once


@dataclass(frozen=True, slots=True)
class Study:
    """What takes a reading of the whole ledger."""

    quarter: Quarter
    headlines: tuple[FigureRow, ...]
    gaps: GapMatrix
    readiness: Readiness


@dataclass(frozen=True, slots=True)
class Sources:
    """The services the dashboard reads from."""

    summaries: SummaryService
    checks: CheckService
    ledgers: LedgerService
    history: HistoryService
    periods: PeriodService


class DashboardService:
    """Reads only; may be asked from another thread."""

    def __init__(self, edition: Edition, clock: Clock, sources: Sources) -> None:
        """Over the services of an open book."""
        self._edition = edition
        self._clock = clock
        self._summaries = sources.summaries
        self._checks = sources.checks
        self._ledgers = sources.ledgers
        self._history = sources.history
        self._periods = sources.periods

    def quarter_at_hand(self) -> Quarter:
        """The quarter to begin with: the one that ended last until it was handed in or is late."""
        current = self._summaries.current
        last = current.previous
        record = self._summaries.record(last)
        if record is not None:
            return current if record.get("state") in handed_in else last
        due = self._periods.due(last)
        return last if due is not None and due.on >= self._clock.today() else current

    def glance(self, quarter: Quarter) -> Glance:
        """Where the quarter stands, by counts alone."""
        record = self._summaries.record(quarter)
        count = self._ledgers.count
        return Glance(
            quarter=quarter,
            standing=self._periods.line(quarter).standing,
            today=self._clock.today(),
            communities=count(Listing("community")),
            circles=count(Listing("circle")),
            outlets=count(Listing("outlet")),
            blocking=sum(
                count(Listing(type_id, levels=(Level.BLOCKING.value,)))
                for type_id in ("community", "circle", "outlet")
            ),
            is_begun=record is not None,
            unanswered=self._unanswered(record),
            versions=len(self._summaries.versions(quarter)),
            state=record.text("state") if record is not None else "",
            recent=self._recent(),
        )

    def study(self, quarter: Quarter, progress: Progress = silent) -> Study:
        """The headline figures, the gaps at the quarter's end (or today), and the check."""
        ledger = self._summaries.ledger()
        figures = {row.id: row for row in derive(ledger, self._edition, quarter)}
        day = min(quarter.end, self._clock.today())
        return Study(
            quarter=quarter,
            headlines=tuple(figures[name] for name in headline_figures if name in figures),
            gaps=gap_matrix(ledger, self._edition, gap_lists, day),
            readiness=self._checks.judged(ledger, quarter, progress).readiness,
        )

    def _recent(self) -> tuple[Recent, ...]:
        events = self._history.events(limit=_looked_back)
        groups = [list(group) for _, group in groupby(events, _kind_and_time)]
        return tuple(self._told(group) for group in groups[:_recent])

    def _told(self, group: list[Event]) -> Recent:
        newest = group[0]
        entry = newest.entry
        if len(group) > 1:
            name = self._edition.record_type(entry.record_type).name
            action = "" if newest.action in name else f"{newest.action} "
            words = f"{action}{len(group)} 条{name}"
        else:
            words = f"{newest.action}{newest.record}"
        record_id = entry.record_id if len(group) == 1 else ""
        return Recent(entry.record_type, record_id, words, newest.at)

    def _unanswered(self, record: Record | None) -> int:
        fields = [f for f in self._edition.record_type("summary").fields if f.entered]
        if record is None:
            return len(fields)
        return sum(f.id not in record.values and f.id not in record.typed for f in fields)


def _kind_and_time(event: Event) -> tuple[str, str, str, datetime]:
    minute = event.at.replace(second=0, microsecond=0)
    return (event.entry.record_type, event.action, event.source, minute)
