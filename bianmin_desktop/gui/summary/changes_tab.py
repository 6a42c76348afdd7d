"""变动说明: what changed in the quarter, and why; the clerk picks a reason or writes one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.quarter_changes import Change, Group
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.summary.changes_model import ChangesModel
from bianmin_desktop.gui.summary.changes_table import ChangesTable
from bianmin_desktop.gui.summary.reason_box import ReasonBox
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.changes import Changed
from bianmin_desktop.services.ledgers import Hit

_most_behind = 300
_hint = "选中一项变动，这里列出它涉及的记录，双击打开。"
_by_hand = "这个数是在“填写总结”里填的，双击左边这一行去修改。"


class ChangesTab(QWidget):
    """Lists the changes; a reason stays with its change and counts in 审核 too."""

    listed = Signal()

    def __init__(self, context: Context) -> None:
        """For the quarter shown last by `show_quarter`."""
        super().__init__()
        self._context = context
        self._quarter: Quarter = context.quarter
        self._last: Changed | None = None
        self._chosen: Change | None = None
        self._reading: Task[Changed] | None = None
        self._listing: Task[list[Hit]] | None = None
        self._build()
        self._lay_out()
        self._connect()

    def show_quarter(self, quarter: Quarter) -> None:
        """Look for the changes beside the window; an older search is dropped."""
        self.keep_reason()
        self._quarter = quarter
        if self._last is None or self._last.quarter != quarter:
            self._note.setText(f"正在比较{quarter.label}和上季度…")
            restyle(self._note, "role", "muted")
        if self._reading is not None:
            self._reading.cancel()
        changes = self._context.application.changes

        def read(progress: Progress) -> Changed:
            return changes.of(quarter, progress)

        self._reading = self._context.tasks.start(read, self._show, self._context.tell)

    def keep_reason(self) -> bool:
        """Keep the reason in the box; returns whether it was another than the stored one.

        Leaving a line or the page keeps it too.
        """
        change, last = self._chosen, self._last
        text = self._box.text
        if change is None or last is None or text == last.reasons.get(change.id, ""):
            return False
        self._give(last, change.id, text)
        checks, quarter = self._context.application.checks, last.quarter

        def keep(_: Progress) -> Changes:
            return checks.explain(quarter, change.id, text)

        before = last.reasons.get(change.id, "")
        refused = partial(self._refuse, quarter, change.id, before)
        self._context.tasks.start(keep, self._kept, refused)
        return True

    def _build(self) -> None:
        self._note = label("", "muted", wraps=True)
        self._note.setObjectName("changes_note")
        self._which = QComboBox()
        self._which.setObjectName("which_changes")
        self._which.setAccessibleName("列出哪些变动")
        self._which.addItem("全部变动", "all")
        self._which.addItem("还要写明原因的", "open")
        for group in Group:
            self._which.addItem(group.label, group.value)
        self._model = ChangesModel()
        self._table = ChangesTable(self._model)
        self._table.setMinimumHeight(self.fontMetrics().height() * 7)
        self._behind = QListWidget()
        self._behind.setObjectName("behind_change")
        self._behind.setAccessibleName("变动涉及的记录，回车或双击打开")
        self._behind.setWordWrap(True)
        self._behind_title = label(_hint, wraps=True)
        self._whole = label("", wraps=True)
        self._whole.setObjectName("change_message")
        self._box = ReasonBox()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._note, 1)
        top.addWidget(self._which)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(12, 0, 0, 0)
        beside.addWidget(self._behind_title)
        beside.addWidget(self._behind, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._table)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setSizes([870, 260])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        layout.addWidget(self._whole)
        layout.addWidget(self._box)

    def _connect(self) -> None:
        self._which.currentIndexChanged.connect(self._fill)
        self._table.selectionModel().currentChanged.connect(self._choose)
        self._table.opened.connect(self._go)
        self._behind.itemActivated.connect(self._go_behind)
        self._box.saved.connect(self.keep_reason)
        self._context.hub.changed.connect(self._refresh)

    def _refresh(self, changes: Changes) -> None:
        """A reason was changed elsewhere (审核, an undo) while this is looked at."""
        if changes.touches("explanation") and self.isVisible():
            self.show_quarter(self._quarter)

    def _show(self, changed: Changed) -> None:
        if changed.quarter == self._quarter and changed != self._last:
            kept = self._chosen.id if self._chosen else ""
            if self.keep_reason() and self._last is not None:
                # Typed while the changes were looked for: it is being kept, and stays.
                reasons = {**changed.reasons, kept: self._box.text}
                changed = Changed(changed.quarter, changed.changes, reasons)
            self._chosen = None
            self._last = changed
            self._fill(kept)
        self.listed.emit()

    def _fill(self, kept: object = "") -> None:
        self.keep_reason()
        self._chosen = None
        if self._last is None:
            return
        changes = _wanted(self._last, str(self._which.currentData()))
        self._table.clearSpans()
        self._model.show(changes, self._last.reasons)
        for row in self._model.headings():
            self._table.setSpan(row, 0, 1, self._model.columnCount())
        self._say()
        row = self._model.row_of(kept) if isinstance(kept, str) else -1
        if changes:
            first = next(r for r in range(len(changes) + 1) if self._model.entry(r))
            self._table.setCurrentIndex(self._model.index(row if row >= 0 else first, 0))
        else:
            self._choose(QModelIndex(), QModelIndex())

    def _say(self) -> None:
        if self._last is not None:
            self._note.setText(told(self._last))
            restyle(self._note, "role", "heading" if self._last.unexplained else "muted")

    def _choose(self, current: QModelIndex, _: QModelIndex) -> None:
        self.keep_reason()
        self._chosen = self._model.entry(current.row()) if current.isValid() else None
        self._behind.clear()
        if self._chosen is None or self._last is None:
            self._box.close_up()
            self._whole.setText("")
            self._behind_title.setText(_hint)
            return
        self._whole.setText(self._chosen.message)
        reason = self._last.reasons.get(self._chosen.id, "")
        self._box.offer(reason, self._context.application.changes.suggestions(self._chosen))
        self._look_behind(self._chosen)

    def _look_behind(self, change: Change) -> None:
        is_entered = change.place.record_type == "summary" and bool(change.place.record_id)
        many = len(change.behind)
        listed = f"，列出前 {_most_behind} 条" if many > _most_behind else ""
        self._behind_title.setText(_by_hand if is_entered else f"涉及 {many:,} 条记录{listed}：")
        if self._listing is not None:
            self._listing.cancel()
        read = partial(self._context.application.ledgers.hits, change.behind[:_most_behind])
        self._listing = self._context.tasks.look_up(read, self._list_behind, self._context.tell)

    def _list_behind(self, hits: Sequence[Hit]) -> None:
        self._behind.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.name}\n{hit.detail}" if hit.detail else hit.name)
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self._behind.addItem(item)

    def _go(self) -> None:
        """Open the record of a change; of a figure, lead to the records it comes from."""
        change = self._chosen
        if change is None:
            return
        self.keep_reason()
        if change.place.record_id:
            self._context.go(change.place.record_type, change.place.record_id, change.place.field)
            return
        self._behind.setFocus()
        self._behind.setCurrentRow(0)

    def _go_behind(self, item: QListWidgetItem) -> None:
        self.keep_reason()
        hit = item.data(Qt.ItemDataRole.UserRole)
        self._context.go(hit.type, hit.id)

    def _give(self, last: Changed, change_id: str, text: str) -> None:
        reasons = {name: said for name, said in last.reasons.items() if name != change_id}
        reasons |= {change_id: text} if text else {}
        self._last = Changed(last.quarter, last.changes, reasons)
        self._model.give(change_id, text)
        self._say()

    def _kept(self, changes: Changes) -> None:
        self._context.hub.announce(changes)
        self._context.say("变动原因已保存")

    def _refuse(self, quarter: Quarter, change_id: str, before: str, error: BaseException) -> None:
        """The reason stays where it was typed, and counts only when it is kept after all."""
        if self._last is not None and self._last.quarter == quarter:
            self._give(self._last, change_id, before)
        self._context.tell(error)


def told(changed: Changed) -> str:
    """What changed, counted by group, and how much of it has still to be explained."""
    counts = [
        f"{group.label} {count:,} {group.unit}"
        for group in Group
        if (count := sum(change.group is group for change in changed.changes))
    ]
    if not counts:
        return f"{changed.quarter.label}和上季度相比没有变动。"
    left = len(changed.unexplained)
    rest = f"还有 {left:,} 项要写明原因才能报送。" if left else "需要说明的都已写明原因。"
    is_asked = any(change.is_asked for change in changed.changes)
    return f"{'，'.join(counts)}。{rest if is_asked else '没有必须说明的，原因可以不写。'}"


def _wanted(changed: Changed, which: str) -> Sequence[Change]:
    if which == "open":
        return changed.unexplained
    return [c for c in changed.changes if which in ("all", c.group.value)]
