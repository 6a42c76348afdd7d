"""调整分值: the points of every line of a template; they must add up to the full marks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import Checklist
from bianmin_desktop.gui.acceptance.showing import marks
from bianmin_desktop.gui.fitting import fit
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.theme import restyle

_size = QSize(760, 620)
_points = 2
_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_fixed = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PointsDialog(QDialog):
    """`kept` gives the points that are other than they were, by line; blank: the template's."""

    kept = Signal(object)

    def __init__(self, template: Checklist, points: Mapping[str, Decimal], parent: QWidget) -> None:
        """With the points as this office counts them now."""
        super().__init__(parent)
        self._template = template
        self._before = {line_id: marks(held) for line_id, held in points.items()}
        self._lines = [line for section in template.sections for line in section.lines]
        self._numbers = {
            line.id: f"{line.id[0]}-{place}"
            for section in template.sections
            for place, line in enumerate(section.lines, start=1)
        }
        self._bonus = {ln.id for section, ln in template.lines() if section.bonus}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"调整分值：{template.name}")
        self._table = self._made_table()
        self._sum = label("", wraps=True)
        self._sum.setObjectName("sum")
        buttons = QDialogButtonBox()
        self._save = buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        self._save.setProperty("role", "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        note = f"“分值”一列可以改，空着就用模板的分值。已经存档的清单不变。{template.note}"
        layout.addWidget(label(note, "muted", wraps=True))
        layout.addWidget(self._table, 1)
        layout.addWidget(self._sum)
        layout.addWidget(buttons)
        self._table.itemChanged.connect(self._add_up)
        self._add_up()
        fit(self, _size)

    def accept(self) -> None:
        """Say what is to be kept, and close."""
        now = {line.id: self._text(row) for row, line in enumerate(self._lines)}
        self.kept.emit({i: text for i, text in now.items() if text != self._before[i]})
        super().accept()

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(len(self._lines), 4)
        table.setObjectName("points_table")
        table.setAccessibleName("各项分值")
        table.setHorizontalHeaderLabels(["项", "验收项目", "分值", "模板"])
        table.verticalHeader().hide()
        for row, line in enumerate(self._lines):
            cells = (self._numbers[line.id], line.label, self._before[line.id], marks(line.points))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column >= _points:
                    item.setTextAlignment(_right)
                if column != _points:
                    item.setFlags(_fixed)
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        return table

    def _text(self, row: int) -> str:
        item = self._table.item(row, _points)
        return item.text().strip() if item is not None else ""

    def _add_up(self) -> None:
        whole, wrong = Decimal(0), ""
        for row, line in enumerate(self._lines):
            text = self._text(row)
            try:
                points = Decimal(text) if text else line.points
            except InvalidOperation:
                wrong = f"第 {self._numbers[line.id]} 项的“{text}”不是数字。"
                continue
            if line.id not in self._bonus:
                whole += points
        full = self._template.full_marks
        is_right = not wrong and whole == full
        self._sum.setText(wrong or f"合计 {marks(whole)} 分（不含加分），应是 {marks(full)} 分。")
        restyle(self._sum, "level", "good" if is_right else "blocking")
        self._save.setEnabled(is_right)
