"""The pages of a document at the left of the preview: small pictures, drawn when they are seen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QWidget

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.printing.printer import image_of
from bianmin_desktop.gui.theme import colours
from bianmin_desktop.services.paper import PdfPages

Index = QModelIndex | QPersistentModelIndex
_edge = 120
"""Pixels of a picture's longer side at 100 %."""
_most_kept = 300


class PageModel(QAbstractListModel):
    """One entry a page; its picture comes from the look-up lane."""

    def __init__(self, context: Context, pages: PdfPages, sharpness: float) -> None:
        """For an open document; `sharpness` is the pixels of the screen a pixel of ours has."""
        super().__init__()
        self._context = context
        self._pages = pages
        self._sharpness = sharpness
        self._pictures: dict[int, QPixmap] = {}
        self._wanted = -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One row a page."""
        return 0 if parent.isValid() else len(self._pages.sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """「第 3 页」 and the page's picture, blank until it is drawn."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"第 {index.row() + 1} 页"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(index.row())
        return None

    def _picture(self, number: int) -> QPixmap:
        if number in self._pictures:
            return self._pictures[number]
        if self._wanted < 0:
            self._wanted = number
            draw = partial(_drawn, self._pages, number, self._dots(number))
            self._context.tasks.look_up(draw, self._keep, self._context.tell)
        return self._blank(number)

    def _dots(self, number: int) -> float:
        return _edge * self._sharpness / max(self._pages.sizes[number]) * 72

    def _blank(self, number: int) -> QPixmap:
        width, height = self._pages.sizes[number]
        scale = _edge / max(width, height)
        blank = QPixmap(int(width * scale), int(height * scale))
        blank.fill(QColor(colours["white"]))
        return framed(blank)

    def _keep(self, drawn: tuple[int, QImage]) -> None:
        number, image = drawn
        self._wanted = -1
        if len(self._pictures) >= _most_kept:
            self._pictures.clear()
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self._sharpness)
        self._pictures[number] = framed(picture)
        # Pages that are on screen and still blank are asked for when they are painted again.
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))


def framed(picture: QPixmap) -> QPixmap:
    """The picture with a line around it: paper is as white as the window."""
    painter = QPainter(picture)
    painter.setPen(QColor(colours["strong-line"]))
    ratio = picture.devicePixelRatio()
    painter.drawRect(0, 0, int(picture.width() / ratio) - 1, int(picture.height() / ratio) - 1)
    painter.end()
    return picture


class PageList(QListView):
    """Shows a `PageModel` from top to bottom."""

    def __init__(self, model: PageModel, parent: QWidget | None = None) -> None:
        """Over a model, which it keeps."""
        super().__init__(parent)
        self._pages = model
        self.setModel(model)
        self.setObjectName("page_list")
        self.setAccessibleName("各页")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(_edge, _edge))
        line = self.fontMetrics().height()
        self.setGridSize(QSize(_edge + line, _edge + 2 * line))
        bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(_edge + line + bar + 2 * self.frameWidth())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _drawn(pages: PdfPages, number: int, dots_per_inch: float) -> tuple[int, QImage]:
    return number, image_of(pages.drawn(number, dots_per_inch))
