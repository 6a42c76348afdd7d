"""F1 in a window that stands before the main one: the manual opens at the page about it."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from bianmin_desktop.gui.context import Context


def show_help(context: Context, page: str, window: QWidget) -> None:
    """Open the manual beside `window`, at the page about what has the id `page`."""
    from bianmin_desktop.gui.dialogs.help_window import HelpWindow

    folder = context.application.program.resources / "help"
    HelpWindow(folder, page, window).show()


def give_help(context: Context, page: str, window: QWidget) -> None:
    """Have F1 open the manual: a window in front keeps the main window's keys from working."""
    key = QShortcut(QKeySequence("F1"), window)
    key.activated.connect(lambda: show_help(context, page, window))
