"""整改清单: what is to be put right, by whom, until when, and the second look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.acceptance.sheet import Sheet, SheetLine
from bianmin_desktop.gui.acceptance.keeper import Keeper
from bianmin_desktop.gui.acceptance.showing import result_words
from bianmin_desktop.gui.fitting import scrolled
from bianmin_desktop.gui.forms.editors.calendar import CalendarButton
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.quiet_box import QuietBox
from bianmin_desktop.gui.theme import colours, restyle

_heads = ("项", "验收项目", "责任单位", "期限", "情况")
_widths = (4, 0, 8, 7, 9)
_days = {"due": "整改期限", "fixed_on": "完成日期", "rechecked_on": "复验日期"}
_panel_letters = 22
_shares = (720, 460)
_what_lines = 3
_empty = (
    "没有要整改的项。在“逐项填写”里把一项的结论定为“不合格”，它就列在这里，"
    "再写明怎样改、谁来改、哪天以前改好。"
)


class RepairsTab(QWidget):
    """What is typed is kept when its field is left; `line_wanted` leads to the line."""

    line_wanted = Signal(str)

    def __init__(self, keeper: Keeper) -> None:
        """Empty until `show_sheet`."""
        super().__init__()
        self._keeper = keeper
        self._line: SheetLine | None = None
        self._texts: dict[str, str] = {}
        self._build()
        self._lay_out()
        self._connect()

    def show_sheet(self, sheet: Sheet, today: date) -> None:
        """List what is to be put right; the one that was chosen stays chosen."""
        chosen = self._line.id if self._line is not None else ""
        listed = sheet.to_repair()
        self._tree.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._tree.clear()
        items = {line.id: _item(line, today) for line in listed}
        self._tree.addTopLevelItems(list(items.values()))
        self._tree.blockSignals(False)  # noqa: FBT003
        late = sum((line.repair.days_left(today) or 0) < 0 for line in listed)
        done = sum(line.is_repaired for line in listed)
        overdue = f"，{late} 项已过期限" if late else ""
        self._note.setText(
            f"共 {len(listed)} 项，{done} 项复验合格{overdue}。" if listed else _empty
        )
        restyle(self._note, "level", "blocking" if late else "")
        self._form.setEnabled(bool(listed))
        if not listed:
            self._line = None
            self._fill({}, {})
            return
        self._tree.setCurrentItem(items.get(chosen) or items[listed[0].id])
        self._show(next((line for line in listed if line.id == self._chosen_id()), listed[0]))

    def keep(self) -> None:
        """Keep what was typed and not kept yet."""
        changed = self._pending()
        if self._line is not None and changed:
            self._texts |= changed
            issues = self._keeper.answer(self._line.id, changed)
            self._issues.setText("\n".join(issues))
            self._issues.setVisible(bool(issues))

    def forget(self) -> None:
        """Another circle comes: nothing is being typed."""
        self._line, self._texts = None, {}

    def _build(self) -> None:
        self._note = label("", "muted", wraps=True)
        self._note.setObjectName("repairs_note")
        self._tree = _tree()
        self._asked = label("", "heading", wraps=True)
        self._what = QPlainTextEdit()
        self._what.setObjectName("fix")
        self._what.setAccessibleName("整改内容")
        self._what.setTabChangesFocus(True)
        self._what.setFixedHeight(self.fontMetrics().lineSpacing() * _what_lines + 14)
        self._responsible = QLineEdit()
        self._responsible.setObjectName("responsible")
        self._dates = {name: _day_line(name, word) for name, word in _days.items()}
        self._result = QuietBox("复验结果")
        self._result.setObjectName("recheck")
        self._result.offer([(word if key else "", word) for key, word in result_words.items()])
        self._issues = label("", wraps=True)
        self._issues.setProperty("level", "blocking")
        self._issues.hide()
        self._keep = QPushButton("保存")
        self._keep.setObjectName("keep_repair")

    def _lay_out(self) -> None:
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(12, 4, 8, 4)
        form = QFormLayout()
        column.addWidget(self._asked)
        column.addLayout(form)
        column.addWidget(self._issues)
        column.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        form.addRow("整改内容", self._what)
        form.addRow("责任单位", self._responsible)
        for name, line in self._dates.items():
            row = QHBoxLayout()
            row.addWidget(line, 1)
            row.addWidget(_calendar(line, self.keep))
            form.addRow(_days[name], row)
        form.addRow("复验结果", self._result)
        room = scrolled(self._form)
        room.setMinimumWidth(self.fontMetrics().horizontalAdvance("便") * _panel_letters)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._tree)
        parts.addWidget(room)
        parts.setSizes(list(_shares))
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(parts, 1)

    def _connect(self) -> None:
        self._tree.currentItemChanged.connect(self._choose)
        self._tree.itemActivated.connect(self._go)
        self._keep.clicked.connect(self.keep)
        self._result.activated.connect(self.keep)
        for line in (self._responsible, *self._dates.values()):
            line.editingFinished.connect(self.keep)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        line = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(line, SheetLine):
            self._show(line)

    def _go(self, item: QTreeWidgetItem) -> None:
        self.line_wanted.emit(item.data(0, Qt.ItemDataRole.UserRole).id)

    def _chosen_id(self) -> str:
        item = self._tree.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole).id if item is not None else ""

    def _show(self, line: SheetLine) -> None:
        is_other = self._line is None or self._line.code != line.code
        if is_other:
            self.keep()
            self._texts = {}
        pending = {} if is_other else self._pending()
        self._line = line
        self._asked.setText(f"{line.number}　{line.label}")
        self._fill(self._keeper.line_texts(line.id), pending)

    def _fill(self, texts: Mapping[str, str], pending: Mapping[str, str]) -> None:
        self._texts = dict(texts)
        shown = {**texts, **pending}
        if self._what.toPlainText() != shown.get("fix", ""):
            self._what.setPlainText(shown.get("fix", ""))
        for name, line in (("responsible", self._responsible), *self._dates.items()):
            if line.text().strip() != shown.get(name, ""):
                line.setText(shown.get(name, ""))
        self._result.choose(shown.get("recheck", ""))

    def _pending(self) -> dict[str, str]:
        now = {name: line.text().strip() for name, line in self._dates.items()}
        now |= {"fix": self._what.toPlainText(), "responsible": self._responsible.text().strip()}
        now["recheck"] = self._result.value
        return {name: text for name, text in now.items() if text != self._texts.get(name, "")}


def _item(line: SheetLine, today: date) -> QTreeWidgetItem:
    repair = line.repair
    words, level = _state(line, today)
    due = repair.due.isoformat() if repair.due else "未定"
    item = QTreeWidgetItem([line.number, line.label, repair.responsible, due, words])
    item.setData(0, Qt.ItemDataRole.UserRole, line)
    item.setToolTip(1, tip(f"{line.label}\n{repair.what}"))
    item.setForeground(4, QColor(colours[level]))
    return item


def _state(line: SheetLine, today: date) -> tuple[str, str]:
    """What is said of it, and in which colour."""
    repair, left = line.repair, line.repair.days_left(today)
    if repair.result:
        return result_words[repair.result], "good" if line.is_repaired else "blocking"
    if repair.fixed_on is not None:
        return "已改好，待复验", "hint"
    if left is None:
        return "没有定期限", "verify"
    return (f"过期 {-left} 天", "blocking") if left < 0 else (f"还有 {left} 天", "ink")


def _day_line(name: str, word: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(word)
    line.setPlaceholderText("如 2024-6-30")
    line.setMaxLength(20)
    return line


def _calendar(line: QLineEdit, keep: object) -> CalendarButton:
    button = CalendarButton(line.text)
    button.chosen.connect(line.setText)
    button.chosen.connect(keep)
    return button


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setObjectName("repairs")
    tree.setAccessibleName("整改清单，回车或双击去那一项")
    tree.setHeaderLabels(list(_heads))
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    tree.setMinimumHeight(tree.fontMetrics().height() * 6)
    letter = tree.fontMetrics().horizontalAdvance("便")
    header = tree.header()
    header.setStretchLastSection(False)
    for column, letters in enumerate(_widths):
        if letters:
            header.resizeSection(column, letters * letter)
        else:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    return tree
