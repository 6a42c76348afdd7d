"""The navigation at the left: one entry a page, reached by mouse, Tab and Ctrl with a digit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from bianmin_desktop.gui.labels import tip
from bianmin_desktop.gui.navigation import Destination
from bianmin_desktop.gui.theme import icon, restyle

_margin, _gap = 12, 2
_heading = 1.14
"""Entries are written as headings: so much larger than text."""
_roomy, _tight = 24, 8
"""Pixels an entry takes above and below its line."""


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
        layout.setContentsMargins(0, _margin, 0, _margin)
        layout.setSpacing(_gap)
        for position, entry in enumerate(entries, start=1):
            layout.addWidget(self._entry(entry, position))
        layout.addStretch(1)
        self._group.buttonClicked.connect(self._choose)

    def mark(self, destination: str) -> None:
        """Show which page is in front."""
        self._buttons[destination].setChecked(True)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All entries on a small screen with large text: one line each, hardly any air."""
        line = self.fontMetrics().lineSpacing() * _heading + _tight
        height = round(len(self._buttons) * (line + _gap)) + 2 * _margin
        return QSize(super().minimumSizeHint().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where the window is low the entries stand closer."""
        super().resizeEvent(event)
        line = self.fontMetrics().lineSpacing() * _heading + _roomy
        needed = len(self._buttons) * (line + _gap) + 2 * _margin
        is_low = event.size().height() < needed
        for button in self._buttons.values():
            restyle(button, "room", "low" if is_low else "")

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
        digit = position % 10
        button.setToolTip(tip(f"{entry.label}（Ctrl+{digit}）" if position <= 10 else entry.label))
        if position <= 10:
            shortcut = QShortcut(QKeySequence(f"Ctrl+{digit}"), self)
            shortcut.activated.connect(button.click)
        self._group.addButton(button)
        self._buttons[entry.id] = button
        return button

    def _choose(self, button: QToolButton) -> None:
        self.chosen.emit(button.objectName())
