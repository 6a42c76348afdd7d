"""A street's whole quarter on paper and as files, against the bare libraries.

Ours makes the workbook and the PDF of a frozen version anew, and a checklist for every circle. The
floor draws the very lines of those PDF files on bare reportlab pages, with one embedded typeface
and no layout, and puts the very cells of that workbook into an openpyxl sheet without any style.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl import Workbook, load_workbook
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.environment.paths import resources
from bianmin_desktop.services.checklist_papers import Wanted
from bianmin_desktop.services.paper import opened
from tests.benchmarks.harness import Line, Ratio, paired
from tests.benchmarks.quarter_book import moment, unit

_quarter = Quarter(2026, 3)
_checklists = 30
_most_rounds = 3
_leading, _top, _left, _size = 14, 800, 40, 9

Cells = list[tuple[str, list[list[object]]]]


def run(data: Path, rounds: int) -> Iterator[Line]:
    """The ratio for the example street."""
    book = data.parent / "submitting"
    program = start(book, FixedClock(moment))
    if not program.has_book:
        program.make_book(unit, is_demo=True)
    application = program.open()
    with tempfile.TemporaryDirectory(prefix="bianmin-") as scratch:
        folder = Path(scratch)
        number = _handed_in(application, folder)
        wanted = _wanted(application)

        def ours() -> None:
            application.exporting.reexport(_quarter, number, folder / "ours")
            for circles in wanted:
                application.acceptance.papers.save_each(circles, folder / "checklists")

        ours()
        made = [*(folder / "ours").iterdir(), *(folder / "checklists").iterdir()]
        floor = _floor([path for path in made if path.is_file()], folder / "floor")
        took = paired(ours, floor, rounds=min(rounds, _most_rounds), warm=1)
        yield Ratio("a street's quarter and 30 checklists", *took, "bare pages and cells", 10)
    application.close()


def _handed_in(application: Application, folder: Path) -> int:
    """The number of a version of the quarter; it is handed in if it was not."""
    versions = application.summaries.versions(_quarter)
    if versions:
        return versions[-1].version
    application.summaries.open(_quarter)
    for issue in application.checks.check(_quarter).readiness.unexplained:
        application.checks.explain(_quarter, issue.id, "已现场核实，情况属实。")
    return application.exporting.export(_quarter, folder / "first").version


def _wanted(application: Application) -> list[Wanted]:
    """Thirty checklists: every circle by one template after the other."""
    checklists = application.acceptance.checklists
    circles = [circle_id for circle_id, _ in checklists.circles()]
    found: list[Wanted] = []
    left = _checklists
    for template in checklists.templates:
        part = tuple(circles[:left])
        if part:
            found.append(Wanted(part, template.id))
        left -= len(part)
    return found


def _floor(files: list[Path], folder: Path) -> Callable[[], None]:
    folder.mkdir()
    pages = {path.name: _lines(path) for path in files if path.suffix == ".pdf"}
    books = {path.name: _cells(path) for path in files if path.suffix == ".xlsx"}
    typeface = resources() / "fonts" / "BianminFang.ttf"
    pdfmetrics.registerFont(TTFont("floor", str(typeface)))

    def write() -> None:
        for name, lines in pages.items():
            _draw(folder / name, lines)
        for name, sheets in books.items():
            _put(folder / name, sheets)

    return write


def _lines(path: Path) -> list[list[str]]:
    pages = opened(path.read_bytes())
    try:
        return [pages.said(number).splitlines() for number in range(len(pages.sizes))]
    finally:
        pages.close()


def _draw(target: Path, pages: list[list[str]]) -> None:
    canvas = Canvas(str(target))
    for lines in pages:
        canvas.setFont("floor", _size)
        for place, line in enumerate(lines):
            canvas.drawString(_left, _top - place * _leading, line)
        canvas.showPage()
    canvas.save()


def _cells(path: Path) -> Cells:
    book = load_workbook(path, read_only=True)
    return [(sheet.title, [list(row) for row in sheet.values]) for sheet in book.worksheets]


def _put(target: Path, sheets: Cells) -> None:
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(target)
