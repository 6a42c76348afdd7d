"""The form of a record, made from its record type: nothing about any field is written here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import Field, Kind, Section
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.gate import Admission
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.forms.editors.choosing import chosen_kinds
from bianmin_desktop.gui.forms.editors.editor import Editor
from bianmin_desktop.gui.forms.editors.options import options_of
from bianmin_desktop.gui.forms.editors.references import References
from bianmin_desktop.gui.forms.field_row import FieldRow
from bianmin_desktop.gui.forms.levels import source_of
from bianmin_desktop.gui.forms.walking import Walk
from bianmin_desktop.gui.labels import label

_pause = 150
"""Milliseconds of rest after a key before the draft is reviewed."""

_kept_as_typed = frozenset((Kind.TEXT, Kind.LINES, Kind.CHOICES, Kind.REFERENCES))

_no_help = "光标在哪一项，这里就显示那一项的填写说明。"


class RecordForm(QWidget):
    """Shows a record, takes what is typed as a draft, and says what the gate thinks of it."""

    edited = Signal()
    reviewed = Signal(object)
    ended = Signal()

    def __init__(
        self, context: Context, type_id: str, hidden: frozenset[str] = frozenset()
    ) -> None:
        """For records of `type_id`, without the fields in `hidden`; empty until `load`."""
        super().__init__()
        self._context = context
        self._type = context.application.edition.record_type(type_id)
        self._hidden = hidden
        self._stored = Record(type_id, "")
        self._rows: dict[str, FieldRow] = {}
        self._admission: Admission | None = None
        self._is_loading = False
        self._build()
        self._lay_out()
        self._connect()

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what was loaded."""
        return any(row.is_changed for row in self._rows.values())

    def load(self, record: Record) -> None:
        """Show a record as stored; what was typed before is gone."""
        self._is_loading = True
        texts = self._context.application.entry.texts(record)
        self._stored = record
        for field_id, row in self._rows.items():
            row.is_visited = record.revision > 0
            row.load(texts.get(field_id, ""))
        self._is_loading = False
        self.review()

    def rebase(self, record: Record) -> None:
        """Take over what was stored meanwhile; what was typed here stays as it is typed."""
        self._is_loading = True
        texts = self._context.application.entry.texts(record)
        self._stored = record
        for field_id, row in self._rows.items():
            row.rest_on(texts.get(field_id, ""))
        self._is_loading = False
        self.review()

    def draft(self) -> Draft:
        """Everything as it stands in the form."""
        texts = {field_id: row.editor.answer() for field_id, row in self._rows.items()}
        return Draft(self._type.id, texts, self._stored.id)

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Type these answers in the clerk's place, e.g. input found after a crash."""
        for field_id, text in texts.items():
            row = self._rows.get(field_id)
            if row is not None and row.editor.answer() != text:
                row.is_visited = True
                row.editor.put_answer(text)
        self.review()

    def fill_blanks(self, texts: Mapping[str, str]) -> int:
        """The same for answers that are blank only; returns how many were filled."""
        blank = {
            field_id: text
            for field_id, text in texts.items()
            if text and field_id in self._rows and not self._rows[field_id].editor.answer().strip()
        }
        self.put_texts(blank)
        return len(blank)

    def blank_fields(self) -> frozenset[str]:
        """The fields that are not answered."""
        rows = self._rows.items()
        return frozenset(i for i, row in rows if not row.editor.answer().strip())

    def refer_to(self, references: References) -> None:
        """Texts of this form may hold references; to be called before anything is loaded."""
        for row in self._rows.values():
            row.editor.refer_to(references)

    def editors(self) -> dict[str, Editor]:
        """The editors by the fields they ask."""
        return {field_id: row.editor for field_id, row in self._rows.items()}

    def show_beside(self, words: Mapping[str, str]) -> None:
        """A muted word beside each field named, none beside the others."""
        for field_id, row in self._rows.items():
            row.show_beside(words.get(field_id, ""))

    def show_field(self, field_id: str) -> None:
        """Bring a field into view and put the cursor into it."""
        row = self._rows.get(field_id)
        if row is not None:
            self._walk.enter(row)

    def settle(self) -> None:
        """Make what was begun into whole answers, e.g. initials into the entry they lead to."""
        for row in self._rows.values():
            row.editor.settle()

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self._walk.begin()

    def show_everything(self) -> None:
        """Say what is wrong with fields that were not visited yet too."""
        for row in self._rows.values():
            row.is_visited = True
        self.review()

    def review(self) -> None:
        """Ask the gate about the draft now."""
        self._timer.stop()
        try:
            admission = self._context.application.entry.review(self.draft(), self._stored)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._admission = admission
        self._show(admission)
        self.reviewed.emit(admission)

    def _build(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_pause)
        for field in self._type.fields:
            if field.entered and field.id not in self._hidden:
                self._rows[field.id] = self._row(field)
        self._help = label(_no_help, "hint-line", wraps=True)
        self._help.setObjectName("help")
        self._help.setMinimumHeight(round(self.fontMetrics().lineSpacing() * 1.9))
        self._help.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._walk = Walk(list(self._rows.values()), self._scroll)

    def _lay_out(self) -> None:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(4, 4, 16, 24)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(2, 1)
        jumps = QHBoxLayout()
        jumps.setSpacing(4)
        for section in self._type.sections:
            rows = [row for row in self._rows.values() if row.field.section == section.id]
            if rows:
                _head(section, grid)
                jumps.addWidget(self._jump(section, rows[0]))
                for row in rows:
                    row.place(grid)
        jumps.addStretch(1)
        grid.setRowStretch(grid.rowCount(), 1)
        self._scroll.setWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if jumps.count() > 2:
            layout.addLayout(jumps)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._help)

    def _row(self, field: Field) -> FieldRow:
        application = self._context.application
        source = source_of(application.edition, field.clause)
        return FieldRow(field, options_of(application, field), source)

    def _jump(self, section: Section, first: FieldRow) -> QPushButton:
        button = QPushButton(section.label.replace("&", "&&"))
        button.setProperty("role", "link")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._walk.enter(first))
        return button

    def _connect(self) -> None:
        self._timer.timeout.connect(self.review)
        self._walk.entered.connect(self._say_help)
        self._walk.left.connect(self._leave)
        self._walk.ended.connect(self.ended)
        self._context.hub.changed.connect(self._renew_options)
        for row in self._rows.values():
            row.editor.answered.connect(self._note_edit)

    def _note_edit(self) -> None:
        if not self._is_loading:
            self._timer.start()
            self.edited.emit()

    def _say_help(self, row: FieldRow) -> None:
        self._help.setText(row.help() or _no_help)

    def _leave(self, row: FieldRow) -> None:
        row.is_visited = True
        row.editor.settle()
        self.review()
        understood = self._understood(row)
        if row.is_changed and understood and understood != row.editor.answer():
            row.editor.put_answer(understood)

    def _understood(self, row: FieldRow) -> str:
        """A date, number or choice as the gate read it; empty where the words are the answer."""
        admission, field = self._admission, row.field
        if admission is None or field.kind in _kept_as_typed or field.id in admission.record.typed:
            return ""
        return self._context.application.entry.text(field, admission.record)

    def _show(self, admission: Admission) -> None:
        for field_id, row in self._rows.items():
            issues = [issue for issue in admission.issues if issue.place.field == field_id]
            is_quiet = not row.is_visited and not row.editor.answer().strip()
            tidied = admission.tidied.get(field_id, ()) if row.is_changed else ()
            row.show_issues(() if is_quiet else issues, tidied)
            if row.field.kind is Kind.DIVISION:
                row.show_beside(self._unit_name(admission.record.text(field_id)))

    def _unit_name(self, code: str) -> str:
        found = self._context.application.program.divisions.get(code) if code else None
        return found.name if found is not None else ""

    def _renew_options(self, changes: Changes) -> None:
        for row in self._rows.values():
            field = row.field
            if field.kind in chosen_kinds and field.target and changes.touches(field.target):
                row.editor.offer(options_of(self._context.application, field))


def _head(section: Section, grid: QGridLayout) -> None:
    heading = label(section.label, "heading")
    heading.setContentsMargins(0, 14, 0, 2)
    grid.addWidget(heading, grid.rowCount(), 0, 1, 3)
    if section.help:
        grid.addWidget(label(section.help, "hint-line", wraps=True), grid.rowCount(), 0, 1, 3)
