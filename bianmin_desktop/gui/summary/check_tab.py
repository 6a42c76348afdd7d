"""审核: one list of 强制/核实/提示; a double click goes to the place, a reason stays with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.services.checks import Checked

_signs = {Level.BLOCKING: "● 强制", Level.VERIFY: "▲ 核实", Level.HINT: "ℹ 提示"}
_issue_role = Qt.ItemDataRole.UserRole
_shown = 2000


class CheckTab(QWidget):
    """Runs the check and shows what it found."""

    checked = Signal(object)

    def __init__(self, context: Context) -> None:
        """Nothing is checked before `check` is called."""
        super().__init__()
        self._context = context
        self._quarter: Quarter = context.quarter
        self._last: Checked | None = None
        self._build()
        self._lay_out()
        self._connect()

    def check(self, quarter: Quarter) -> None:
        """Check the quarter beside the window."""
        self._quarter = quarter
        self._verdict.setText(f"正在审核{quarter.label}…")
        checks = self._context.application.checks
        self._context.tasks.start(
            lambda progress: checks.check(quarter, progress), self._show, self._context.tell
        )

    def _build(self) -> None:
        self._verdict = QLabel()
        self._verdict.setTextFormat(Qt.TextFormat.PlainText)
        self._verdict.setWordWrap(True)
        self._verdict.setProperty("role", "heading")
        self._again = QPushButton("重新审核")
        self._level = QComboBox()
        self._level.setAccessibleName("只看哪一级")
        self._level.addItem("全部级别", None)
        for level in Level:
            self._level.addItem(_signs[level], level)
        self._tree = QTreeWidget()
        self._tree.setObjectName("issues")
        self._tree.setAccessibleName("审核发现的问题")
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setHeaderLabels(["级别", "位置", "问题", "情况说明"])
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 84), (1, 230), (3, 180)):
            header.resizeSection(column, width)
        self._whole = QLabel("双击一行可以直接去改；核实问题如情况属实，在下面写明原因即可报送。")
        self._whole.setTextFormat(Qt.TextFormat.PlainText)
        self._whole.setWordWrap(True)
        self._reason = QPlainTextEdit()
        self._reason.setObjectName("reason")
        self._reason.setAccessibleName("情况说明")
        self._reason.setPlaceholderText("例如：已现场核对，情况属实。")
        self._reason.setTabChangesFocus(True)
        self._reason.setMaximumHeight(72)
        self._explain = QPushButton("保存说明")
        self._explain.setEnabled(False)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._verdict, 1)
        top.addWidget(self._level)
        top.addWidget(self._again)
        bottom = QHBoxLayout()
        bottom.addWidget(self._reason, 1)
        bottom.addWidget(self._explain)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._whole)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self._again.clicked.connect(self._check_again)
        self._level.currentIndexChanged.connect(self._fill)
        self._tree.currentItemChanged.connect(self._show_one)
        self._tree.itemActivated.connect(self._go)
        self._explain.clicked.connect(self._keep_reason)

    def _check_again(self) -> None:
        self.check(self._quarter)

    def _show(self, checked: Checked) -> None:
        self._last = checked
        self._verdict.setText(verdict(checked))
        self._fill()
        self.checked.emit(checked)

    def _fill(self) -> None:
        self._tree.clear()
        if self._last is None:
            return
        wanted = self._level.currentData()
        issues = [i for i in self._last.issues if wanted is None or i.level == wanted]
        for issue in issues[:_shown]:
            reason = self._last.explanations.get(issue.id, "")
            item = QTreeWidgetItem([_signs[issue.level], issue.place.say(), issue.message, reason])
            item.setData(0, _issue_role, issue)
            item.setToolTip(2, issue.message)
            self._tree.addTopLevelItem(item)
        if self._tree.topLevelItemCount():
            self._tree.setCurrentItem(self._tree.topLevelItem(0))

    def _show_one(self, item: QTreeWidgetItem | None) -> None:
        issue = item.data(0, _issue_role) if item is not None else None
        needs_reason = isinstance(issue, Issue) and issue.level is Level.VERIFY
        self._explain.setEnabled(needs_reason)
        self._reason.setEnabled(needs_reason)
        self._reason.setPlainText(item.text(3) if item is not None else "")
        if isinstance(issue, Issue):
            clause = f"（依据：{issue.clause}）" if issue.clause else ""
            self._whole.setText(f"{issue.place.say()}：{issue.message}{clause}")

    def _go(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _issue_role).place
        self._context.go(place.record_type, place.record_id, place.field)

    def _keep_reason(self) -> None:
        item = self._tree.currentItem()
        if item is None:
            return
        issue = item.data(0, _issue_role)
        text = self._reason.toPlainText()
        checks = self._context.application.checks
        quarter = self._quarter
        self._context.tasks.start(
            lambda _: checks.explain(quarter, issue.id, text), self._reason_kept, self._context.tell
        )

    def _reason_kept(self, changes: object) -> None:
        self._context.hub.announce(changes)
        self._context.say("情况说明已保存")
        self._check_again()


def verdict(checked: Checked) -> str:
    """The outcome in one sentence."""
    ready = checked.readiness
    if ready.may_be_submitted:
        return f"{checked.quarter.label}审核通过，可以导出报送。"
    parts = []
    if ready.blocking:
        parts.append(f"{len(ready.blocking)} 项强制问题要改正")
    if ready.unexplained:
        parts.append(f"{len(ready.unexplained)} 项核实问题要改正或写明情况")
    return f"{checked.quarter.label}还不能报送：{'，'.join(parts)}。"
