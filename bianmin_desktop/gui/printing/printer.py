"""The printers of this machine, and a document's pages drawn on one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from bianmin_desktop.environment.settings import Printing
from bianmin_desktop.errors import EnvironmentFault
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.paper import PdfPages, Pixels

_sharpness = 300
"""Dots per inch: what office printers do, and no more memory than a page needs."""
_sizes = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}
_upright, _sideways = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
_turnings = {"portrait": _upright, "landscape": _sideways}


class Printers:
    """The printers this machine knows."""

    def names(self) -> list[str]:
        """Their names, as the system calls them."""
        return QPrinterInfo.availablePrinterNames()

    def usual(self) -> str:
        """The one the system prints on; empty when there is none."""
        return QPrinterInfo.defaultPrinterName()

    def made(self, printing: Printing) -> QPrinter:
        """A printer ready to be drawn on."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(printing.printer or self.usual())
        return printer


@dataclass(frozen=True, slots=True)
class Order:
    """Which pages (from 0) of which document are printed, and how."""

    title: str
    pages: PdfPages
    numbers: Sequence[int]
    printing: Printing


def print_pages(order: Order, printer: QPrinter, progress: Progress) -> int:
    """Print the pages; returns how many. May run beside the window.

    Raises `EnvironmentFault` when the printer does not take them, and what `progress` raises;
    what was not sent yet is not printed then.
    """
    _prepare(printer, order)
    painter = QPainter()
    try:
        for done, number in enumerate(order.numbers):
            progress.report(done, len(order.numbers), "正在打印")
            printer.setPageLayout(layout_of(order.pages.sizes[number], order.printing))
            if not (printer.newPage() if done else painter.begin(printer)):
                raise _out_of_order(printer)
            _draw(painter, printer, order.pages.drawn(number, _sharpness))
    except BaseException:
        if painter.isActive():
            printer.abort()
            painter.end()
        raise
    if not painter.end():
        raise _out_of_order(printer)
    return len(order.numbers)


def layout_of(size: tuple[float, float], printing: Printing) -> QPageLayout:
    """Paper and orientation of a page of so many points; its own unless others were chosen."""
    width, height = size
    orientation = _turnings.get(printing.turning, _sideways if width > height else _upright)
    if printing.paper in _sizes:
        paper = QPageSize(_sizes[printing.paper])
    else:
        points = QSizeF(min(size), max(size))
        named = QPageSize.id(points, QPageSize.Unit.Point, QPageSize.SizeMatchPolicy.FuzzyMatch)
        is_known = named is not QPageSize.PageSizeId.Custom
        paper = QPageSize(named) if is_known else QPageSize(points, QPageSize.Unit.Point)
    return QPageLayout(paper, orientation, QMarginsF())


def image_of(pixels: Pixels) -> QImage:
    """The pixels as an image of its own."""
    shape = (pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32)
    return QImage(pixels.content, *shape).copy()


def _prepare(printer: QPrinter, order: Order) -> None:
    printing = order.printing
    printer.setDocName(order.title)
    printer.setFullPage(True)
    printer.setResolution(_sharpness)
    printer.setCopyCount(printing.copies)
    printer.setCollateCopies(True)
    duplex = QPrinter.DuplexMode
    printer.setDuplex(duplex.DuplexAuto if printing.is_two_sided else duplex.DuplexNone)


def _draw(painter: QPainter, printer: QPrinter, pixels: Pixels) -> None:
    """The page in the middle of the paper, as large as the paper allows."""
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    image = image_of(pixels)
    size = QSize(image.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(paper.topLeft(), size)
    place.moveCenter(paper.center())
    painter.drawImage(place, image)


def _out_of_order(printer: QPrinter) -> EnvironmentFault:
    named = f"“{printer.printerName()}”" if printer.printerName() else ""
    return EnvironmentFault(
        f"打印机{named}没有接受打印，请检查它是否开机、联机、有纸，或换一台打印机再试。",
        code="BM-461",
    )
