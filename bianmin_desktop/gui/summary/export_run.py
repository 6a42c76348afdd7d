"""One export under way: its buttons, its progress, what came of it and where the files lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.errors import Fault, Refused
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.progress import Progress

if TYPE_CHECKING:
    from bianmin_desktop.services.exporting import Exported

Export = Callable[[Path, Progress], "Exported"]


class ExportRun(QWidget):
    """Asks for a folder and exports into it, beside the window.

    `wanted` is its main button; `exported` gives what was made, `busy` whether it is under way;
    `check_wanted` leads to what is in the way.
    """

    wanted = Signal()
    check_wanted = Signal()
    exported = Signal(object)
    busy = Signal(bool)

    def __init__(self, context: Context, advice: str, to_check: str = "去审核，看要改什么") -> None:
        """`advice` is what to do with the files once they are there.

        `to_check` stands on the button that leads to what is in the way; there may be none.
        """
        super().__init__()
        self._context = context
        self._advice = advice
        self._way_out = to_check
        self._task: Task[Exported] | None = None
        self._made: list[Exported] = []
        self._folder: Path | None = None
        self._build()
        self._lay_out()
        self._connect()

    def offer(self, words: str) -> None:
        """The words on the main button."""
        self._export.setText(words)

    def clear(self) -> None:
        """Something else is to be exported now: what came of the last one is gone."""
        self._say("")
        self._open_folder.hide()
        self._to_check.hide()

    def add(self, *widgets: QWidget) -> None:
        """Put widgets behind the buttons."""
        for widget in widgets:
            self._row.insertWidget(self._row.count() - 1, widget)

    def start(self, export: Export, folder: Path | None = None) -> None:
        """Export into a folder; without one the clerk is asked for it."""
        chosen = folder or self._asked_folder()
        if chosen is None:
            return
        self._folder = chosen
        self._set_busy(is_busy=True)
        made: list[Exported] = []
        self._made = made

        def run(progress: Progress) -> Exported:
            # The Excel and PDF libraries are brought in here, beside the window.
            made.append(export(chosen, progress))
            return made[-1]

        self._task = self._context.tasks.start(run, self._done, self._failed)
        self._task.progressed.connect(self._show_progress)
        self._task.cancelled.connect(self._stopped)

    def _build(self) -> None:
        self._export = QPushButton()
        self._export.setObjectName("export")
        self._export.setProperty("role", "primary")
        self._cancel = QPushButton("取消")
        self._cancel.hide()
        self._open_folder = QPushButton("打开所在文件夹")
        self._open_folder.hide()
        self._to_check = QPushButton(self._way_out)
        self._to_check.setObjectName("to_check")
        self._to_check.hide()
        self._progress = QProgressBar()
        self._progress.hide()
        self._outcome = label("", wraps=True)
        self._outcome.setObjectName("outcome")
        self._outcome.hide()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        for button in (self._export, self._cancel, self._open_folder, self._to_check):
            self._row.addWidget(button)
        self._row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._row)
        layout.addWidget(self._progress)
        layout.addWidget(self._outcome)

    def _connect(self) -> None:
        self._export.clicked.connect(self.wanted)
        self._cancel.clicked.connect(self._give_up)
        self._open_folder.clicked.connect(self._show_folder)
        self._to_check.clicked.connect(self.check_wanted)

    def _asked_folder(self) -> Path | None:
        start = str(self._context.application.folder.exports)
        chosen = QFileDialog.getExistingDirectory(self, "导出到哪个文件夹", start)
        return Path(chosen) if chosen else None

    def _set_busy(self, *, is_busy: bool) -> None:
        self._export.setEnabled(not is_busy)
        self.busy.emit(is_busy)
        self._cancel.setVisible(is_busy)
        self._progress.setVisible(is_busy)
        self._progress.setRange(0, 0)
        self._open_folder.setVisible(False)
        self._to_check.setVisible(False)
        if is_busy:
            self._say("正在审核并导出…")

    def _say(self, words: str, level: str = "") -> None:
        self._outcome.setText(words)
        self._outcome.setVisible(bool(words))
        restyle(self._outcome, "level", level)

    def _show_progress(self, done: int, total: int, note: str) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._say(f"{note}…")

    def _done(self, exported: Exported) -> None:
        self._set_busy(is_busy=False)
        files = "、".join(path.name for path in exported.files)
        again = "" if exported.is_new_version else "（内容与当时的相同，没有另立新版）"
        self._say(
            f"第 {exported.version} 版已导出{again}：{files}。一致码 {exported.fingerprint}。"
            f"{self._advice}"
        )
        self._open_folder.setVisible(True)
        self._context.hub.announce(exported.changes)
        self.exported.emit(exported)

    def _failed(self, error: BaseException) -> None:
        self._set_busy(is_busy=False)
        words = error.message if isinstance(error, Fault) else "导出没有成功。"
        self._say(words, "blocking")
        if isinstance(error, Refused):
            self._to_check.setVisible(bool(self._way_out))
        else:
            self._context.tell(error)

    def _stopped(self) -> None:
        if self._made:
            # It was asked to stop when everything was written already.
            self._done(self._made[-1])
            return
        self._set_busy(is_busy=False)
        self._say("已取消，没有留下文件。")

    def _give_up(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _show_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
