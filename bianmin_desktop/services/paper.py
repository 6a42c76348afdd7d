"""Documents ready for the screen and the printer: a PDF file's pages as pixels."""

from __future__ import annotations

from bianmin_desktop.exchange.pdf.viewing import PdfPages, Pixels

__all__ = ["PdfPages", "Pixels", "opened"]


def opened(content: bytes) -> PdfPages:
    """The pages of a PDF file. Raises `Refused` when it cannot be opened."""
    return PdfPages(content)
