"""登记退回: what the upper level sent back, why, and that the summary is to be handed in again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.deadlines import Period
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.errors import Refused
from bianmin_desktop.services.locking import handed_in
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.office import OfficeService
from bianmin_desktop.services.periods import find_report, reports
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.reading import Reading
from bianmin_desktop.store.work import Origin

note_type = "return_note"
returned = "returned"


@dataclass(frozen=True, slots=True)
class ReturnNote:
    """One 退回: which version (0 when no version of it is kept), when, by whom, and why."""

    version: int
    on: date | None
    by: str
    reason: str

    def say(self) -> str:
        """The return in one line, without its reason."""
        day = f"于{self.on.year}年{self.on.month}月{self.on.day}日" if self.on else ""
        which = f"第 {self.version} 版" if self.version else "已上报的总结"
        return f"{which}{day}被{self.by}退回"


class ReturnService:
    """Notes returns, and says which one waits to be answered."""

    def __init__(
        self, book: Book, gate: Gate, names: BookNames, office: OfficeService, clock: Clock
    ) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names
        self._office = office
        self._clock = clock

    def blank(self, period: Period) -> Record:
        """A note to be filled in: of the newest version, today."""
        with self._book.reading() as reading:
            unit, report = self._office.code, reports[type(period)]
            version = keeping.newest_version(reading.connection, unit, report, str(period))
        values: dict[str, Value] = {
            "period": str(period),
            "version": version,
            "on": self._clock.today(),
        }
        return Record(note_type, keeping.new_id(), values)

    def note(self, period: Period, texts: Mapping[str, str], source: str = "退回登记") -> Changes:
        """Keep a return and put the summary into 退回; the next export hands in anew.

        `texts` are the answers as typed, by field; the day is today's unless it is given. Raises
        `Refused` when nothing was handed in that could be returned, or when an answer is missing
        or can't be read; nothing is written then.
        """
        blank = self.blank(period)
        draft = Draft(note_type, texts, blank.id)
        admitted = self._gate.admit(draft, blank, self._names, self._clock.today())
        self._check_day(admitted.record)
        wrong = [issue for issue in admitted.issues if issue.level is Level.BLOCKING]
        if wrong:
            raise Refused(f"退回没有登记：{wrong[0].message}", code="BM-337")
        with self._book.writing() as work:
            summary = find_report(work, self._office.code, period)
            if summary is None or summary.get("state") not in handed_in:
                raise Refused(
                    f"{period.label}的总结现在不是已上报的状态，不能登记退回。"
                    "先导出上报，被退回后再来登记。",
                    code="BM-338",
                )
            origin = Origin("登记退回", source, self._clock.now(), keeping.new_id())
            work.put(admitted.record, None, origin)
            work.put(summary.with_values({"state": returned}), summary, origin)
            return work.changes

    def _check_day(self, note: Record) -> None:
        on = note.get("on")
        if isinstance(on, date) and on > self._clock.today():
            raise Refused(f"退回没有登记：退回日期 {on} 还没有到，请核对。", code="BM-337")

    def notes(self, period: Period) -> tuple[ReturnNote, ...]:
        """The returns of a quarter or a year, oldest first."""
        with self._book.reading() as reading:
            return notes_of(reading, period)

    def waiting(self, period: Period) -> ReturnNote | None:
        """The return that is not answered yet by handing in again; its reason is to be shown."""
        with self._book.reading() as reading:
            summary = find_report(reading, self._office.code, period)
            if summary is None or summary.get("state") != returned:
                return None
            found = notes_of(reading, period)
        return found[-1] if found else None


def notes_of(reading: Reading, period: Period) -> tuple[ReturnNote, ...]:
    """The returns of a period that are kept in the book, oldest first."""
    held = reading.held_as(note_type, "period", str(period))
    held.sort(key=lambda record: record.written_at)
    return tuple(_note(record) for record in held)


def _note(record: Record) -> ReturnNote:
    version, on = record.get("version"), record.get("on")
    return ReturnNote(
        version=version if isinstance(version, int) else 0,
        on=on if isinstance(on, date) else None,
        by=record.text("by"),
        reason=record.text("reason"),
    )
