"""批量打印: which circles, filled or blank, to the printer or as files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.gui.fitting import fit
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.quiet_box import QuietBox

_size = QSize(560, 600)
_filled, _blank = "filled", "blank"
_kinds = [(_filled, "填好的清单"), (_blank, "空白表（带到现场手填）")]
_ways = [
    ("", "合在一起，打印预览"),
    (".pdf", "每个圈存一个 PDF 文件"),
    (".xlsx", "每个圈存一个 Excel 文件"),
]


class BatchDialog(QDialog):
    """`wanted` gives the circles, whether blank, and the form of the files (empty: the printer)."""

    wanted = Signal(tuple, bool, str)

    def __init__(self, sheets: Sequence[Sheet], parent: QWidget) -> None:
        """With every circle chosen."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("批量打印验收清单")
        self._kind, self._way = QuietBox("打印哪一种"), QuietBox("打印还是存文件")
        self._kind.setObjectName("kind")
        self._kind.offer(_kinds)
        self._way.setObjectName("way")
        self._way.offer(_ways)
        self._circles = _circle_list(sheets)
        self._count = label("", "muted")
        self._all, self._none = QPushButton("全选"), QPushButton("全不选")
        self._buttons = QDialogButtonBox()
        self._go = self._buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        self._go.setProperty("role", "primary")
        self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self._connect()
        self._note_choice()
        fit(self, _size)

    def accept(self) -> None:
        """Say what is wanted, and close."""
        self.wanted.emit(self._chosen(), self._kind.value == _blank, self._way.value)
        super().accept()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self._all)
        bar.addWidget(self._none)
        bar.addStretch(1)
        bar.addWidget(self._count)
        layout = QVBoxLayout(self)
        form = QFormLayout()
        form.addRow("哪一种", self._kind)
        form.addRow("怎么出", self._way)
        layout.addLayout(form)
        layout.addWidget(self._circles, 1)
        layout.addLayout(bar)
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self._circles.itemChanged.connect(self._note_choice)
        self._all.clicked.connect(self._choose_all)
        self._none.clicked.connect(self._choose_none)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _choose_all(self) -> None:
        self._choose(Qt.CheckState.Checked)

    def _choose_none(self) -> None:
        self._choose(Qt.CheckState.Unchecked)

    def _choose(self, state: Qt.CheckState) -> None:
        for row in range(self._circles.count()):
            self._circles.item(row).setCheckState(state)

    def _chosen(self) -> tuple[str, ...]:
        items = (self._circles.item(row) for row in range(self._circles.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _note_choice(self) -> None:
        count = len(self._chosen())
        self._count.setText(f"选了 {count} 个，共 {self._circles.count()} 个")
        self._go.setEnabled(count > 0)


def _circle_list(sheets: Sequence[Sheet]) -> QListWidget:
    circles = QListWidget()
    circles.setObjectName("which_circles")
    circles.setAccessibleName("打印哪些生活圈，空格勾选")
    for sheet in sheets:
        item = QListWidgetItem(f"{sheet.subject.name}　{sheet.subject.stage_label}", circles)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked)
        item.setData(Qt.ItemDataRole.UserRole, sheet.subject.id)
    return circles
