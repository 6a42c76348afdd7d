"""版式: ways of looking at a list that a clerk gave a name, chosen again from one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.environment.settings import Layout, read_settings, write_settings
from bianmin_desktop.errors import Fault
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, question

_longest_name = 40
_most_shown = 12
_most_layouts = 50


def saved_layouts(context: Context, type_id: str) -> tuple[Layout, ...]:
    """The layouts of a list, in the order they were saved."""
    settings = read_settings(context.application.folder.path).settings
    return settings.layouts.get(type_id, ())


def keep_layouts(context: Context, type_id: str, layouts: Sequence[Layout]) -> None:
    """Replace the layouts of a list. Raises `EnvironmentFault` when they can't be written."""
    folder = context.application.folder.path
    settings = read_settings(folder).settings
    kept = {**settings.layouts, type_id: tuple(layouts)}
    write_settings(folder, settings.with_changes(layouts=kept))


class LayoutButton(QPushButton):
    """Shows which layout is in use, and offers the others.

    `chosen` carries the `Layout` to be shown; `usual_wanted` asks for the list as it comes. The
    list itself tells how it looks now through the function given to `watch`.
    """

    chosen = Signal(object)
    usual_wanted = Signal()

    def __init__(self, context: Context, type_id: str, parent: QWidget | None = None) -> None:
        """For the list of a record type; no layout is in use yet."""
        super().__init__(parent)
        self._context = context
        self._type = type_id
        self._name = ""
        self._look: Callable[[], Layout] | None = None
        self.setObjectName("layouts")
        self.setToolTip("列、列宽、筛选和排序，存成有名字的版式，随时换回来")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill_menu)
        self.setMenu(self._menu)
        self._tell()

    @property
    def in_use(self) -> str:
        """The name of the layout chosen or saved last; empty when there is none."""
        return self._name

    def watch(self, look: Callable[[], Layout]) -> None:
        """`look` gives the list as it is on screen, under any name."""
        self._look = look

    def choose(self, name: str) -> None:
        """Show the list in the layout of that name, if there is one."""
        found = next((one for one in self._layouts() if one.name == name), None)
        if found is not None:
            self._set_name(name)
            self.chosen.emit(found)

    def choose_usual(self) -> None:
        """Show the list as it comes."""
        self._set_name("")
        self.usual_wanted.emit()

    def keep(self, name: str) -> None:
        """Save what is on screen under a name; a layout of that name is replaced."""
        if self._look is None or not name:
            return
        now = msgspec.structs.replace(self._look(), name=name)
        layouts = self._layouts()
        is_known = any(one.name == name for one in layouts)
        kept = [now if one.name == name else one for one in layouts] + ([] if is_known else [now])
        if self._write(kept[-_most_layouts:]):
            self._set_name(name)
            self._context.say(f"版式“{name}”已保存")

    def rename(self, old: str, new: str) -> None:
        """Give a layout another name; one that has it already gives way."""
        layouts = [one for one in self._layouts() if one.name != new or new == old]
        named = [
            msgspec.structs.replace(one, name=new) if one.name == old else one for one in layouts
        ]
        if self._write(named) and self._name in (old, new):
            self._set_name(new)

    def remove(self, name: str) -> None:
        """Forget a layout; the list stays as it is."""
        if self._write([one for one in self._layouts() if one.name != name]):
            self._set_name("" if self._name == name else self._name)
            self._context.say(f"版式“{name}”已删除")

    def fill_menu(self) -> QMenu:
        """The menu as it is now."""
        menu = self._menu
        menu.clear()
        names = [one.name for one in self._layouts()]
        for name in names:
            self._add_choice(name, partial(self.choose, name), is_on=name == self._name)
        if names:
            menu.addSeparator()
        self._add_choice("默认版式（不筛选，常用的列）", self.choose_usual, is_on=not self._name)
        menu.addSeparator()
        menu.addAction("把现在的样子存为版式…", self._ask_name)
        if self._name:
            menu.addAction(f"用现在的样子更新“{_in_menu(self._name)}”", self._update)
        if names:
            self._add_names("改名", names, self._ask_new_name)
            self._add_names("删除", names, self._ask_remove)
        return menu

    def _add_choice(self, words: str, deed: Callable[[], None], *, is_on: bool) -> None:
        action = QAction(_in_menu(words), self._menu)
        action.setCheckable(True)
        action.setChecked(is_on)
        action.triggered.connect(lambda _=False: deed())
        self._menu.addAction(action)

    def _add_names(self, words: str, names: Sequence[str], deed: Callable[[str], None]) -> None:
        inner = self._menu.addMenu(words)
        for name in names:
            inner.addAction(f"{_in_menu(name)}…", partial(deed, name))

    def _layouts(self) -> list[Layout]:
        return list(saved_layouts(self._context, self._type))

    def _write(self, layouts: Sequence[Layout]) -> bool:
        try:
            keep_layouts(self._context, self._type, layouts)
        except Fault as fault:
            self._context.tell(fault)
            return False
        return True

    def _update(self) -> None:
        self.keep(self._name)

    def _ask_name(self) -> None:
        self.keep(self._asked("存为版式", ""))

    def _ask_new_name(self, name: str) -> None:
        new = self._asked("版式改名", name)
        if new and new != name:
            self.rename(name, new)

    def _ask_remove(self, name: str) -> None:
        buttons = QMessageBox.StandardButton
        words = f"要删除版式“{name}”吗？只删除这个看法，台账里的数据不变。"
        if question(self, "删除版式", words, buttons.Yes | buttons.No) == buttons.Yes:
            self.remove(name)

    def _asked(self, title: str, name: str) -> str:
        taken = {one.name for one in self._layouts()} - {name}
        dialog = LayoutNameDialog(title, name, taken, self)
        is_given = dialog.exec() == QDialog.DialogCode.Accepted.value
        return dialog.name if is_given else ""

    def _set_name(self, name: str) -> None:
        self._name = name
        self._tell()

    def _tell(self) -> None:
        short = self._name[:_most_shown] + ("…" if len(self._name) > _most_shown else "")
        self.setText(f"版式：{_in_menu(short)}" if short else "版式")


class LayoutNameDialog(QDialog):
    """Asks for the name of a layout, and says when it is another one's."""

    def __init__(
        self, title: str, name: str, taken: set[str], parent: QWidget | None = None
    ) -> None:
        """With the name it has now, and those of the others."""
        super().__init__(parent)
        self._taken = taken
        self.setWindowTitle(title)
        self._line = QLineEdit(name)
        self._line.setObjectName("name")
        self._line.setMaxLength(_longest_name)
        self._line.setPlaceholderText("如：月报、电话表、待核实")
        self._told = label("", "muted")
        standard = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (label("版式的名称"), self._line, self._told, self._buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("便") * 24)
        self._line.textChanged.connect(self._judge)
        self._line.selectAll()
        self._judge()

    @property
    def name(self) -> str:
        """The name typed, without blanks around it."""
        return " ".join(self._line.text().split())

    def _judge(self) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.name))
        self._told.setText("已有同名的版式，会被替换。" if self.name in self._taken else "")


def _in_menu(text: str) -> str:
    """`&` marks a key in menus and on buttons."""
    return text.replace("&", "&&")
