"""版头与纸张: how official documents are set, with a sample to look at."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.fitting import scrolled
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.maintenance.faces_form import FacesForm
from bianmin_desktop.gui.maintenance.header_form import HeaderForm
from bianmin_desktop.services.looks import installed_faces
from bianmin_desktop.services.paper import PdfPages, opened

_note = "季度总结、年度总结、工作信息的 PDF 按 GB/T 9704—2012《党政机关公文格式》排版。"


class PaperTab(QWidget):
    """The unit's header on the left, paper and typefaces on the right."""

    def __init__(self, context: Context) -> None:
        """Filled when somebody looks."""
        super().__init__()
        self._context = context
        self._header = HeaderForm(context)
        self._faces = FacesForm(context)
        self._sample = QPushButton("看样张…")
        self._sample.setObjectName("show_sample")
        self._lay_out()
        self._sample.clicked.connect(self.show_sample)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read what is kept; the machine is looked through beside the window."""
        super().showEvent(event)
        self._header.show_header()
        self._context.tasks.look_up(installed_faces, self._faces.show_choices, self._context.tell)

    def show_sample(self) -> None:
        """Show a sample letter as it would be printed now."""
        self._sample.setEnabled(False)
        looks = self._context.application.looks
        self._context.tasks.look_up(
            lambda: opened(looks.sample()), self._preview, self._tell_failed
        )

    def _preview(self, pages: PdfPages) -> None:
        from bianmin_desktop.gui.printing.preview import PrintPreview

        self._sample.setEnabled(True)
        PrintPreview(self._context, ("公文样张", pages), self).open()

    def _tell_failed(self, error: BaseException) -> None:
        self._sample.setEnabled(True)
        self._context.tell(error)

    def _lay_out(self) -> None:
        inside = QWidget()
        forms = QGridLayout(inside)
        forms.setContentsMargins(0, 0, 8, 0)
        forms.setHorizontalSpacing(24)
        forms.addWidget(self._header, 0, 0)
        forms.addWidget(self._faces, 0, 1)
        for column in range(2):
            forms.setColumnStretch(column, 1)
        forms.setRowStretch(1, 1)
        top = QHBoxLayout()
        top.addWidget(label(_note, "muted", wraps=True), 1)
        top.addWidget(self._sample)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addLayout(top)
        layout.addWidget(scrolled(inside), 1)
