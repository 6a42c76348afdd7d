"""备份: the copies of the book that exist, and making one now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.maintenance.rows import Row, RowsModel, RowsTable
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.backups import Backup

_kilo = 1024
_ways = {"备份": "手动", "升级前": "升级前", "导入前": "导入前"}


class BackupTab(QWidget):
    """Lists the backups folder; a backup is made beside the window."""

    def __init__(self, context: Context) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._context = context
        self._folder = context.application.folder.backups
        self._note = label(
            f"备份放在 {self._folder}，请定期另存一份到别的磁盘。", "muted", wraps=True
        )
        self._model = RowsModel(("备份时间", "方式", "大小", "文件"))
        self._table = RowsTable(self._model, (12, 7, 7, 0))
        self._table.setObjectName("backups")
        self._table.setAccessibleName("备份")
        self._show_folder = QPushButton("打开所在文件夹")
        self._now = QPushButton("立即备份")
        self._now.setObjectName("back_up")
        self._now.setProperty("role", "primary")
        bottom = QHBoxLayout()
        bottom.addWidget(self._show_folder)
        bottom.addStretch(1)
        bottom.addWidget(self._now)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(self._table, 1)
        layout.addLayout(bottom)
        self._now.clicked.connect(self._back_up)
        self._show_folder.clicked.connect(self._open_folder)

    def refresh(self) -> None:
        """Look into the folder again if somebody looks."""
        if self.isVisible():
            read = self._context.application.backups.all
            self._context.tasks.look_up(read, self._show, self._context.tell)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Reading begins when somebody looks."""
        super().showEvent(event)
        self.refresh()

    def _show(self, backups: Sequence[Backup]) -> None:
        self._model.show([Row(_cells(backup), backup) for backup in backups])

    def _back_up(self) -> None:
        self._now.setEnabled(False)
        self._context.tasks.start(self._make, self._tell_made, self._tell_failed)

    def _make(self, progress: Progress) -> Backup:
        return self._context.application.backups.make(progress=progress)

    def _tell_made(self, backup: Backup) -> None:
        self._now.setEnabled(True)
        self._context.say(f"已备份到 {backup.path}")
        self.refresh()

    def _tell_failed(self, error: BaseException) -> None:
        self._now.setEnabled(True)
        self._context.tell(error)

    def _open_folder(self) -> None:
        if not self._folder.is_dir():
            self._context.say("还没有备份，点“立即备份”做第一份")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self._context.say(f"打不开文件夹，请自己到这里找：{self._folder}")


def _cells(backup: Backup) -> tuple[str, ...]:
    begin = backup.path.stem.partition("_")[0]
    way = "自动" if backup.is_automatic else _ways.get(begin, "其他")
    return (
        f"{backup.made_at:%Y-%m-%d %H:%M:%S}",
        way,
        size_in_words(backup.size),
        backup.path.name,
    )


def size_in_words(size: int) -> str:
    """A number of bytes as people say it."""
    if size < _kilo * _kilo:
        return f"{max(size / _kilo, 0.1):,.1f} KB"
    return f"{size / _kilo / _kilo:,.1f} MB"
