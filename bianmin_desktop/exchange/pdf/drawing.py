"""Pages drawn on a PDF canvas: the only place that writes PDF."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.pages import Fill, Page, Rule, Symbol, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas

    from bianmin_desktop.exchange.pdf.document import Document
    from bianmin_desktop.exchange.pdf.fonts import FontSet
    from bianmin_desktop.exchange.pdf.pages import Mark


def draw(
    pages: list[Page],
    document: Document,
    fonts: FontSet,
    progressed: Callable[[int, int], None],
) -> bytes:
    """Return the PDF file; ``progressed`` is told pages done and their number."""
    from reportlab.pdfgen.canvas import Canvas

    stream = BytesIO()
    # The invariant mode leaves out dates and random marks: same document, same bytes.
    canvas = Canvas(stream, invariant=1, pageCompression=1)
    canvas.setTitle(_encodable(document.title))
    canvas.setAuthor(_encodable(document.metadata.author))
    canvas.setSubject(_encodable(document.metadata.subject))
    canvas.setKeywords(_encodable(document.metadata.keywords))
    canvas.setCreator(_encodable(document.metadata.creator))
    pen = _Pen(canvas, fonts)
    for number, page in enumerate(pages, start=1):
        canvas.setPageSize((page.sheet.width, page.sheet.height))
        pen.draw_page(page, number)
        canvas.showPage()
        progressed(number, len(pages))
    canvas.save()
    return stream.getvalue()


class _Pen:
    """Draws marks on a canvas."""

    def __init__(self, canvas: Canvas, fonts: FontSet) -> None:
        self._canvas = canvas
        self._fonts = fonts
        self._symbols: dict[str, list[tuple[int, int, int]]] = {}

    def draw_page(self, page: Page, number: int) -> None:
        """Draw greys first, so that they lie under text and rules."""
        if page.outline:
            key = f"page-{number}"
            self._canvas.bookmarkPage(key)
            self._canvas.addOutlineEntry(_encodable(page.outline), key, 0)
        for mark in page.marks:
            if isinstance(mark, Fill):
                self._draw_fill(mark)
        for mark in page.marks:
            if not isinstance(mark, Fill):
                self._draw(mark)

    def _draw(self, mark: Mark) -> None:
        """Draw one mark above the greys."""
        if isinstance(mark, Text):
            self._draw_text(mark)
        elif isinstance(mark, Rule):
            self._canvas.setLineWidth(mark.width)
            self._canvas.line(mark.x1, mark.y1, mark.x2, mark.y2)
        elif isinstance(mark, Symbol):
            self._draw_symbol(mark)

    def _draw_fill(self, mark: Fill) -> None:
        """Draw a grey."""
        self._canvas.setFillGray(mark.gray)
        self._canvas.rect(mark.x, mark.y, mark.width, mark.height, stroke=0, fill=1)

    def _draw_text(self, mark: Text) -> None:
        """Draw a line of text, each run in its own font."""
        self._canvas.setFillGray(mark.gray)
        line = self._canvas.beginText(mark.x, mark.y)
        if mark.spacing:
            line.setCharSpace(mark.spacing)
        for name, text in self._fonts.runs(mark.text, mark.role):
            line.setFont(name, mark.size)
            line.textOut(text)
        if mark.spacing:
            line.setCharSpace(0)
        self._canvas.drawText(line)

    def _draw_symbol(self, mark: Symbol) -> None:
        """Draw a QR symbol without its quiet zone as dark bars."""
        if mark.content not in self._symbols:
            self._symbols[mark.content] = _dark_bars(mark.content)
        bars = self._symbols[mark.content]
        unit = mark.side / (max(row for row, _, _ in bars) + 1)
        self._canvas.setFillGray(0)
        for row, start, length in bars:
            y = mark.y + mark.side - (row + 1) * unit
            self._canvas.rect(mark.x + start * unit, y, length * unit, unit, stroke=0, fill=1)


def _encodable(text: str) -> str:
    """Return a text for the file's properties with half characters replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _dark_bars(content: str) -> list[tuple[int, int, int]]:
    """Return row, first column and length of every horizontal dark bar of a QR symbol."""
    import segno

    bars: list[tuple[int, int, int]] = []
    for row, modules in enumerate(segno.make_qr(_encodable(content), error="m").matrix):
        column = 0
        while column < len(modules):
            length = 0
            while column + length < len(modules) and modules[column + length]:
                length += 1
            if length:
                bars.append((row, column, length))
            column += max(1, length)
    return bars
