"""One page of a document, as large as the clerk wants to see it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.printing.page_list import framed
from bianmin_desktop.gui.printing.printer import image_of
from bianmin_desktop.services.paper import PdfPages

whole_page, full_width = "page", "width"
zooms = (whole_page, full_width, "50", "75", "100", "150", "200", "300")
"""How large a page may be shown: fitted, or per cent of its size on paper."""

_points_per_inch = 72
_margin = 16
_pause = 80
_most_dots = 400.0
_on, _back = (Qt.Key.Key_PageDown, Qt.Key.Key_Right), (Qt.Key.Key_PageUp, Qt.Key.Key_Left)


class PageView(QScrollArea):
    """Shows a page; `turned` is emitted with -1 or 1 when the keys ask for another one.

    `zoomed` is emitted with 1 or -1 when the wheel is turned with Ctrl held down.
    """

    turned = Signal(int)
    zoomed = Signal(int)

    def __init__(self, context: Context, pages: PdfPages, parent: QWidget | None = None) -> None:
        """For an open document; nothing is drawn before a page is shown."""
        super().__init__(parent)
        self._context = context
        self._pages = pages
        self._number = -1
        self._zoom = full_width
        self._asking = 0
        self._sheet = label()
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sheet.setObjectName("sheet")
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("页面")
        self._timer = QTimer(self, singleShot=True, interval=_pause)
        self._timer.timeout.connect(self._draw)

    @property
    def number(self) -> int:
        """The page shown, from 0; -1 before the first."""
        return self._number

    def show_page(self, number: int) -> None:
        """Show another page, from its top."""
        self._number = number
        self.verticalScrollBar().setValue(0)
        self._draw()

    def set_zoom(self, zoom: str) -> None:
        """Show pages as large as one of `zooms` says."""
        self._zoom = zoom
        self._draw()

    def dots_per_inch(self) -> float:
        """How large the page is shown now, in pixels of ours an inch of paper."""
        width, height = self._pages.sizes[self._number]
        room = self.maximumViewportSize()
        if self._zoom == full_width:
            # A page longer than the window brings a bar that takes of its width.
            bar = self.verticalScrollBar().sizeHint().width()
            return self._dots(room.width() - bar - _margin, width)
        if self._zoom == whole_page:
            across = self._dots(room.width() - _margin, width)
            return min(across, self._dots(room.height() - _margin, height))
        return self.logicalDpiX() * int(self._zoom) / 100

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A page that fits the window is drawn anew when the window has settled."""
        super().resizeEvent(event)
        if self._number >= 0 and self._zoom in (full_width, whole_page):
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The page keys and the arrows to the sides turn the pages."""
        if event.key() in _on:
            self.turned.emit(1)
        elif event.key() in _back:
            self.turned.emit(-1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Ctrl and the wheel make the page larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Text of another size changes what fits."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._number >= 0:
            self._timer.start()

    def _dots(self, pixels: int, points: float) -> float:
        return max(pixels, 50) / points * _points_per_inch

    def _draw(self) -> None:
        if self._number < 0:
            return
        self._asking += 1
        ratio = self.devicePixelRatioF()
        dots = min(self.dots_per_inch() * ratio, _most_dots * ratio)
        draw = partial(_drawn, self._pages, self._number, dots, self._asking)
        self._context.tasks.look_up(draw, self._put, self._context.tell)

    def _put(self, drawn: tuple[int, QImage]) -> None:
        asking, image = drawn
        if asking != self._asking:
            return
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheet.setPixmap(framed(picture))


def _drawn(pages: PdfPages, number: int, dots: float, asking: int) -> tuple[int, QImage]:
    return asking, image_of(pages.drawn(number, dots))
