"""Versions of a quarter: which there are, where each stands, and what differs between two.

A comparison is one plain table: shown on screen, printed, and written as Excel or PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshot_tables import Side
from bianmin_desktop.domain.snapshots import Snapshot, content_of, fingerprint, shown, snapshot_of
from bianmin_desktop.domain.version_differences import (
    Difference,
    differences,
    since_last_quarter,
)
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.locking import handed_in, received
from bianmin_desktop.services.office import OfficeService
from bianmin_desktop.services.returns import ReturnNote, notes_of, returned
from bianmin_desktop.services.summaries import find_summary, report
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.reading import Reading

now = 0
"""Stands for what the ledgers and the summary hold now, where a version's number is asked for."""
_told = handed_in | {returned}
"""States of a summary that say where its newest version stands."""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as listed: `state` in words; `note` is its last return, if it was returned."""

    number: int
    fingerprint: str
    made_at: datetime
    edition: str
    state: str
    note: ReturnNote | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The versions of a quarter, oldest first, and what can be done beside exporting.

    `has_last_quarter` says whether a version of the quarter before is kept, `may_be_returned`
    whether a return can be noted now, `may_be_received` whether 上级已收 can.
    """

    lines: tuple[VersionLine, ...]
    has_last_quarter: bool
    may_be_returned: bool
    may_be_received: bool


@dataclass(frozen=True, slots=True)
class End:
    """One of the two things compared: a frozen version, or what the book holds now."""

    quarter: Quarter
    number: int
    fingerprint: str
    made_at: datetime | None

    @property
    def label(self) -> str:
        """第 1 版, or 现在的台账和总结."""
        return f"第 {self.number} 版" if self.number else "现在的台账和总结"

    @property
    def file_label(self) -> str:
        """As in file names: v1."""
        return f"v{self.number}" if self.number else "现在"

    def say(self) -> str:
        """The end in full, with its 一致码 and when it was frozen."""
        if self.made_at is None:
            return self.label
        return f"{self.label}（一致码 {self.fingerprint}，{self.made_at:%Y-%m-%d %H:%M} 导出）"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two ends, in the order of the tables."""

    earlier: End
    later: End
    found: tuple[Difference, ...] = field(repr=False)

    @property
    def is_of_quarters(self) -> bool:
        """Whether two quarters are compared, not two versions of one."""
        return self.earlier.quarter != self.later.quarter

    @property
    def title(self) -> str:
        """What stands above the table, after the unit's name."""
        quarter = self.later.quarter.label
        if self.is_of_quarters:
            return f"{quarter}与{self.earlier.quarter.label}对比表"
        ends = (end.label.replace(" ", "") for end in (self.earlier, self.later))
        return f"{quarter}{'与'.join(ends)}对比表"

    @property
    def told(self) -> str:
        """Which two are compared."""
        ends = (self.earlier, self.later)
        if self.is_of_quarters:
            parts = [f"{end.quarter.label}{end.say()}" for end in ends]
        else:
            parts = [end.say() for end in ends]
        return f"原来：{parts[0]}；现在：{parts[1]}"

    @property
    def outcome(self) -> str:
        """How much differs, in one sentence."""
        if self.found:
            return f"共 {len(self.found):,} 处不同。"
        is_same = self.earlier.fingerprint == self.later.fingerprint
        return "两边内容完全相同。" if is_same else "没有可以列出的不同。"

    @property
    def file_label(self) -> str:
        """As in file names: 对比_v1-v2."""
        ends = f"{self.earlier.file_label}-{self.later.file_label}"
        if self.is_of_quarters:
            return f"与{self.earlier.quarter.file_label}对比_{ends}"
        return f"对比_{ends}"


class Freezing(Protocol):
    """Where snapshots come from."""

    def edition_of(self, edition_id: str) -> Edition:
        """The edition of that id. Raises `Refused` when it is not at hand."""
        ...

    def as_it_is(self, quarter: Quarter, progress: Progress) -> Snapshot:
        """What would be frozen now."""
        ...


