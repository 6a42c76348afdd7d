"""A field added to the policy file appears in the form and in the list, without a line of code."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import Application, Program
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.environment.paths import DataFolder
from bianmin_desktop.gui.change_hub import ChangeHub
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.forms.record_form import RecordForm
from bianmin_desktop.gui.tables.ledger_model import LedgerModel
from bianmin_desktop.gui.tasks import TaskRunner
from bianmin_desktop.gui.undo import UndoLine
from tests.services.test_new_field import resources_with_new_field


@pytest.fixture
def application(tmp_path: Path) -> Application:
    """A new book whose edition has the additional field."""
    changed = resources_with_new_field(tmp_path / "resources")
    moment = FixedClock(datetime(2024, 4, 9, 10, 30))
    program = Program(DataFolder(tmp_path / "数据"), changed, moment)
    program.make_book("370212005007")
    return program.open()


def test_that_the_form_asks_for_it_and_the_list_shows_it(
    qtbot: QtBot, application: Application, heard: object
) -> None:
    hub = ChangeHub()
    context = Context(
        application=application,
        hub=hub,
        tasks=TaskRunner(),
        undo=UndoLine(application, hub),
        quarter=Quarter(2024, 1),
        tell=heard.tell,  # type: ignore[attr-defined]
        say=heard.say,  # type: ignore[attr-defined]
    )
    form = RecordForm(context, "outlet")
    qtbot.addWidget(form)
    form.load(application.entry.blank("outlet"))
    editor = form.findChild(QLineEdit, "delivery_radius")
    qtbot.keyClicks(editor, "800")
    assert form.draft().texts["delivery_radius"] == "800"
    model = LedgerModel(context, "outlet", application.ledgers.columns("outlet"))
    headers = [
        model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())
    ]
    assert any("配送半径" in str(header) for header in headers)
    context.tasks.wait()
    application.close()
