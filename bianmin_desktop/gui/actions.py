"""What can be done from anywhere in the window, each once, with its key."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.theme import TextSize, icon


class Actions(QObject):
    """The window's own actions; editors keep Ctrl+Z for themselves while they have the focus."""

    def __init__(self, window: QWidget) -> None:
        """Belonging to a window, which connects them."""
        super().__init__(window)
        self.undo = _action(window, "撤销", "undo", "Ctrl+Z")
        self.undo.setEnabled(False)
        self.help = _action(window, "帮助", "help", "F1")
        self.text = _action(window, "字号", "text")
        self.more = _action(window, "更多", "more")
        self.back_up = _action(window, "立即备份")
        self.about = _action(window, "关于便民圈填报")
        self.leave = _action(window, "退出", key="Ctrl+Q")
        self.sizes = QActionGroup(window)
        for size in TextSize:
            choice = self.sizes.addAction(size.label)
            choice.setCheckable(True)
            choice.setData(size)

    def size_menu(self, parent: QWidget, chosen: TextSize) -> QMenu:
        """The menu of text sizes."""
        menu = QMenu(parent)
        for choice in self.sizes.actions():
            choice.setChecked(choice.data() == chosen)
            menu.addAction(choice)
        return menu

    def more_menu(self, parent: QWidget) -> QMenu:
        """The menu of what is seldom needed."""
        menu = QMenu(parent)
        menu.addActions([self.back_up, self.about])
        menu.addSeparator()
        menu.addAction(self.leave)
        return menu

    def name_undo(self, words: str) -> None:
        """Say what undo would take back; empty words: nothing."""
        self.undo.setEnabled(bool(words))
        self.undo.setToolTip(tip(f"{words}（Ctrl+Z）" if words else "没有可以撤销的保存"))


def _action(parent: QWidget, label: str, picture: str = "", key: str = "") -> QAction:
    action = QAction(label, parent)
    if picture:
        action.setIcon(icon(picture))
    if key:
        action.setShortcut(QKeySequence(key))
        action.setToolTip(tip(f"{label}（{key}）"))
    parent.addAction(action)
    return action
