"""A form of a few fields, kept by a service of its own: a return, a deadline, an exception."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.forms.record_form import RecordForm
from bianmin_desktop.gui.labels import label

_size = (660, 460)


@dataclass(frozen=True, slots=True)
class Note:
    """What is asked: the record to fill in, what stands above it and on its button.

    `keep` stores the texts by field and raises when they can't be kept; `kept` is said then.
    """

    title: str
    head: str
    blank: Record
    keep: Callable[[Mapping[str, str]], Changes]
    kept: str


class NoteDialog(QDialog):
    """Asks for the fields of a note; closes when it is kept."""

    def __init__(self, context: Context, note: Note, parent: QWidget | None = None) -> None:
        """With the fields as the blank record has them."""
        super().__init__(parent)
        self._context = context
        self._note = note
        self.setWindowTitle(note.title)
        self.resize(*_size)
        self._form = RecordForm(context, note.blank.type)
        self._save = QPushButton(note.title)
        self._save.setObjectName("save_note")
        self._save.setProperty("role", "primary")
        self._save.setShortcut("Ctrl+S")
        self._cancel = QPushButton("取消")
        self._lay_out()
        self._save.clicked.connect(self.keep)
        self._cancel.clicked.connect(self.reject)
        self._form.ended.connect(self._save.setFocus)
        self._form.load(note.blank)
        self._form.begin()

    def keep(self) -> None:
        """Keep the note as it stands in the form; what is missing is told beside its field."""
        self._form.settle()
        self._form.show_everything()
        try:
            changes = self._note.keep(self._form.draft().texts)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._context.hub.announce(changes)
        self._context.say(self._note.kept)
        self.accept()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addStretch(1)
        bar.addWidget(self._cancel)
        bar.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self._note.head, wraps=True))
        layout.addWidget(self._form, 1)
        layout.addLayout(bar)
