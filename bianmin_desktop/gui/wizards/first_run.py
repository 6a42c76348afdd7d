"""The first start: which unit's book this is. Nothing else is asked.

Typing searches by characters, pinyin initials or the code; arrows choose, Enter makes the book.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.divisions import Division, Divisions
from bianmin_desktop.gui.labels import label

_levels = {"city": "市", "district": "区", "street": "街道", "community": "社区"}
_shown = 60
_division = Qt.ItemDataRole.UserRole
_moving = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class FirstRun(QWidget):
    """Offers the units; `unit_chosen` names a code, `demo_wanted` asks for the example data."""

    unit_chosen = Signal(str)
    demo_wanted = Signal()

    def __init__(self, divisions: Divisions) -> None:
        """Over the division table."""
        super().__init__()
        self._divisions = divisions
        self.setWindowTitle("便民圈填报 - 第一次使用")
        self.resize(760, 600)
        self._build()
        self._lay_out()
        self._connect()
        self._search("")

    @property
    def unit(self) -> Division | None:
        """The unit that is marked now."""
        item = self._list.currentItem()
        return item.data(_division) if item is not None else None

    def report(self, done: int, total: int, note: str) -> None:
        """Show how far making the book has come."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._words.setText(note or "正在准备…")

    def begin(self, note: str) -> None:
        """Show that the book is being made; nothing can be chosen meanwhile."""
        self._set_asking(is_asking=False)
        self.report(0, 0, note)

    def ask_again(self) -> None:
        """Making the book did not go: let the clerk choose again."""
        self._set_asking(is_asking=True)
        self._words.clear()
        self._describe()

    def _build(self) -> None:
        self._title = label("请选择本机填报单位", "title")
        self._hint = label(
            "输入单位名称、拼音首字母（如 jjl）或区划代码，用 ↑↓ 选择，按回车确定。",
            "muted",
            wraps=True,
        )
        self._entry = QLineEdit()
        self._entry.setObjectName("unit")
        self._entry.setAccessibleName("查找单位")
        self._entry.setPlaceholderText("例如：金家岭街道、jjl、370212")
        self._entry.setClearButtonEnabled(True)
        self._entry.installEventFilter(self)
        self._list = QListWidget()
        self._list.setObjectName("units")
        self._list.setAccessibleName("查到的单位")
        self._chosen = label(role="heading", wraps=True)
        self._chosen.setObjectName("chosen")
        self._words = label(role="muted", wraps=True)
        self._words.setObjectName("words")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._demo = QPushButton("先看示例数据(&D)")
        self._demo.setObjectName("demo")
        self._start = QPushButton("开始使用(&K)")
        self._start.setObjectName("start")
        self._start.setProperty("role", "primary")

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(self._chosen)
        inside.addWidget(self._words)
        inside.addWidget(self._progress)
        buttons = QHBoxLayout()
        buttons.addWidget(self._demo)
        buttons.addStretch(1)
        buttons.addWidget(self._start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(36, 28, 36, 24)
        layout.setSpacing(10)
        for part in (self._title, self._hint, self._entry):
            layout.addWidget(part)
        layout.addWidget(self._list, 1)
        layout.addWidget(card)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._entry.textChanged.connect(self._search)
        self._entry.returnPressed.connect(self._choose)
        self._list.currentItemChanged.connect(self._describe)
        self._list.itemActivated.connect(self._choose)
        self._start.clicked.connect(self._choose)
        self._demo.clicked.connect(self.demo_wanted)

    def _search(self, text: str) -> None:
        self._list.clear()
        for division in self._divisions.search(text, _shown):
            path = " › ".join(part.name for part in self._divisions.path(division.code))
            item = QListWidgetItem(f"{path}　（{_levels[division.level]}）")
            item.setData(_division, division)
            self._list.addItem(item)
        if text.strip():
            self._list.setCurrentRow(0)
        self._describe()

    def _describe(self) -> None:
        unit = self.unit
        self._start.setEnabled(unit is not None)
        if unit is None and not self._entry.text().strip():
            self._chosen.setText("还没有选择单位")
            self._words.setText("选好以后，这里会写明台账里先建好多少个社区。")
            return
        if unit is None:
            self._chosen.setText("没有查到这个单位")
            self._words.setText("请换一种写法：全称、简称、拼音首字母或 12 位区划代码。")
            return
        self._chosen.setText(" › ".join(part.name for part in self._divisions.path(unit.code)))
        self._words.setText(self._coming(unit))

    def _coming(self, unit: Division) -> str:
        below = self._divisions.descendants(unit.code, "community")
        if unit.level == "community":
            return f"区划代码 {unit.code}。台账里会先建好本社区。"
        return f"区划代码 {unit.code}。台账里会先建好下属 {len(below)} 个社区，以后可以增减。"

    def _choose(self) -> None:
        unit = self.unit
        if unit is not None and self._start.isEnabled():
            self.unit_chosen.emit(unit.code)

    def _set_asking(self, *, is_asking: bool) -> None:
        for part in (self._entry, self._list, self._start, self._demo):
            part.setEnabled(is_asking)
        self._progress.setVisible(not is_asking)
        if is_asking:
            self._entry.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows typed into the search move in the list below it."""
        if (
            watched is self._entry
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _moving
        ):
            self._list.event(event)
            return True
        return super().eventFilter(watched, event)
