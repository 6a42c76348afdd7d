"""填写总结: the figures only a person knows and the text under each heading."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.forms.record_form import RecordForm

_busy = "有未保存的修改"


class WritingTab(QWidget):
    """The summary's own form, with a save bar and 「从上季度带入」."""

    def __init__(self, context: Context) -> None:
        """Nothing is opened before `show_quarter`."""
        super().__init__()
        self._context = context
        self._is_changed = False
        self._build()
        self._lay_out()
        self._connect()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed and not saved."""
        return self._is_changed

    def show_quarter(self, quarter: Quarter) -> None:
        """Open the quarter's summary (it is made at the first opening)."""
        self._quarter = quarter
        try:
            opened = self._context.application.summaries.open(quarter)
        except Exception as error:  # noqa: BLE001 - shown to the clerk in words
            self._context.tell(error)
            return
        self._record = opened.record
        self._form.load(opened.record)
        self._mark(is_changed=False)
        self._context.hub.announce(opened.changes)

    def save(self) -> bool:
        """Keep what was typed, valid or not; returns whether it is kept."""
        entry = self._context.application.entry
        try:
            saved = entry.save(self._form.draft(), self._record, source="季度总结")
        except Exception as error:  # noqa: BLE001 - shown to the clerk in words
            self._context.tell(error)
            return False
        self._record = saved.record
        self._form.load(saved.record)
        self._mark(is_changed=False)
        self._context.hub.announce(saved.changes)
        self._context.say(f"{self._quarter.label}总结已保存")
        return True

    def show_field(self, field_id: str) -> None:
        """Bring a field into view and put the cursor into it."""
        self._form.show_field(field_id)

    def _build(self) -> None:
        self._form = RecordForm(self._context, "summary")
        self._state = QLabel()
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._save = QPushButton("保存")
        self._save.setProperty("role", "primary")
        self._save.setToolTip("保存（Ctrl+S）")
        self._save.setShortcut("Ctrl+S")
        self._carry = QPushButton("从上季度带入空白项")

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self._save)
        bar.addWidget(self._carry)
        bar.addWidget(self._state, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self._form, 1)
        layout.addLayout(bar)

    def _connect(self) -> None:
        self._form.edited.connect(self._edited)
        self._save.clicked.connect(self.save)
        self._carry.clicked.connect(self._carry_over)

    def _edited(self) -> None:
        self._mark(is_changed=True)

    def _mark(self, *, is_changed: bool) -> None:
        self._is_changed = is_changed
        self._state.setText(_busy if is_changed else "")

    def _carry_over(self) -> None:
        before = self._context.application.summaries.record(self._quarter.previous)
        if before is None:
            self._context.say(f"{self._quarter.previous.label}没有总结可以带入")
            return
        self._form.fill_blanks(self._context.application.entry.texts(before))
        self._mark(is_changed=True)
