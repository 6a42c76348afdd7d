"""The versions of a quarter: where each stands, what differs, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.return_dialog import return_dialog
from bianmin_desktop.gui.dialogs.verify_dialog import VerifyDialog
from bianmin_desktop.gui.dialogs.version_comparison import Again, VersionComparisonDialog
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.tables.flow_row import FlowRow
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.paper import Print
from bianmin_desktop.services.versions import Comparison, Shelf, VersionLine, now

_headers = ("版本", "一致码", "导出时间", "状态")
_least_lines = 6
_line_role = Qt.ItemDataRole.UserRole
_none = Shelf((), has_last_quarter=False, may_be_returned=False, may_be_received=False)

Compared = tuple[Comparison, Again | None]


class VersionList(QWidget):
    """Lists versions and compares them; `again_wanted` asks for a version's files anew."""

    again_wanted = Signal(int)
    listed = Signal()

    def __init__(self, context: Context) -> None:
        """For the quarter shown last by `show_quarter`."""
        super().__init__()
        self._context = context
        self._quarter = context.quarter
        self._shelf = _none
        self._is_busy = False
        self._build()
        self._lay_out()
        self._connect()
        self._judge()

    def show_quarter(self, quarter: Quarter) -> None:
        """List the versions of the quarter."""
        self._quarter = quarter
        versions = self._context.application.versions
        self._context.tasks.look_up(
            lambda: (quarter, versions.shelf(quarter)), self._list, self._context.tell
        )

    def set_busy(self, *, is_busy: bool) -> None:
        """While something is exported or compared nothing else can be begun."""
        self._is_busy = is_busy
        self._judge()

    def _build(self) -> None:
        self._tree = QTreeWidget()
        self._tree.setObjectName("versions")
        self._tree.setAccessibleName("已导出的版本")
        self._tree.setRootIsDecorated(False)
        self._tree.setMinimumHeight(self._tree.fontMetrics().height() * _least_lines)
        self._tree.setHeaderLabels(_headers)
        header = self._tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        letter = self.fontMetrics().horizontalAdvance("便")
        for column, letters in enumerate((7, 12, 12)):
            header.resizeSection(column, letters * letter)
        self._again = _button("重新导出…", "again")
        self._again.setToolTip("文件丢了或要再拷一份：内容与当时导出的完全一样，不算新的一版")
        self._look = _button("预览打印…", "preview_version")
        self._look.setToolTip("看这一版的 PDF 并打印；可以只打印与上一版不同的页")
        self._with_before = _button("与上一版对比", "with_before")
        self._with_now = _button("与现在对比", "with_now")
        self._with_now.setToolTip("这一版导出以后，台账和总结又改了什么")
        self._with_quarter = _button("与上季度对比", "with_quarter")
        self._verify = _button("核对一致码…", "verify")
        self._verify.setToolTip("看一个文件、一张纸是不是当时上报的那一版")
        self._return = _button("登记退回…", "note_return")
        self._received = _button("登记上级已收", "note_received")
        self._state = label("", "muted")
        self._state.setObjectName("versions_state")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("已经导出的版本", "heading"))
        head.addStretch(1)
        head.addWidget(self._state)
        below = FlowRow()
        below.add(self._look, self._again, self._with_before, self._with_now, self._with_quarter)
        below.add(self._received, self._return, self._verify)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self._tree, 1)
        layout.addWidget(below)

    def _connect(self) -> None:
        self._tree.currentItemChanged.connect(self._judge)
        self._again.clicked.connect(self._ask_again)
        self._look.clicked.connect(self._preview)
        self._with_before.clicked.connect(self._compare_before)
        self._with_now.clicked.connect(self._compare_now)
        self._with_quarter.clicked.connect(self._compare_quarter)
        self._return.clicked.connect(self._note_return)
        self._received.clicked.connect(self._note_received)
        self._verify.clicked.connect(self._ask_verify)

    def _list(self, found: tuple[Quarter, Shelf]) -> None:
        quarter, shelf = found
        if quarter != self._quarter:
            return
        self._shelf = shelf
        self._tree.clear()
        for line in reversed(shelf.lines):
            self._tree.addTopLevelItem(_item(line))
        newest = self._tree.topLevelItem(0)
        if newest is not None:
            self._tree.setCurrentItem(newest)
        self._judge()
        self.listed.emit()

    @property
    def _chosen(self) -> VersionLine | None:
        item = self._tree.currentItem()
        line = item.data(0, _line_role) if item is not None else None
        return line if isinstance(line, VersionLine) else None

    def _judge(self) -> None:
        """Say which buttons can be pressed, and of the others why not."""
        line, shelf, is_free = self._chosen, self._shelf, not self._is_busy
        self._again.setEnabled(is_free and line is not None)
        self._look.setEnabled(is_free and line is not None)
        self._with_before.setEnabled(is_free and line is not None and line.number > 1)
        self._with_now.setEnabled(is_free and line is not None)
        self._with_quarter.setEnabled(is_free and shelf.has_last_quarter)
        missing = f"{self._quarter.previous.label}没有导出过"
        self._with_quarter.setToolTip(tip("" if shelf.has_last_quarter else missing))
        self._return.setEnabled(is_free and shelf.may_be_returned)
        told = "上级退回了，在这里记下原因" if shelf.may_be_returned else "上报以后才能登记退回"
        self._return.setToolTip(tip(told))
        self._received.setEnabled(is_free and shelf.may_be_received)
        told = "上级说收到了就点这里：这一期锁定，不会再被改动" if shelf.may_be_received else ""
        self._received.setToolTip(tip(told or "已上报、还没有登记的才能登记"))

    def _ask_again(self) -> None:
        if self._chosen is not None:
            self.again_wanted.emit(self._chosen.number)

    def _preview(self) -> None:
        if self._chosen is None:
            return
        exporting, quarter, number = (
            self._context.application.exporting,
            self._quarter,
            self._chosen.number,
        )
        self.set_busy(is_busy=True)
        self._state.setText("正在生成预览…")
        self._context.tasks.start(
            lambda progress: exporting.print_of(quarter, number, progress), self._show, self._failed
        )

    def _show(self, shown: Print) -> None:
        from bianmin_desktop.gui.printing.preview import PrintPreview

        self._rest()
        PrintPreview(self._context, shown, self).open()

    def _compare_before(self) -> None:
        if self._chosen is not None:
            self._compare_versions(self._chosen.number - 1, self._chosen.number)

    def _compare_now(self) -> None:
        if self._chosen is not None:
            self._compare_versions(self._chosen.number, now)

    def _compare_versions(self, first: int, last: int) -> None:
        versions, quarter = self._context.application.versions, self._quarter

        def run(progress: Progress) -> Compared:
            return versions.compare(quarter, (first, last), progress), None

        self._compare(run)

    def _compare_quarter(self) -> None:
        versions, quarter = self._context.application.versions, self._quarter
        number = self._chosen.number if self._chosen is not None else now

        def again(with_records: bool, progress: Progress) -> Comparison:  # noqa: FBT001
            return versions.against_last_quarter(
                quarter, number, progress, with_records=with_records
            )

        self._compare(lambda progress: (again(False, progress), again))  # noqa: FBT003

    def _compare(self, run: Callable[[Progress], Compared]) -> None:
        self.set_busy(is_busy=True)
        self._state.setText("正在对比…")
        self._context.tasks.start(run, self._open, self._failed)

    def _open(self, compared: Compared) -> None:
        self._rest()
        comparison, again = compared
        VersionComparisonDialog(self._context, comparison, self, again).open()

    def _failed(self, error: BaseException) -> None:
        self._rest()
        self._context.tell(error)

    def _rest(self) -> None:
        self._state.setText("")
        self.set_busy(is_busy=False)

    def _note_return(self) -> None:
        return_dialog(self._context, self._quarter, self).exec()
        self.show_quarter(self._quarter)

    def _ask_verify(self) -> None:
        VerifyDialog(self._context, self).open()

    def _note_received(self) -> None:
        try:
            changes = self._context.application.receipts.note_received(self._quarter)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._context.hub.announce(changes)
        self._context.say(f"已登记：{self._quarter.label}上级已收，总结锁定")
        self.show_quarter(self._quarter)


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    return button


def _item(line: VersionLine) -> QTreeWidgetItem:
    state = line.state
    if line.note is not None:
        state = f"{line.state}（{line.note.reason}）"
    made = f"{line.made_at:%Y-%m-%d %H:%M}"
    cells = [f"第 {line.number} 版", line.fingerprint, made, " ".join(state.split())]
    item = QTreeWidgetItem(cells)
    item.setData(0, _line_role, line)
    if line.note is not None:
        item.setToolTip(3, tip(line.note.reason))
    return item
