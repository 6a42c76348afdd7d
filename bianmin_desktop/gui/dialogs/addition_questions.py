"""The questions about an added column: in which ledger, what it is called, what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from bianmin_desktop.catalogue.additions import Addition
from bianmin_desktop.catalogue.definitions import Kind, RecordType
from bianmin_desktop.gui.labels import label
from bianmin_desktop.services.additions import Wanted, chosen, counted, longest

kind_words: dict[Kind, str] = {
    Kind.TEXT: "文字",
    Kind.LINES: "多行文字",
    Kind.INTEGER: "整数",
    Kind.DECIMAL: "小数",
    Kind.DATE: "日期",
    Kind.YES_NO: "是或否",
    Kind.CHOICE: "从列表选一个",
    Kind.CHOICES: "从列表选几个",
}
"""What a column may hold, in a clerk's words."""

_first = "outlet"
_longest_number = 20
_gap = 14


class _Picker(QComboBox):
    """A combo box that the wheel passes by."""

    def __init__(self, name: str) -> None:
        """Empty."""
        super().__init__()
        self.setObjectName(name)
        self.setMaxVisibleItems(16)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel scrolls the dialog and never changes an answer."""
        event.ignore()


class AdditionQuestions(QWidget):
    """Holds the answers as typed; `edited` is emitted at every change of one."""

    edited = Signal()

    def __init__(self, ledgers: Sequence[RecordType]) -> None:
        """For a new column of one of these ledgers."""
        super().__init__()
        self._record = _Picker("record")
        for ledger in ledgers:
            self._record.addItem(ledger.name, ledger.id)
        self._record.setCurrentIndex(max(self._record.findData(_first), 0))
        self._kind = _Picker("kind")
        for kind, words in kind_words.items():
            self._kind.addItem(words, kind.value)
        self._label = _line("label", "照上级表上的表头写，如：配送半径", longest["label"])
        self._minimum = _line("minimum", "最小值", _longest_number)
        self._maximum = _line("maximum", "最大值", _longest_number)
        self._unit = _line("unit", "单位，如：米", longest["unit"])
        self._options = _options_box()
        self._help = _line("help", "填的时候要注意什么，可不填", longest["help"])
        self._source = _line("source", "文件名或文号，口头通知也写一句", longest["source"])
        self._required = _tick("required", "必须填写，不填不能报送")
        self._listed = _tick("listed", "显示在列表里")
        self._listed.setChecked(True)
        self._lay_out()
        self._connect()
        self._suit()

    @property
    def wanted(self) -> Wanted:
        """The answers as they stand."""
        return Wanted(
            record=self._record.currentData(),
            label=self._label.text(),
            kind=Kind(self._kind.currentData()),
            unit=self._unit.text(),
            minimum=self._minimum.text(),
            maximum=self._maximum.text(),
            options=tuple(self._options.toPlainText().splitlines()),
            required=self._required.isChecked(),
            listed=self._listed.isChecked(),
            help=self._help.text(),
            source=self._source.text(),
        )

    def show_column(self, column: Addition, options: Sequence[str]) -> None:
        """The answers of a column that is there: what it holds can't be changed any more.

        What stands in records already must keep its meaning.
        """
        self._record.setCurrentIndex(self._record.findData(column.record))
        self._kind.setCurrentIndex(self._kind.findData(column.kind.value))
        self._label.setText(column.label)
        self._unit.setText(column.unit)
        for line, limit in ((self._minimum, column.minimum), (self._maximum, column.maximum)):
            line.setText("" if limit is None else format(limit, "f"))
        self._options.setPlainText("\n".join(options))
        self._options.setToolTip("可以在下面加新的选项；已有的选项去不掉，因为可能已经有人选过")
        self._required.setChecked(column.required)
        self._listed.setChecked(column.listed)
        self._help.setText(column.help)
        self._source.setText(column.source)
        for fixed in (self._record, self._kind, self._unit, self._minimum, self._maximum):
            fixed.setEnabled(False)

    def begin(self) -> None:
        """Put the cursor into the name."""
        self._label.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._rows = QFormLayout(self)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._range = _side_by_side(self._minimum, label("至"), self._maximum, self._unit)
        for words, widget in (
            ("在哪个台账", self._record),
            ("列名", self._label),
            ("填什么", self._kind),
            ("范围和单位", self._range),
            ("可选项", self._options),
            ("说明", self._help),
            ("依据", self._source),
            ("", _side_by_side(self._required, self._listed)),
        ):
            self._rows.addRow(words, widget)

    def _connect(self) -> None:
        for box in (self._record, self._kind):
            box.currentIndexChanged.connect(self.edited)
        for line in (self._label, self._minimum, self._maximum, self._unit):
            line.textChanged.connect(self.edited)
        for line in (self._help, self._source):
            line.textChanged.connect(self.edited)
        self._options.textChanged.connect(self.edited)
        for tick in (self._required, self._listed):
            tick.toggled.connect(self.edited)
        self._kind.currentIndexChanged.connect(self._suit)

    def _suit(self) -> None:
        """Ask only what the kind needs."""
        kind = Kind(self._kind.currentData())
        self._rows.setRowVisible(self._range, kind in counted)
        self._rows.setRowVisible(self._options, kind in chosen)


def _line(name: str, hint: str, most: int) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setPlaceholderText(hint)
    line.setMaxLength(most)
    return line


def _options_box() -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setObjectName("options")
    box.setPlaceholderText("一行写一个可选项")
    box.setTabChangesFocus(True)
    box.setFixedHeight(box.fontMetrics().lineSpacing() * 5)
    return box


def _tick(name: str, words: str) -> QCheckBox:
    tick = QCheckBox(words)
    tick.setObjectName(name)
    return tick


def _side_by_side(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    layout = QHBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(_gap)
    for widget in widgets:
        layout.addWidget(widget)
    return whole
