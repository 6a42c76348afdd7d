"""登记退回: the upper level sent the summary back; when, by whom, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.forms.record_form import RecordForm
from bianmin_desktop.gui.labels import label
from bianmin_desktop.services.returns import note_type

_size = (660, 460)


class ReturnDialog(QDialog):
    """Asks for the reason and keeps the return; closes when it is kept."""

    def __init__(self, context: Context, quarter: Quarter, parent: QWidget | None = None) -> None:
        """For the newest version of a quarter."""
        super().__init__(parent)
        self._context = context
        self._quarter = quarter
        self.setWindowTitle("登记退回")
        self.resize(*_size)
        blank = context.application.returns.blank(quarter)
        version = blank.get("version")
        which = f"第 {version} 版" if version else "总结"
        words = f"{quarter.label}{which}被退回：写明原因后，总结变为“退回”，改好再导出就是重报。"
        self._head = label(words, wraps=True)
        self._form = RecordForm(context, note_type)
        self._save = QPushButton("登记退回")
        self._save.setObjectName("save_return")
        self._save.setProperty("role", "primary")
        self._save.setShortcut("Ctrl+S")
        self._cancel = QPushButton("取消")
        self._lay_out()
        self._save.clicked.connect(self.keep)
        self._cancel.clicked.connect(self.reject)
        self._form.ended.connect(self._save.setFocus)
        self._form.load(blank)
        self._form.begin()

    def keep(self) -> None:
        """Keep the return as it stands in the form; what is missing is told beside its field."""
        self._form.settle()
        self._form.show_everything()
        texts = self._form.draft().texts
        try:
            changes = self._context.application.returns.note(self._quarter, texts)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._context.hub.announce(changes)
        self._context.say("已登记退回，改好后重新导出就是重报")
        self.accept()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addStretch(1)
        bar.addWidget(self._cancel)
        bar.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self._head)
        layout.addWidget(self._form, 1)
        layout.addLayout(bar)
