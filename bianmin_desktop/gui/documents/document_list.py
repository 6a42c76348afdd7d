"""The list of everything that can be printed from the ledgers."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from bianmin_desktop.catalogue.definitions import Printed
from bianmin_desktop.gui.labels import tip

_letters = 15
_id = Qt.ItemDataRole.UserRole
_kinds = {True: "文稿", False: "表格"}


class DocumentList(QListWidget):
    """One entry a document, in the order of the policy; `chosen` names the one in front."""

    chosen = Signal(str)

    def __init__(self, documents: Iterable[Printed]) -> None:
        """With the first one in front."""
        super().__init__()
        self.setObjectName("documents")
        self.setAccessibleName("可以打印的文书")
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        for document in documents:
            item = QListWidgetItem(document.name)
            item.setData(_id, document.id)
            item.setToolTip(tip(f"{_kinds[document.letter is not None]}：{document.help}"))
            self.addItem(item)
        self.setCurrentRow(0)
        self.currentItemChanged.connect(self._tell)

    @property
    def document(self) -> str:
        """The id of the document in front; empty when there is none."""
        item = self.currentItem()
        return str(item.data(_id)) if item is not None else ""

    def show_document(self, document: str) -> bool:
        """Bring a document to the front; false when there is none with that id."""
        for row in range(self.count()):
            if self.item(row).data(_id) == document:
                self.setCurrentRow(row)
                return True
        return False

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the longest names, whatever the window's width."""
        width = self.fontMetrics().horizontalAdvance("便") * _letters
        return QSize(width + self.verticalScrollBar().sizeHint().width(), 200)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same in width."""
        return QSize(self.sizeHint().width(), self.fontMetrics().height() * 6)

    def _tell(self, *_: object) -> None:
        self.chosen.emit(self.document)
