"""Checklists as files and for the printer: filled or blank, one circle or all, or as frozen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bianmin_desktop.domain.acceptance.contents import acceptance_of
from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.environment.files import file_name, write_bytes
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.exchange.checklists import ChecklistPaper
from bianmin_desktop.exchange.pdf.fonts import FontSet
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.acceptance import AcceptanceService
from bianmin_desktop.services.desk import Desk
from bianmin_desktop.services.freezing import make_folder, marks_of, numbered
from bianmin_desktop.services.printing import wrong_form
from bianmin_desktop.store import keeping

forms = (".pdf", ".xlsx")
_paper = ".pdf"
_named_glyphs = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which checklists: of these circles, by which template, filled or blank."""

    circles: tuple[str, ...]
    template_id: str = ""
    is_blank: bool = False


class ChecklistPapers:
    """Writes and prints; nothing is kept."""

    def __init__(self, desk: Desk, checklists: AcceptanceService, fonts: Path) -> None:
        """Over an open book; `fonts` is the folder of the typefaces."""
        self._desk = desk
        self._checklists = checklists
        self._fonts = FontSet(fonts)

    def printed(self, wanted: Wanted, progress: Progress = silent) -> bytes:
        """One PDF file with the checklists of every circle that is wanted.

        Raises `Refused` when there is no circle or a character can't be printed, and what
        `progress` raises.
        """
        return self._pdf(self._papers(wanted, progress), progress)

    def save(self, wanted: Wanted, target: Path, progress: Progress = silent) -> Path:
        """Write them into one file (.pdf; .xlsx for one circle alone).

        Raises `WrongUse` for another suffix, `EnvironmentFault` when it can't be written, and as
        `printed` does; what lay there is untouched then.
        """
        form = target.suffix.lower()
        if form not in forms:
            raise wrong_form(target, forms)
        if form != _paper and len(wanted.circles) != 1:
            raise WrongUse("几个生活圈存成一个文件只能用 .pdf；要 Excel 请选文件夹。", "BM-309")
        papers = self._papers(wanted, progress)
        content = self._pdf(papers, progress) if form == _paper else _workbook(papers[0])
        write_bytes(target, content)
        return target

    def save_each(
        self, wanted: Wanted, folder: Path, form: str = _paper, progress: Progress = silent
    ) -> tuple[Path, ...]:
        """Write one file a circle into a folder; raises as `save` does."""
        make_folder(folder)
        papers = self._papers(wanted, progress)
        written = []
        for done, paper in enumerate(papers):
            progress.report(done, len(papers), f"正在生成{paper.sheet.subject.name}")
            target = folder / self.file_name(paper.sheet, form, is_blank=wanted.is_blank)
            content = self._pdf([paper], silent) if form == _paper else _workbook(paper)
            write_bytes(target, content)
            written.append(target)
        return tuple(written)

    def frozen(self, circle_id: str, template_id: str, number: int) -> bytes:
        """A frozen acceptance as a PDF file, byte for byte the same every time.

        Raises `WrongUse` when there is none of that number.
        """
        return self._pdf([self._of_version(circle_id, template_id, number)], silent)

    def save_frozen(self, circle_id: str, template_id: str, number: int, target: Path) -> Path:
        """Write a frozen acceptance (.pdf or .xlsx); raises as `save` and `frozen` do."""
        form = target.suffix.lower()
        if form not in forms:
            raise wrong_form(target, forms)
        paper = self._of_version(circle_id, template_id, number)
        write_bytes(target, self._pdf([paper], silent) if form == _paper else _workbook(paper))
        return target

    def write_again(
        self, version: keeping.Submission, folder: Path, progress: Progress = silent
    ) -> tuple[Path, ...]:
        """Write both files of a frozen acceptance, the same every time."""
        paper = _frozen(version)
        files = {
            folder / file_name(version.fingerprint, suffix=".pdf"): self._pdf([paper], progress),
            folder / file_name(version.fingerprint, suffix=".xlsx"): _workbook(paper),
        }
        for path, content in files.items():
            write_bytes(path, content)
        return tuple(files)

    def file_name(
        self, sheet: Sheet, suffix: str, *, is_blank: bool = False, number: int = 0
    ) -> str:
        """What a file is called: unit, circle, checklist, and blank, the version or the day."""
        name = self._checklists.template(sheet.template).name
        day = f"{self._desk.clock.today():%Y%m%d}"
        told = "空白" if is_blank else f"第{number}次存档" if number else day
        return file_name(self._desk.office.name, sheet.subject.name, name, told, suffix=suffix)

    def _papers(self, wanted: Wanted, progress: Progress) -> list[ChecklistPaper]:
        if not wanted.circles:
            raise Refused("台账里还没有生活圈，请先登记生活圈。", code="BM-384")
        sheets = self._checklists.sheets(wanted.circles, wanted.template_id, progress)
        moment = self._desk.clock.now()
        return [
            ChecklistPaper(
                sheet.blank() if wanted.is_blank else sheet, moment, is_blank=wanted.is_blank
            )
            for sheet in sheets
        ]

    def _of_version(self, circle_id: str, template_id: str, number: int) -> ChecklistPaper:
        kept = self._checklists.versions(circle_id, template_id)
        return _frozen(numbered(kept, number, "这份验收清单"))

    def _pdf(self, papers: Sequence[ChecklistPaper], progress: Progress) -> bytes:
        from bianmin_desktop.exchange.pdf.checklist import render_checklists

        self._refuse_unprintable(papers)
        return render_checklists(papers, self._fonts, progress)

    def _refuse_unprintable(self, papers: Iterable[ChecklistPaper]) -> None:
        from bianmin_desktop.exchange.pdf.checklist import document_of_checklist
        from bianmin_desktop.exchange.pdf.glyphs import check_glyphs

        for paper in papers:
            missing = check_glyphs(document_of_checklist(paper), self._fonts)
            if missing:
                named = "；".join(found.told for found in missing[:_named_glyphs])
                raise Refused(
                    f"有的字打印不出来：{named}。请换成能打印的写法（如用拼音或同义字）后再打印。",
                    code="BM-334",
                )


def _frozen(version: keeping.Submission) -> ChecklistPaper:
    held = acceptance_of(version.content)
    marks = marks_of(version)
    return ChecklistPaper(held.sheet, version.made_at, accepted=held.accepted, version=marks)


def _workbook(paper: ChecklistPaper) -> bytes:
    from bianmin_desktop.exchange.excel.checklist import checklist_workbook

    return checklist_workbook(paper)
