"""导出年度总结: a year frozen as a version, and the workbook and the PDF made from it."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.drafting.year_facts import year_texts
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import Explained
from bianmin_desktop.domain.submitting import leaving, names_beside
from bianmin_desktop.domain.targets import completed
from bianmin_desktop.domain.year_snapshots import (
    SourceLine,
    YearSnapshot,
    content_of_year,
    year_snapshot_of,
)
from bianmin_desktop.environment.files import file_name
from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.excel.writing import workbook_of
from bianmin_desktop.exchange.pdf.submission import document_of
from bianmin_desktop.exchange.submission.annual import submission_of_year
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.annual import AnnualService, find_annual
from bianmin_desktop.services.annual_checks import AnnualCheckService, YearChecked
from bianmin_desktop.services.desk import Desk
from bianmin_desktop.services.exporting import Exported
from bianmin_desktop.services.freezing import (
    day_of,
    freeze,
    make_folder,
    marks_of,
    numbered,
    version_after,
    written,
)
from bianmin_desktop.services.locking import handed_in, refuse_locked
from bianmin_desktop.services.looks import Look, LookService
from bianmin_desktop.services.periods import annual as report
from bianmin_desktop.services.returns import returned
from bianmin_desktop.store import keeping
from bianmin_desktop.store.work import Origin, Work

_submitted = "submitted"


class AnnualExportService:
    """Exports years and opens versions of them again."""

    def __init__(
        self, desk: Desk, annual: AnnualService, checks: AnnualCheckService, looks: LookService
    ) -> None:
        """Over an open book; `looks` is how its documents are set."""
        self._desk = desk
        self._book = desk.book
        self._annual = annual
        self._checks = checks
        self._looks = looks

    def export(self, year: Year, folder: Path, progress: Progress = silent) -> Exported:
        """Check the year, freeze it as a version and write its files into `folder`.

        The same content makes no new version. Raises `Refused` when the year may not be handed in
        or a character can't be printed, `EnvironmentFault` when a file can't be written, and what
        `progress` raises; nothing is frozen and no new file is left then.
        """
        make_folder(folder)
        progress.report(0, 1, "正在汇总四个季度并审核")
        checked = self._checks.check(year)
        if not checked.readiness.may_be_submitted:
            raise _not_ready(checked)
        content = content_of_year(self._taken(checked))
        kept = self._annual.versions(year)
        last = kept[-1] if kept else None
        is_new = last is None or last.content != content
        version = self._next(last, year, content) if last is None or is_new else last
        look = self._looks.now(report, str(year), day_of(version))
        contents = self._contents(version, look, progress)
        progress.report(1, 1, "正在写入文件")
        with ExitStack() as until_kept, self._book.writing() as work:
            if is_new:
                refuse_locked(work, find_annual(work, self._desk.office.code, year))
                freeze(work, version)
            self._looks.freeze(work, version, look)
            self._hand_in(work, year, is_new=is_new)
            changes = work.changes
            files = until_kept.enter_context(written(folder, contents))
        return Exported(version.version, version.fingerprint, files, is_new, changes)

    def reexport(
        self, year: Year, version: int, folder: Path, progress: Progress = silent
    ) -> Exported:
        """Write the files of a frozen version again, byte for byte as they were.

        Raises `WrongUse` when there is no such version, `EnvironmentFault` as `export` does.
        """
        make_folder(folder)
        found = numbered(self._annual.versions(year), version, f"{year.label}度总结")
        contents = self._contents(found, self._looks.of(found), progress)
        with written(folder, contents) as files:
            return Exported(
                version, found.fingerprint, files, is_new_version=False, changes=Changes({})
            )

    def as_it_is(self, year: Year) -> YearSnapshot:
        """What would be frozen if the year were handed in now, ready or not."""
        return self._taken(self._checks.check(year))

    def _taken(self, checked: YearChecked) -> YearSnapshot:
        edition, account = self._book.edition, checked.account
        summary = account.summary or Record(annual_summary, "")
        chosen = {
            annual_summary: [summary],
            "circle": list(completed(account.ledger, edition, checked.year)),
            **_enclosed(account.ledger, edition, checked.year),
        }
        divisions = self._desk.office.divisions
        return YearSnapshot(
            edition=edition.id,
            reporter=self._desk.reporter,
            year=checked.year,
            explained=tuple(
                Explained(
                    issue.id,
                    issue.place.say(),
                    issue.message,
                    checked.explanations[issue.id].strip(),
                )
                for issue in checked.readiness.explained
            ),
            sources=tuple(
                SourceLine(str(source.quarter), source.version, source.fingerprint)
                for source in account.sources
            ),
            figures=account.figures,
            entered=account.entered,
            since=account.since,
            targets=account.targets,
            records={t: tuple(leaving(r, edition) for r in found) for t, found in chosen.items()},
            names=names_beside(chosen, account.ledger, edition, divisions),
            texts=year_texts(edition, checked.facts, summary),
        )

    def _next(
        self, last: keeping.Submission | None, year: Year, content: bytes
    ) -> keeping.Submission:
        moment = self._desk.clock.now()
        draft = keeping.Submission(
            id="",
            unit=self._desk.office.code,
            report=report,
            period=str(year),
            version=0,
            edition=self._book.edition.id,
            fingerprint="",
            content=content,
            made_at=moment,
        )
        return version_after(last, draft, moment)

    def _contents(
        self, version: keeping.Submission, look: Look, progress: Progress
    ) -> dict[str, bytes]:
        """File names and contents of a version: they follow from what was frozen and its look."""
        edition = self._annual.edition_of(version.edition)
        snapshot = year_snapshot_of(version.content, edition)
        submission = submission_of_year(snapshot, edition, marks_of(version))
        kind = edition.reports[report].file_label
        name = (snapshot.reporter.name, kind, snapshot.year.file_label, f"v{version.version}")
        # What can't be printed is told before the workbook is made.
        paper = self._looks.paper(document_of(submission), look, progress)
        return {
            file_name(*name, suffix=".xlsx"): workbook_of(submission, progress),
            file_name(*name, suffix=".pdf"): paper,
        }

    def _hand_in(self, work: Work, year: Year, *, is_new: bool) -> None:
        summary = find_annual(work, self._desk.office.code, year)
        if summary is None or (not is_new and summary.get("state") in handed_in):
            return
        action = "重报" if summary.get("state") == returned else "上报"
        origin = Origin(action, "导出", self._desk.clock.now())
        work.put(summary.with_values({"state": _submitted}), summary, origin)


def _enclosed(ledger: Ledger, edition: Edition, year: Year) -> dict[str, list[Record]]:
    """The records of the year that are handed in with it, by their day and name."""
    found: dict[str, list[Record]] = {}
    for held in edition.reports[report].encloses:
        record_type = edition.record_type(held.record)
        dated = [
            (on, record.name(record_type), record.id, record)
            for record in ledger.of(held.record)
            if isinstance(on := record.get(held.within), date) and year.start <= on <= year.end
        ]
        if dated:
            found[held.record] = [record for *_, record in sorted(dated, key=lambda d: d[:3])]
    return found


def _not_ready(checked: YearChecked) -> Refused:
    ready = checked.readiness
    parts = []
    if ready.blocking:
        parts.append(f"{len(ready.blocking)} 项强制问题要改正")
    if ready.unexplained:
        parts.append(f"{len(ready.unexplained)} 项核实问题要改正或写明情况")
    return Refused(
        f"{checked.year.label}度总结还不能报送：{'，'.join(parts)}。"
        "请在“年度总结—审核”里逐条处理后再导出。",
        code="BM-330",
        details={"blocking": len(ready.blocking), "unexplained": len(ready.unexplained)},
    )
