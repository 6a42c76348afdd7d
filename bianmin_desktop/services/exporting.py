"""导出报送: a quarter frozen as a version, and the workbook and the PDF made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.gaps import gap_matrix
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.snapshots import (
    Explained,
    Occasion,
    Reporter,
    Snapshot,
    content_of,
    fingerprint,
    shown,
    snapshot_of,
)
from bianmin_desktop.domain.submitting import Derived, take
from bianmin_desktop.environment.files import file_name
from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.excel.writing import workbook_of
from bianmin_desktop.exchange.pdf.submission import document_of
from bianmin_desktop.exchange.submission.parts import Submission
from bianmin_desktop.exchange.submission.whole import submission_of
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.changes import change_lines
from bianmin_desktop.services.checks import Checked, CheckService
from bianmin_desktop.services.freezing import (
    day_of,
    freeze,
    make_folder,
    marks_of,
    numbered,
    written,
)
from bianmin_desktop.services.listings import Letterhead
from bianmin_desktop.services.locking import handed_in, refuse_locked
from bianmin_desktop.services.looks import Look
from bianmin_desktop.services.paper import Print, changed_pages, opened
from bianmin_desktop.services.summaries import find_summary, report
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.work import Origin, Work

_submitted = "submitted"
_returned = "returned"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export made; the same content as the last version's makes no new version."""

    version: int
    fingerprint: str
    files: tuple[Path, ...]
    is_new_version: bool
    changes: Changes


