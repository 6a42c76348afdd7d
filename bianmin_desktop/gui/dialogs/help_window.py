"""The clerk's manual: a few short pages, offline, beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QWidget,
)

_pages: Mapping[str, str] = {
    "start": "开始使用",
    "entry": "录入台账",
    "import": "导入表格",
    "templates": "给社区发模板",
    "paste": "粘贴和批量修改",
    "duplicates": "疑似重复和合并",
    "lists": "导出和打印列表",
    "checklist": "验收清单",
    "registers": "其他台账",
    "documents": "打印文书",
    "summary": "季度总结",
    "export": "导出报送",
    "annual": "年度总结和工作信息",
    "backup": "备份与安全",
}
_of_page: Mapping[str, str] = {
    "community": "entry",
    "circle": "entry",
    "outlet": "entry",
    "checklist": "checklist",
    "registers": "registers",
    "recheck": "summary",
    "figures": "summary",
    "changes": "summary",
    "writing": "summary",
    "check": "summary",
    "export": "export",
    "annual_figures": "annual",
    "annual_targets": "annual",
    "annual_writing": "annual",
    "annual_check": "annual",
    "annual_export": "annual",
    "work_note": "annual",
    "history": "entry",
    "recycle": "entry",
    "edition": "backup",
    "backups": "backup",
    "additions": "registers",
    "duplicates": "duplicates",
    "merge": "duplicates",
    "imports": "import",
    "import": "import",
    "templates": "templates",
    "paste": "paste",
    "batch_edit": "paste",
    "list_export": "lists",
    "documents": "documents",
    "print": "lists",
}
"""The page of the manual, by the page, tab or window in front."""


_margins = 48


class _Manual(QTextBrowser):
    """Pictures are made to fit the page."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """The picture, no wider than the page."""
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return found
        picture = QImage(found) if isinstance(found, QImage) else QImage.fromData(found)
        room = self.viewport().width() - _margins
        if picture.width() <= room:
            return picture
        return picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)


class HelpWindow(QDialog):
    """Opens at the page of the manual that belongs to a page of the window."""

    def __init__(self, folder: Path, page: str, parent: QWidget | None = None) -> None:
        """The manual in `folder`, opened for the window's page with that id."""
        super().__init__(parent)
        self.setWindowTitle("帮助")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(900, 620)
        self._folder = folder
        self._list = QListWidget()
        self._list.setAccessibleName("帮助目录")
        self._list.setFixedWidth(170)
        self._text = _Manual()
        self._text.setAccessibleName("帮助内容")
        self._text.setOpenLinks(False)
        self._text.setSearchPaths([str(folder)])
        self._text.document().setDocumentMargin(16)
        layout = QHBoxLayout(self)
        layout.addWidget(self._list)
        layout.addWidget(self._text, 1)
        for name, title in _pages.items():
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self._list.addItem(item)
        self._list.currentItemChanged.connect(self._show)
        self._text.anchorClicked.connect(self._follow)
        self.show_page(_of_page.get(page, "start"))

    def show_page(self, name: str) -> None:
        """Bring a page of the manual to the front, by its file's name without ending."""
        if name in _pages:
            self._list.setCurrentRow(list(_pages).index(name))

    def _show(self, item: QListWidgetItem) -> None:
        path = self._folder / f"{item.data(Qt.ItemDataRole.UserRole)}.md"
        self._text.setMarkdown(path.read_text(encoding="utf-8"))

    def _follow(self, link: QUrl) -> None:
        """Links lead to other pages of the manual and nowhere else."""
        self.show_page(link.fileName().removesuffix(".md"))
