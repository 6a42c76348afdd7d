"""A document made into a PDF file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.environment.collecting import collector_at_rest
from bianmin_desktop.exchange.pdf.document import Blank
from bianmin_desktop.exchange.pdf.drawing import draw
from bianmin_desktop.exchange.pdf.footers import add_footers
from bianmin_desktop.exchange.pdf.imprint import add_imprint
from bianmin_desktop.exchange.pdf.letter import letter_pages
from bianmin_desktop.exchange.pdf.tables import table_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from bianmin_desktop.exchange.pdf.document import Document
    from bianmin_desktop.exchange.pdf.fonts import FontSet
    from bianmin_desktop.exchange.pdf.pages import Page


def lay_out(
    document: Document, fonts: FontSet, laid: Callable[[int, int], None] | None = None
) -> list[Page]:
    """Return all pages with their feet. A document without content has one empty page.

    ``laid`` is told now and then how many rows of a table are set.
    """
    pages = letter_pages(document.blocks, fonts, document.head)
    if pages:
        pages[0].outline = document.title
    for table in document.tables:
        pages += table_pages(table, fonts, laid, document.setup)
    if document.head is not None and document.blocks:
        add_imprint(pages, document.head, fonts)
    if not pages:
        pages = letter_pages([Blank()], fonts)
    add_footers(pages, document.footer, fonts)
    return pages


@collector_at_rest()
def render(
    document: Document,
    fonts: FontSet,
    progressed: Callable[[int, int], None] | None = None,
    laid: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return the document as a PDF file; the same document gives the same bytes.

    ``progressed`` is called after each page with the pages drawn and their number, ``laid`` before
    that with the rows of a table that are set; what they raise ends the work. A character without
    a glyph is drawn as 〓: call :func:`~bianmin_desktop.exchange.pdf.glyphs.check_glyphs` before.
    """
    return draw(lay_out(document, fonts, laid), document, fonts, progressed or _unheard)


def _unheard(_done: int, _total: int) -> None:
    """Take a report nobody wants."""
