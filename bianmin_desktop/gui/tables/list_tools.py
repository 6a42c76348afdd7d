"""The buttons above a list, in one line however narrow: what does not fit goes into 更多."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

_gap = 8


class ListTools(QWidget):
    """Buttons at the right; the first of `buttons` are the first to go into the menu.

    The last button never goes: it is what the list is for.
    """

    def __init__(self, buttons: Sequence[QPushButton]) -> None:
        """With these buttons, from left to right."""
        super().__init__()
        self._buttons = tuple(buttons)
        self._more = QPushButton("更多(&O)")
        self._more.setObjectName("more_tools")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill_menu)
        self._more.setMenu(self._menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_gap)
        layout.addStretch(1)
        layout.addWidget(self._more)
        for button in self._buttons:
            layout.addWidget(button)
        self._more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def follow(self, widget: QWidget) -> None:
        """The keyboard comes here after `widget`, the last button first."""
        before = widget
        for button in (*reversed(self._buttons), self._more):
            QWidget.setTabOrder(before, button)
            before = button

    @property
    def in_menu(self) -> tuple[QPushButton, ...]:
        """The buttons that are found in the menu now."""
        return tuple(button for button in self._buttons if button.isHidden())

    def fill_menu(self) -> QMenu:
        """The menu as it is now."""
        self._menu.clear()
        for button in self.in_menu:
            inner = button.menu()
            if inner is not None:
                inner.setTitle(button.text())
                self._menu.addMenu(inner)
            else:
                action = self._menu.addAction(button.text(), button.click)
                action.setEnabled(button.isEnabled())
        return self._menu

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for all buttons."""
        return QSize(self._width_of(self._buttons), self._buttons[-1].sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for the menu and the last button."""
        least = (self._more, self._buttons[-1])
        return QSize(self._width_of(least), self._buttons[-1].sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width shows other buttons."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = list(self._buttons)
        if self._width_of(shown) > self.width():
            while len(shown) > 1 and self._width_of([self._more, *shown]) > self.width():
                shown.pop(0)
        self._more.setVisible(len(shown) < len(self._buttons))
        for button in self._buttons:
            button.setVisible(button in shown)

    def _width_of(self, buttons: Sequence[QPushButton]) -> int:
        widths = sum(button.sizeHint().width() for button in buttons)
        return widths + _gap * (len(buttons) - 1)
