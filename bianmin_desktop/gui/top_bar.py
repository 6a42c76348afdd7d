"""The bar above the pages: which quarter is looked at, the search, and a few actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.labels import label

_narrow_search = 180
_wide_search = 380
_icon = 52


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
        self._buttons: list[QToolButton] = []
        self._search: QWidget | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 7, 12, 7)
        self._layout.setSpacing(8)
        self._label = label("季度(&J)")
        self._label.setBuddy(self._quarters)
        self._label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._layout.addWidget(self._label)
        self._layout.addWidget(self._quarters)
        self._layout.addStretch(1)
        self._quarters.activated.connect(self._want)

    def show_quarter(self, quarter: Quarter) -> None:
        """Show which quarter is looked at, without asking for it."""
        self._chosen = quarter
        self._quarters.setCurrentIndex(self._offered.index(quarter))

    def add_search(self, box: QWidget) -> None:
        """Put the search in its place."""
        box.setMinimumWidth(_narrow_search)
        box.setMaximumWidth(_wide_search)
        self._search = box
        self._layout.insertWidget(3, box, 4)

    def add_action(self, action: QAction) -> None:
        """Another button at the right."""
        self._add(_button(action))

    def add_menu(self, menu: QMenu, action: QAction) -> None:
        """A button at the right that opens a menu."""
        button = _button(action)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._add(button)

    def _add(self, button: QToolButton) -> None:
        self._buttons.append(button)
        self._layout.addWidget(button)

    def _want(self) -> None:
        quarter = self._offered[self._quarters.currentIndex()]
        if quarter != self._chosen:
            self.quarter_wanted.emit(quarter)

    def _width_with_words(self) -> int:
        words = sum(self.fontMetrics().horizontalAdvance(b.text()) + _icon for b in self._buttons)
        fixed = self._label.sizeHint().width() + self._quarters.sizeHint().width()
        margins = self._layout.contentsMargins()
        gaps = self._layout.spacing() * self._layout.count() + margins.left() + margins.right()
        return words + fixed + _narrow_search + gaps

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """On a narrow window the buttons show their icons only; tips keep the words."""
        styles = Qt.ToolButtonStyle
        fits = event.size().width() >= self._width_with_words()
        style = styles.ToolButtonTextBesideIcon if fits else styles.ToolButtonIconOnly
        for button in self._buttons:
            button.setToolButtonStyle(style)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow enough for a small screen at 150 %."""
        hint = super().minimumSizeHint()
        words = self._label.sizeHint().width() + self._quarters.sizeHint().width()
        return QSize(words + _narrow_search + _icon * (len(self._buttons) + 1), hint.height())


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(20, 20))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
