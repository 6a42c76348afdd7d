"""The bar above the pages: which quarter is looked at, the search, and a few actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from bianmin_desktop.domain.periods import Quarter


class TopBar(QFrame):
    """Quarter selector at the left, search in the middle, actions at the right."""

    quarter_wanted = Signal(object)

    def __init__(self, quarters: Sequence[Quarter], chosen: Quarter) -> None:
        """Offering these quarters."""
        super().__init__()
        self.setProperty("role", "top")
        self._chosen = chosen
        self._quarters = QComboBox()
        self._quarters.setObjectName("quarter")
        self._quarters.setAccessibleName("填报季度")
        self._quarters.setToolTip("所有页面都按这里选的季度显示")
        self._offered = tuple(quarters)
        self._quarters.addItems([quarter.label for quarter in quarters])
        self._quarters.setCurrentIndex(self._offered.index(chosen))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 7, 12, 7)
        self._layout.setSpacing(8)
        label = QLabel("季度(&J)")
        label.setBuddy(self._quarters)
        self._layout.addWidget(label)
        self._layout.addWidget(self._quarters)
        self._layout.addStretch(1)
        self._quarters.activated.connect(self._want)

    def show_quarter(self, quarter: Quarter) -> None:
        """Show which quarter is looked at, without asking for it."""
        self._chosen = quarter
        self._quarters.setCurrentIndex(self._offered.index(quarter))

    def add_search(self, box: QWidget) -> None:
        """Put the search in its place."""
        box.setMinimumWidth(300)
        self._layout.insertWidget(3, box)

    def add_action(self, action: QAction) -> None:
        """Another button at the right."""
        self._layout.addWidget(_button(action))

    def add_menu(self, menu: QMenu, action: QAction) -> None:
        """A button at the right that opens a menu."""
        button = _button(action)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._layout.addWidget(button)

    def _want(self) -> None:
        quarter = self._offered[self._quarters.currentIndex()]
        if quarter != self._chosen:
            self.quarter_wanted.emit(quarter)


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(20, 20))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
