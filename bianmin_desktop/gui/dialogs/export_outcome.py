"""How an export goes on and how it ended: progress, the file and its folder, or another place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.theme import restyle

_lines = 3


class ExportOutcome(QWidget):
    """A line of words, a bar, and the buttons that fit; `elsewhere` asks for another place."""

    elsewhere = Signal()
    stopped = Signal()

    def __init__(self) -> None:
        """With nothing to say yet."""
        super().__init__()
        self._file: Path | None = None
        self._build()
        self._lay_out()
        self.clear()

    @property
    def most_height(self) -> int:
        """The pixels a long sentence and a button take: room for them, and nothing moves."""
        return self.fontMetrics().lineSpacing() * _lines + self._stop.sizeHint().height()

    def clear(self) -> None:
        """Say nothing."""
        self._show("")

    def begin(self) -> None:
        """Work has begun."""
        self._show("正在导出…", self._bar, self._stop)
        self._bar.setRange(0, 0)

    def progress(self, done: int, total: int, note: str) -> None:
        """So far it is done."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._words.setText(f"{note}… {done:,} / {total:,}" if total > 1 else f"{note}…")

    def done(self, words: str, file: Path | None = None) -> None:
        """It went well; the `file` can be opened."""
        self._file = file
        buttons = (self._open, self._folder) if file is not None else ()
        self._show(words, *buttons)

    def failed(self, words: str, *, has_other_place: bool) -> None:
        """It did not go; another place may help."""
        self._show(words, *((self._elsewhere,) if has_other_place else ()))
        restyle(self._words, "level", "blocking")

    def _build(self) -> None:
        self._words = label("", wraps=True)
        self._words.setObjectName("outcome")
        self._bar = QProgressBar()
        self._stop = _button("停止导出", "stop")
        self._stop.clicked.connect(self.stopped)
        self._open = _button("打开文件", "open_file")
        self._open.clicked.connect(self._open_file)
        self._folder = _button("打开所在文件夹", "open_folder")
        self._folder.clicked.connect(self._open_folder)
        self._elsewhere = _button("换一个位置…", "elsewhere")
        self._elsewhere.clicked.connect(self.elsewhere)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._words)
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        for button in (self._stop, self._open, self._folder, self._elsewhere):
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)

    def _show(self, words: str, *shown: QWidget) -> None:
        self.setVisible(bool(words))
        self._words.setText(words)
        restyle(self._words, "level", "")
        for widget in (self._bar, self._stop, self._open, self._folder, self._elsewhere):
            widget.setVisible(widget in shown)

    def _open_file(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    def _open_folder(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    return button
