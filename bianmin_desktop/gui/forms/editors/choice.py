"""One entry of a list: 是/否, code lists, communities, circles; found by typing initials."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QListView,
    QMenu,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import Field
from bianmin_desktop.gui.forms.editors.bounded_line import BoundedLine
from bianmin_desktop.gui.forms.editors.editor import Editor
from bianmin_desktop.gui.forms.editors.options import Option, found, named

_text_role = Qt.ItemDataRole.UserRole
_words_role = Qt.ItemDataRole.UserRole + 1
_ends = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_pages = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Combo(QComboBox):
    """A combo box that the wheel and the page keys pass by."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel scrolls the form and never changes an answer."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The page keys scroll the form too."""
        if event.key() in _pages:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Completer(QCompleter):
    """Finds by the words of an entry, writes its label."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802
        """The label."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class ChoiceEditor(Editor):
    """A combo box to type in: initials, a piece of the label, an alias, or 1 and 0."""

    def __init__(self, field: Field, options: Sequence[Option]) -> None:
        """For a field with one answer out of `options`."""
        super().__init__(field)
        self._options: Sequence[Option] = ()
        self._combo = _Combo()
        self._combo.setObjectName(field.id)
        self._combo.setEditable(True)
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._combo.setMaxVisibleItems(14)
        self._combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._line = BoundedLine()
        self._combo.setLineEdit(self._line)
        self._model = QStandardItemModel(self)
        self._combo.setModel(self._model)
        self._completer = _Completer(self._model, self)
        self._list = QListView()
        self._complete()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._combo)
        self.offer(options)
        for widget in (self._combo, self._line):
            self.offer_menu(widget)
        self._line.refused.connect(self.tell_too_long)
        self._combo.editTextChanged.connect(self._change)
        self._combo.currentIndexChanged.connect(self._change)

    def answer(self) -> str:
        """The text of the chosen entry, or what was typed."""
        typed = self._line.whole()
        index = self._combo.currentIndex()
        if index >= 0 and self._combo.itemText(index) == typed:
            return str(self._combo.itemData(index, _text_role))
        same = named(self._options, typed)
        return same.text if same is not None else typed

    def show_answer(self, text: str) -> None:
        """Show an entry, or a text that is none."""
        same = named(self._options, text)
        with QSignalBlocker(self._combo):
            if same is None:
                self._combo.setCurrentIndex(-1)
                self._line.show_whole(text)
            else:
                self._combo.setCurrentIndex(self._options.index(same) + 1)
        self._line.setCursorPosition(0)

    def stops(self) -> Sequence[QWidget]:
        """The combo box."""
        return (self._combo,)

    def settle(self) -> None:
        """Initials or a piece of a label that lead to one entry only become that entry."""
        typed = self._line.whole()
        if not typed.strip() or named(self._options, typed.strip()) is not None:
            return
        leads = found(self._options, typed)
        if len(leads) == 1:
            self._combo.setCurrentIndex(self._options.index(leads[0]) + 1)

    def offer(self, options: Sequence[Option]) -> None:
        """Renew the entries; the answer stays."""
        if tuple(options) == tuple(self._options):
            return
        kept = self.answer()
        self._options = tuple(options)
        with QSignalBlocker(self._combo):
            self._model.clear()
            for option in (Option("", "", ""), *self._options):
                item = QStandardItem(option.label)
                item.setData(option.text, _text_role)
                item.setData(option.words, _words_role)
                self._model.appendRow(item)
        self.show_answer(kept)

    def menu(self) -> QMenu:
        """The line's own menu, and a way out of a held text."""
        menu = self._line.createStandardContextMenu()
        if self._line.is_held:
            menu.addAction("清空后重填").triggered.connect(self._empty)
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter and Tab in the open list take the entry and move on in one stroke."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in _ends:
            return super().eventFilter(watched, event)
        self._take_listed()
        stroke = QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers())
        QApplication.postEvent(self._combo, stroke)
        return True

    def _take_listed(self) -> None:
        index = self._list.currentIndex()
        typed = self._combo.currentText().strip()
        self._list.hide()
        if not index.isValid() and typed and named(self._options, typed) is None:
            index = self._completer.completionModel().index(0, 0)
        if index.isValid():
            label = str(index.data(Qt.ItemDataRole.DisplayRole))
            text = str(index.data(_text_role))
            chosen = next(o for o in self._options if (o.text, o.label) == (text, label))
            self._combo.setCurrentIndex(self._options.index(chosen) + 1)

    def _complete(self) -> None:
        self._completer.setPopup(self._list)
        self._completer.setCompletionRole(_words_role)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(10)
        self._combo.setCompleter(self._completer)
        self._list.installEventFilter(self)

    def _empty(self) -> None:
        self.put_answer("")

    def _change(self) -> None:
        self.answered.emit()
