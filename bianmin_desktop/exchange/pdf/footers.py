"""The foot of the pages: page numbers, the caller's text and a QR symbol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.exchange.pdf.fonts import FontSet, Role, without_invisible
from bianmin_desktop.exchange.pdf.geometry import FOOTER_SIZE, MM
from bianmin_desktop.exchange.pdf.numbering import page_number
from bianmin_desktop.exchange.pdf.pages import Numbering, Page, Symbol, Text

if TYPE_CHECKING:
    from bianmin_desktop.exchange.pdf.document import Footer

_BASELINE = 11 * MM
_QR_SIDE = 13 * MM
_QR_BOTTOM = 7 * MM
_GAP = 4 * MM
_GRAY = 0.3


def add_footers(pages: list[Page], footer: Footer, fonts: FontSet) -> None:
    """Add the feet to finished pages; numbers run through all of them."""
    for number, page in enumerate(pages, start=1):
        right = page.sheet.right_edge
        if footer.qr:
            right -= _QR_SIDE
            page.marks.append(Symbol(right, _QR_BOTTOM, _QR_SIDE, footer.qr))
            right -= _GAP
        place = f"第 {number} 页 共 {len(pages)} 页"
        text = footer.text
        if page.numbering in (Numbering.LETTER, Numbering.TURNED):
            page.marks.append(page_number(page, number, fonts))
        if page.numbering in (Numbering.LETTER, Numbering.NONE):
            text = f"{text} · {place}" if text else ""
        else:
            right -= fonts.width(place, Role.KAI, FOOTER_SIZE)
            page.marks.append(Text(right, _BASELINE, place, Role.KAI, FOOTER_SIZE))
            right -= _GAP
        if text:
            page.marks.append(_line(page, text, right, fonts))


def _line(page: Page, text: str, right: float, fonts: FontSet) -> Text:
    """Return the caller's text, made smaller if it would run into what stands at ``right``."""
    line = without_invisible(text).replace("\n", " ")
    room = right - page.sheet.left
    width = fonts.width(line, Role.KAI, FOOTER_SIZE)
    size = FOOTER_SIZE * min(1.0, room / width) if width else FOOTER_SIZE
    return Text(page.sheet.left, _BASELINE, line, Role.KAI, size, gray=_GRAY)