class ExportService:
    """Exports quarters and opens versions of them again."""

    def __init__(
        self,
        book: Book,
        checks: CheckService,
        letterhead: Letterhead,
        editions: Callable[[str], Edition],
    ) -> None:
        """Over an open book; `editions` gives those that are not in force (or `Refused`)."""
        self._book = book
        self._office = letterhead.office
        self._checks = checks
        self._clock = letterhead.clock
        self._looks = letterhead.looks
        self._editions = editions

    def export(self, quarter: Quarter, folder: Path, progress: Progress = silent) -> Exported:
        """Check the quarter, freeze it as a version and write its files into `folder`.

        Raises `Refused` when the quarter may not be handed in or a character can't be printed,
        `EnvironmentFault` when a file can't be written, and what `progress` raises; in every case
        nothing is frozen, the summary does not count as handed in, and no new file is left.
        """
        make_folder(folder)
        with self._book.reading() as reading:
            ledger = self._book.shelf.ledger(reading)
            last = _last(
                keeping.submissions(reading.connection, self._office.code, report, str(quarter))
            )
        content = self._content(ledger, quarter, progress)
        is_new = last is None or last.content != content
        version = self._next(last, quarter, content) if last is None or is_new else last
        look = self._looks.now(report, str(quarter), day_of(version))
        contents = self._contents(version, look, progress)
        progress.report(1, 1, "正在写入文件")
        with ExitStack() as until_kept, self._book.writing() as work:
            if is_new:
                refuse_locked(work, find_summary(work, self._office.code, quarter))
                self._freeze(work, version)
            self._looks.freeze(work, version, look)
            self._hand_in(work, quarter, is_new=is_new)
            changes = work.changes
            files = until_kept.enter_context(written(folder, contents))
        return Exported(version.version, version.fingerprint, files, is_new, changes)

    def reexport(
        self, quarter: Quarter, version: int, folder: Path, progress: Progress = silent
    ) -> Exported:
        """Write the files of a frozen version again, byte for byte as they were.

        Raises `WrongUse` when there is no such version, `EnvironmentFault` as `export` does.
        """
        make_folder(folder)
        with self._book.reading() as reading:
            kept = keeping.submissions(reading.connection, self._office.code, report, str(quarter))
        found = numbered(kept, version, quarter.label)
        contents = self._contents(found, self._looks.of(found), progress)
        with written(folder, contents) as files:
            return Exported(
                version, found.fingerprint, files, is_new_version=False, changes=Changes({})
            )

    def print_of(self, quarter: Quarter, version: int, progress: Progress = silent) -> Print:
        """The PDF of a frozen version to look at and print, byte for byte as it was exported.

        Raises `WrongUse` when there is no such version, `Refused` when it can't be made again.
        """
        with self._book.reading() as reading:
            kept = keeping.submissions(reading.connection, self._office.code, report, str(quarter))
        found = numbered(kept, version, quarter.label)
        pages = opened(self._paper(found, progress))
        title = f"{quarter.label}总结第{version}版"
        earlier = [one for one in kept if one.version == version - 1]
        if not earlier:
            return Print(title, pages)
        before = opened(self._paper(earlier[0], progress))
        try:
            return Print(title, pages, changed_pages(pages, before))
        finally:
            before.close()

    def _content(self, ledger: Ledger, quarter: Quarter, progress: Progress) -> bytes:
        """The canonical bytes of the quarter. Raises `Refused` when it is not ready."""
        if ledger.summary(quarter) is None:
            raise Refused(
                f"{quarter.label}的季度总结还没有开始填写，请先到“季度总结”填写。", code="BM-332"
            )
        checked = self._checks.judged(ledger, quarter, progress)
        if not checked.readiness.may_be_submitted:
            raise _not_ready(checked)
        return content_of(self._taken(ledger, checked))

    def as_it_is(self, quarter: Quarter, progress: Progress = silent) -> Snapshot:
        """What would be frozen if the quarter were handed in now, ready or not."""
        with self._book.reading() as reading:
            ledger = self._book.shelf.ledger(reading)
        return self._taken(ledger, self._checks.judged(ledger, quarter, progress))

    def _taken(self, ledger: Ledger, checked: Checked) -> Snapshot:
        quarter = checked.quarter
        edition = self._book.edition
        scheme = edition.title.scheme
        lists = [one.id for one in edition.business_lists.values() if one.scheme == scheme]
        figures = derive(ledger, edition, quarter)
        derived = Derived(
            figures,
            gap_matrix(ledger, edition, lists, quarter.end),
            self._office.divisions,
            change_lines(ledger, edition, figures, checked),
        )
        explained = tuple(
            _explained(issue, checked.explanations) for issue in checked.readiness.explained
        )
        office = self._office
        reporter = Reporter(office.code, office.name, office.level, office.path)
        occasion = Occasion(reporter, quarter, explained)
        return take(ledger, edition, occasion, derived)

    def _next(
        self, last: keeping.Submission | None, quarter: Quarter, content: bytes
    ) -> keeping.Submission:
        return keeping.Submission(
            id=keeping.new_id(),
            unit=self._office.code,
            report=report,
            period=str(quarter),
            version=last.version + 1 if last else 1,
            edition=self._book.edition.id,
            fingerprint=shown(fingerprint(content)),
            content=content,
            made_at=self._clock.now().replace(microsecond=0),
        )

    def edition_of(self, edition_id: str) -> Edition:
        """The edition a version was made under. Raises `Refused` when it is not at hand."""
        edition = self._book.edition
        return edition if edition_id == edition.id else self._editions(edition_id)

    def _contents(
        self, version: keeping.Submission, look: Look, progress: Progress
    ) -> dict[str, bytes]:
        """File names and contents of a version: they follow from what was frozen and its look."""
        edition = self.edition_of(version.edition)
        submission = self._submission(version)
        name = _name(submission, version, edition)
        # What can't be printed is told before the longer work on the workbook begins.
        paper = self._looks.paper(document_of(submission), look, progress)
        return {
            file_name(*name, suffix=".xlsx"): workbook_of(submission, progress),
            file_name(*name, suffix=".pdf"): paper,
        }

    def _submission(self, version: keeping.Submission) -> Submission:
        edition = self.edition_of(version.edition)
        return submission_of(snapshot_of(version.content, edition), edition, marks_of(version))

    def _paper(self, version: keeping.Submission, progress: Progress) -> bytes:
        document = document_of(self._submission(version))
        return self._looks.paper(document, self._looks.of(version), progress)

    def _freeze(self, work: Work, version: keeping.Submission) -> None:
        freeze(work, version)
        self._checks.forget()

    def _hand_in(self, work: Work, quarter: Quarter, *, is_new: bool) -> None:
        summary = find_summary(work, self._office.code, quarter)
        if summary is None or (not is_new and summary.get("state") in handed_in):
            return
        action = "重报" if summary.get("state") == _returned else "上报"
        origin = Origin(action, "导出", self._clock.now())
        work.put(summary.with_values({"state": _submitted}), summary, origin)


def _name(submission: Submission, version: keeping.Submission, edition: Edition) -> tuple[str, ...]:
    kind = edition.reports[report].file_label
    period = Quarter.parse(version.period).file_label
    return submission.identity.unit, kind, period, f"v{version.version}"


def _last(kept: list[keeping.Submission]) -> keeping.Submission | None:
    return kept[-1] if kept else None


def _not_ready(checked: Checked) -> Refused:
    ready = checked.readiness
    parts = []
    if ready.blocking:
        parts.append(f"{len(ready.blocking)} 项强制问题要改正")
    if ready.unexplained:
        parts.append(f"{len(ready.unexplained)} 项核实问题要改正或写明情况")
    return Refused(
        f"{checked.quarter.label}还不能报送：{'，'.join(parts)}。请在“审核”里逐条处理后再导出。",
        code="BM-330",
        details={"blocking": len(ready.blocking), "unexplained": len(ready.unexplained)},
    )


def _explained(issue: Issue, explanations: Mapping[str, str]) -> Explained:
    return Explained(issue.id, issue.place.say(), issue.message, explanations[issue.id].strip())
