"""其他台账: the overview of the registers, and behind each its list and form like any ledger's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions import Level, Source
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.documents.ways import first_of, way_to
from bianmin_desktop.gui.pages.parts import Parts
from bianmin_desktop.gui.pages.register_tiles import RegisterTiles, Standing
from bianmin_desktop.services.entry import Unsaved
from bianmin_desktop.services.ledgers import LedgerService, Query

if TYPE_CHECKING:
    from bianmin_desktop.gui.pages.ledger_page import LedgerPage

_least_lines = 16
_behind_title = 3
"""Place in the list's first line: behind the way back, the title and the count."""
_wrong = (Level.BLOCKING, Level.VERIFY)


class RegistersPage(QWidget):
    """Knows no register by name: whatever the edition has is shown."""

    def __init__(self, context: Context) -> None:
        """With the overview in front; a register's page is made when it is first opened."""
        super().__init__()
        self._context = context
        self._registers = context.application.edition.registers
        self._pages: dict[str, LedgerPage] = {}
        self._is_stale = True
        self._build()
        self._lay_out()
        self._connect()

    @property
    def register(self) -> str:
        """The id of the register in front; empty while the overview is."""
        page = self._parts.currentWidget()
        return next((name for name, held in self._pages.items() if held is page), "")

    @property
    def ledger(self) -> LedgerPage | None:
        """The page of the register in front, if one is."""
        return self._pages.get(self.register)

    def show_subject(self, record_id: str, field_id: str = "") -> None:
        """Bring a register to the front by its id."""
        if any(register.id == record_id for register in self._registers):
            self.show_register(record_id)

    def show_register(self, type_id: str, record_id: str = "", field_id: str = "") -> None:
        """Bring a register, a record and a field of it into view, if what is open may be left."""
        if type_id != self.register and not self.may_leave():
            return
        page = self._page(type_id)
        self._parts.setCurrentWidget(page)
        if record_id or field_id:
            page.show_subject(record_id, field_id)
        else:
            page.ledger.focus()

    def show_overview(self) -> None:
        """Back to all registers, if what is open may be left."""
        left = self.register
        if left and self.may_leave():
            self._pages[left].show_list()
            self._parts.setCurrentWidget(self._overview)
            self._count()
            self._tiles.focus(left)

    def may_leave(self) -> bool:
        """Whether nothing would be lost; asks the clerk if something would."""
        page = self.ledger
        return page is None or page.may_leave()

    def restore(self, unsaved: Unsaved) -> None:
        """Show input that was typed before the program last stopped, if the page may be left."""
        self.show_register(unsaved.record_type)
        if self.register == unsaved.record_type:
            self._pages[unsaved.record_type].restore(unsaved)

    def keep_unsaved(self) -> None:
        """Keep what is typed and not saved, because the machine is about to stop."""
        for page in self._pages.values():
            page.keep_unsaved()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Counting begins when somebody looks."""
        super().showEvent(event)
        self._count()

    def _build(self) -> None:
        clauses = self._context.application.edition.clauses
        sources = {clause.id: clause.heading for clause in clauses.values()}
        self._tiles = RegisterTiles(self._registers, sources)
        # A scroll area of its own: the overview's height must not make the lists as high.
        self._overview = QScrollArea()
        self._overview.setWidgetResizable(True)
        self._overview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._overview.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._overview.setWidget(self._tiles)
        self._parts = Parts(_least_lines)
        self._parts.addWidget(self._overview)
        self._key = QShortcut(
            QKeySequence("Alt+Left"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._parts, 1)

    def _connect(self) -> None:
        self._tiles.chosen.connect(self.show_register)
        self._key.activated.connect(self.show_overview)
        self._context.hub.changed.connect(self._note)

    def _page(self, type_id: str) -> LedgerPage:
        if type_id not in self._pages:
            from bianmin_desktop.gui.pages.ledger_page import LedgerPage

            page = LedgerPage(self._context, type_id)
            self._pages[type_id] = page
            self._parts.addWidget(page)
            self._show_ways(page, type_id)
        return self._pages[type_id]

    def _show_ways(self, page: LedgerPage, type_id: str) -> None:
        """Back before the list's title, gone while a record is open: Escape leads to the list."""
        back = QPushButton("← 其他台账")
        back.setObjectName("overview")
        back.setProperty("role", "link")
        back.setToolTip("Alt+←")
        back.clicked.connect(self.show_overview)
        layout = page.ledger.layout()
        top = layout.itemAt(0) if layout is not None else None
        if isinstance(top, QHBoxLayout):
            top.insertWidget(0, back)
            self._show_way_to_documents(type_id, top)

    def _show_way_to_documents(self, type_id: str, top: QHBoxLayout) -> None:
        """Where documents are made of the register's records."""
        document = first_of(self._context.application.edition, Source.RECORD, type_id)
        if document is not None:
            top.insertWidget(_behind_title, way_to(self._context, document, "打印文书…"))

    def _note(self, changes: Changes) -> None:
        if any(changes.touches(register.id) for register in self._registers):
            self._is_stale = True
            self._count()

    def _count(self) -> None:
        if not self._is_stale or self.register or not self.isVisible():
            return
        self._is_stale = False
        names = [register.id for register in self._registers]
        count = partial(_standings, self._context.application.ledgers, names)
        self._context.tasks.look_up(count, self._tiles.show_standings, self._context.tell)


def _standings(ledgers: LedgerService, names: Sequence[str]) -> Mapping[str, Standing]:
    return {
        name: Standing(
            ledgers.count(ledgers.listing(name)),
            ledgers.count(ledgers.asked(Query(name, levels=_wrong))),
        )
        for name in names
    }
