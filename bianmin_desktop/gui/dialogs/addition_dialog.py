"""上级加了一列: asks for one added column, and shows what it will look like in the form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.additions import Addition
from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.errors import Refused
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.addition_questions import AdditionQuestions
from bianmin_desktop.gui.forms.editors.options import Option
from bianmin_desktop.gui.forms.field_row import FieldRow
from bianmin_desktop.gui.helping import give_help
from bianmin_desktop.gui.labels import label
from bianmin_desktop.services.additions import Drafted

_pause = 200
"""Milliseconds of rest after a key before the preview is made anew."""


class AdditionDialog(QDialog):
    """Asks for a new column, or for what may be changed of one; closes when it is written."""

    def __init__(self, context: Context, column: Addition | None, parent: QWidget) -> None:
        """For `column`, or for a new one."""
        super().__init__(parent)
        self._service = context.application.additions
        self._tell = context.tell
        self._column = column
        give_help(context, "additions", self)
        self._build()
        self._lay_out()
        self._questions.edited.connect(self._wait)
        self._save.clicked.connect(self.keep)
        self._cancel.clicked.connect(self.reject)
        self._timer.timeout.connect(self.preview)
        self._questions.begin()
        self.preview()

    @property
    def questions(self) -> AdditionQuestions:
        """The answers."""
        return self._questions

    def keep(self) -> None:
        """Write the column down; what is missing is said under the answers."""
        self._timer.stop()
        try:
            if self._column is None:
                self._service.add(self._questions.wanted)
            else:
                self._service.change(self._column, self._questions.wanted)
        except Refused as refusal:
            self._said.clear()
            self._message.setText(refusal.message)
            self._message.show()
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._tell(error)
        else:
            self.accept()

    def preview(self) -> None:
        """Show the field as the form will, or say what is still missing."""
        self._message.hide()
        _empty(self._shown)
        drafted = self._drafted()
        if drafted is None:
            return
        field = drafted.column.field
        row = FieldRow(field, self._options(field, drafted), drafted.column.source)
        row.place(self._shown)
        self._said.setText(row.help())

    def _build(self) -> None:
        is_new = self._column is None
        self.setWindowTitle("上级加了一列" if is_new else "修改加上的列")
        self._questions = AdditionQuestions(self._service.ledgers())
        if self._column is not None:
            self._questions.show_column(self._column, self._service.options_of(self._column))
        self._shown = QGridLayout()
        self._said = label("", "hint-line", wraps=True)
        self._said.setObjectName("preview")
        self._message = label("", "hint-line", wraps=True)
        self._message.setObjectName("message")
        self._message.setProperty("level", "blocking")
        self._message.hide()
        self._save = QPushButton("加上这一列" if is_new else "保存修改")
        self._save.setObjectName("keep")
        self._save.setProperty("role", "primary")
        self._save.setDefault(True)
        self._cancel = QPushButton("取消")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_pause)

    def _lay_out(self) -> None:
        preview = QGroupBox("填报时是这样")
        frame = QVBoxLayout(preview)
        frame.addLayout(self._shown)
        frame.addWidget(self._said)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.addWidget(self._questions)
        column.addWidget(preview)
        column.addStretch(1)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(whole)
        bar = QHBoxLayout()
        bar.addWidget(self._message, 100)
        bar.addStretch(1)
        bar.addWidget(self._save)
        bar.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.addWidget(room, 1)
        layout.addLayout(bar)
        letter, screen = self.fontMetrics().height(), self.screen().availableSize()
        self.resize(min(letter * 33, screen.width() - 40), min(letter * 29, screen.height() - 60))

    def _wait(self) -> None:
        self._timer.start()

    def _drafted(self) -> Drafted | None:
        wanted = self._questions.wanted
        try:
            if self._column is None:
                return self._service.draft(wanted)
            return self._service.redraft(self._column, wanted)
        except Refused as refusal:
            self._said.setText(refusal.message)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._tell(error)
        return None

    def _options(self, field: Field, drafted: Drafted) -> Sequence[Option]:
        labels: tuple[str, ...] = ("是", "否") if field.kind is Kind.YES_NO else ()
        if drafted.choice_list is not None:
            labels = tuple(choice.label for choice in drafted.choice_list.choices)
        return [Option(text, text, text.lower()) for text in labels]


def _empty(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
