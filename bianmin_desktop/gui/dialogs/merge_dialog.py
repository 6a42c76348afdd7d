"""合并: two records that are one thing, side by side; the answer is chosen field by field."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.answer_cards import FieldChoice
from bianmin_desktop.gui.helping import give_help
from bianmin_desktop.gui.labels import label
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.duplicates import Comparison, DuplicateService, Line, Merged, Side

_widest, _highest = 940, 620
_margin = 60


class MergeDialog(QDialog):
    """Shows where two records differ, and what they agree in on demand; merges as chosen."""

    def __init__(self, context: Context, comparison: Comparison, parent: QWidget) -> None:
        """For two records as they were when they were compared."""
        super().__init__(parent)
        self._context = context
        self._comparison = comparison
        self.setWindowTitle("合并重复的记录")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices = [FieldChoice(line, self) for line in comparison.differing]
        give_help(context, "merge", self)
        self._build()
        self._lay_out()
        self._connect()
        self._fit()
        if self._choices:
            self._choices[0].take_cursor()

    def choices(self) -> dict[str, Side]:
        """Whose answer is chosen, by field."""
        return {choice.field.id: choice.side for choice in self._choices}

    def _build(self) -> None:
        comparison = self._comparison
        count = len(comparison.differing)
        words = f"有 {count} 项不同，请逐项选留哪一个；已按“有内容的、核实更晚的”替您选好。"
        self._note = label(words if count else "两条记录的内容完全相同。", wraps=True)
        self._left = _side_button("全用左边", "all_keep")
        self._right = _side_button("全用右边", "all_drop")
        said = [line for line in comparison.equal if line.keep]
        self._more = _side_button(_fold_words(len(said), is_open=False), "show_equal")
        self._more.setCheckable(True)
        self._more.setVisible(bool(said))
        self._equal = _equal_lines(said)
        self._equal.setVisible(False)
        self._equal_count = len(said)
        self._outcome = label(_outcome(comparison), "muted", wraps=True)
        self._merge = QPushButton("合并")
        self._merge.setObjectName("merge")
        self._merge.setProperty("role", "primary")
        self._merge.setDefault(True)
        self._cancel = QPushButton("取消")

    def _lay_out(self) -> None:
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addLayout(self._grid())
        inside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._equal)
        inside.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        bar = QHBoxLayout()
        bar.addWidget(self._outcome, 1)
        bar.addSpacing(12)
        bar.addWidget(self._merge)
        bar.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.addWidget(self._note)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(bar)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance("便") * 6)
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        grid.addLayout(_head("左：保留这一条", self._left), 0, 1)
        grid.addLayout(_head("右：并入后移到回收站", self._right), 0, 2)
        for choice in self._choices:
            choice.place(grid)
        return grid

    def _connect(self) -> None:
        self._left.clicked.connect(partial(self._choose_all, Side.KEEP))
        self._right.clicked.connect(partial(self._choose_all, Side.DROP))
        self._more.toggled.connect(self._unfold)
        self._merge.clicked.connect(self._begin)
        self._cancel.clicked.connect(self.reject)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self._merge)

    def _fit(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(_widest, room.width() - _margin), min(_highest, room.height() - _margin))

    def _choose_all(self, side: Side) -> None:
        for choice in self._choices:
            choice.choose(side)

    def _unfold(self, is_open: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._more.setText(_fold_words(self._equal_count, is_open=is_open))
        self._equal.setVisible(is_open)

    def _begin(self) -> None:
        self._merge.setEnabled(False)
        duplicates = self._context.application.duplicates
        work = partial(_merged, duplicates, self._comparison, self.choices())
        self._context.tasks.start(work, self._end, self._fail)

    def _end(self, done: Merged) -> None:
        record_type = self._context.application.edition.record_type(done.record.type)
        self._context.hub.announce(done.changes)
        name = done.record.name(record_type)
        self._context.say(f"已合并到“{name}”，另一条移到回收站，可以撤销")
        self.accept()

    def _fail(self, error: BaseException) -> None:
        self._merge.setEnabled(True)
        self._context.tell(error)


def open_merge(context: Context, ids: tuple[str, str], parent: QWidget) -> None:
    """Compare two stored records beside the window, then ask how to merge them."""

    def ask(comparison: Comparison) -> None:
        MergeDialog(context, comparison, parent).open()

    compare = partial(context.application.duplicates.compared, *ids)
    context.tasks.look_up(compare, ask, context.tell)


def _merged(
    duplicates: DuplicateService, comparison: Comparison, choices: dict[str, Side], _: Progress
) -> Merged:
    keep, drop = comparison.keep.id, comparison.drop.id
    return duplicates.merge(keep, drop, choices, comparison.revisions)


def _head(words: str, button: QPushButton) -> QHBoxLayout:
    head = QHBoxLayout()
    head.addWidget(label(words, "heading"))
    head.addStretch(1)
    head.addWidget(button)
    return head


def _side_button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setProperty("role", "link")
    return button


def _equal_lines(lines: list[Line]) -> QWidget:
    """What the two agree in, each once."""
    part = QWidget()
    part.setObjectName("equal")
    grid = QGridLayout(part)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(lines):
        grid.addWidget(label(line.field.label, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(line.keep, wraps=True), row, 1)
    return part


def _fold_words(count: int, *, is_open: bool) -> str:
    return f"{'▾' if is_open else '▸'} 相同的 {count} 项"


def _outcome(comparison: Comparison) -> str:
    follow = f"它的 {comparison.follow} 条变动等记录转到左边；" if comparison.follow else ""
    return f"合并后右边一条移到回收站，{follow}可以撤销。"
