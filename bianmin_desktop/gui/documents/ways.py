"""Ways to 打印文书 from the pages whose records documents are made of."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bianmin_desktop.catalogue.definitions import Printed, Source
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip

documents = "documents"
"""The page of documents."""


def first_of(edition: Edition, source: Source, record: str = "") -> Printed | None:
    """The first document from a source, of a type of records where it is made of records."""
    held = edition.printed.values()
    return next((one for one in held if one.source is source and one.record == record), None)


def way_to(context: Context, document: Printed, words: str) -> QPushButton:
    """A link that opens the page of documents at one of them."""
    link = QPushButton(words)
    link.setObjectName("to_documents")
    link.setProperty("role", "link")
    link.setToolTip(tip(f"打开“打印文书”：{document.name}"))
    link.clicked.connect(lambda: context.go(documents, document.id))
    return link


def headed(context: Context, words: str, source: Source) -> QWidget:
    """A heading with a link at its end to the document of what stands below, if there is one."""
    head = QWidget()
    layout = QHBoxLayout(head)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(label(words, "heading"))
    layout.addStretch(1)
    document = first_of(context.application.edition, source)
    if document is not None:
        layout.addWidget(way_to(context, document, "打印…"))
    return head
