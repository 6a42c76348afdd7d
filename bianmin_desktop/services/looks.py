"""How official documents look: the unit's header, the paper of appendices, the typefaces.

The header belongs to the unit and is kept in its book; paper and typefaces belong to the machine.
A version keeps the look its files were made with last, so that they can be made again as they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.environment.settings import (
    DocumentPaper,
    Typeface,
    read_settings,
    write_settings,
)
from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.pdf.document import Document, Head, Setup
from bianmin_desktop.exchange.pdf.fonts import FontFile, FontSet, Role
from bianmin_desktop.exchange.pdf.installed import Installed, installed_faces
from bianmin_desktop.exchange.pdf.sample import sample_document
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.freezing import printed
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.work import Work

__all__ = ["Header", "Installed", "Look", "LookService", "Role", "installed_faces"]

Faces = Mapping[Role, Typeface]

_header, _number, _look = "document_header", "document_number", "document_look"
longest = {"mark": 40, "signer": 40, "copies_to": 400, "printed_by": 60}
"""Characters of each text of the header."""
_labels = {
    "mark": "发文机关标志",
    "signer": "签发人",
    "copies_to": "抄送机关",
    "printed_by": "印发机关",
}
longest_number = 60
"""Characters of 发文字号."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header a unit configured for its documents; all of it is typed, nothing is made up."""

    is_used: bool = False
    is_letter: bool = False
    """Whether it is that of a 信函."""
    mark: str = ""
    signer: str = ""
    copies_to: str = ""
    printed_by: str = ""

    @property
    def is_printed(self) -> bool:
        """Whether documents bear it: it is used, and says whose it is."""
        return self.is_used and bool(self.mark)


@dataclass(frozen=True, slots=True)
class Look:
    """A header or none, the paper of appendices, and typefaces of this machine by role."""

    head: Head | None = None
    setup: Setup = field(default_factory=Setup)
    faces: Faces = field(default_factory=dict)

    @property
    def content(self) -> dict[str, Any]:
        """As it is kept; empty when it is the plain look."""
        parts = {
            "head": asdict(self.head) if self.head is not None else {},
            "setup": asdict(self.setup) if self.setup != Setup() else {},
            "faces": {
                role.value: {"name": face.name, "path": face.path, "index": face.index}
                for role, face in self.faces.items()
            },
        }
        return {name: part for name, part in parts.items() if part}


