"""Documents ready for the screen and the printer: a PDF file's pages as pixels."""

from __future__ import annotations

from dataclasses import dataclass

from bianmin_desktop.exchange.pdf.viewing import PdfPages, Pixels

__all__ = ["PdfPages", "Pixels", "Print", "changed_pages", "opened"]


_foot = 21 * 72 / 25.4
"""Points up to which every page bears version, 一致码 and their symbol, which always differ."""


@dataclass(frozen=True, slots=True)
class Print:
    """A document ready to be looked at and printed.

    `changed` are the pages (from 0) that differ from those of the version before, when there is
    one with as many pages; nothing otherwise.
    """

    title: str
    pages: PdfPages
    changed: tuple[int, ...] | None = None


def changed_pages(pages: PdfPages, before: PdfPages) -> tuple[int, ...] | None:
    """The pages whose content is not that of the same page before; nothing if their number is."""
    if len(pages.sizes) != len(before.sizes):
        return None
    numbers = range(len(pages.sizes))
    return tuple(n for n in numbers if _content(pages, n) != _content(before, n))


def _content(pages: PdfPages, number: int) -> tuple[tuple[float, float], str]:
    return pages.sizes[number], pages.said(number, _foot)


def opened(content: bytes) -> PdfPages:
    """The pages of a PDF file. Raises `Refused` when it cannot be opened."""
    return PdfPages(content)
