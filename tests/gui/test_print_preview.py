"""Printing: the preview shows the file, and what is printed is the file, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.environment.settings import Printing, read_settings
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.printing.page_numbers import page_numbers
from bianmin_desktop.gui.printing.preview import PrintPreview
from bianmin_desktop.gui.printing.printer import Printers
from bianmin_desktop.services.paper import PdfPages, opened
from bianmin_desktop.store.listing import Listing
from tests.gui.conftest import Answers

Show = Callable[[Printers], PrintPreview]


class PaperPrinters(Printers):
    """Two printers that print into a file."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def names(self) -> list[str]:
        return ["办公室", "财务室"]

    def usual(self) -> str:
        return "财务室"

    def made(self, printing: Printing) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        return printer


class NoPrinters(Printers):
    def names(self) -> list[str]:
        return []

    def usual(self) -> str:
        return ""


@pytest.fixture
def pages(context: Context) -> Iterator[PdfPages]:
    """120 outlets on paper: several pages, A4 sideways."""
    application = context.application
    content = application.listings.printed(
        Listing("outlet", limit=120), application.ledgers.columns("outlet")
    )
    document = opened(content)
    yield document
    document.close()


@pytest.fixture
def show(qtbot: QtBot, context: Context, pages: PdfPages) -> Show:
    def make(printers: Printers) -> PrintPreview:
        preview = PrintPreview(context, ("网点台账", pages), None, printers)
        preview.show()
        sheet = preview.findChild(QLabel, "sheet")
        qtbot.waitUntil(lambda: not sheet.pixmap().isNull(), timeout=20_000)
        return preview

    return make


def printed(qtbot: QtBot, preview: PrintPreview) -> str:
    preview.findChild(QPushButton, "print").click()
    outcome = preview.findChild(QLabel, "outcome")
    qtbot.waitUntil(lambda: outcome.text().startswith("已送去"), timeout=60_000)
    return outcome.text()


def grey(path: Path, number: int) -> bytes:
    """A page as 16 × 12 greys: what an eye sees from afar."""
    document = PdfDocument(path)
    image = document[number].render(scale=1).to_pil().convert("L").resize((16, 12))
    document.close()
    return image.tobytes()


def test_that_what_is_printed_is_the_file(
    qtbot: QtBot, show: Show, pages: PdfPages, tmp_path: Path
) -> None:
    target = tmp_path / "印.pdf"
    preview = show(PaperPrinters(target))
    assert f"{len(pages.sizes)} 页" in printed(qtbot, preview)
    preview.save_copy(tmp_path / "原.pdf")
    paper = PdfReader(target)
    assert len(paper.pages) == len(pages.sizes) > 2
    box = paper.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((842, 595), abs=2)
    for number in range(len(pages.sizes)):
        pairs = zip(grey(target, number), grey(tmp_path / "原.pdf", number), strict=True)
        assert max(abs(ours - theirs) for ours, theirs in pairs) < 24
    preview.close()


def test_that_only_the_pages_wanted_are_printed(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    target = tmp_path / "印.pdf"
    preview = show(PaperPrinters(target))
    preview.findChild(QLineEdit, "pages").setText("2-3")
    assert "2 页" in printed(qtbot, preview)
    assert len(PdfReader(target).pages) == 2
    preview.save_copy(tmp_path / "原.pdf")
    pairs = zip(grey(target, 0), grey(tmp_path / "原.pdf", 1), strict=True)
    assert max(abs(ours - theirs) for ours, theirs in pairs) < 24
    preview.close()


def test_that_another_paper_takes_the_whole_page(
    qtbot: QtBot, show: Show, context: Context, tmp_path: Path
) -> None:
    target = tmp_path / "印.pdf"
    preview = show(PaperPrinters(target))
    preview.findChild(QLineEdit, "pages").setText("1")
    paper = preview.findChild(QComboBox, "paper")
    paper.setCurrentIndex(paper.findData("A3"))
    copies = preview.findChild(QComboBox, "copies")
    copies.setCurrentIndex(copies.findData(2))
    printed(qtbot, preview)
    box = PdfReader(target).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((1191, 842), abs=2)
    kept = read_settings(context.application.folder.path).settings.printing
    assert (kept.paper, kept.copies, kept.printer) == ("A3", 2, "财务室")
    preview.close()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_that_a_printer_that_takes_nothing_is_told_in_words(
    qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    preview = show(PaperPrinters(tmp_path / "没有的文件夹" / "印.pdf"))
    preview.findChild(QPushButton, "print").click()
    outcome = preview.findChild(QLabel, "outcome")
    qtbot.waitUntil(lambda: "没有接受打印" in outcome.text(), timeout=30_000)
    assert preview.findChild(QPushButton, "print").isEnabled()
    preview.close()


def test_that_without_a_printer_a_file_is_offered(
    show: Show, answers: Answers, tmp_path: Path, pages: PdfPages
) -> None:
    preview = show(NoPrinters())
    assert "没有找到打印机" in preview.findChild(QLabel, "told").text()
    assert not preview.findChild(QPushButton, "print").isEnabled()
    answers.paths.append(str(tmp_path / "拷贝"))
    preview.findChild(QPushButton, "save").click()
    assert (tmp_path / "拷贝.pdf").read_bytes() == pages.content
    preview.close()


def test_that_pages_are_turned_and_shown_as_large_as_wanted(
    qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    preview = show(PaperPrinters(tmp_path / "印.pdf"))
    sheet, zoom = preview.findChild(QLabel, "sheet"), preview.findChild(QComboBox, "zoom")
    zoom.setCurrentIndex(zoom.findData("100"))
    qtbot.waitUntil(lambda: abs(sheet.pixmap().deviceIndependentSize().width() - 1123) < 4)
    zoom.setCurrentIndex(zoom.findData("50"))
    qtbot.waitUntil(lambda: abs(sheet.pixmap().deviceIndependentSize().width() - 561) < 4)
    preview.view.turned.emit(1)
    assert preview.view.number == 1
    assert preview.findChild(QLabel, "place").text().startswith("第 2 页")
    preview.view.turned.emit(-1)
    preview.view.turned.emit(-1)
    assert preview.view.number == 0
    preview.close()


def test_that_pages_that_are_not_there_are_not_printed(show: Show, tmp_path: Path) -> None:
    preview = show(PaperPrinters(tmp_path / "印.pdf"))
    preview.findChild(QLineEdit, "pages").setText("9-99")
    assert not preview.findChild(QPushButton, "print").isEnabled()
    assert "1-3,5" in preview.findChild(QLabel, "told").text()
    preview.close()


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", (0, 1, 2, 3)),
        ("1-3,5", None),
        ("1－2，4", (0, 1, 3)),
        ("4 1 1", (0, 3)),
        ("3至4", (2, 3)),
        ("0", None),
        ("2-1", None),
        ("甲", None),
        ("１", (0,)),
        (",", None),
    ],
)
def test_that_page_numbers_are_read_as_people_write_them(
    text: str, pages: tuple[int, ...] | None
) -> None:
    assert page_numbers(text, 4) == pages
