"""审核: one list of 强制/核实/提示; a double click goes to the place, a reason stays with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.readiness import Readiness, readiness
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.forms.levels import said, source_of
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.summary.judging import Judged, Judging, Period
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.gui.theme import colours, restyle
from bianmin_desktop.progress import Progress

_issue_role = Qt.ItemDataRole.UserRole
_shown = 2000
_reason_column = 3


class CheckTab(QWidget):
    """Runs the check and shows what it found."""

    checked = Signal(object)

    def __init__(self, context: Context) -> None:
        """Nothing is checked before `check` is called, with a quarter or a year."""
        super().__init__()
        self._context = context
        self._judging = Judging(context.application)
        self._period: Period = context.quarter
        self._last: Judged | None = None
        self._checking: Task[Judged] | None = None
        self._explained: Issue | None = None
        self._build()
        self._lay_out()
        self._connect()

    def check(self, period: Period) -> None:
        """Check the period beside the window; an older check still under way is dropped."""
        self._keep_reason()
        self._period = period
        self._verdict.setText(f"正在审核{self._judging.name(period)}…")
        restyle(self._verdict, "level", "")
        if self._checking is not None:
            self._checking.cancel()
        judging = self._judging

        def run(progress: Progress) -> Judged:
            return judging.check(period, progress)

        self._checking = self._context.tasks.start(run, self._show, self._context.tell)

    def _build(self) -> None:
        self._verdict = label("", "heading", wraps=True)
        self._verdict.setObjectName("verdict")
        self._again = QPushButton("重新审核")
        self._level = QComboBox()
        self._level.setAccessibleName("只看哪一级")
        self._level.addItem("全部问题", "all")
        self._level.addItem("还要处理的", "open")
        for level in Level:
            self._level.addItem(said(level), level.value)
        self._build_tree()
        self._whole = label("", wraps=True)
        self._whole.setObjectName("whole")
        self._whole.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self._whole.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._reason = QPlainTextEdit()
        self._reason.setObjectName("reason")
        self._reason.setAccessibleName("情况说明")
        self._reason.setPlaceholderText(
            "核实问题情况属实的，在这里写明原因，例如：已现场核对，情况属实。"
        )
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 14)
        self._explain = QPushButton("保存说明")
        self._explain.setObjectName("explain")
        self._explain.setEnabled(False)

    def _build_tree(self) -> None:
        self._tree = QTreeWidget()
        self._tree.setMinimumHeight(self.fontMetrics().height() * 7)
        self._tree.setObjectName("found")
        self._tree.setAccessibleName("审核发现的问题，回车或双击去修改")
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setHeaderLabels(["级别", "位置", "问题", "情况说明"])
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        sign = self.fontMetrics().horizontalAdvance("中")
        for column, signs in ((0, 6), (1, 15), (_reason_column, 10)):
            header.resizeSection(column, sign * signs)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._verdict, 1)
        top.addWidget(self._level)
        top.addWidget(self._again)
        bottom = QHBoxLayout()
        bottom.addWidget(self._reason, 1)
        bottom.addWidget(self._explain, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
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
        self.check(self._period)

    def _show(self, checked: Judged) -> None:
        if checked.period == self._period:
            self._last = checked
            self._fill()
            self._say_verdict()
            self.checked.emit(checked)
            self._settle()

    def _settle(self) -> None:
        """Have the summary say what the check came to: 已审核, or 填报中 again."""
        judging, period = self._judging, self._period
        self._context.tasks.start(
            lambda progress: judging.settle(period, progress), self._settled, self._context.tell
        )

    def _settled(self, changes: Changes) -> None:
        if changes.touched:
            self._context.hub.announce(changes)

    def _say_verdict(self) -> None:
        if self._last is not None:
            name = self._judging.name(self._last.period)
            self._verdict.setText(verdict(name, self._last.readiness))
            is_ready = self._last.readiness.may_be_submitted
            restyle(self._verdict, "role", "good" if is_ready else "heading")

    def _fill(self) -> None:
        self._keep_reason()
        self._tree.clear()
        if self._last is None:
            return
        issues = _wanted(self._last.readiness, str(self._level.currentData()))
        for issue in issues[:_shown]:
            self._tree.addTopLevelItem(_item(issue, self._last.explanations.get(issue.id, "")))
        first = self._tree.topLevelItem(0)
        if first is not None:
            self._tree.setCurrentItem(first)
        else:
            self._show_one(None)
            self._whole.setText("没有发现问题。")
        if len(issues) > _shown:
            self._whole.setText(f"共 {len(issues):,} 个问题，先列出前 {_shown:,} 个。")

    def _show_one(self, item: QTreeWidgetItem | None) -> None:
        self._keep_reason()
        issue = item.data(0, _issue_role) if item is not None else None
        needs_reason = isinstance(issue, Issue) and issue.level is Level.VERIFY
        self._explained = issue if needs_reason else None
        self._explain.setEnabled(needs_reason)
        self._reason.setEnabled(needs_reason)
        self._reason.setPlainText(item.text(_reason_column) if item is not None else "")
        if isinstance(issue, Issue):
            source = source_of(self._context.application.edition, issue.clause)
            clause = f"（依据：{source}）" if source else ""
            self._whole.setText(f"{issue.place.say()}：{issue.message}{clause}")

    def _go(self, item: QTreeWidgetItem) -> None:
        self._keep_reason()
        place = self._judging.destination(item.data(0, _issue_role).place)
        self._context.go(place.record_type, place.record_id, place.field)

    def _keep_reason(self) -> None:
        """Keep the reason in the box, if it is not the stored one; leaving a line keeps it too."""
        issue, last = self._explained, self._last
        text = self._reason.toPlainText().strip()
        if issue is None or last is None:
            return
        before = last.explanations.get(issue.id, "")
        if text == before:
            return
        explanations = {**last.explanations, issue.id: text}
        ready = readiness(last.issues, explanations)
        self._last = replace(last, explanations=explanations, readiness=ready)
        self._mark(issue, text)
        judging, period = self._judging, self._period

        def keep(_: Progress) -> Changes:
            return judging.explain(period, issue.id, text)

        refused = partial(self._reason_refused, period, issue.id, before)
        self._context.tasks.start(keep, self._reason_kept, refused)

    def _mark(self, issue: Issue, text: str) -> None:
        for row in range(self._tree.topLevelItemCount()):
            item = self._tree.topLevelItem(row)
            if item is not None and item.data(0, _issue_role).id == issue.id:
                item.setText(_reason_column, text)
        self._say_verdict()

    def _reason_kept(self, changes: Changes) -> None:
        self._context.hub.announce(changes)
        self._context.say("情况说明已保存")
        self._settle()

    def _reason_refused(
        self, period: Period, issue_id: str, before: str, error: BaseException
    ) -> None:
        """The reason stays where it was typed, and counts only when it is kept after all.

        Checking again here would try to keep it again, and fail again, without end.
        """
        last = self._last
        if last is not None and last.period == period:
            explanations = {**last.explanations, issue_id: before}
            ready = readiness(last.issues, explanations)
            self._last = replace(last, explanations=explanations, readiness=ready)
            self._say_verdict()
        self._context.tell(error)


def verdict(name: str, ready: Readiness) -> str:
    """The outcome in one sentence."""
    if ready.may_be_submitted:
        return f"{name}审核通过，可以导出报送。"
    parts = []
    if ready.blocking:
        parts.append(f"{len(ready.blocking)} 项强制问题要改正")
    if ready.unexplained:
        parts.append(f"{len(ready.unexplained)} 项核实问题要改正或写明情况")
    return f"{name}还不能报送：{'，'.join(parts)}。"


def _wanted(ready: Readiness, which: str) -> Sequence[Issue]:
    """What is to be corrected first, then what is to be explained, then the rest."""
    still_open = (*ready.blocking, *ready.unexplained)
    everything = (*still_open, *ready.explained, *ready.hints)
    if which == "open":
        return still_open
    return [issue for issue in everything if which in ("all", issue.level.value)]


def _item(issue: Issue, reason: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([said(issue.level), issue.place.say(), issue.message, reason])
    item.setData(0, _issue_role, issue)
    item.setForeground(0, QColor(colours[issue.level.value]))
    item.setToolTip(1, tip(issue.place.say()))
    item.setToolTip(2, tip(issue.message))
    return item
