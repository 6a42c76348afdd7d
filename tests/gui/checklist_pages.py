"""The page 验收清单 for tests: its fixtures, and finding its parts by name."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QTableView, QTreeWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.acceptance.sheet import SheetLine
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.checklist_page import ChecklistPage
from bianmin_desktop.gui.printing.preview import PrintPreview


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ChecklistPage:
    made = ChecklistPage(context)
    made.resize(1230, 680)
    qtbot.addWidget(made)
    made.show()
    circles = table(made, "circles")
    qtbot.waitUntil(lambda: circles.model().rowCount() > 0)
    return made


@pytest.fixture
def circle(qtbot: QtBot, page: ChecklistPage, context: Context) -> str:
    """The first circle's checklist, in front."""
    [(circle_id, _), *_] = context.application.acceptance.checklists.circles()
    page.show_subject(circle_id)
    qtbot.waitUntil(lambda: page.view.lines.line_id != "")
    return circle_id


def table(page: ChecklistPage, name: str) -> QTableView:
    found = page.findChild(QTableView, name)
    assert isinstance(found, QTableView)
    return found


def tree(page: ChecklistPage, name: str) -> QTreeWidget:
    found = page.findChild(QTreeWidget, name)
    assert isinstance(found, QTreeWidget)
    return found


def typed(page: ChecklistPage, name: str) -> QLineEdit:
    found = page.view.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def button(page: QDialog | ChecklistPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def said(page: ChecklistPage, name: str) -> str:
    found = page.view.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def kept(context: Context, circle: str, line_id: str) -> SheetLine:
    found = context.application.acceptance.checklists.sheet(circle, "standard").line(line_id)
    assert found is not None
    return found


def opened(page: ChecklistPage, name: str, kind: type[QDialog]) -> QDialog:
    button(page, name).click()
    return page.findChildren(kind)[-1]


def assert_preview(qtbot: QtBot, page: ChecklistPage) -> None:
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintPreview)), timeout=30_000)
    [preview] = page.findChildren(PrintPreview)
    assert "清单" in preview.windowTitle()
    preview.close()
    qtbot.waitUntil(lambda: not page.findChildren(PrintPreview))
