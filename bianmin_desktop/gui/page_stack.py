"""The pages that were visited, one of them in front; each is made at its first visit."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.navigation import Destination, Page, as_page, registers


class PageStack(QStackedWidget):
    """Changes the page in front only with its consent."""

    def __init__(self, context: Context, entries: Iterable[Destination]) -> None:
        """Empty; `bring` makes the pages."""
        super().__init__()
        self._context = context
        self._entries = {entry.id: entry for entry in entries}
        self._registers = {register.id for register in context.application.edition.registers}
        self._pages: dict[str, QWidget] = {}

    @property
    def page(self) -> Page:
        """The page in front."""
        return as_page(self._pages[self.front])

    @property
    def front(self) -> str:
        """The id of the page in front; empty before the first."""
        room = self.currentWidget()
        return room.objectName() if room is not None else ""

    @property
    def in_view(self) -> str:
        """The id of the tab in front, where the page in front has tabs; else `front`."""
        return getattr(self.page, "tab", "") or self.front if self.front else ""

    def knows(self, destination: str) -> bool:
        """Whether there is such a page, or a register behind one."""
        return destination in self._entries or destination in self._registers

    def bring(self, destination: str, record_id: str = "", field_id: str = "") -> bool:
        """Bring a page to the front, and a subject into view; false when the clerk stays."""
        room = registers if destination in self._registers else destination
        if room != self.front and not self.may_leave():
            return False
        page = self._page(room)
        self.setCurrentIndex(list(self._pages).index(room))
        if room != destination:
            as_page(page).show_register(destination, record_id, field_id)
        elif record_id or field_id:
            as_page(page).show_subject(record_id, field_id)
        return True

    def may_leave(self) -> bool:
        """Whether the page in front may be left; it asks the clerk if something would be lost."""
        return not self.front or self.page.may_leave()

    def keep_unsaved(self) -> None:
        """Have every page keep what is typed and not saved."""
        for page in self._pages.values():
            keep = getattr(page, "keep_unsaved", None)
            if keep is not None:
                keep()

    def _page(self, destination: str) -> QWidget:
        if destination not in self._pages:
            page = self._entries[destination].page(self._context)
            self._pages[destination] = page
            self.addWidget(_room_for(page, destination))
        return self._pages[destination]


def _room_for(page: QWidget, name: str) -> QScrollArea:
    """Small screens and large text: what does not fit can be scrolled to, and is never cut off."""
    room = QScrollArea()
    room.setObjectName(name)
    room.setFrameShape(QFrame.Shape.NoFrame)
    room.setWidgetResizable(True)
    room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    room.setWidget(page)
    return room
