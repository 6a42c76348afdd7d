"""The periods a report is handed in for: when each is due, and whether it was in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.deadlines import (
    Due,
    Period,
    Standing,
    Timeliness,
    deadline_type,
    due_of,
    make_up,
    standing_of,
)
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.errors import Refused
from bianmin_desktop.services.desk import Desk
from bianmin_desktop.services.summaries import first_quarter
from bianmin_desktop.services.summaries import report as quarterly
from bianmin_desktop.store import keeping
from bianmin_desktop.store.reading import Reading
from bianmin_desktop.store.work import Origin

annual = "annual"
reports: Mapping[type, str] = {Quarter: quarterly, Year: annual}
summaries: Mapping[type, str] = {Quarter: "summary", Year: annual_summary}
"""Which report is handed in for a quarter and for a year, and which record it is made from."""

_source = "报送时限"


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One period as listed: where it stands, and the state of its summary (empty: not begun)."""

    standing: Standing
    state: str

    @property
    def period(self) -> Period:
        """The quarter or the year."""
        return self.standing.period


class PeriodService:
    """Says when reports are due, and keeps the days that were told."""

    def __init__(self, desk: Desk) -> None:
        """Over an open book."""
        self._book = desk.book
        self._gate = desk.gate
        self._names = desk.names
        self._office = desk.office
        self._clock = desk.clock

    def periods(self) -> tuple[Period, ...]:
        """Every year and quarter there has been since the first, the newest first."""
        current = Quarter.of(self._clock.today())
        found: list[Period] = []
        for number in range(current.year, first_quarter.year - 1, -1):
            quarters = Year(number).quarters
            found.append(Year(number))
            found += [q for q in reversed(quarters) if first_quarter <= q <= current]
        return tuple(found)

    def lines(self) -> tuple[PeriodLine, ...]:
        """Every period and where its report stands."""
        with self._book.reading() as reading:
            told = reading.records(deadline_type)
            return tuple(self._line(reading, period, told) for period in self.periods())

    def line(self, period: Period) -> PeriodLine:
        """One period and where its report stands."""
        with self._book.reading() as reading:
            return self._line(reading, period, reading.records(deadline_type))

    def due(self, period: Period) -> Due | None:
        """The day its report is due; nothing when neither a day nor a default is known."""
        with self._book.reading() as reading:
            return self._due(period, reading.records(deadline_type))

    def blank(self, period: Period) -> Record:
        """The deadline of the period to be filled in: as it was noted, or with today's day."""
        with self._book.reading() as reading:
            told = reading.records(deadline_type)
        noted = self._noted(told, period)
        if noted is not None:
            return noted
        due = self._due(period, told)
        values: dict[str, Value] = {"report": reports[type(period)], "period": str(period)}
        values |= {"unit": self._office.code}
        if due is not None:
            values["due"] = due.on
        return Record(deadline_type, keeping.new_id(), values)

    def name_day(self, period: Period, texts: Mapping[str, str], source: str = _source) -> Changes:
        """Keep the day that was told for a period; `texts` are the answers as typed, by field.

        Raises `Refused` when the day or where it comes from is missing or can't be read, or when
        the day lies before the period's end; nothing is written then.
        """
        blank = self.blank(period)
        today = self._clock.today()
        admitted = self._gate.admit(
            Draft(deadline_type, texts, blank.id), blank, self._names, today
        )
        wrong = [issue for issue in admitted.issues if issue.level is Level.BLOCKING]
        if wrong:
            raise Refused(f"报送时限没有保存：{wrong[0].message}", code="BM-344")
        told = admitted.record
        day = told.get("due")
        if day is not None and str(day) <= period.end.isoformat():
            raise Refused(
                f"报送时限没有保存：{day} 时{period.label}还没有结束，请核对截止日期。",
                code="BM-344",
            )
        before = blank if blank.revision else None
        with self._book.writing() as work:
            action = "修改" if before else "新增"
            work.put(told, before, Origin(action, source, self._clock.now()))
            return work.changes

    def _line(self, reading: Reading, period: Period, told: Sequence[Record]) -> PeriodLine:
        kind, unit = type(period), self._office.code
        versions = keeping.submissions(reading.connection, unit, reports[kind], str(period))
        handed_in = versions[0].made_at.date() if versions else None
        limit = int(self._gate.edition.threshold(make_up).value)
        today = self._clock.today()
        standing = standing_of(period, self._due(period, told), handed_in, today, limit)
        summary = find_report(reading, unit, period)
        founded = keeping.holder_of(reading.connection).created_at.date()
        if summary is None and not versions and period.end < founded:
            # Nobody waits here for what was reported before the program was used.
            standing = replace(standing, timeliness=Timeliness.BEFORE)
        return PeriodLine(standing, summary.text("state") if summary else "")

    def _due(self, period: Period, told: Sequence[Record]) -> Due | None:
        report = reports[type(period)]
        return due_of(self._gate.edition, report, period, told, self._office.codes)

    def _noted(self, told: Sequence[Record], period: Period) -> Record | None:
        report, unit = reports[type(period)], self._office.code
        wanted = {"report": report, "period": str(period), "unit": unit}
        return next((r for r in told if all(r.get(n) == v for n, v in wanted.items())), None)


def find_report(reading: Reading, unit: str, period: Period) -> Record | None:
    """The living summary of a unit and a quarter or year, or nothing."""
    found = reading.held_as(summaries[type(period)], "period", str(period))
    return next((record for record in found if record.get("unit") == unit), None)
