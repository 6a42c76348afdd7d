"""Input left behind by a crash or a power cut: offered again, record by record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.gui.labels import label
from bianmin_desktop.services.entry import Unsaved

_held = Qt.ItemDataRole.UserRole


class UnsavedDrafts(QDialog):
    """`wanted` hands over the input a clerk wants back; giving up forgets it."""

    wanted = Signal(object)

    def __init__(
        self, application: Application, drafts: Sequence[Unsaved], parent: QWidget | None = None
    ) -> None:
        """Offering these drafts, the newest first."""
        super().__init__(parent)
        self._application = application
        self.setWindowTitle("上次没有保存的内容")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 340)
        self._build(sorted(drafts, key=lambda draft: draft.typed_at, reverse=True))
        self._lay_out()
        self._connect()

    def _build(self, drafts: Sequence[Unsaved]) -> None:
        self._words = label(
            "程序上次没有正常退出，下面这些输入还没有保存，都替您留着。"
            "选“恢复”会打开表单放回这些内容，核对后请保存；选“放弃”就不再保留。",
            wraps=True,
        )
        self._tree = QTreeWidget()
        self._tree.setObjectName("drafts")
        self._tree.setAccessibleName("没有保存的内容")
        self._tree.setRootIsDecorated(False)
        self._tree.setHeaderLabels(["类别", "名称", "输入时间", "已填项数"])
        for draft in drafts:
            self._tree.addTopLevelItem(self._row(draft))
        first = self._tree.topLevelItem(0)
        if first is not None:
            self._tree.setCurrentItem(first)
        self._tree.resizeColumnToContents(0)
        self._tree.setColumnWidth(1, 260)
        self._restore = QPushButton("恢复(&R)")
        self._restore.setObjectName("restore")
        self._restore.setProperty("role", "primary")
        self._give_up = QPushButton("放弃(&G)")
        self._give_up.setObjectName("give_up")
        self._later = QPushButton("以后再说(&L)")
        self._later.setObjectName("later")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._give_up)
        buttons.addStretch(1)
        buttons.addWidget(self._later)
        buttons.addWidget(self._restore)
        layout = QVBoxLayout(self)
        layout.addWidget(self._words)
        layout.addWidget(self._tree, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._restore.clicked.connect(self._hand_over)
        self._tree.itemActivated.connect(self._hand_over)
        self._give_up.clicked.connect(self._forget)
        self._later.clicked.connect(self.reject)

    def _row(self, draft: Unsaved) -> QTreeWidgetItem:
        record_type = self._application.edition.record_type(draft.record_type)
        name = draft.texts.get(record_type.title, "") or f"未命名{record_type.name}"
        filled = sum(bool(text.strip()) for text in draft.texts.values())
        row = [record_type.name, name, f"{draft.typed_at:%Y-%m-%d %H:%M}", str(filled)]
        item = QTreeWidgetItem(row)
        item.setData(0, _held, draft)
        return item

    def _hand_over(self) -> None:
        item = self._tree.currentItem()
        if item is not None:
            self.wanted.emit(item.data(0, _held))
            self.accept()

    def _forget(self) -> None:
        item = self._tree.currentItem()
        if item is None:
            return
        draft = item.data(0, _held)
        self._application.entry.forget(draft.record_type, draft.record_id)
        self._tree.takeTopLevelItem(self._tree.indexOfTopLevelItem(item))
        if not self._tree.topLevelItemCount():
            self.reject()
