"""工作信息: one piece of news printed as a letter and frozen as a version, at any time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.note_snapshots import (
    NoteSnapshot,
    content_of_note,
    note_snapshot_of,
    note_type,
)
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.submitting import leaving, names_beside
from bianmin_desktop.environment.files import file_name
from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.pdf.submission import document_of
from bianmin_desktop.exchange.submission.note import submission_of_note
from bianmin_desktop.progress import Progress, silent
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
from bianmin_desktop.services.looks import Look, LookService
from bianmin_desktop.store import keeping
from bianmin_desktop.store.reading import Reading
from bianmin_desktop.store.work import Origin

report = "work_note"
_sent = "sent"
_referred = ("circle", "community")


class WorkNoteService:
    """Exports 工作信息 and opens versions of them again."""

    def __init__(self, desk: Desk, looks: LookService, editions: Callable[[str], Edition]) -> None:
        """Over an open book; `looks` is how its documents are set."""
        self._desk = desk
        self._book = desk.book
        self._looks = looks
        self._editions = editions

    def versions(self, record: Record) -> list[keeping.Submission]:
        """The versions of a note that were handed in, oldest first."""
        number = record.text("number")
        if not number:
            return []
        with self._book.reading() as reading:
            return self._kept(reading, number)

    def preview(self, record: Record) -> bytes:
        """The note as the PDF file it would be now; nothing is kept. Raises `Refused`."""
        content = self._content(record, record.text("number") or "未编号")
        moment = self._desk.clock.now()
        draft = self._draft(content, record.text("number"))
        version = version_after(None, draft, moment)
        look = self._looks.now(report, record.id, day_of(version))
        return self._paper(version, look, silent)

    def export(self, record_id: str, folder: Path, progress: Progress = silent) -> Exported:
        """Freeze a note as a version and write its PDF file into `folder`.

        At its first export it is given the next number of its year. The same content makes no new
        version. Raises `Refused` when something must be corrected first or can't be printed, and
        as `written` does; nothing is frozen then.
        """
        make_folder(folder)
        with self._book.reading() as reading:
            record = _existing(reading, record_id)
            number = record.text("number") or self._next_number(reading, record)
            kept = self._kept(reading, number)
        self._refuse_unready(record)
        content = self._content(record, number)
        last = kept[-1] if kept else None
        is_new = last is None or last.content != content
        fresh = version_after(last, self._draft(content, number), self._desk.clock.now())
        version = fresh if last is None or is_new else last
        look = self._looks.now(report, record_id, day_of(version))
        contents = {self._name(version, record): self._paper(version, look, progress)}
        with ExitStack() as until_kept, self._book.writing() as work:
            if is_new:
                freeze(work, version)
            self._looks.freeze(work, version, look)
            before = _existing(work, record_id)
            origin = Origin(
                "上报" if version.version == 1 else "重报", "导出", self._desk.clock.now()
            )
            work.put(before.with_values({"number": number, "state": _sent}), before, origin)
            changes = work.changes
            files = until_kept.enter_context(written(folder, contents))
        return Exported(version.version, version.fingerprint, files, is_new, changes)

    def reexport(
        self, record_id: str, version: int, folder: Path, progress: Progress = silent
    ) -> Exported:
        """Write the file of a frozen version again, byte for byte as it was."""
        make_folder(folder)
        with self._book.reading() as reading:
            record = _existing(reading, record_id)
        found = numbered(self.versions(record), version, f"“{self._title(record)}”")
        look = self._looks.of(found)
        contents = {self._name(found, record): self._paper(found, look, progress)}
        with written(folder, contents) as files:
            return Exported(
                version, found.fingerprint, files, is_new_version=False, changes=Changes({})
            )

    def write_again(
        self, version: keeping.Submission, folder: Path, progress: Progress = silent
    ) -> tuple[Path, ...]:
        """Write the file of a frozen note by itself, whether or not its record is still there."""
        name = file_name(version.period, version.fingerprint, suffix=".pdf")
        contents = {name: self._paper(version, self._looks.of(version), progress)}
        with written(folder, contents) as files:
            return files

    def _refuse_unready(self, record: Record) -> None:
        issues = self._desk.gate.review(record, self._desk.names, self._desk.clock.today())
        wrong = [issue for issue in issues if issue.level is Level.BLOCKING]
        if wrong:
            raise Refused(f"“{self._title(record)}”还不能导出：{wrong[0].message}", code="BM-330")

    def _content(self, record: Record, number: str) -> bytes:
        edition = self._book.edition
        with self._book.reading() as reading:
            ledger = Ledger({t: reading.records(t) for t in _referred})
        clean = leaving(record.with_values({"number": number}), edition)
        names = names_beside({note_type: [record]}, ledger, edition, self._desk.office.divisions)
        snapshot = NoteSnapshot(edition.id, self._desk.reporter, number, clean, names)
        return content_of_note(snapshot)

    def _draft(self, content: bytes, number: str) -> keeping.Submission:
        return keeping.Submission(
            id="",
            unit=self._desk.office.code,
            report=report,
            period=number,
            version=0,
            edition=self._book.edition.id,
            fingerprint="",
            content=content,
            made_at=self._desk.clock.now(),
        )

    def _paper(self, version: keeping.Submission, look: Look, progress: Progress) -> bytes:
        own = self._book.edition
        edition = own if version.edition == own.id else self._editions(version.edition)
        snapshot = note_snapshot_of(version.content, edition)
        submission = submission_of_note(snapshot, edition, marks_of(version))
        return self._looks.paper(document_of(submission), look, progress)

    def _name(self, version: keeping.Submission, record: Record) -> str:
        label = self._book.edition.reports[report].file_label
        parts = (self._desk.office.name, label, version.period, self._title(record)[:30])
        return file_name(*parts, f"v{version.version}", suffix=".pdf")

    def _title(self, record: Record) -> str:
        return record.name(self._book.edition.record_type(note_type))

    def _kept(self, reading: Reading, number: str) -> list[keeping.Submission]:
        return keeping.submissions(reading.connection, self._desk.office.code, report, number)

    def _next_number(self, reading: Reading, record: Record) -> str:
        """The next number of the note's year; one that was given away once is never given again."""
        on = record.get("on")
        year = on.year if isinstance(on, date) else self._desk.clock.today().year
        kept = keeping.submissions(reading.connection, self._desk.office.code, report)
        used = [one.period for one in kept if one.period.startswith(f"{year}-")]
        taken = max((int(number.partition("-")[2]) for number in used), default=0)
        return f"{year}-{taken + 1:03d}"


def _existing(reading: Reading, record_id: str) -> Record:
    found = reading.record(note_type, record_id)
    if found is None or found.deleted:
        raise Refused("这条工作信息不在台账里，可能已被删除。请刷新列表后再试。", code="BM-201")
    return found
