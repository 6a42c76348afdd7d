"""给社区发模板: a workbook for every community, to be filled in and imported as a whole folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.helping import give_help
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.gui.under_way import UnderWay

if TYPE_CHECKING:
    from bianmin_desktop.services.dispatching import Dispatched

_letters = 32
_explained = (
    "给每个社区生成一份 Excel：表头和下拉选项已经做好，社区只要核对和补填。"
    "交回来以后，放在一个文件夹里，用“导入…”选这个文件夹，一次收齐。"
)


class TemplateDispatch(QDialog):
    """Asks for a folder and writes the workbooks there, beside the window."""

    def __init__(self, context: Context, type_id: str, parent: QWidget | None = None) -> None:
        """For the records of a type that belong to communities."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._type = context.application.edition.record_type(type_id)
        self._folder: Path | None = None
        self._is_closing = False
        self.setWindowTitle(f"给社区发{self._type.name}模板")
        give_help(context, "templates", self)
        self._build()
        self._lay_out()
        self._connect()

    def send_to(self, folder: Path) -> None:
        """Write the workbooks into this folder."""
        from bianmin_desktop.services.dispatching import Order

        self._folder = folder
        order = Order(
            is_filled=self._filled.isChecked(),
            quarter=self._context.quarter,
            is_open=self._open.isChecked(),
        )
        dispatching = self._context.application.dispatching
        work = partial(dispatching.save_each, self._type.id, folder, order)
        self._work.run("正在生成模板", work, self._finish, self._fail)

    def reject(self) -> None:
        """Close; work under way is stopped first."""
        self._is_closing = self._work.is_busy
        if self._work.is_busy:
            self._work.stop()
        else:
            super().reject()

    def _build(self) -> None:
        self._filled = QCheckBox("带上台账里现有的内容(&W)")
        self._filled.setObjectName("filled")
        self._filled.setChecked(True)
        self._open = QCheckBox("姓名、电话写全，不打星号(&P)")
        self._open.setObjectName("open_names")
        self._words = label("", wraps=True)
        self._words.setObjectName("sent")
        self._work = UnderWay(self._context)
        self._show_folder = QPushButton("打开所在文件夹(&O)")
        self._show_folder.hide()
        self._send = QPushButton("生成到文件夹…(&N)")
        self._send.setObjectName("send")
        self._send.setProperty("role", "primary")
        self._close = QPushButton("关闭(&C)")
        self._close.setAutoDefault(False)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._show_folder)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(_explained, "muted", wraps=True))
        layout.addWidget(self._filled)
        layout.addWidget(self._open)
        layout.addWidget(self._words)
        layout.addStretch(1)
        layout.addWidget(self._work)
        layout.addLayout(buttons)
        self.setMinimumWidth(self.fontMetrics().height() * _letters)

    def _connect(self) -> None:
        self._send.clicked.connect(self._ask_folder)
        self._close.clicked.connect(self.reject)
        self._show_folder.clicked.connect(self._open_folder)
        self._work.began.connect(lambda: self._send.setEnabled(False))
        self._work.ended.connect(lambda: self._send.setEnabled(True))
        self._work.stopped.connect(self._note_stop)

    def _ask_folder(self) -> None:
        start = str(self._context.application.folder.exports)
        chosen = QFileDialog.getExistingDirectory(self, "模板放在哪个文件夹", start)
        if chosen:
            self.send_to(Path(chosen))

    def _finish(self, sent: Sequence[Dispatched]) -> None:
        rows = sum(one.rows for one in sent)
        held = f"，共带上 {rows:,} 行现有内容" if rows else ""
        self._tell(f"已生成 {len(sent):,} 个社区的模板{held}，放在 {self._folder}。", "good")
        self._show_folder.show()

    def _note_stop(self) -> None:
        self._tell("已停止。已经生成的文件还在文件夹里。", "verify")
        if self._is_closing:
            super().reject()

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, Fault):
            self._tell(f"{error.message}（代码 {error.code}）", "blocking")
        else:
            self._context.tell(error)

    def _tell(self, words: str, level: str) -> None:
        self._words.setText(words)
        restyle(self._words, "level", level)

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
