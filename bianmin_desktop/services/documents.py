"""打印文书: documents made from the ledgers as the policy says, for paper, Excel and as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bianmin_desktop.catalogue.definitions import Printed, Source
from bianmin_desktop.domain.documents.content import Case, Choice, Content, said
from bianmin_desktop.domain.documents.letters import (
    DocumentLetter,
    Shares,
    letter_of,
    shares_of,
)
from bianmin_desktop.domain.documents.tables import DocumentTable, content_of, table_of
from bianmin_desktop.domain.documents.texts import letter_with, text_of
from bianmin_desktop.domain.documents.words import sentence, words_of
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.files import file_name, write_bytes
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.desk import Desk
from bianmin_desktop.services.document_basis import DocumentBasis
from bianmin_desktop.services.looks import LookService
from bianmin_desktop.services.printing import wrong_form
from bianmin_desktop.store import keeping

table_forms = (".pdf", ".xlsx")
letter_forms = (".pdf", ".txt")
_kept = "document_text"
_of_circles = (Source.MATRIX, Source.ITEMS, Source.GAPS)
_bom = b"\xef\xbb\xbf"
"""Old editors of Windows take a text without it for another encoding."""
_everything = Choice()
_most_named = 10
_left_out = "有 {count:,} 条没有写明是谁的，没有起草，请到台账里补上。"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which document of which circle and period (nothing: all); `subject` one of its letters."""

    document: str
    choice: Choice = _everything
    subject: str = ""

    @property
    def key(self) -> str:
        """Under which a clerk's own wording is kept."""
        period = str(self.choice.period or "")
        return "|".join((self.document, self.choice.circle, period, self.subject))


@dataclass(frozen=True, slots=True)
class Drafted:
    """A document as it would be printed: a table, or a letter.

    `subjects` are the letters that can be made of it, `draft` the letter's text as the data give
    it and `text` as the clerk rewrote it; `remarks` say what could not be put into any of them.
    """

    wanted: Wanted
    title: str
    table: DocumentTable | None = field(default=None, repr=False)
    letter: DocumentLetter | None = field(default=None, repr=False)
    subjects: tuple[str, ...] = ()
    draft: str = ""
    text: str = ""
    is_outdated: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def is_rewritten(self) -> bool:
        """Whether the clerk changed the wording."""
        return self.text != self.draft


