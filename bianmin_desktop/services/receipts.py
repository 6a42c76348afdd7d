"""回执: that the upper level took a report, and the reasoned exception to its lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.deadlines import Period
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.errors import Refused
from bianmin_desktop.services.desk import Desk
from bianmin_desktop.services.locking import received
from bianmin_desktop.services.periods import find_report
from bianmin_desktop.services.standing import filling
from bianmin_desktop.store import keeping
from bianmin_desktop.store.work import Origin, Work

amendment_type = "amendment"
_submitted = "submitted"


@dataclass(frozen=True, slots=True)
class Amendment:
    """Why a report that the upper level had taken was opened again, and when."""

    on: date | None
    reason: str
    agreed_by: str


class ReceiptService:
    """Notes that a report was taken, and opens it again for a reason."""

    def __init__(self, desk: Desk) -> None:
        """Over an open book."""
        self._book = desk.book
        self._gate = desk.gate
        self._names = desk.names
        self._office = desk.office
        self._clock = desk.clock

    def is_locked(self, period: Period) -> bool:
        """Whether the upper level took the report of a period."""
        with self._book.reading() as reading:
            summary = find_report(reading, self._office.code, period)
        return summary is not None and summary.get("state") == received

    def note_received(self, period: Period, source: str = "回执登记") -> Changes:
        """The upper level took the report: it is locked from now on.

        Raises `Refused` when it was not handed in; nothing is written then.
        """
        with self._book.writing() as work:
            summary = self._in_state(work, period, _submitted)
            if summary is None:
                raise Refused(
                    f"{period.label}的总结现在不是已上报的状态，不能登记上级已收。请先导出上报。",
                    code="BM-346",
                )
            origin = Origin("上级已收", source, self._clock.now())
            work.put(summary.with_values({"state": received}), summary, origin)
            return work.changes

    def blank(self, period: Period) -> Record:
        """An exception to be filled in, of today."""
        values: dict[str, Value] = {"period": str(period), "on": self._clock.today()}
        return Record(amendment_type, keeping.new_id(), values)

    def amend(self, period: Period, texts: Mapping[str, str], source: str = "改报登记") -> Changes:
        """Open a report that was taken again, for a reason; it is 填报中 from now on.

        `texts` are the answers as typed, by field. Raises `Refused` when the report is not locked,
        or when the reason is missing; nothing is written then.
        """
        blank = self.blank(period)
        draft = Draft(amendment_type, texts, blank.id)
        admitted = self._gate.admit(draft, blank, self._names, self._clock.today())
        wrong = [issue for issue in admitted.issues if issue.level is Level.BLOCKING]
        if wrong:
            raise Refused(f"改报没有登记：{wrong[0].message}", code="BM-347")
        with self._book.writing() as work:
            summary = self._in_state(work, period, received)
            if summary is None:
                raise Refused(
                    f"{period.label}的总结没有锁定，可以直接修改，不用登记改报。", code="BM-347"
                )
            origin = Origin("登记改报", source, self._clock.now(), keeping.new_id())
            work.put(admitted.record, None, origin)
            work.put(summary.with_values({"state": filling}), summary, origin)
            return work.changes

    def amendments(self, period: Period) -> tuple[Amendment, ...]:
        """The exceptions made for a period, oldest first."""
        with self._book.reading() as reading:
            held = reading.held_as(amendment_type, "period", str(period))
        held.sort(key=lambda record: record.written_at)
        return tuple(_amendment(record) for record in held)

    def _in_state(self, work: Work, period: Period, state: str) -> Record | None:
        summary = find_report(work, self._office.code, period)
        return summary if summary is not None and summary.get("state") == state else None


def _amendment(record: Record) -> Amendment:
    on = record.get("on")
    day = on if isinstance(on, date) else None
    return Amendment(day, record.text("reason"), record.text("agreed_by"))
