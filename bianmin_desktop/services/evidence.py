"""佐证材料: files copied beside the book, numbered for good, and the lines they prove."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bianmin_desktop.domain.acceptance.codes import checklist_number
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.environment.files import file_name, write_atomically
from bianmin_desktop.errors import Refused, environment_fault
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.acceptance import AcceptanceService
from bianmin_desktop.services.checklist_books import evidence_type, head_of
from bianmin_desktop.services.desk import Desk
from bianmin_desktop.services.entry import EntryService, Saved
from bianmin_desktop.store import keeping
from bianmin_desktop.store.work import Origin, Work

_word = "佐证-"
_piece = 1 << 20
_largest = 2_000_000_000
"""Bytes; a film of the opening day belongs elsewhere."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What files are attached for: lines of a circle's checklist, and which material they are."""

    circle_id: str
    template_id: str
    lines: tuple[str, ...] = ()
    material: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """Files that were attached, in their order, and whom to tell."""

    records: tuple[Record, ...]
    changes: Changes


class EvidenceService:
    """Keeps the files in `folder`; a file that was removed stays there with its number."""

    def __init__(
        self, desk: Desk, checklists: AcceptanceService, entry: EntryService, folder: Path
    ) -> None:
        """Over an open book; the folder is made when the first file comes."""
        self._desk = desk
        self._book = desk.book
        self._checklists = checklists
        self._entry = entry
        self._folder = folder

    def of(self, circle_id: str, template_id: str) -> list[Record]:
        """What is attached to a circle's checklist, by number."""
        with self._book.reading() as reading:
            head = head_of(reading, circle_id, template_id)
            found = reading.held_as(evidence_type, "checklist", head.id) if head else []
        return sorted(found, key=lambda held: held.text("number"))

    def attach(
        self, proof: Proof, sources: Iterable[Path], progress: Progress = silent
    ) -> Attached:
        """Copy files beside the book and number them, as one batch; all of them or none.

        Raises `Refused` for what is no file, `EnvironmentFault` when one can't be copied, and
        what `progress` raises.
        """
        wanted = list(sources)
        made: list[Path] = []
        origin = Origin("新增", "佐证材料", self._desk.clock.now(), keeping.new_id())
        try:
            with self._book.writing() as work:
                head = self._checklists.opened(work, proof.circle_id, proof.template_id)
                first = _next_number(work, head)
                records = []
                for place, source in enumerate(wanted):
                    progress.report(place, len(wanted), f"正在复制{source.name}")
                    number = f"{_word}{first + place:02d}"
                    values = self._copied(source, number, proof, made)
                    values |= {"checklist": head.id, "number": number}
                    records.append(
                        work.put(Record(evidence_type, keeping.new_id(), values), None, origin)
                    )
                return Attached(tuple(records), work.changes)
        except BaseException:
            for path in made:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
            raise

    def change(self, record_id: str, texts: Mapping[str, str]) -> Saved:
        """Give a piece of evidence another name, other lines or another material."""
        stored = self._entry.record(evidence_type, record_id)
        return self._entry.save(Draft(evidence_type, texts, record_id), stored, "佐证材料")

    def remove(self, record_id: str) -> Changes:
        """Take a piece of evidence off; its number and its file are kept."""
        return self._entry.delete(evidence_type, record_id, "佐证材料")

    def path(self, record: Record) -> Path:
        """Where its file lies."""
        return self._folder / record.text("file")

    def gone(self, records: Sequence[Record]) -> tuple[Record, ...]:
        """Those whose file is not there any more, or is not as large as it was."""
        return tuple(record for record in records if not self._is_there(record))

    def altered(self, records: Sequence[Record], progress: Progress = silent) -> tuple[Record, ...]:
        """Those whose file is gone or is not what it was when it was attached."""
        found = []
        for done, record in enumerate(records):
            progress.report(done, len(records), f"正在核对{record.text('number')}")
            if not self._is_there(record) or self._digest(record) != record.text("sha256"):
                found.append(record)
        return tuple(found)

    def _is_there(self, record: Record) -> bool:
        try:
            return self.path(record).stat().st_size == record.get("size")
        except OSError:
            return False

    def _digest(self, record: Record) -> str:
        try:
            with self.path(record).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""

    def _copied(
        self, source: Path, number: str, proof: Proof, made: list[Path]
    ) -> dict[str, Value]:
        size = _size(source)
        place = checklist_number(proof.circle_id, proof.template_id)
        name = file_name(number, source.stem, suffix=source.suffix.lower()[:12])
        target = self._folder / place / name
        digest = hashlib.sha256()

        def copy(file: BinaryIO) -> None:
            with source.open("rb") as opened:
                while piece := opened.read(_piece):
                    digest.update(piece)
                    file.write(piece)

        self._make(target.parent)
        write_atomically(target, copy)
        made.append(target)
        return {
            "name": source.stem,
            "rows": "、".join(proof.lines) or None,
            "material": proof.material or None,
            "file": f"{place}/{name}",
            "original": source.name,
            "size": size,
            "sha256": digest.hexdigest(),
            "added": self._desk.clock.today(),
        }

    def _make(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise environment_fault(error, "建立佐证材料文件夹", folder) from error


def _size(source: Path) -> int:
    """How large a file is. Raises `Refused` for what is none, `EnvironmentFault`."""
    try:
        if not source.is_file():
            raise Refused(f"“{source.name}”不是文件，请选择文件（文件夹请先打包）。", "BM-388")
        size = source.stat().st_size
    except OSError as error:
        raise environment_fault(error, f"读取“{source.name}”", source.parent) from error
    if size > _largest:
        raise Refused(f"“{source.name}”超过 2 GB，请压缩或截取后再加入。", code="BM-388")
    return size


def _next_number(work: Work, head: Record) -> int:
    """The number after the last one ever given: what is printed never means another file."""
    held = [
        record
        for deleted in (False, True)
        for record in work.held_as(evidence_type, "checklist", head.id, deleted=deleted)
    ]
    numbers = (record.text("number").removeprefix(_word) for record in held)
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1