class VersionService:
    """Lists and compares versions; reads only."""

    def __init__(self, book: Book, office: OfficeService, freezing: Callable[[], Freezing]) -> None:
        """Over an open book; `freezing` brings in what makes and reads snapshots when needed."""
        self._book = book
        self._office = office
        self._freezing = freezing

    def shelf(self, quarter: Quarter) -> Shelf:
        """The versions of a quarter and where each stands."""
        with self._book.reading() as reading:
            kept = self._kept(reading, quarter)
            last = self._kept(reading, quarter.previous)
            notes = {note.version: note for note in notes_of(reading, quarter)}
            summary = find_summary(reading, self._office.code, quarter)
        lines = (_line(one, notes.get(one.version)) for one in kept)
        told = (replace(one, state=self._state(len(kept), summary, one)) for one in lines)
        state = summary.text("state") if summary is not None else ""
        may_be_received = state in handed_in - {received}
        return Shelf(tuple(told), bool(last), state in handed_in, may_be_received)

    def compare(
        self,
        quarter: Quarter,
        ends: tuple[int | None, int | None] = (None, None),
        progress: Progress = silent,
    ) -> Comparison:
        """What differs between two versions of a quarter, the first of `ends` being the earlier.

        Versions are numbers, or `now`. Without a second the newest is taken, or `now` when there
        is only one; without a first the one before it. Raises `WrongUse` when there is no such
        version, `Refused` when one can't be opened, and what `progress` raises.
        """
        kept = self._versions(quarter)
        first, last = _chosen(quarter, len(kept), ends)
        sides = [self._end(quarter, kept, number, progress) for number in (first, last)]
        progress.report(1, 1, "正在对比")
        (earlier, old), (later, new) = sides
        return Comparison(earlier, later, differences(old, new))

    def against_last_quarter(
        self,
        quarter: Quarter,
        number: int | None = None,
        progress: Progress = silent,
        *,
        with_records: bool = False,
    ) -> Comparison:
        """What is another than in the newest version of the quarter before.

        `number` is the version of `quarter` that is held against it, or `now`; without it the
        newest, or `now` if there is none. Raises as `compare` does.
        """
        before = self._versions(quarter.previous)
        if not before:
            raise WrongUse(
                f"{quarter.previous.label}还没有导出过，没有可以对比的上季度。", code="BM-339"
            )
        kept = self._versions(quarter)
        wanted = len(kept) if number is None else number
        earlier, old = self._end(quarter.previous, before, len(before), progress)
        later, new = self._end(quarter, kept, wanted, progress)
        progress.report(1, 1, "正在对比")
        found = since_last_quarter(old, new, with_records=with_records)
        return Comparison(earlier, later, found)

    def _end(
        self,
        quarter: Quarter,
        kept: Sequence[keeping.Submission],
        number: int,
        progress: Progress,
    ) -> tuple[End, Side]:
        if number == now:
            snapshot = self._freezing().as_it_is(quarter, progress)
            code = shown(fingerprint(content_of(snapshot)))
            return End(quarter, now, code, None), Side.of(snapshot, self._book.edition)
        found = next((one for one in kept if one.version == number), None)
        if found is None:
            raise _no_such(quarter, len(kept), number)
        edition = self._freezing().edition_of(found.edition)
        snapshot = snapshot_of(found.content, edition)
        return End(quarter, number, found.fingerprint, found.made_at), Side.of(snapshot, edition)

    def _versions(self, quarter: Quarter) -> list[keeping.Submission]:
        with self._book.reading() as reading:
            return self._kept(reading, quarter)

    def _kept(self, reading: Reading, quarter: Quarter) -> list[keeping.Submission]:
        unit = self._office.code
        return keeping.submissions(reading.connection, unit, report, str(quarter))

    def _state(self, newest: int, summary: Record | None, line: VersionLine) -> str:
        """Where a version stands, in words; of the newest the summary's own state says it."""
        if line.number < newest:
            return "已退回，后已重报" if line.note else f"已由第 {line.number + 1} 版代替"
        state = summary.text("state") if summary is not None else ""
        if state not in _told:
            return "已导出"
        if state != returned and line.note is not None:
            return "退回后已重报"
        choices = self._book.edition.choice_list(
            self._book.edition.field("summary", "state").choices
        )
        choice = choices.choice(state)
        return choice.label if choice is not None else state


def _line(one: keeping.Submission, note: ReturnNote | None) -> VersionLine:
    return VersionLine(one.version, one.fingerprint, one.made_at, one.edition, "", note)


def _chosen(quarter: Quarter, count: int, ends: tuple[int | None, int | None]) -> tuple[int, int]:
    """The two versions to compare, by number; see `VersionService.compare`."""
    if not count:
        raise _no_such(quarter, count, ends[0] or ends[1] or 1)
    first, last = ends
    if last is None:
        last = now if count in (1, first) else count
    if first is None:
        first = count if last == now else last - 1
    for number in (last, first):
        if number != now and not 1 <= number <= count:
            raise _no_such(quarter, count, number)
    if first == last:
        raise WrongUse("要对比的两版是同一版，请另选一版。", code="BM-339")
    return first, last


def _no_such(quarter: Quarter, count: int, number: int) -> WrongUse:
    if not count:
        return WrongUse(f"{quarter.label}还没有导出过，没有可以对比的版本。", code="BM-331")
    which = f"第 {number} 版" if number > 0 else "更早的版本"
    return WrongUse(f"{quarter.label}没有{which}，只有第 1 到第 {count} 版。", code="BM-331")
