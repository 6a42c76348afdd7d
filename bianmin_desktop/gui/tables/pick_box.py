"""A drop-down for filters: quiet under the mouse wheel, searchable when its list is long."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

_found_by = Qt.ItemDataRole.UserRole + 1
_long = 12
_most_shown = 15
_most_letters = 9


class PickBox(QComboBox):
    """Offers (value, label) pairs under a first entry that filters nothing.

    Where the list is long a clerk types into it: characters, pinyin initials or the value itself.
    """

    picked = Signal()

    def __init__(
        self, label: str, initials: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        """For the question `label`; `initials` gives the pinyin initials of a text."""
        super().__init__(parent)
        self._label = label
        self._initials = initials
        self.setAccessibleName(f"按{label}筛选")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(_most_shown)
        self.offer(())
        self.activated.connect(self.picked)

    @property
    def value(self) -> str | None:
        """The value picked; nothing when the entry that filters nothing is shown."""
        held = self.currentData()
        return held if isinstance(held, str) else None

    def offer(self, answers: Sequence[tuple[str, str]]) -> None:
        """Replace the entries; what was picked stays picked if it is still offered."""
        kept = self.value
        self.clear()
        self.addItem(f"{self._label}：全部", None)
        for value, label in answers:
            self.addItem(label, value)
            words = f"{label} {value} {self._initials(label)}".lower()
            self.setItemData(self.count() - 1, words, _found_by)
        self._make_searchable(len(answers) > _long)
        self._choose(max(self.findData(kept), 0) if kept is not None else 0)

    def choose(self, value: str | None) -> None:
        """Pick a value; nothing, or one that is not offered, filters nothing."""
        self._choose(max(self.findData(value), 0) if value is not None else 0)

    def clear_choice(self) -> None:
        """Filter nothing."""
        self._choose(0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for the question, and for answers that are not much longer."""
        words = [self.itemText(row)[:_most_letters] for row in range(self.count())]
        widest = max(map(self.fontMetrics().horizontalAdvance, words), default=0)
        return QSize(widest + self.fontMetrics().height() * 2 + 8, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never narrower than its words."""
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Only a box in use turns: scrolling past it must not change a filter."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Words that pick nothing give way to what is picked."""
        super().focusOutEvent(event)
        self._choose(self.currentIndex())

    def _choose(self, row: int) -> None:
        self.setCurrentIndex(row)
        line = self.lineEdit()
        if line is not None:
            line.setText(self.itemText(row))
            line.setCursorPosition(0)

    def _make_searchable(self, is_long: bool) -> None:  # noqa: FBT001 - one private caller
        self.setEditable(is_long)
        if not is_long:
            return
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = _Finder(self)
        # The stubs know only the overload that carries a text.
        chosen = completer.activated[QModelIndex]  # type: ignore[index]
        chosen.connect(self._pick)
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(self.accessibleName())
            line.returnPressed.connect(self._pick_first)

    def _pick(self, index: QModelIndex) -> None:
        self._choose(max(self.findData(index.data(Qt.ItemDataRole.UserRole)), 0))
        self.picked.emit()

    def _pick_first(self) -> None:
        line = self.lineEdit()
        typed = line.text() if line is not None else ""
        if typed == self.itemText(self.currentIndex()):
            return
        self._choose(self._first_with(typed.strip().lower()))
        self.picked.emit()

    def _first_with(self, words: str) -> int:
        if not words:
            return 0
        texts = (str(self.itemData(row, _found_by) or "") for row in range(self.count()))
        return next((row for row, text in enumerate(texts) if words in text), 0)


class _Finder(QCompleter):
    """Finds entries by any part of their words, and completes with their label."""

    def __init__(self, box: PickBox) -> None:
        super().__init__(box.model(), box)
        self.setCompletionRole(_found_by)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(_most_shown)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802
        """The label: what stands in the box once an entry is picked."""
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")
