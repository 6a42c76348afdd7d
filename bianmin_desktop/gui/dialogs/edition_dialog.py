"""What an edition is and what it changes, before a person agrees to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.edition_differences import EditionDifference
from bianmin_desktop.gui.labels import label

_size = (720, 520)
_most_names = 60


@dataclass(frozen=True, slots=True)
class EditionQuestion:
    """An edition in words, what a person has to agree to, and what is done then."""

    title: str
    name: str
    number: str
    rules: int
    fingerprint: str
    differences: Sequence[EditionDifference]
    agreement: str
    action: str


class EditionDialog(QDialog):
    """Accepted only after the box was ticked and the button pressed."""

    def __init__(self, question: EditionQuestion, parent: QWidget | None = None) -> None:
        """For one edition."""
        super().__init__(parent)
        self._question = question
        self.setWindowTitle(question.title)
        self.resize(*_size)
        self._mark = label(question.fingerprint, "title")
        self._mark.setObjectName("edition_fingerprint")
        self._mark.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._changes = QPlainTextEdit()
        self._changes.setObjectName("edition_differences")
        self._changes.setAccessibleName("与现用口径的不同")
        self._changes.setReadOnly(True)
        self._changes.setTabChangesFocus(True)
        lines = [line for one in question.differences for line in one.told(_most_names)]
        self._changes.setPlainText("\n".join(lines) or "没有不同。")
        self._agreed = QCheckBox(question.agreement)
        self._agreed.setObjectName("edition_agreed")
        self._do = QPushButton(question.action)
        self._do.setObjectName("accept_edition")
        self._do.setProperty("role", "primary")
        self._do.setEnabled(False)
        self._cancel = QPushButton("取消")
        self._lay_out()
        self._agreed.toggled.connect(self._do.setEnabled)
        self._do.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        question = self._question
        form = QFormLayout()
        form.addRow("口径", label(question.name, wraps=True))
        form.addRow("依据文号", label(question.number))
        form.addRow("审核规则", label(f"{question.rules} 条"))
        form.addRow("指纹", self._mark)
        bar = QHBoxLayout()
        bar.addStretch(1)
        bar.addWidget(self._do)
        bar.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(label("与现用口径的不同：", "muted"))
        layout.addWidget(self._changes, 1)
        layout.addWidget(self._agreed)
        layout.addLayout(bar)
