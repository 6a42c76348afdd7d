"""疑似重复: the pairs of outlets that may be one shop; each is merged or said to be two."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.maintenance.rows import Row, RowsModel, RowsTable
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.services.duplicates import Outline, Suspicion

_frame = 20
"""What the frame round the chosen pair takes, in pixels."""


class DuplicatesTab(QWidget):
    """Looks for pairs beside the window when it is shown, and again when outlets were written."""

    def __init__(self, context: Context) -> None:
        """Nothing is looked for yet."""
        super().__init__()
        self._context = context
        self._type = context.application.duplicates.type
        self._found: Sequence[Suspicion] = ()
        self._task: Task[list[Suspicion]] | None = None
        self._is_stale = True
        self._build()
        self._lay_out()
        self._connect()

    def refresh(self, changes: Changes) -> None:
        """Outlets were written: what was found is out of date."""
        if changes.touches(self._type) or changes.touches("community"):
            self._is_stale = True
            if self.isVisible():
                self.look()

    def look(self) -> None:
        """Look for pairs anew; a search under way is given up."""
        self._stop()
        self._is_stale = False
        self._bar.setRange(0, 0)
        self._bar.show()
        self._note.setText("正在查找疑似重复的网点…")
        find = self._context.application.duplicates.all
        task = self._context.tasks.start(find, self._take, self._fail)
        task.progressed.connect(self._tell_progress)
        task.cancelled.connect(self._give_up)
        self._task = task

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Looking begins when somebody looks."""
        super().showEvent(event)
        if self._is_stale:
            self.look()

    def _build(self) -> None:
        self._note = label("", "muted")
        self._note.setObjectName("duplicates_note")
        self._bar = QProgressBar()
        self._bar.hide()
        self._model = RowsModel(("相似度", "第一条", "第二条", "理由"))
        self._table = RowsTable(self._model, (5, 0, 0, 17))
        self._table.setObjectName("duplicates")
        self._table.setAccessibleName("疑似重复的网点")
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._whole = QPlainTextEdit()
        self._whole.setObjectName("pair")
        self._whole.setAccessibleName("选中的一对")
        self._whole.setReadOnly(True)
        self._whole.setTabChangesFocus(True)
        self._whole.setMaximumHeight(self.fontMetrics().lineSpacing() * 3 + _frame)
        self._all = QCheckBox("也列出已标为“不是重复”的")
        self._all.setObjectName("with_ruled_out")
        self._first = QPushButton("打开第一条")
        self._second = QPushButton("打开第二条")
        self._apart = QPushButton("不是重复")
        self._apart.setObjectName("not_duplicates")
        self._merge = QPushButton("合并…")
        self._merge.setObjectName("merge_pair")
        self._merge.setProperty("role", "primary")

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        bottom.addWidget(self._all)
        bottom.addStretch(1)
        for button in (self._first, self._second, self._apart, self._merge):
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(self._note)
        layout.addWidget(self._bar)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._whole)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self._all.toggled.connect(self._show)
        self._first.clicked.connect(self._go_first)
        self._second.clicked.connect(self._go_second)
        self._apart.clicked.connect(self._rule_out)
        self._merge.clicked.connect(self._ask)
        self._table.opened.connect(self._ask)
        self._table.selectionModel().currentRowChanged.connect(self._tell_one)
        self._tell_one()

    def _tell_progress(self, done: int, total: int, words: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        counted = f"，{done:,} / {total:,}" if total else ""
        self._note.setText(f"正在查找疑似重复的网点：{words}{counted}")

    def _take(self, found: list[Suspicion]) -> None:
        self._stop()
        self._found = found
        self._show()

    def _fail(self, error: BaseException) -> None:
        self._stop()
        self._is_stale = True
        self._note.setText("查找没有完成，切换到别的页再回来会重新查找。")
        self._context.tell(error)

    def _give_up(self) -> None:
        """Somebody stopped the search; one that was begun since goes on."""
        if self.sender() is self._task:
            self._stop()
            self._is_stale = True
            self._note.setText("查找已停止，切换到别的页再回来会重新查找。")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._bar.hide()

    def _show(self) -> None:
        row = max(self._table.currentIndex().row(), 0)
        shown = [s for s in self._found if self._all.isChecked() or not s.is_ruled_out]
        self._model.show([Row(_cells(suspicion), suspicion) for suspicion in shown])
        self._note.setText(_counted(self._found))
        if shown:
            self._table.selectRow(min(row, len(shown) - 1))
        self._tell_one()

    def _chosen(self) -> Suspicion | None:
        held = self._model.subject(self._table.currentIndex().row())
        return held if isinstance(held, Suspicion) else None

    def _tell_one(self) -> None:
        chosen = self._chosen()
        for button in (self._first, self._second, self._apart, self._merge):
            button.setEnabled(chosen is not None)
        is_ruled_out = chosen is not None and chosen.is_ruled_out
        self._apart.setText("还是可能重复" if is_ruled_out else "不是重复")
        self._whole.setPlainText("\n".join(_said(chosen)) if chosen else "")

    def _go_first(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._context.go(self._type, chosen.first.id)

    def _go_second(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._context.go(self._type, chosen.second.id)

    def _rule_out(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        duplicates = self._context.application.duplicates
        decide = duplicates.maybe_duplicates if chosen.is_ruled_out else duplicates.not_duplicates
        try:
            decide(chosen.first.id, chosen.second.id)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return
        self._found = [_turned(s) if s is chosen else s for s in self._found]
        self._show()
        self._context.say("已恢复为疑似重复" if chosen.is_ruled_out else "已记住：这两条不是重复")

    def _ask(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            from bianmin_desktop.gui.dialogs.merge_dialog import open_merge

            open_merge(self._context, (chosen.first.id, chosen.second.id), self)


def _turned(suspicion: Suspicion) -> Suspicion:
    pair, first, second = suspicion.pair, suspicion.first, suspicion.second
    return Suspicion(pair, first, second, not suspicion.is_ruled_out)


def _cells(suspicion: Suspicion) -> tuple[str, ...]:
    pair = suspicion.pair
    state = "（不是重复）" if suspicion.is_ruled_out else ""
    outlines = (_words(suspicion.first), _words(suspicion.second))
    return (str(pair.score), *outlines, f"{state}{'；'.join(pair.reasons)}")


def _words(outline: Outline) -> str:
    return f"{outline.name}（{outline.place}）" if outline.place else outline.name


def _said(suspicion: Suspicion) -> tuple[str, ...]:
    return (
        f"第一条：{_words(suspicion.first)}",
        f"第二条：{_words(suspicion.second)}",
        f"理由：{'；'.join(suspicion.pair.reasons)}",
    )


def _counted(found: Sequence[Suspicion]) -> str:
    ruled_out = sum(suspicion.is_ruled_out for suspicion in found)
    open_pairs = len(found) - ruled_out
    besides = f"另有 {ruled_out:,} 对已标为“不是重复”。" if ruled_out else ""
    if not open_pairs:
        return f"没有发现疑似重复的网点。{besides}"
    return f"{open_pairs:,} 对网点像是同一家，请逐对核对，程序不会自动合并。{besides}"
