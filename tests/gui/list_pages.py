"""What tests of lists share: a page on screen with its rows read, and its cells as texts."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.ledger_page import LedgerPage
from bianmin_desktop.gui.tables.ledger_model import under_way


def shown(qtbot: QtBot, context: Context, type_id: str = "outlet") -> LedgerPage:
    """The page of a ledger on screen, its list answered."""
    page = LedgerPage(context, type_id)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitSignal(page.ledger.model.answered):
        page.show()
    return page


def cells(page: LedgerPage, row: int) -> list[str]:
    """The texts of a row, its state left out."""
    model = page.ledger.model
    return [str(model.index(row, column).data()) for column in range(1, model.columnCount())]


def read(qtbot: QtBot, page: LedgerPage, row: int = 0) -> list[str]:
    """The texts of a row once they have been read."""
    qtbot.waitUntil(lambda: under_way not in cells(page, row))
    return cells(page, row)


def asked(qtbot: QtBot, page: LedgerPage, deed: Callable[[], object]) -> None:
    """Do something that asks the list anew, and wait for its answer."""
    with qtbot.waitSignal(page.ledger.model.answered):
        deed()
