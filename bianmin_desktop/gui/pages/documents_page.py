"""打印文书: every document that can be made from the ledgers, one of them looked at."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.documents.document_list import DocumentList
from bianmin_desktop.gui.documents.document_panel import DocumentPanel
from bianmin_desktop.gui.labels import label


class DocumentsPage(QWidget):
    """The list at the left, the document at the right; drafted when somebody looks."""

    def __init__(self, context: Context) -> None:
        """With the first document in front."""
        super().__init__()
        self._documents = context.application.documents
        self._list = DocumentList(self._documents.documents())
        self._panel = DocumentPanel(context)
        self._is_stale = True
        left = QVBoxLayout()
        left.addWidget(label("打印文书", "title"))
        left.addWidget(self._list, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(16)
        layout.addLayout(left)
        layout.addWidget(self._panel, 1)
        self._list.chosen.connect(self._choose)
        context.hub.changed.connect(self._grow_stale)
        context.hub.quarter_chosen.connect(self._turn_to)
        self._choose(self._list.document)

    @property
    def panel(self) -> DocumentPanel:
        """The document in front."""
        return self._panel

    def show_subject(self, record_id: str, field_id: str = "") -> None:
        """Bring a document to the front by its id."""
        self._list.show_document(record_id)

    def may_leave(self) -> bool:
        """What was typed is kept on the way."""
        self._panel.rewriting.keep()
        return True

    def keep_unsaved(self) -> None:
        """Keep what was typed, because the machine is about to stop."""
        self._panel.rewriting.keep_now()

    def _choose(self, document: str) -> None:
        if document:
            self._panel.suit(self._documents.document(document))
            self._look()

    def _grow_stale(self, _: Changes) -> None:
        self._look()

    def _turn_to(self, quarter: Quarter) -> None:
        self._panel.show_quarter(quarter)
        self._look()

    def _look(self) -> None:
        """Draft anew, or when somebody looks the next time."""
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self._panel.read()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Table and text scroll by themselves: long sentences must not make the page higher."""
        return False

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """What changed while another page was in front is read now."""
        super().showEvent(event)
        if self._is_stale:
            self._look()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """What was typed is kept."""
        super().hideEvent(event)
        self._panel.rewriting.keep()
