"""What the tests of the record panel share: a panel on screen, typing into it, its records."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.record_panel import RecordPanel
from bianmin_desktop.store.reading import Listing


def outlets(application: Application, search: str = "") -> list[Record]:
    return application.ledgers.records(Listing("outlet", search=search, limit=20))


def line(panel: QWidget, field_id: str) -> QLineEdit:
    found = panel.findChild(QLineEdit, field_id)
    assert found is not None, field_id
    return found


def state(panel: QWidget) -> str:
    return panel.findChild(QLabel, "record_state").text()


def retype(panel: QWidget, field_id: str, text: str) -> None:
    line(panel, field_id).selectAll()
    line(panel, field_id).insert(text)


def outlet_panel(context: Context, qtbot: QtBot) -> RecordPanel:
    """The panel of outlets, on screen."""
    made = RecordPanel(context, "outlet")
    qtbot.addWidget(made)
    made.resize(1150, 680)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made
