"""One line of a form: label, editor, unit, and under it in words what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.domain.issues import Issue, worst
from bianmin_desktop.gui.forms.editors.choosing import editor_for
from bianmin_desktop.gui.forms.editors.options import Option
from bianmin_desktop.gui.forms.levels import sentence
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.theme import restyle

_broad = frozenset((Kind.LINES, Kind.CHOICES, Kind.REFERENCES))
_broadest, _narrowest, _edges = 44, 6, 30
_label_signs = 10


class FieldRow(QWidget):
    """The editor of a field with everything a clerk sees around it."""

    def __init__(self, field: Field, options: Sequence[Option], source: str = "") -> None:
        """For `field`, which `source` (a heading of the document) asks for."""
        super().__init__()
        self.field = field
        self._source = source
        self.editor = editor_for(field, options)
        self.loaded = ""
        self.is_visited = False
        self._told = ""
        self._build()
        self._lay_out()
        self._fit()
        self.editor.told.connect(self._tell)

    def place(self, grid: QGridLayout) -> None:
        """Put the row at the end of a form's grid, its label in the first column."""
        row = grid.rowCount()
        grid.addWidget(self._label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._mark, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self, row, 2)

    @property
    def is_changed(self) -> bool:
        """Whether the answer differs from what was loaded."""
        return self.editor.answer() != self.loaded

    def load(self, text: str) -> None:
        """Show a stored answer, nothing said of it yet."""
        self.editor.show_answer(text)
        self.loaded = self.editor.answer()
        self._told = ""
        self.show_issues((), ())

    def rest_on(self, text: str) -> None:
        """Another answer is stored now; what was typed stays, and so does the cursor in it."""
        if self.is_changed:
            self.loaded = text
        elif text != self.loaded:
            self.load(text)

    def show_beside(self, text: str) -> None:
        """A muted word beside the editor, e.g. last quarter's value."""
        self._beside.setText(text)
        self._beside.setVisible(bool(text))

    def show_issues(self, issues: Sequence[Issue], tidied: Sequence[str]) -> None:
        """Say what is wrong, and what was tidied; nothing where all is well."""
        lines = [sentence(issue) for issue in issues]
        lines += [f"ℹ {note}。" for note in tidied]
        level = worst(issues)
        if self._told:
            lines.append(f"▲ {self._told}")
        self._message.setText("\n".join(lines))
        self._message.setVisible(bool(lines))
        named = level.value if level else "hint"
        restyle(self._message, "level", "verify" if self._told and level is None else named)
        for stop in self.editor.stops():
            restyle(stop, "level", level.value if level else "")

    def help(self) -> str:
        """What the field means and where it comes from, in one or two sentences."""
        clause = f"依据：{self._source}" if self._source else ""
        return "　".join(filter(None, (self.field.help, clause)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another text size needs other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _build(self) -> None:
        self._label = label(self.field.label, wraps=True)
        self._mark = label("*" if self.field.required else "")
        self._mark.setProperty("level", "blocking")
        self._mark.setToolTip("必填")
        self._unit = label(self.field.unit, "muted")
        self._unit.setVisible(bool(self.field.unit))
        self._beside = label("", "hint-line")
        self._beside.hide()
        self._message = label("", "hint-line", wraps=True)
        self._message.setObjectName(f"{self.field.id}_message")
        self._message.hide()
        self._name()

    def _name(self) -> None:
        first = self.editor.stops()[0]
        self._label.setBuddy(first)
        required = "（必填）" if self.field.required else ""
        unit = f"（{self.field.unit}）" if self.field.unit else ""
        first.setAccessibleName(f"{self.field.label}{unit}{required}")
        first.setAccessibleDescription(self.help())
        for widget in (self._label, *self.editor.stops()):
            widget.setToolTip(tip(self.help()))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.editor, 1000)
        line.addWidget(self._unit)
        line.addWidget(self._beside)
        if self.field.kind not in _broad:
            line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self._message)
        policy = QSizePolicy.Policy.Expanding
        self.editor.setSizePolicy(policy, self.editor.sizePolicy().verticalPolicy())

    def _fit(self) -> None:
        sign = self.fontMetrics().horizontalAdvance("中")
        self._label.setFixedWidth(sign * _label_signs)
        self._label.setMinimumHeight(round(sign * 2.1))
        self._mark.setMinimumHeight(round(sign * 2.1))
        wanted = _broadest if self.field.kind in _broad else min(self.field.width, _broadest)
        broad = sign * wanted + _edges
        self.editor.setMinimumWidth(min(broad, sign * _narrowest + _edges))
        self.editor.setMaximumWidth(broad)

    def _tell(self, words: str) -> None:
        self._told = words
        self.show_issues((), ())