class DocumentService:
    """Makes documents; what a clerk rewrote of a letter is kept until it is given up."""

    def __init__(self, desk: Desk, basis: DocumentBasis, looks: LookService) -> None:
        """Over an open book; `looks` has the unit's header, the paper and the typefaces."""
        self._basis = basis
        self._book = desk.book
        self._office = desk.office
        self._clock = desk.clock
        self._names = desk.names
        self._edition = desk.gate.edition
        self._looks = looks

    def documents(self) -> tuple[Printed, ...]:
        """Every document there is, in the order of the policy."""
        return tuple(self._edition.printed.values())

    def document(self, document_id: str) -> Printed:
        """The document with that id or name. Raises `WrongUse` with those there are."""
        for held in self.documents():
            if document_id.strip() in (held.id, held.name):
                return held
        known = "、".join(f"{held.id}（{held.name}）" for held in self.documents())
        raise WrongUse(f"没有“{document_id[:30]}”这种文书，可以是：{known}。", code="BM-370")

    def takes_circle(self, document: Printed) -> bool:
        """Whether a circle may be chosen for it."""
        if document.source is not Source.RECORD:
            return document.source in _of_circles
        fields = self._edition.record_type(document.record).fields
        return any(field.target == "circle" for field in fields)

    def circles(self) -> tuple[tuple[str, str], ...]:
        """The circles that may be chosen: ids and names, by name."""
        return self._names.all_of("circle")

    def draft(self, wanted: Wanted) -> Drafted:
        """The document. Raises `WrongUse` for an unknown one, circle, period or letter."""
        document = self.document(wanted.document)
        choice = self._choice(document, wanted.choice)
        case = Case(document, choice, self._basis.read(document.source))
        if choice.circle and not case.circle_name:
            raise WrongUse("台账里没有这个生活圈，请重新选择。", code="BM-371")
        content = content_of(case)
        wanted = replace(wanted, document=document.id, choice=choice)
        if document.letter is None:
            table = table_of(case, content)
            return Drafted(wanted, table.title, table)
        shares = shares_of(case, content, document.letter)
        return self._lettered(wanted, case, content, shares)

    def printed(self, drafted: Drafted, progress: Progress = silent) -> bytes:
        """The document as a PDF file.

        Raises `Refused` when there is nothing to say or a character can't be printed, and what
        `progress` raises.
        """
        from bianmin_desktop.exchange.documents.paper import paper_of_letter, paper_of_table

        unit, today = self._office.name, said(self._clock.today())
        if drafted.table is not None:
            plain = replace(self._looks.now(), head=None)
            return self._looks.paper(paper_of_table(drafted.table, unit, today), plain, progress)
        letter = _as_written(drafted)
        look = self._looks.now(day=letter.day)
        look = look if letter.has_header else replace(look, head=None)
        return self._looks.paper(paper_of_letter(letter, unit), look, progress)

    def save(self, drafted: Drafted, target: Path, progress: Progress = silent) -> Path:
        """Write the document; the file's suffix decides what it is (.pdf; .xlsx or .txt).

        Raises `WrongUse` for another suffix, `Refused` as `printed` does, `EnvironmentFault` when
        it cannot be written; what lay there is untouched then.
        """
        form = target.suffix.lower()
        forms = letter_forms if drafted.table is None else table_forms
        if form not in forms:
            raise wrong_form(target, forms)
        makers: Mapping[str, Callable[[], bytes]] = {
            ".pdf": lambda: self.printed(drafted, progress),
            ".xlsx": lambda: self._workbook(drafted),
            ".txt": lambda: _bom + text_of(_as_written(drafted)).replace("\n", "\r\n").encode(),
        }
        write_bytes(target, makers[form]())
        return target

    def file_name(self, drafted: Drafted, suffix: str) -> str:
        """A name for the file: unit, document, whom or what it is about, period or day."""
        document = self.document(drafted.wanted.document)
        period = drafted.wanted.choice.period
        circle = self._circle_name(drafted.wanted.choice.circle)
        when = period.file_label if period is not None else f"{self._clock.today():%Y%m%d}"
        subject = drafted.wanted.subject
        return file_name(self._office.name, document.name, circle, subject, when, suffix=suffix)

    def keep_text(self, drafted: Drafted, text: str) -> None:
        """Keep what the clerk rewrote of a letter; its own draft again gives it up."""
        told = {"text": text, "draft": drafted.draft} if text != drafted.draft else {}
        with self._book.writing() as work:
            now = self._clock.now()
            keeping.remember(work.connection, _kept, drafted.wanted.key, told, now)

    def _choice(self, document: Printed, choice: Choice) -> Choice:
        """What does not matter for a document is left out; a period that must be is put in."""
        circle = choice.circle if self.takes_circle(document) else ""
        period = choice.period if document.period != "none" else None
        if period is None and document.period == "required":
            period = Quarter.of(self._clock.today())
        return Choice(circle, period)

    def _lettered(self, wanted: Wanted, case: Case, content: Content, shares: Shares) -> Drafted:
        """The letter that was asked for; one that has nothing to say says why."""
        name, subjects = case.document.name, tuple(share.subject for share in shares.shares)
        remarks = (_left_out.format(count=shares.left_out),) if shares.left_out else ()
        share, wording = shares.about(wanted.subject), case.document.letter
        if share is None and wanted.subject and subjects:
            known = "、".join(subjects[:_most_named])
            what = f"没有“{wanted.subject[:30]}”的{name}，可以是：{known}。"
            raise WrongUse(what, code="BM-372")
        if share is None or wording is None:
            told = sentence(case.document.empty, words_of(case, ()))
            nothing = told or f"台账里没有可以写进“{name}”的内容，没有起草。"
            return Drafted(wanted, name, remarks=(nothing, *remarks))
        wanted = replace(wanted, subject=share.subject)
        letter = letter_of(case, content, share, wording)
        draft = text_of(letter)
        kept = self._kept(wanted)
        return Drafted(
            wanted,
            letter.title.replace("\n", ""),
            letter=letter,
            subjects=tuple(filter(None, subjects)),
            draft=draft,
            text=str(kept.get("text", draft)),
            is_outdated=bool(kept) and kept.get("draft") != draft,
            remarks=remarks,
        )

    def _kept(self, wanted: Wanted) -> Mapping[str, Any]:
        with self._book.reading() as reading:
            return keeping.recall(reading.connection, _kept, wanted.key)

    def _circle_name(self, circle: str) -> str:
        if not circle:
            return ""
        with self._book.reading() as reading:
            found = reading.record("circle", circle)
        return found.text("name") if found is not None else ""

    def _workbook(self, drafted: Drafted) -> bytes:
        from bianmin_desktop.exchange.documents.sheet import sheet_of
        from bianmin_desktop.exchange.excel.printed import document_workbook

        table = drafted.table
        assert table is not None
        sheet = sheet_of(table, self.document(drafted.wanted.document).name)
        return document_workbook(sheet, self._office.name, self._clock.now(), table.signers)


def _as_written(drafted: Drafted) -> DocumentLetter:
    """The letter as the clerk left it. Raises `Refused` when there is none."""
    if drafted.letter is None:
        raise Refused("".join(drafted.remarks), code="BM-373")
    return letter_with(drafted.letter, drafted.text) if drafted.is_rewritten else drafted.letter
