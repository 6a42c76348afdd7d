"""Pages drawn on a PDF canvas: the only place that writes PDF.

Page contents are written as PDF operators (PDF 32000-1, annex A) and not by the writer's own text
objects, which cost ten times as much for a table of many short texts.
"""

from __future__ import annotations

from functools import cached_property
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.fonts import FontFile, FontSet, Role
from bianmin_desktop.exchange.pdf.pages import Fill, Page, Rule, Symbol, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportlab.pdfgen.canvas import Canvas

    from bianmin_desktop.exchange.pdf.document import Document
    from bianmin_desktop.exchange.pdf.embedding import Embedding

_RED = "1 0 0"


def draw(
    pages: list[Page],
    document: Document,
    fonts: FontSet,
    progressed: Callable[[int, int], None],
) -> bytes:
    """Return the PDF file; ``progressed`` is told pages done and their number."""
    canvas, stream = _canvas(document)
    pen = _Pen(fonts)
    for number, page in enumerate(pages, start=1):
        canvas.setPageSize((page.sheet.width, page.sheet.height))
        if page.outline:
            key = f"page-{number}"
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(_encodable(page.outline), key, 0)
        canvas.addLiteral("\n".join(pen.drawn(page)))
        canvas.showPage()
        progressed(number, len(pages))
    for embedding in pen.embeddings:
        embedding.add_to(vars(canvas)["_doc"])
    canvas.save()
    return stream.getvalue()


def _canvas(document: Document) -> tuple[Canvas, BytesIO]:
    """Return an empty file with the document's properties, and where it is written to."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    # Pages as text would be a quarter larger and take longer; nobody reads them.
    rl_config.useA85 = 0
    stream = BytesIO()
    # The invariant mode leaves out dates and random marks: same document, same bytes.
    canvas = Canvas(stream, invariant=1, pageCompression=1)
    canvas.setTitle(_encodable(document.title))
    canvas.setAuthor(_encodable(document.metadata.author))
    canvas.setSubject(_encodable(document.metadata.subject))
    canvas.setKeywords(_encodable(document.metadata.keywords))
    canvas.setCreator(_encodable(document.metadata.creator))
    return canvas, stream


class _Codes(dict[str, str]):
    """Codes of the characters that a role's main face has; others raise ``KeyError``."""

    def __init__(self, pen: _Pen, role: Role) -> None:
        super().__init__()
        self._pen = pen
        self._role = role

    @cached_property
    def name(self) -> str:
        """What the font is called that the codes are for."""
        return self._pen.name_of(self._role)

    def __missing__(self, character: str) -> str:
        name, code = self._pen.encoded(character, self._role)
        if name != self.name:
            raise KeyError(character)
        self[character] = code
        return code


class _Pen:
    """Writes marks as PDF operators."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        self._symbols: dict[str, list[tuple[int, int, int]]] = {}
        self._embedded: dict[FontFile, list[Embedding]] = {}
        self._encoded: dict[tuple[FontFile, str], tuple[str, str]] = {}
        self._codes = {role: _Codes(self, role) for role in Role}
        self._count = 0

    @property
    def embeddings(self) -> Iterator[Embedding]:
        """The fonts of the document that draw something."""
        for embeddings in self._embedded.values():
            yield from (one for one in embeddings if not one.is_empty)

    def drawn(self, page: Page) -> Iterator[str]:
        """Yield the operators of a page: greys first, so that they lie under text and rules."""
        yield from _fills(mark for mark in page.marks if isinstance(mark, Fill))
        yield from _rules(mark for mark in page.marks if isinstance(mark, Rule))
        for mark in page.marks:
            if isinstance(mark, Symbol):
                yield from self._symbol(mark)
        yield "BT"
        yield from self._texts(mark for mark in page.marks if isinstance(mark, Text))
        yield "ET"

    def name_of(self, role: Role) -> str:
        """Return what the first embedding of a role's main face is called."""
        return self._embeddings_of(self._fonts.main(role))[0].name

    def encoded(self, character: str, role: Role) -> tuple[str, str]:
        """Return the font and the code that draw a character."""
        key = self._fonts.drawn(character, role)
        if key not in self._encoded:
            embedding = self._embeddings_of(key[0])[-1]
            self._encoded[key] = (embedding.name, embedding.code(key[1]))
        return self._encoded[key]

    def _embeddings_of(self, file: FontFile) -> list[Embedding]:
        """Return the embeddings of a face, of which the last has room for a character."""
        from bianmin_desktop.exchange.pdf.embedding import Embedding

        embeddings = self._embedded.setdefault(file, [])
        if not embeddings or embeddings[-1].is_full:
            self._count += 1
            embeddings.append(Embedding(self._fonts.face(file), self._count))
        return embeddings

    def _texts(self, marks: Iterable[Text]) -> Iterator[str]:
        """Yield lines of text; what was set for one stays for those after it."""
        ink, font, spacing = "", ("", 0.0), 0.0
        for mark in marks:
            wanted = f"{_RED} rg" if mark.is_red else f"{mark.gray:g} g"
            if wanted != ink:
                ink = wanted
                yield ink
            if mark.spacing != spacing:
                spacing = mark.spacing
                yield f"{spacing:.4f} Tc"
            turned = "0 -1 1 0" if mark.is_turned else "1 0 0 1"
            yield f"{turned} {mark.x:.3f} {mark.y:.3f} Tm"
            for name, codes in self._pieces(mark):
                if (name, mark.size) != font:
                    font = (name, mark.size)
                    yield f"/{name} {mark.size:.3f} Tf"
                yield f"<{codes}> Tj"

    def _pieces(self, mark: Text) -> Iterable[tuple[str, str]]:
        """Return fonts and codes of a line; nearly always one."""
        codes = self._codes[mark.role]
        try:
            return ((codes.name, "".join(map(codes.__getitem__, mark.text))),)
        except KeyError:
            drawn = [self.encoded(character, mark.role) for character in mark.text]
            return [
                (name, "".join(code for _, code in run))
                for name, run in groupby(drawn, key=lambda entry: entry[0])
            ]

    def _symbol(self, mark: Symbol) -> Iterator[str]:
        """Yield a QR symbol without its quiet zone as dark bars."""
        if mark.content not in self._symbols:
            self._symbols[mark.content] = _dark_bars(mark.content)
        bars = self._symbols[mark.content]
        unit = mark.side / (max(row for row, _, _ in bars) + 1)
        yield "0 g"
        for row, start, length in bars:
            y = mark.y + mark.side - (row + 1) * unit
            yield f"{mark.x + start * unit:.3f} {y:.3f} {length * unit:.3f} {unit:.3f} re"
        yield "f"


def _fills(marks: Iterable[Fill]) -> Iterator[str]:
    """Yield greys."""
    for mark in marks:
        yield f"{mark.gray:g} g"
        yield f"{mark.x:.3f} {mark.y:.3f} {mark.width:.3f} {mark.height:.3f} re f"


def _rules(marks: Iterable[Rule]) -> Iterator[str]:
    """Yield lines, those of the same kind that follow each other as one path."""
    for (width, is_red), run in groupby(marks, key=lambda mark: (mark.width, mark.is_red)):
        yield f"{_RED if is_red else '0 0 0'} RG {width:g} w"
        for mark in run:
            yield f"{mark.x1:.3f} {mark.y1:.3f} m {mark.x2:.3f} {mark.y2:.3f} l"
        yield "S"


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
