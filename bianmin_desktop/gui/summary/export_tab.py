"""导出报送: one click to the workbook and the PDF, and the versions handed in before."""

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

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.errors import Fault, Refused
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.summary.version_list import VersionList
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.progress import Progress

if TYPE_CHECKING:
    from bianmin_desktop.services.exporting import Exported

_steps = (
    "导出前会再审核一遍；通过后把当时的数据冻结成一版，Excel 和 PDF 出自同一版，一致码相同。"
    "导出后再改数据，下次导出就是新的一版，旧版不变。"
)


class ExportTab(QWidget):
    """Exports the quarter, lists its versions; `check_wanted` leads to what is in the way."""

    check_wanted = Signal()

    def __init__(self, context: Context) -> None:
        """For the quarter shown last by `show_quarter`."""
        super().__init__()
        self._context = context
        self._quarter = context.quarter
        self._task: Task[Exported] | None = None
        self._made: list[Exported] = []
        self._folder: Path | None = None
        self._build()
        self._lay_out()
        self._connect()

    def show_quarter(self, quarter: Quarter) -> None:
        """List the versions of the quarter."""
        if quarter != self._quarter:
            self._say("")
            self._open_folder.hide()
            self._to_check.hide()
        self._quarter = quarter
        self._export.setText(f"导出{quarter.label}…")
        self._versions.show_quarter(quarter)

    def _build(self) -> None:
        self._explanation = label(_steps, "muted", wraps=True)
        self._export = QPushButton()
        self._export.setObjectName("export")
        self._export.setProperty("role", "primary")
        self._cancel = QPushButton("取消")
        self._cancel.hide()
        self._open_folder = QPushButton("打开所在文件夹")
        self._open_folder.hide()
        self._progress = QProgressBar()
        self._progress.hide()
        self._outcome = label("", wraps=True)
        self._outcome.setObjectName("outcome")
        self._to_check = QPushButton("去审核，看要改什么")
        self._to_check.setObjectName("to_check")
        self._to_check.hide()
        self._versions = VersionList(self._context)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self._export, self._cancel, self._open_folder, self._to_check):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._explanation)
        layout.addLayout(buttons)
        layout.addWidget(self._progress)
        layout.addWidget(self._outcome)
        layout.addWidget(self._versions, 1)

    def _connect(self) -> None:
        self._export.clicked.connect(self._choose_folder)
        self._cancel.clicked.connect(self._give_up)
        self._open_folder.clicked.connect(self._show_folder)
        self._to_check.clicked.connect(self.check_wanted)
        self._versions.again_wanted.connect(self._write_again)

    def _choose_folder(self) -> None:
        folder = self._asked_folder()
        if folder is not None:
            self.export_to(folder)

    def _write_again(self, number: int) -> None:
        folder = self._asked_folder()
        if folder is None:
            return
        application, quarter = self._context.application, self._quarter

        def run(progress: Progress) -> Exported:
            return application.exporting.reexport(quarter, number, folder, progress)

        self._start(folder, run)

    def _asked_folder(self) -> Path | None:
        start = str(self._context.application.folder.exports)
        chosen = QFileDialog.getExistingDirectory(self, "导出到哪个文件夹", start)
        return Path(chosen) if chosen else None

    def export_to(self, folder: Path) -> None:
        """Export the quarter into a folder, beside the window, with progress."""
        application, quarter = self._context.application, self._quarter

        def run(progress: Progress) -> Exported:
            # The Excel and PDF libraries are brought in here, beside the window.
            return application.exporting.export(quarter, folder, progress)

        self._start(folder, run)

    def _start(self, folder: Path, export: Callable[[Progress], Exported]) -> None:
        self._folder = folder
        self._set_busy(is_busy=True)
        made: list[Exported] = []
        self._made = made

        def run(progress: Progress) -> Exported:
            made.append(export(progress))
            return made[-1]

        self._task = self._context.tasks.start(run, self._done, self._failed)
        self._task.progressed.connect(self._show_progress)
        self._task.cancelled.connect(self._stopped)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._export.setEnabled(not is_busy)
        self._versions.set_busy(is_busy=is_busy)
        self._cancel.setVisible(is_busy)
        self._progress.setVisible(is_busy)
        self._progress.setRange(0, 0)
        self._open_folder.setVisible(False)
        self._to_check.setVisible(False)
        if is_busy:
            self._say("正在审核并导出…")

    def _say(self, words: str, level: str = "") -> None:
        self._outcome.setText(words)
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
            "请打印 PDF，签字盖章后连同 Excel 一起报送。"
        )
        self._open_folder.setVisible(True)
        self._context.hub.announce(exported.changes)
        self.show_quarter(self._quarter)

    def _failed(self, error: BaseException) -> None:
        self._set_busy(is_busy=False)
        words = error.message if isinstance(error, Fault) else "导出没有成功。"
        self._say(words, "blocking")
        if isinstance(error, Refused):
            self._to_check.setVisible(True)
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
