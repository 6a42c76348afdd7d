"""What a clerk is asked when a list goes out: for whom, which columns, in which form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.environment.settings import Form, ListExport
from bianmin_desktop.gui.labels import label, tip

forms: Mapping[Form, tuple[str, str]] = {
    "xlsx": ("Excel 表格", "能接着改、能再导入；用 WPS 或 Excel 打开"),
    "csv": ("文本 (CSV)", "给别的系统读；用 Excel 直接打开会改坏长代码，平时请用 Excel 表格"),
    "pdf": ("PDF 文件", "只看不改，版面固定，发到哪里都一样"),
    "print": ("打印", "先看打印预览，再选打印机"),
}
"""The forms a list goes out in: what a clerk calls them, and what they are good for."""

_indent = 24


class ExportChoices(QWidget):
    """Three questions with the answers of last time; `changed` is emitted with every answer."""

    changed = Signal()

    def __init__(self, kept: ListExport, columns: tuple[int, int], starred: Sequence[str]) -> None:
        """With the number of columns shown and of all; `starred` columns tell of persons."""
        super().__init__()
        self._starred = starred
        self._build(columns)
        self._lay_out()
        self._fill(kept)
        self._tell()
        self._connect()

    @property
    def chosen(self) -> ListExport:
        """What is chosen now."""
        return ListExport(
            form=self._form(),
            is_for_others=self._others.isChecked(),
            has_all_columns=self._all.isChecked(),
        )

    def _build(self, columns: tuple[int, int]) -> None:
        shown, every = columns
        self._own = QRadioButton("本单位自用")
        self._own.setObjectName("for_own")
        self._others = QRadioButton("报给外单位（隐去姓名电话）")
        self._others.setObjectName("for_others")
        self._shown = QRadioButton(f"屏幕上的 {shown} 列，顺序不变")
        self._shown.setObjectName("shown_columns")
        self._all = QRadioButton(f"全部 {every} 列")
        self._all.setObjectName("all_columns")
        self._groups = [QButtonGroup(self), QButtonGroup(self), QButtonGroup(self)]
        readers, wanted, kinds = self._groups
        for button in (self._own, self._others):
            readers.addButton(button)
        for button in (self._shown, self._all):
            wanted.addButton(button)
        self._buttons: dict[Form, QPushButton] = {}
        for form, (words, told) in forms.items():
            choice = QPushButton(words)
            choice.setObjectName(f"form_{form}")
            choice.setCheckable(True)
            choice.setProperty("role", "choice")
            choice.setToolTip(tip(told))
            kinds.addButton(choice)
            self._buttons[form] = choice
        self._privacy = label("", "muted", wraps=True)
        self._privacy.setObjectName("privacy")
        self._about = label("", "muted", wraps=True)
        self._about.setObjectName("about_form")
        for line in (self._privacy, self._about):
            # Room for two lines: the dialog stands still when the words change.
            line.setMinimumHeight(line.fontMetrics().lineSpacing() * 2)
            line.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_indent)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        kinds = QHBoxLayout()
        for choice in self._buttons.values():
            kinds.addWidget(choice)
        kinds.addStretch(1)
        rows = (
            ("导出成什么", _stacked(kinds, self._about)),
            ("给谁用", _stacked(_beside(self._own, self._others), self._privacy)),
            ("哪些列", _beside(self._shown, self._all)),
        )
        for row, (words, answers) in enumerate(rows):
            grid.addWidget(label(words, "heading"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(answers, row, 1)

    def _fill(self, kept: ListExport) -> None:
        (self._others if kept.is_for_others else self._own).setChecked(True)
        (self._all if kept.has_all_columns else self._shown).setChecked(True)
        self._buttons[kept.form].setChecked(True)

    def _connect(self) -> None:
        for group in self._groups:
            group.buttonToggled.connect(self._answer)

    def _answer(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self._about.setText(forms[self._form()][1])
        names = "、".join(self._starred)
        if not names:
            words = "这个台账里没有个人姓名和电话的项目。"
        elif self._others.isChecked():
            words = f"“{names}”只留头尾，如 王**、138****1234；文字里的手机号也一样。"
        else:
            words = f"“{names}”照原样导出，这份文件不要发给外单位。"
        self._privacy.setText(words)

    def _form(self) -> Form:
        return next((form for form, b in self._buttons.items() if b.isChecked()), "xlsx")


def _beside(*buttons: QRadioButton) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(_indent)
    for button in buttons:
        layout.addWidget(button)
    layout.addStretch(1)
    return layout


def _stacked(above: QHBoxLayout, below: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(6)
    layout.addLayout(above)
    layout.addWidget(below)
    return layout
