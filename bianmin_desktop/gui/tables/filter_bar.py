"""The filters over a list, made from the fields of the record type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget

from bianmin_desktop.catalogue.definitions import Field, Kind, Level
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.tables.flow_layout import FlowLayout
from bianmin_desktop.gui.tables.pick_box import PickBox
from bianmin_desktop.services.ledgers import Query

_pause = 120
_filtered = (Kind.CHOICE, Kind.REFERENCE, Kind.YES_NO)
_unanswered = "（未填）"
_wrong = "wrong"
_search_letters = 24
_reviews = (("due", "本季度要再看一遍的"), ("changed", "上次报送后改过的"))
_levels = {
    _wrong: (Level.BLOCKING, Level.VERIFY),
    **{level.value: (level,) for level in Level},
}


class FilterBar(QWidget):
    """Search, one drop-down for every listed field with a list of answers, and the state.

    `changed` is emitted when the list should be asked again: at once for a drop-down, after a
    short pause while typing. `left` is emitted when the arrow-down key leaves for the list.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, context: Context, type_id: str) -> None:
        """For a record type; nothing is filtered yet."""
        super().__init__()
        self._context = context
        self._type = context.application.edition.record_type(type_id)
        self._boxes: dict[str, PickBox] = {}
        self._build()
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def is_narrowing(self) -> bool:
        """Whether anything is filtered out."""
        return self.narrowed(Query(self._type.id)).is_narrowed

    def narrowed(self, query: Query) -> Query:
        """The query with these filters, its order kept."""
        where = tuple(
            (field_id, box.value) for field_id, box in self._boxes.items() if box.value is not None
        )
        levels = _levels.get(self._level.value or "", ())
        search = self._search.text().strip()
        review = self._review.value or ""
        quarter = self._context.quarter if review else None
        found = Query(query.type, where, search, levels, query.order, query.descending)
        return replace(found, review=review, quarter=quarter)

    def take(self, query: Query) -> None:
        """Filter as the query does; what is not offered here any more is left out."""
        wanted = dict(query.where)
        for field_id, box in self._boxes.items():
            box.choose(wanted.get(field_id))
        levels = {levels: name for name, levels in _levels.items()}
        self._level.choose(levels.get(query.levels))
        self._review.choose(query.review or None)
        self._search.setText(query.search)
        self._tell()

    def clear(self) -> None:
        """Filter nothing."""
        self._search.clear()
        for box in (*self._boxes.values(), self._level, self._review):
            box.clear_choice()
        self._tell()

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def begin_search(self, text: str) -> None:
        """Search for what was typed elsewhere, and take over the typing."""
        self._search.setText(text)
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None = None) -> None:
        """Offer the answers of today; after `changes`, only where they may have changed."""
        for field_id, box in self._boxes.items():
            field = self._type.field(field_id)
            if changes is None or (field.target and changes.touches(field.target)):
                box.offer(self._answers(field))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrow down and Enter go to the list, Escape empties the search."""
        if event.key() == Qt.Key.Key_Escape and self.is_narrowing:
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._search = QLineEdit()
        self._search.setObjectName("search")
        self._search.setPlaceholderText(f"搜索{self._searched()}")
        self._search.setAccessibleName(f"搜索{self._type.name}")
        self._search.setToolTip("多个词用空格隔开，Ctrl+F 回到这里")
        self._search.setClearButtonEnabled(True)
        self._search.setMaxLength(200)
        self._search.setMinimumWidth(self.fontMetrics().horizontalAdvance("便") * _search_letters)
        self._search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        initials = self._context.application.program.keys.initials.of
        for field in self._type.fields:
            if field.listed and field.kind in _filtered:
                box = PickBox(field.label, initials)
                box.setObjectName(f"filter_{field.id}")
                self._boxes[field.id] = box
        self._level = PickBox("审核", initials)
        self._level.setObjectName("filter_level")
        self._level.offer(
            ((_wrong, "有问题的"), *((level.value, f"有{level.label}") for level in Level))
        )
        self._review = PickBox("核对", initials)
        self._review.setObjectName("filter_review")
        self._review.offer(_reviews)
        self._clear = QPushButton("清空")
        self._clear.setObjectName("clear")
        self._clear.setToolTip("不再筛选，显示全部")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_pause)

    def _lay_out(self) -> None:
        layout = FlowLayout(self)
        boxes = (*self._boxes.values(), self._level, self._review)
        for widget in (self._search, *boxes, self._clear):
            layout.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._timer.start)
        self._timer.timeout.connect(self._tell)
        for box in (*self._boxes.values(), self._level, self._review):
            box.picked.connect(self._tell)
        self._clear.clicked.connect(self.clear)
        self._context.hub.quarter_chosen.connect(self._turn_to)

    def _turn_to(self, _: Quarter) -> None:
        """Another quarter has other records to look at."""
        if self._review.value:
            self._tell()

    def _tell(self) -> None:
        self._timer.stop()
        self._clear.setEnabled(self.is_narrowing)
        self.changed.emit()

    def _searched(self) -> str:
        labels = [field.label for field in self._type.fields if field.searched]
        names = [self._type.field(self._type.title).label, "拼音首字母", *labels]
        return "、".join([*dict.fromkeys(names)][:4])

    def _answers(self, field: Field) -> Sequence[tuple[str, str]]:
        given = self._context.application.entry.answers(field)
        if field.kind is Kind.YES_NO:
            given = tuple((value, f"{field.label}：{label}") for value, label in given)
        blank = () if field.required else (("", f"{field.label}{_unanswered}"),)
        return (*given, *blank)
