"""阶段与存档: who looks at it this time, the steps from here, and what was frozen before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.domain.acceptance.stages import Step
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import number_of
from bianmin_desktop.gui.acceptance.keeper import Keeper
from bianmin_desktop.gui.acceptance.showing import marks
from bianmin_desktop.gui.fitting import scrolled
from bianmin_desktop.gui.forms.editors.calendar import CalendarButton
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.quiet_box import QuietBox

_heads = ("次", "验收", "日期", "得分", "总评", "一致码")
_widths = (3, 13, 6, 4, 7, 0)
_lines = {"on": "验收日期", "leader": "验收组组长", "members": "验收组成员"}
_opinion_lines = 3
_by_marks = ("", "按得分和否决项")
_explanation = (
    "每次自查、初验、市验收走下一步时，整份清单（评分、台账情况、整改、佐证材料编号）冻结存档，"
    "以后再改清单，存档不变。"
)


class StageTab(QWidget):
    """`step_wanted` names a step, `frozen_wanted` the number of a frozen acceptance."""

    step_wanted = Signal(str)
    frozen_wanted = Signal(int)

    def __init__(self, keeper: Keeper) -> None:
        """Empty until `show_sheet`."""
        super().__init__()
        self._keeper = keeper
        self._texts: dict[str, str] = {}
        self._build()
        self._lay_out()
        self._connect()

    def show_sheet(self, sheet: Sheet, steps: Sequence[Step], records: Sequence[Record]) -> None:
        """Show this acceptance, the steps from here, and the earlier acceptances."""
        pending = self._pending() if self._texts else {}
        bands = [(band.label, band.label) for band in sheet.grading.bands]
        if self._verdict.count() != len(bands) + 1:
            self._verdict.offer([_by_marks, *bands])
        self._fill(self._keeper.panel_texts(), pending)
        stage = sheet.subject.stage_label or "还没有登记（从申报算起）"
        self._stage.setText(f"现在的阶段：{stage}")
        self._show_steps(steps)
        self._show_records(sheet, records)

    def forget(self) -> None:
        """Another circle comes: nothing is being typed."""
        self._texts = {}

    def keep(self) -> None:
        """Keep what was typed and not kept yet."""
        changed = self._pending() if self._texts else {}
        if changed:
            self._texts |= changed
            issues = self._keeper.describe(changed)
            self._issues.setText("\n".join(issues))
            self._issues.setVisible(bool(issues))

    def _build(self) -> None:
        self._stage = label("", "heading", wraps=True)
        self._stage.setObjectName("stage")
        self._typed = {name: QLineEdit() for name in _lines}
        for name, line in self._typed.items():
            line.setObjectName(f"panel_{name}")
            line.setAccessibleName(_lines[name])
        self._typed["on"].setPlaceholderText("不填就按存档当天")
        self._typed["members"].setPlaceholderText("几个人用顿号隔开；不填的打印成空白签字栏")
        self._day = CalendarButton(self._typed["on"].text)
        self._verdict = QuietBox("总评")
        self._verdict.setObjectName("panel_verdict")
        self._opinion = QPlainTextEdit()
        self._opinion.setObjectName("panel_opinion")
        self._opinion.setAccessibleName("验收意见")
        self._opinion.setTabChangesFocus(True)
        self._opinion.setFixedHeight(self.fontMetrics().lineSpacing() * _opinion_lines + 14)
        self._issues = label("", wraps=True)
        self._issues.setProperty("level", "blocking")
        self._issues.hide()
        self._keep = QPushButton("保存")
        self._steps = QVBoxLayout()
        self._kept = _kept_tree()
        self._again = QPushButton("打印选中的存档…")
        self._again.setObjectName("print_frozen")

    def _lay_out(self) -> None:
        panel = QWidget()
        left = QVBoxLayout(panel)
        left.setContentsMargins(0, 0, 12, 0)
        form = QFormLayout()
        left.addWidget(label("这次验收", "heading"))
        left.addLayout(form)
        left.addWidget(self._issues)
        left.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignRight)
        left.addStretch(1)
        for name, word in _lines.items():
            row = QHBoxLayout()
            row.addWidget(self._typed[name], 1)
            if name == "on":
                row.addWidget(self._day)
            form.addRow(word, row)
        form.addRow("总评", self._verdict)
        form.addRow("验收意见", self._opinion)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stage)
        column.addLayout(self._steps)
        column.addWidget(label(_explanation, "muted", wraps=True))
        column.addWidget(label("存档", "heading"))
        column.addWidget(self._kept, 1)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(scrolled(panel), 2)
        layout.addWidget(scrolled(right), 3)

    def _connect(self) -> None:
        for line in self._typed.values():
            line.editingFinished.connect(self.keep)
        self._day.chosen.connect(self._typed["on"].setText)
        self._day.chosen.connect(self.keep)
        self._verdict.activated.connect(self.keep)
        self._keep.clicked.connect(self.keep)
        self._kept.currentItemChanged.connect(self._note_choice)
        self._kept.itemActivated.connect(self._open)
        self._again.clicked.connect(self._open)

    def _show_steps(self, steps: Sequence[Step]) -> None:
        while (item := self._steps.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for step in steps:
            button = QPushButton(step.setting.label)
            button.setObjectName(f"step_{step.setting.id}")
            button.setProperty("role", "primary" if step.may_be_taken else "")
            button.setEnabled(step.may_be_taken)
            button.clicked.connect(partial(self._take, step.setting.id))
            self._steps.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            for obstacle in step.obstacles:
                self._steps.addWidget(label(f"　· {obstacle}", "muted", wraps=True))

    def _take(self, step_id: str, _: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's argument
        self.keep()
        self.step_wanted.emit(step_id)

    def _show_records(self, sheet: Sheet, records: Sequence[Record]) -> None:
        self._kept.clear()
        for record in records:
            if record.text("template") != sheet.template:
                continue
            number = number_of(record.get("version")) or 0
            name = record.text("name").removeprefix(f"{sheet.subject.name} ")
            verdict = sheet.grading.label(record.text("verdict"))
            score = marks(number_of(record.get("score")))
            day = str(record.get("on") or "")
            told = name.removesuffix(f" {day}")
            cells = [f"{number}", told, day, score, verdict, record.text("fingerprint")]
            item = QTreeWidgetItem(cells)
            item.setData(0, Qt.ItemDataRole.UserRole, int(number))
            self._kept.addTopLevelItem(item)
        if (newest := self._kept.topLevelItem(0)) is not None:
            self._kept.setCurrentItem(newest)
        self._note_choice()

    def _note_choice(self) -> None:
        self._again.setEnabled(self._kept.currentItem() is not None)

    def _open(self) -> None:
        if (item := self._kept.currentItem()) is not None:
            self.frozen_wanted.emit(int(item.data(0, Qt.ItemDataRole.UserRole)))

    def _fill(self, texts: Mapping[str, str], pending: Mapping[str, str]) -> None:
        self._texts = dict(texts)
        shown = {**texts, **pending}
        for name, line in self._typed.items():
            if line.text().strip() != shown.get(name, ""):
                line.setText(shown.get(name, ""))
        self._verdict.choose(shown.get("verdict", ""))
        if self._opinion.toPlainText() != shown.get("opinion", ""):
            self._opinion.setPlainText(shown.get("opinion", ""))

    def _pending(self) -> dict[str, str]:
        now = {name: line.text().strip() for name, line in self._typed.items()}
        now |= {"verdict": self._verdict.value, "opinion": self._opinion.toPlainText()}
        return {name: text for name, text in now.items() if text != self._texts.get(name, "")}


def _kept_tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setObjectName("acceptances")
    tree.setAccessibleName("存档的验收，回车或双击打印")
    tree.setHeaderLabels(list(_heads))
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    tree.setMinimumHeight(tree.fontMetrics().height() * 5)
    letter = tree.fontMetrics().horizontalAdvance("便")
    for column, letters in enumerate(_widths):
        if letters:
            tree.header().resizeSection(column, letters * letter)
    return tree
