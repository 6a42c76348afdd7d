"""Search everything: type anywhere a few letters, choose by arrow keys, Enter goes there.

The answers hang under the line as a frameless part of the window itself. In a window of its own
(a Qt popup) the line would lose the Chinese input method on Windows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.gui.theme import icon
from bianmin_desktop.services.ledgers import Hit, LedgerService

_pause = 120
_most = 24
_row_air = 10
_wide = 44
_hit_role = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    hits: Sequence[Hit]


class SearchBox(QWidget):
    """A line for the window's top bar; Ctrl+K puts the cursor into it."""

    def __init__(self, context: Context) -> None:
        """Looks into all ledgers, registers included."""
        super().__init__()
        self._context = context
        self._looking: Task | None = None
        self._build()
        self._connect()

    @property
    def answers(self) -> SearchAnswers:
        """The list under the line."""
        return self._answers

    def focus_line(self) -> None:
        """Put the cursor into the line, what is in it selected."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def _build(self) -> None:
        self._line = QLineEdit()
        self._line.setObjectName("search_everything")
        self._line.setAccessibleName("搜索所有台账")
        self._line.setPlaceholderText("搜索所有台账（Ctrl+K）")
        self._line.setToolTip("可以输入名称、拼音首字母、编号或地址")
        self._line.setClearButtonEnabled(True)
        self._line.setMaxLength(200)
        self._line.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        types = self._context.application.edition.record_types
        self._answers = SearchAnswers(self, {kind.id: kind.name for kind in types.values()})
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_pause)
        self._key = QShortcut(QKeySequence("Ctrl+K"), self)
        self._key.setContext(Qt.ShortcutContext.WindowShortcut)
        self.setFocusProxy(self._line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._line)

    def _connect(self) -> None:
        self._key.activated.connect(self.focus_line)
        self._line.textEdited.connect(self._timer.start)
        self._line.textChanged.connect(self._hide_if_empty)
        self._timer.timeout.connect(self._look)
        self._line.installEventFilter(self)
        self._answers.tree.itemClicked.connect(self._go)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrow keys, Enter and Escape in the line belong to the answers."""
        if watched is self._line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._steer(event.key()):
                return True
        elif watched is self._line and event.type() == QEvent.Type.FocusIn:
            if self._line.text().strip():
                self._timer.start()
        elif watched is self._line and event.type() == QEvent.Type.FocusOut:
            self._answers.hide()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """The answers go with the line."""
        super().hideEvent(event)
        self._answers.hide()

    def _steer(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            was_open = self._answers.isVisible()
            self._answers.hide()
            if not was_open:
                self._line.clear()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._answers.isVisible():
            self._answers.move_cursor(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return True
        return False

    def _enter(self) -> None:
        item = self._answers.tree.currentItem()
        if self._answers.isVisible() and item is not None and not self._timer.isActive():
            self._go(item)
        else:
            self._look()

    def _look(self) -> None:
        self._timer.stop()
        text = self._line.text().strip()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        if not text:
            self._answers.hide()
            return
        find = partial(_find, self._context.application.ledgers, text)
        self._looking = self._context.tasks.look_up(find, self._show, self._context.tell)

    def _show(self, answer: _Answer) -> None:
        if answer.text == self._line.text().strip():
            self._looking = None
            self._answers.show_hits(answer.hits, self._line)

    def _hide_if_empty(self, text: str) -> None:
        if not text.strip():
            self._answers.hide()

    def _go(self, item: QTreeWidgetItem) -> None:
        hit = item.data(0, _hit_role)
        if isinstance(hit, Hit):
            self._answers.hide()
            self._context.go(hit.type, hit.id)


class SearchAnswers(QFrame):
    """The answers, a part of the window that lies over its pages; it never takes the focus."""

    def __init__(self, box: QWidget, names: Mapping[str, str]) -> None:
        """Hidden until there is something to show; `names` says what a type is called."""
        super().__init__(box)
        self._names = names
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.tree = QTreeWidget()
        self.tree.setObjectName("answers")
        self.tree.setAccessibleName("搜索结果")
        self.tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setColumnCount(3)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(True)
        self._note = label("", "muted")
        self._note.setMargin(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._note)
        self.hide()

    def show_hits(self, hits: Sequence[Hit], under: QWidget) -> None:
        """Show the hits under a widget, the first one chosen."""
        self.tree.clear()
        for hit in hits:
            item = QTreeWidgetItem([self._names.get(hit.type, ""), hit.name, hit.detail])
            item.setData(0, _hit_role, hit)
            item.setToolTip(1, tip(hit.name))
            item.setToolTip(2, tip(hit.detail))
            self.tree.addTopLevelItem(item)
        self._set_cursor(0)
        self.tree.setVisible(bool(hits))
        self._note.setText(_words(len(hits)))
        self._place(under, len(hits))
        self.show()
        self.raise_()

    def move_cursor(self, by: int) -> None:
        """Choose the next hit below (1) or above (-1), around the end."""
        count = self.tree.topLevelItemCount()
        if count:
            self._set_cursor((self.tree.currentIndex().row() + by) % count)

    def _set_cursor(self, row: int) -> None:
        item = self.tree.topLevelItem(row)
        if item is not None:
            self.tree.setCurrentItem(item)

    def _place(self, under: QWidget, rows: int) -> None:
        window = under.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = under.mapTo(window, QPoint(0, under.height() + 2))
        row = self.fontMetrics().height() + _row_air
        height = row * min(rows, 12) + self._note.sizeHint().height() + 16
        width = max(under.width(), self.fontMetrics().horizontalAdvance("便") * _wide)
        left = max(min(corner.x(), window.width() - width - 8), 8)
        room = window.height() - corner.y() - 8
        self.setGeometry(left, corner.y(), min(width, window.width() - 16), min(height, room))


def _words(count: int) -> str:
    if not count:
        return "没有找到。可以试试名称中的几个字、拼音首字母、编号或地址。"
    more = f"只列出前 {count} 条，再多输入几个字可以更准。" if count >= _most else ""
    return f"{more}↑↓ 选择，回车打开，Esc 关闭。"


def _find(ledgers: LedgerService, text: str) -> _Answer:
    return _Answer(text, ledgers.find(text, _most))