class LookService:
    """What documents look like now, and what each version looked like."""

    def __init__(self, book: Book, clock: Clock, folder: Path, fonts: Path) -> None:
        """Over an open book; `folder` holds the settings, `fonts` the shipped typefaces."""
        self._book = book
        self._clock = clock
        self._folder = folder
        self._fonts = fonts
        self._sets: dict[tuple[tuple[Role, FontFile], ...], FontSet] = {}

    @property
    def header(self) -> Header:
        """The unit's header as configured."""
        kept = self._recall(_header, self._unit)
        return Header(**{name: kept[name] for name in Header.__dataclass_fields__ if name in kept})

    def configure(self, header: Header) -> Header:
        """Keep the unit's header, and return it without needless blanks.

        Without a mark it is kept, but not printed. Raises `Refused` when a text is too long.
        """
        texts: dict[str, Any] = {name: _line(getattr(header, name)) for name in longest}
        clean = replace(header, **texts)
        for name, most in longest.items():
            if len(getattr(clean, name)) > most:
                raise Refused(f"“{_labels[name]}”最多 {most} 个字，请写短些。", code="BM-360")
        if clean != self.header:
            with self._book.writing() as work:
                self._keep(work, _header, self._unit, asdict(clean))
        return clean

    def number(self, report: str, period: str) -> str:
        """发文字号 as typed for a report of a period; empty when none was."""
        return str(self._recall(_number, f"{self._unit}/{report}/{period}").get("number", ""))

    def type_number(self, report: str, period: str, number: str) -> None:
        """Keep 发文字号 as typed. Raises `Refused` when it is too long."""
        clean = _line(number)
        if len(clean) > longest_number:
            raise Refused(f"“发文字号”最多 {longest_number} 个字，请核对。", code="BM-360")
        if clean != self.number(report, period):
            with self._book.writing() as work:
                self._keep(work, _number, f"{self._unit}/{report}/{period}", {"number": clean})

    def now(self, report: str = "", period: str = "", day: str = "") -> Look:
        """The look of a document made now; `day` is 印发日期 where the unit prints one."""
        header, chosen = self.header, self.chosen
        head = None
        if header.is_printed:
            head = Head(
                mark=header.mark,
                number=self.number(report, period) if report else "",
                signer="" if header.is_letter else header.signer,
                is_letter=header.is_letter,
                copies_to=header.copies_to,
                printed_by=header.printed_by,
                printed_on=day if header.printed_by else "",
            )
        faces = {Role(name): face for name, face in chosen.typefaces.items()}
        return Look(head, Setup(chosen.is_large, chosen.is_narrow), faces)

    def of(self, version: keeping.Submission) -> Look:
        """The look the files of a version were made with last."""
        kept = self._recall(_look, version.id)
        faces = {Role(name): Typeface(**face) for name, face in kept.get("faces", {}).items()}
        head = Head(**kept["head"]) if "head" in kept else None
        return Look(head, Setup(**kept.get("setup", {})), faces)

    def freeze(self, work: Work, version: keeping.Submission, look: Look) -> None:
        """Keep a version's look together with it."""
        before = keeping.recall(work.connection, _look, version.id)
        if dict(before) != look.content:
            self._keep(work, _look, version.id, look.content)

    def paper(self, document: Document, look: Look, progress: Progress = silent) -> bytes:
        """The document as a PDF file with that look; a letter alone bears the header.

        A typeface that is gone gives way to the shipped one. Raises `Refused` for characters no
        typeface has, and what `progress` raises.
        """
        dressed = replace(document, head=look.head, setup=look.setup)
        return printed(dressed, self.fonts(look.faces), progress)

    def fonts(self, faces: Faces | None = None) -> FontSet:
        """The shipped typefaces, behind those chosen; by default those of the settings."""
        # This imports the PDF writer: not before something is printed.
        from bianmin_desktop.exchange.pdf.embedding import opens

        wanted = self.now().faces if faces is None else faces
        files = {role: FontFile(Path(face.path), face.index) for role, face in wanted.items()}
        usable = {role: file for role, file in files.items() if opens(file.path, file.index)}
        key = tuple(sorted(usable.items(), key=lambda pair: pair[0].value))
        if key not in self._sets:
            self._sets[key] = FontSet(self._fonts, usable)
        return self._sets[key]

    def sample(self) -> bytes:
        """A short letter with the present look, to be looked at. Raises `Refused` as `paper`."""
        today = self._clock.today()
        day = f"{today.year}年{today.month}月{today.day}日"
        return self.paper(sample_document(day), self.now(day=day))

    def set_paper(self, paper: DocumentPaper) -> None:
        """Remember paper and typefaces on this machine. Raises `EnvironmentFault`."""
        settings = read_settings(self._folder).settings
        write_settings(self._folder, settings.with_changes(paper=paper))

    @property
    def chosen(self) -> DocumentPaper:
        """Paper and typefaces as chosen on this machine."""
        return read_settings(self._folder).settings.paper

    @property
    def _unit(self) -> str:
        return self._book.holder().unit

    def _recall(self, kind: str, key: str) -> Mapping[str, Any]:
        with self._book.reading() as reading:
            return keeping.recall(reading.connection, kind, key)

    def _keep(self, work: Work, kind: str, key: str, content: Mapping[str, Any]) -> None:
        keeping.remember(work.connection, kind, key, content, self._clock.now())


def _line(text: str) -> str:
    """A text on one line, without blanks around it."""
    return " ".join(text.split())
