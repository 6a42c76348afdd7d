"""The navigation at the left: one entry a page, reached by mouse, Tab and Ctrl with a digit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.navigation import Destination
from bianmin_desktop.gui.theme import icon


class SideBar(QFrame):
    """Entries of the navigation; `chosen` names the destination."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Destination], parent: QWidget | None = None) -> None:
        """With one entry for each destination."""
        super().__init__(parent)
        self.setProperty("role", "navigation")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(2)
        for position, entry in enumerate(entries, start=1):
            layout.addWidget(self._entry(entry, position))
        layout.addStretch(1)
        self._group.buttonClicked.connect(self._choose)

    def mark(self, destination: str) -> None:
        """Show which page is in front."""
        self._buttons[destination].setChecked(True)

    def _entry(self, entry: Destination, position: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(entry.id)
        button.setProperty("role", "place")
        button.setText(f" {entry.label}")
        button.setIcon(icon(entry.icon, "accent"))
        button.setIconSize(QSize(22, 22))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolTip(tip(f"{entry.label}（Ctrl+{position}）"))
        shortcut = QShortcut(QKeySequence(f"Ctrl+{position}"), self)
        shortcut.activated.connect(button.click)
        self._group.addButton(button)
        self._buttons[entry.id] = button
        return button

    def _choose(self, button: QToolButton) -> None:
        self.chosen.emit(button.objectName())
