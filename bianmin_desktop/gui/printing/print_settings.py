"""How a document is printed: printer, copies, pages, paper and orientation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from bianmin_desktop.environment.settings import Printing
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.printing.page_numbers import page_numbers
from bianmin_desktop.gui.printing.printer import Printers
from bianmin_desktop.gui.theme import restyle

_papers = (("own", "按文件本身"), ("A4", "A4（缩放到一张）"), ("A3", "A3（缩放到一张）"))
_turnings = (("own", "按文件本身"), ("portrait", "纵向"), ("landscape", "横向"))
_most_copies = 99


class PrintSettings(QWidget):
    """The answers a printer needs; `changed` is emitted whenever one of them changes."""

    changed = Signal()

    def __init__(
        self,
        printers: Printers,
        kept: Printing,
        count: int,
        changed: Sequence[int] | None = None,
    ) -> None:
        """With what was chosen last, for a document of `count` pages.

        `changed` are the pages that differ from the version before, when that is known.
        """
        super().__init__()
        self._changed = changed
        self._printers = printers
        self._count = count
        self._build()
        self._lay_out()
        self._fill(kept)
        self._connect()
        self._judge()

    @property
    def can_print(self) -> bool:
        """Whether there is a printer, and the pages named are there."""
        return bool(self._printer.count()) and self.numbers is not None

    @property
    def numbers(self) -> tuple[int, ...] | None:
        """The pages wanted, from 0; nothing when what is typed makes no sense."""
        return page_numbers(self._pages.text(), self._count)

    @property
    def chosen(self) -> Printing:
        """What is chosen now."""
        return Printing(
            printer=self._printer.currentText(),
            paper=self._paper.currentData(),
            turning=self._turning.currentData(),
            copies=self._copies.currentData(),
            is_two_sided=self._two_sided.isChecked(),
        )

    def _build(self) -> None:
        self._printer = _box("printer", "打印机")
        self._paper = _box("paper", "纸张")
        self._turning = _box("turning", "方向")
        for value, words in _papers:
            self._paper.addItem(words, value)
        for value, words in _turnings:
            self._turning.addItem(words, value)
        self._copies = _box("copies", "份数")
        for count in range(1, _most_copies + 1):
            self._copies.addItem(f"{count} 份", count)
        self._pages = QLineEdit()
        self._pages.setObjectName("pages")
        self._pages.setMaxLength(200)
        self._pages.setPlaceholderText(f"全部 {self._count:,} 页，或如 1-3,5")
        self._only_changed = QCheckBox("只打印改动的页")
        self._only_changed.setObjectName("only_changed")
        self._only_changed.setToolTip(
            "正文与上一版不同的页；没有改动的页可以沿用上一版的纸，但页脚的版本号和一致码仍是上一版的"
        )
        self._only_changed.setVisible(bool(self._changed))
        self._two_sided = QCheckBox("双面打印")
        self._two_sided.setObjectName("two_sided")
        self._told = label("", wraps=True)
        self._told.setObjectName("told")

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        # First: on a small screen the end of the form is scrolled to.
        form.addRow(self._told)
        form.addRow("打印机", self._printer)
        form.addRow("页码", self._pages)
        form.addRow(self._only_changed)
        form.addRow("份数", self._copies)
        form.addRow("纸张", self._paper)
        form.addRow("方向", self._turning)
        form.addRow(self._two_sided)

    def _fill(self, kept: Printing) -> None:
        names = self._printers.names()
        self._printer.addItems(names)
        wanted = kept.printer if kept.printer in names else self._printers.usual()
        self._printer.setCurrentIndex(max(self._printer.findText(wanted), 0 if names else -1))
        self._printer.setEnabled(bool(names))
        self._paper.setCurrentIndex(max(self._paper.findData(kept.paper), 0))
        self._turning.setCurrentIndex(max(self._turning.findData(kept.turning), 0))
        self._copies.setCurrentIndex(kept.copies - 1)
        self._two_sided.setChecked(kept.is_two_sided)

    def _connect(self) -> None:
        for box in (self._printer, self._copies, self._paper, self._turning):
            box.currentIndexChanged.connect(self._judge)
        self._pages.textChanged.connect(self._judge)
        self._two_sided.toggled.connect(self._judge)
        self._only_changed.toggled.connect(self._name_changed)

    def _name_changed(self, is_wanted: bool) -> None:  # noqa: FBT001 - a signal's argument
        wanted = self._changed if is_wanted and self._changed else ()
        self._pages.setText(",".join(str(number + 1) for number in wanted))
        self._pages.setEnabled(not is_wanted)

    def _judge(self) -> None:
        words = ""
        if not self._printer.count():
            words = "这台电脑上没有找到打印机。可以另存为 PDF，拿到有打印机的电脑上打印。"
        elif self.numbers is None:
            words = f"页码写成 1-3,5 这样，最大到 {self._count:,}；全部打印就留空。"
        self._told.setText(words)
        self._told.setVisible(bool(words))
        restyle(self._told, "level", "verify" if words else "")
        self.changed.emit()


def _box(name: str, words: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(words)
    box.setMinimumContentsLength(10)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
