"""One line a file: how many of its rows came to what, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QSizePolicy, QVBoxLayout, QWidget

from bianmin_desktop.gui.labels import label
from bianmin_desktop.services.importing.outcome import Fate, FileOutcome

_lines_shown = 4
_least_lines = 2
_air = 12
_row_air = 8
_sides = 32


class FittedLines(QListWidget):
    """Sentences one below the other, wrapped; as high as they are, up to `most` lines of text."""

    def __init__(self, most: int) -> None:
        """Empty; what does not fit into `most` lines is scrolled to."""
        super().__init__()
        self._most = most
        self._wanted = 0
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these."""
        self.clear()
        self.addItems(list(lines))
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All lines, or the most that are shown."""
        return QSize(super().sizeHint().width(), self._wanted)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A few lines, where there is little room."""
        least = self._line * _least_lines + _air
        return QSize(super().minimumSizeHint().width(), min(self._wanted, least))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width wraps the sentences elsewhere."""
        super().resizeEvent(event)
        self._fit()

    @property
    def _line(self) -> int:
        return self.fontMetrics().height() + _row_air

    def _fit(self) -> None:
        """Qt's own measure leaves out what the style sheet puts around the words."""
        room = QRect(0, 0, self.viewport().width() - _sides, 0)
        wraps = Qt.TextFlag.TextWordWrap
        height = 0
        for item in (self.item(row) for row in range(self.count())):
            words = self.fontMetrics().boundingRect(room, wraps, item.text()).height()
            item.setSizeHint(QSize(room.width(), words + _row_air))
            height += words + _row_air
        wanted = min(height, self._most * self._line) + _air
        if wanted != self._wanted:
            self._wanted = wanted
            self.updateGeometry()


class FileLines(QWidget):
    """Shown only where there are several files."""

    def __init__(self, most: int = _lines_shown) -> None:
        """Empty until `show_files`; shows at most so many lines at once."""
        super().__init__()
        self._head = label("", "heading")
        self._list = FittedLines(most)
        self._list.setObjectName("file_outcomes")
        self._list.setAccessibleName("每个文件的结果")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._head)
        layout.addWidget(self._list)
        self.hide()

    def show_files(self, files: Sequence[FileOutcome]) -> None:
        """Tell what every file came to."""
        self._head.setText(f"{len(files):,} 个文件，每个的结果")
        self._list.show_lines([line_of(file) for file in files])
        self.setVisible(len(files) > 1)


def line_of(file: FileOutcome) -> str:
    """What a file came to, in a sentence."""
    counts = "，".join(f"{fate.label} {file.count(fate):,}" for fate in Fate if file.count(fate))
    words = f"{file.name}：{counts or '没有行'}"
    return f"{words}。{file.explanation}" if file.explanation else words
