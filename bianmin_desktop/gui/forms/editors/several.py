"""Several entries of a list: ticks for a few (服务、政策), a list with a filter for many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import Field
from bianmin_desktop.domain.parsing.answers import absence
from bianmin_desktop.gui.forms.editors.bounded_line import BoundedLine
from bianmin_desktop.gui.forms.editors.editor import Editor
from bianmin_desktop.gui.forms.editors.options import Option, found, named

_separators = re.compile(r"[、,，;；\n]+")
_joint = "、"
_columns, _row_signs = 4, 44
_text_role = Qt.ItemDataRole.UserRole


class SeveralEditor(Editor):
    """What both ways of choosing several share: the ticked entries, and a line for the rest.

    The rest is what was typed and is no entry (or 不适用, 未采集); it stays until it is changed.
    """

    def __init__(self, field: Field) -> None:
        """For a field with several answers."""
        super().__init__(field)
        self._options: Sequence[Option] = ()
        self._order: list[str] = []
        self._is_quiet = False
        self._rest = BoundedLine()
        self._rest.setAccessibleName(f"{field.label}：列表以外的内容")
        self._rest.setToolTip("列表以外的内容，可以修改或清空")
        self._rest.hide()
        self._rest.textChanged.connect(self._change)
        self._rest.refused.connect(self.tell_too_long)

    def answer(self) -> str:
        """The ticked entries, then the rest."""
        ticked = [option.text for option, is_on in self._states() if is_on]
        # In the order they were shown in: opening a record and saving it changes nothing.
        kept = [text for text in self._order if text in ticked]
        fresh = [text for text in ticked if text not in self._order]
        return _joint.join(filter(None, (*kept, *fresh, self._rest.whole().strip())))

    def show_answer(self, text: str) -> None:
        """Tick the entries named in the text; what is none stands in the line below."""
        whole = named(self._options, text)
        parts = [text] if whole is not None else _separators.split(text)
        chosen = [named(self._options, part.strip()) for part in parts]
        rest = [part.strip() for part, option in zip(parts, chosen, strict=True) if option is None]
        self._order = [option.text for option in chosen if option is not None]
        self._is_quiet = True
        self._tick({option for option in chosen if option is not None})
        self._rest.show_whole(_joint.join(filter(None, rest)))
        self._rest.setVisible(bool(self._rest.text()))
        self._is_quiet = False
        self._renew()

    def menu(self) -> QMenu:
        """A way to take everything back."""
        menu = QMenu(self)
        menu.addAction("全部取消").triggered.connect(self._empty)
        return menu

    def _states(self) -> list[tuple[Option, bool]]:
        raise NotImplementedError

    def _tick(self, chosen: set[Option]) -> None:
        raise NotImplementedError

    def _renew(self) -> None:
        """What depends on the answer."""

    def _empty(self) -> None:
        self.put_answer("")

    def _change(self) -> None:
        if self._is_quiet:
            return
        if absence(self._rest.text()) is not None and any(is_on for _, is_on in self._states()):
            self._is_quiet = True
            self._rest.clear()
            self._rest.hide()
            self._is_quiet = False
        self._renew()
        self.answered.emit()


class TicksEditor(SeveralEditor):
    """Check boxes in a compact grid."""

    def __init__(self, field: Field, options: Sequence[Option]) -> None:
        """For a field with a few entries to tick."""
        super().__init__(field)
        self._boxes: list[QCheckBox] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        box = QWidget()
        box.setObjectName(field.id)
        box.setLayout(self._grid)
        self._grid.setContentsMargins(0, 5, 0, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        layout.addWidget(self._rest)
        self.offer_menu(self)
        self.offer(options)

    def stops(self) -> Sequence[QWidget]:
        """Every box, then the line for the rest."""
        return (*self._boxes, self._rest)

    def offer(self, options: Sequence[Option]) -> None:
        """Make the boxes anew where the entries changed."""
        if tuple(options) == tuple(self._options):
            return
        kept = self.answer()
        for box in self._boxes:
            box.deleteLater()
        self._options = tuple(options)
        self._boxes = [QCheckBox(option.label.replace("&", "&&")) for option in options]
        longest = max((len(option.label) for option in options), default=1) + 3
        columns = max(1, min(_columns, _row_signs // longest))
        for place, box in enumerate(self._boxes):
            self._grid.addWidget(box, place // columns, place % columns)
            box.toggled.connect(self._change)
        self._grid.setColumnStretch(columns, 1)
        self.show_answer(kept)

    def _states(self) -> list[tuple[Option, bool]]:
        pairs = zip(self._options, self._boxes, strict=True)
        return [(option, box.isChecked()) for option, box in pairs]

    def _tick(self, chosen: set[Option]) -> None:
        for option, box in zip(self._options, self._boxes, strict=True):
            box.setChecked(option in chosen)


class ListedEditor(SeveralEditor):
    """A list with ticks under a filter; the chosen ones are said in words below."""

    def __init__(self, field: Field, options: Sequence[Option]) -> None:
        """For a field with many entries to tick."""
        super().__init__(field)
        self._filter = QLineEdit()
        self._filter.setObjectName(f"{field.id}_filter")
        self._filter.setPlaceholderText("输入名称或拼音首字母，回车勾选")
        self._filter.setAccessibleName(f"筛选{field.label}")
        self._filter.setClearButtonEnabled(True)
        self._list = QListWidget()
        self._list.setObjectName(field.id)
        self._list.setAccessibleName(field.label)
        self._list.setUniformItemSizes(True)
        self._list.setTabKeyNavigation(False)
        self._chosen = QLabel()
        self._chosen.setTextFormat(Qt.TextFormat.PlainText)
        self._chosen.setWordWrap(True)
        self._chosen.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self._filter, self._list, self._chosen, self._rest):
            layout.addWidget(widget)
        self._list.setFixedHeight(self._list.fontMetrics().lineSpacing() * 9)
        self.offer_menu(self._list)
        self.offer(options)
        self._filter.textChanged.connect(self._sift)
        self._list.itemChanged.connect(self._change)

    def stops(self) -> Sequence[QWidget]:
        """The filter, the list, the line for the rest."""
        return (self._filter, self._list, self._rest)

    def settle(self) -> None:
        """The filter has done its work."""
        if not self._filter.hasFocus():
            self._filter.clear()

    def keeps_enter(self) -> bool:
        """Enter in a filter that leads somewhere ticks what it leads to."""
        return bool(self._filter.hasFocus() and found(self._options, self._filter.text()))

    def use_enter(self) -> None:
        """Tick the first entry the filter leads to (or take its tick off), ready for the next."""
        first = found(self._options, self._filter.text())[0]
        item = self._list.item(self._options.index(first))
        is_on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
        self._filter.clear()

    def offer(self, options: Sequence[Option]) -> None:
        """Make the list anew where the entries changed."""
        if tuple(options) == tuple(self._options):
            return
        kept = self.answer()
        self._is_quiet = True
        self._options = tuple(options)
        self._list.clear()
        for option in options:
            item = QListWidgetItem(option.label)
            item.setData(_text_role, option.text)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._is_quiet = False
        self.show_answer(kept)

    def _states(self) -> list[tuple[Option, bool]]:
        checked = Qt.CheckState.Checked
        return [
            (option, self._list.item(row).checkState() is checked)
            for row, option in enumerate(self._options)
        ]

    def _tick(self, chosen: set[Option]) -> None:
        for row, option in enumerate(self._options):
            state = Qt.CheckState.Checked if option in chosen else Qt.CheckState.Unchecked
            self._list.item(row).setCheckState(state)

    def _sift(self, typed: str) -> None:
        shown = set(found(self._options, typed)) if typed.strip() else set(self._options)
        for row, option in enumerate(self._options):
            self._list.item(row).setHidden(option not in shown)

    def _renew(self) -> None:
        ticked = [option.label for option, is_on in self._states() if is_on]
        named_so = f"已选 {len(ticked)} 个：{_joint.join(ticked)}" if ticked else "还没有选"
        self._chosen.setText(named_so)
