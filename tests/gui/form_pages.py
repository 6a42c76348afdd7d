"""What the tests of forms share: a form on screen, and what it says under a field."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.forms.record_form import RecordForm
from bianmin_desktop.store.reading import Listing


def shown(form: QWidget, qtbot: QtBot) -> QWidget:
    """The widget on screen, with the cursor's keys going to it."""
    qtbot.addWidget(form)
    form.resize(1100, 640)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    return form


def message(form: QWidget, field_id: str) -> QLabel:
    found = form.findChild(QLabel, f"{field_id}_message")
    assert found is not None
    return found


def first(application: Application, type_id: str) -> Record:
    return application.ledgers.records(Listing(type_id, limit=1))[0]


def new_outlet(context: Context, qtbot: QtBot) -> RecordForm:
    """The form of a new outlet, on screen."""
    made = RecordForm(context, "outlet")
    made.load(context.application.entry.blank("outlet"))
    shown(made, qtbot)
    return made
