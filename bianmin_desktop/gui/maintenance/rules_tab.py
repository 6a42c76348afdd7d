"""审核规则: every rule in force with its level, limits, blanks and clause; searched and printed."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.rules.telling import RuleLine
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.paper import PdfPages, opened

_columns = ("规则", "级别", "发现问题时怎么说", "限值和适用范围", "空白怎么算", "依据")
_widths = (17, 4, 0, 11, 9, 9)
_least_lines = 15
_kinds = {".xlsx": "Excel 工作簿 (*.xlsx)", ".pdf": "PDF 文件 (*.pdf)"}
_words = (
    "现用口径的全部审核规则。强制：改正后才能报送；核实：改正或写明情况；提示：只供参考。"
    "〔〕里是审核时填上真实内容的地方。"
)


class RulesTab(QWidget):
    """Filled when somebody looks; what is found is what is saved and printed."""

    def __init__(self, context: Context) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._context = context
        self._shown: tuple[RuleLine, ...] = ()
        self._is_filled = False
        self._build()
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Filled when somebody looks."""
        super().showEvent(event)
        if not self._is_filled:
            self._is_filled = True
            self._fill()

    def save_to(self, target: Path) -> None:
        """Write the rules that are shown, beside the window."""
        lists, lines = self._context.application.rule_lists, self._shown
        self._set_busy(is_busy=True)

        def write(progress: Progress) -> Path:
            lists.save(lines, target, progress)
            return target

        self._context.tasks.start(write, self._tell_saved, self._fail)

    def print_shown(self) -> None:
        """Open the print preview of the rules that are shown."""
        lists, lines = self._context.application.rule_lists, self._shown
        self._set_busy(is_busy=True)
        self._context.tasks.start(
            lambda progress: opened(lists.printed(lines, progress)), self._preview, self._fail
        )

    def _build(self) -> None:
        self._note = label(_words, "muted", wraps=True)
        self._search = QLineEdit()
        self._search.setObjectName("rules_search")
        self._search.setAccessibleName("在规则里查找")
        self._search.setPlaceholderText("查找规则、项目、依据或编号")
        self._search.setClearButtonEnabled(True)
        self._level = QComboBox()
        self._level.setObjectName("rules_level")
        self._level.setAccessibleName("级别")
        self._level.addItem("所有级别", "")
        for level in Level:
            self._level.addItem(level.label, level.value)
        self._count = label("")
        self._count.setObjectName("rules_count")
        self._tree = _tree(self)
        self._tree.setMinimumHeight(self.fontMetrics().height() * 7)
        self._whole = QPlainTextEdit()
        self._whole.setObjectName("rule")
        self._whole.setAccessibleName("选中规则的全文")
        self._whole.setReadOnly(True)
        self._whole.setTabChangesFocus(True)
        self._whole.setMaximumHeight(self.fontMetrics().lineSpacing() * 6 + 14)
        self.setMinimumHeight(self.fontMetrics().height() * _least_lines)
        self._buttons = [
            _button("存为 Excel…", "save_rules_xlsx"),
            _button("存为 PDF…", "save_rules_pdf"),
            _button("打印…", "print_rules"),
        ]

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._search, 1)
        top.addWidget(self._level)
        bottom = QHBoxLayout()
        bottom.addWidget(self._count, 1)
        for button in self._buttons:
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(self._note)
        layout.addLayout(top)
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._whole)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._fill)
        self._level.currentIndexChanged.connect(self._fill)
        self._tree.currentItemChanged.connect(self._tell_one)
        xlsx, pdf, paper = self._buttons
        xlsx.clicked.connect(lambda: self._ask_where(".xlsx"))
        pdf.clicked.connect(lambda: self._ask_where(".pdf"))
        paper.clicked.connect(self.print_shown)

    def _fill(self) -> None:
        wanted = str(self._level.currentData())
        found = self._context.application.rule_lists.lines(self._search.text())
        self._shown = tuple(line for line in found if wanted in ("", line.level.value))
        self._tree.clear()
        for group, held in groupby(self._shown, key=lambda line: line.group):
            items = [_item(line) for line in held]
            heading = QTreeWidgetItem([f"{group}　{len(items)} 条"])
            heading.addChildren(items)
            self._tree.addTopLevelItem(heading)
            heading.setFirstColumnSpanned(True)
            heading.setExpanded(True)
        self._count.setText(_counted(self._shown))
        self._set_busy(is_busy=False)
        if (first := self._tree.topLevelItem(0)) is not None:
            self._tree.setCurrentItem(first.child(0))  # type: ignore[arg-type]
            self._tree.scrollToTop()

    def _tell_one(self, item: QTreeWidgetItem | None) -> None:
        line = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        self._whole.setPlainText("\n".join(_told(line)) if isinstance(line, RuleLine) else "")

    def _ask_where(self, suffix: str) -> None:
        application = self._context.application
        start = str(application.folder.exports / application.rule_lists.file_name(suffix))
        chosen, _ = QFileDialog.getSaveFileName(self, "审核规则存到哪里", start, _kinds[suffix])
        if chosen:
            # A name with another ending would be a file of another kind.
            self.save_to(Path(chosen).with_suffix(suffix))

    def _preview(self, pages: PdfPages) -> None:
        from bianmin_desktop.gui.printing.preview import PrintPreview

        self._set_busy(is_busy=False)
        title = self._context.application.rule_lists.title
        PrintPreview(self._context, (title, pages), self).open()

    def _tell_saved(self, target: Path) -> None:
        self._set_busy(is_busy=False)
        self._context.say(f"已存为：{target}")

    def _fail(self, error: BaseException) -> None:
        self._set_busy(is_busy=False)
        self._context.tell(error)

    def _set_busy(self, *, is_busy: bool) -> None:
        for button in self._buttons:
            button.setEnabled(bool(self._shown) and not is_busy)


def _tree(holder: QWidget) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setObjectName("rules")
    tree.setAccessibleName("审核规则")
    tree.setHeaderLabels(_columns)
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(True)
    tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    letter = holder.fontMetrics().horizontalAdvance("便")
    header = tree.header()
    header.setStretchLastSection(False)
    for column, width in enumerate(_widths):
        if width:
            header.resizeSection(column, width * letter)
        else:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    return tree


def _item(line: RuleLine) -> QTreeWidgetItem:
    cells = [line.name, line.level.label, line.says, line.limits, line.blanks, line.source]
    item = QTreeWidgetItem(cells)
    for column, text in enumerate(cells):
        item.setToolTip(column, tip(text))
    item.setData(0, Qt.ItemDataRole.UserRole, line)
    return item


def _told(line: RuleLine) -> list[str]:
    parts = (
        ("", f"【{line.level.label}】{line.group}：{line.name}"),
        ("看哪些项目：", line.fields),
        ("发现问题时说：", line.says),
        ("限值和适用范围：", line.limits),
        ("空白：", line.blanks),
        ("依据：", f"{line.source}（规则编号 {line.id}）"),
    )
    return [f"{head}{text}" for head, text in parts if text]


def _counted(lines: tuple[RuleLine, ...]) -> str:
    counts = [(level.label, sum(line.level is level for line in lines)) for level in Level]
    named = "，".join(f"{name} {count}" for name, count in counts if count)
    return f"共 {len(lines)} 条：{named}" if lines else "没有找到规则，请换几个字再找。"


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    return button
