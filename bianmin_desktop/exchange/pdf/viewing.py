"""Pages of a PDF file as pixels: what is shown and printed is the file itself."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from bianmin_desktop.errors import Refused
from bianmin_desktop.progress import Cancelled

_one_at_a_time = threading.Lock()
"""The renderer is not made for several threads, not even with several files."""
_points_per_inch = 72


@dataclass(frozen=True, slots=True)
class Pixels:
    """A page as rows of pixels, four bytes each: blue, green, red, and one that says nothing."""

    width: int
    height: int
    stride: int
    """Bytes from one row to the next."""
    content: bytes


class PdfPages:
    """The pages of one file, drawn when they are asked for; may be used by any thread."""

    def __init__(self, content: bytes) -> None:
        """Raise `Refused` when the bytes are no PDF file that can be opened."""
        from pypdfium2 import (  # type: ignore[import-untyped]
            PdfDocument,
            PdfiumError,
        )

        with _one_at_a_time:
            try:
                self._document = PdfDocument(content)
                sizes = [self._document.get_page_size(n) for n in range(len(self._document))]
            except PdfiumError as error:
                words = "这份 PDF 打不开，可能已经损坏，请重新生成。"
                raise Refused(words, code="BM-460") from error
        self._is_closed = False
        self._content = content
        self._sizes = tuple((float(width), float(height)) for width, height in sizes)

    @property
    def content(self) -> bytes:
        """The file."""
        return self._content

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of every page, in points."""
        return self._sizes

    def drawn(self, number: int, dots_per_inch: float) -> Pixels:
        """A page (from 0) on white, so many pixels an inch; raises `Cancelled` when closed."""
        with _one_at_a_time:
            if self._is_closed:
                raise Cancelled
            page = self._document[number]
            try:
                scale = dots_per_inch / _points_per_inch
                bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
                try:
                    content = bytes(bitmap.buffer)
                    return Pixels(bitmap.width, bitmap.height, bitmap.stride, content)
                finally:
                    bitmap.close()
            finally:
                page.close()

    def said(self, number: int, above: float = 0) -> str:
        """The text of a page (from 0) that stands higher than so many points above its lower edge.

        Raises `Cancelled` when closed.
        """
        with _one_at_a_time:
            if self._is_closed:
                raise Cancelled
            page = self._document[number]
            try:
                held = page.get_textpage()
                try:
                    return str(held.get_text_bounded(bottom=above))
                finally:
                    held.close()
            finally:
                page.close()

    def close(self) -> None:
        """Let go of the file; what is still to be drawn is given up."""
        with _one_at_a_time:
            if not self._is_closed:
                self._is_closed = True
                self._document.close()
