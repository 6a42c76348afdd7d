"""One piece of evidence: its name, which material it is, and the lines it proves."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.acceptance.assembling import lines_of
from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.fitting import fit
from bianmin_desktop.gui.quiet_box import QuietBox

_size = QSize(640, 560)
_other = ("", "（清单没有要求的其他材料）")


class EvidenceDialog(QDialog):
    """`kept` gives the record's id and what its fields are to hold."""

    kept = Signal(str, object)

    def __init__(self, sheet: Sheet, record: Record, parent: QWidget) -> None:
        """For a piece of evidence of a checklist."""
        super().__init__(parent)
        self._record = record
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{record.text('number')}　{record.text('original')}")
        self._name = QLineEdit(record.text("name"))
        self._name.setObjectName("name")
        self._material = QuietBox("哪种材料")
        self._material.setObjectName("material")
        names = dict.fromkeys(name for line in sheet.lines for name in line.materials)
        self._material.offer([_other], [(name, name) for name in names])
        self._material.choose(record.text("material"))
        self._lines = _line_list(sheet, record)
        self._note = QLineEdit(record.text("note"))
        self._note.setObjectName("note")
        buttons = QDialogButtonBox()
        buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow("材料名称", self._name)
        form.addRow("哪种材料", self._material)
        form.addRow("对应的项", self._lines)
        form.addRow("备注", self._note)
        layout = QVBoxLayout(self)
        layout.addLayout(form, 1)
        layout.addWidget(buttons)
        fit(self, _size)

    def accept(self) -> None:
        """Say what is to be kept, and close."""
        items = (self._lines.item(row) for row in range(self._lines.count()))
        chosen = [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]
        texts = {
            "name": self._name.text(),
            "material": self._material.value,
            "rows": "、".join(chosen),
            "note": self._note.text(),
        }
        self.kept.emit(self._record.id, texts)
        super().accept()


def _line_list(sheet: Sheet, record: Record) -> QListWidget:
    held = lines_of(record)
    lines = QListWidget()
    lines.setObjectName("proved")
    lines.setAccessibleName("对应的项，空格勾选")
    for line in sheet.lines:
        item = QListWidgetItem(f"{line.number}　{line.label}", lines)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        state = Qt.CheckState.Checked if line.id in held else Qt.CheckState.Unchecked
        item.setCheckState(state)
        item.setData(Qt.ItemDataRole.UserRole, line.id)
    return lines
