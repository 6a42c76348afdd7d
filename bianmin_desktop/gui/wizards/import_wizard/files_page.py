"""① 选文件: files and folders, chosen or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.gui.dropping import dropped_paths, take_drag
from bianmin_desktop.gui.labels import label, tip

_filter = "表格文件 (*.xlsx *.xls *.xlsm *.xlsb *.ods *.et *.csv *.txt);;所有文件 (*)"
_explained = (
    "可以选 Excel、WPS 表格或文本表格（.xlsx .xls .xlsm .ods .et .csv），一次可以选多个；"
    "选文件夹会读取其中全部表格。原来的文件不会被改动。"
)


class FilesPage(QWidget):
    """Gathers paths; `changed` is emitted whenever there are others."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        """For records called `name`."""
        super().__init__()
        self._folder = ""
        self.setAcceptDrops(True)
        self._build(name)
        self._lay_out()
        self._connect()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files and folders, in the order they were added."""
        rows = range(self._list.count())
        return tuple(Path(self._list.item(row).data(Qt.ItemDataRole.UserRole)) for row in rows)

    def add(self, paths: Iterable[Path]) -> None:
        """Add files and folders; those that are there already stay once."""
        known = set(self.paths)
        for path in paths:
            if path not in known:
                known.add(path)
                kind = "文件夹　" if path.is_dir() else ""
                item = QListWidgetItem(f"{kind}{path.name}　（{path.parent}）")
                item.setData(Qt.ItemDataRole.UserRole, str(path))
                item.setToolTip(tip(str(path)))
                self._list.addItem(item)
                self._folder = str(path.parent)
        self._tell()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped here."""
        take_drag(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """The files dropped are added."""
        self.add(dropped_paths(event.mimeData()))
        event.acceptProposedAction()

    def _build(self, name: str) -> None:
        self._drop = QFrame()
        self._drop.setProperty("role", "drop")
        self._head = label(f"把{name}表格拖到这里", "heading")
        self._head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._choose = QPushButton("选择文件…(&F)")
        self._choose.setObjectName("choose_files")
        self._choose_folder = QPushButton("选择文件夹…(&D)")
        self._choose_folder.setObjectName("choose_folder")
        self._words = label(_explained, "muted", wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count = label("还没有选文件", "muted")
        self._count.setObjectName("file_count")
        self._list = QListWidget()
        self._list.setObjectName("files")
        self._list.setAccessibleName("要导入的文件")
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setMinimumHeight(self.fontMetrics().height() * 5)
        self._remove = QPushButton("移出选中的(&R)")
        self._remove.setObjectName("remove_files")
        self._remove.setEnabled(False)
        self._delete = QShortcut(
            QKeySequence("Delete"), self._list, context=Qt.ShortcutContext.WidgetShortcut
        )

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._choose_folder)
        buttons.addStretch(1)
        inside = QVBoxLayout(self._drop)
        inside.setContentsMargins(20, 18, 20, 16)
        inside.setSpacing(10)
        inside.addWidget(self._head)
        inside.addLayout(buttons)
        inside.addWidget(self._words)
        below = QHBoxLayout()
        below.addWidget(self._count)
        below.addStretch(1)
        below.addWidget(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._drop)
        layout.addLayout(below)
        layout.addWidget(self._list, 1)

    def _connect(self) -> None:
        self._choose.clicked.connect(self._ask_files)
        self._choose_folder.clicked.connect(self._ask_folder)
        self._remove.clicked.connect(self._take_out)
        self._delete.activated.connect(self._take_out)
        self._list.itemSelectionChanged.connect(self._judge)

    def _ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择要导入的文件", self._folder, _filter)
        self.add(_as_paths(chosen))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择文件夹", self._folder)
        self.add(_as_paths([chosen] if chosen else []))

    def _take_out(self) -> None:
        for item in self._list.selectedItems():
            self._list.takeItem(self._list.row(item))
        self._tell()

    def _judge(self) -> None:
        self._remove.setEnabled(bool(self._list.selectedItems()))

    def _tell(self) -> None:
        count = self._list.count()
        self._count.setText(f"已选 {count:,} 个" if count else "还没有选文件")
        self._judge()
        self.changed.emit()


def _as_paths(names: Sequence[str]) -> list[Path]:
    return [Path(name) for name in names]
