"""Windows in front on a small screen: nothing is cut off, and the buttons stay in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QDialog, QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.list_export import ListExportDialog
from bianmin_desktop.gui.fitting import fit
from bianmin_desktop.gui.pages.maintenance_page import MaintenancePage
from bianmin_desktop.gui.printing.preview import PrintPreview
from bianmin_desktop.services.ledgers import Query
from bianmin_desktop.services.paper import opened
from bianmin_desktop.store.listing import Listing

small = QSize(880, 440)
"""What 1366×768 at 150 % leaves inside a window's frame."""


def test_that_no_window_is_made_larger_than_the_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = window.screen().availableSize()
    fit(window, QSize(300, 200))
    assert window.size() == QSize(300, 200)
    fit(window, QSize(99_999, 99_999))
    assert window.width() == screen.width()
    assert window.height() < screen.height()


def _list_export(context: Context) -> QDialog:
    fields = context.application.ledgers.columns("outlet")
    return ListExportDialog(context, Query("outlet", search="便利"), fields)


def _preview(context: Context) -> QDialog:
    content = context.application.listings.printed(Listing("community"))
    return PrintPreview(context, ("社区台账", opened(content)))


@pytest.mark.parametrize(("make", "name"), [(_list_export, "export"), (_preview, "print")])
def test_that_the_buttons_stay_in_sight_on_a_small_screen(
    qtbot: QtBot, context: Context, make: object, name: str
) -> None:
    assert callable(make)
    dialog = make(context)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(small)
    assert dialog.size() == small
    qtbot.waitUntil(lambda: _is_in_sight(dialog.findChild(QPushButton, name), dialog))
    dialog.close()


def test_that_long_notes_do_not_make_the_maintenance_page_higher(
    qtbot: QtBot, context: Context
) -> None:
    page = MaintenancePage(context)
    qtbot.addWidget(page)
    tabs = page.findChild(QTabWidget)
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        assert not page.layout().hasHeightForWidth(), tabs.tabText(number)
        assert page.minimumSizeHint().height() < small.height(), tabs.tabText(number)


def _is_in_sight(button: QPushButton, dialog: QDialog) -> bool:
    corner = button.mapTo(dialog, QPoint(button.width(), button.height()))
    return dialog.rect().contains(corner) and button.isVisible()
