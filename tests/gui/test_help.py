"""F1: the manual opens at the page about what is in front, the windows before the main one too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QListWidget, QTextBrowser
from pytestqt.qtbot import QtBot

from bianmin_desktop.environment.paths import resources
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.help_window import HelpWindow
from bianmin_desktop.gui.dialogs.template_dispatch import TemplateDispatch
from bianmin_desktop.gui.main_window import MainWindow
from bianmin_desktop.gui.preferences import Preferences
from bianmin_desktop.gui.wizards.import_wizard.journey import Journey
from bianmin_desktop.gui.wizards.import_wizard.wizard import ImportWizard

manual = resources() / "help"
largest_picture = 120 * 1024


@pytest.fixture
def window(qtbot: QtBot, context: Context, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(context, Preferences(tmp_path))
    with qtbot.waitSignal(made.filled):
        made.show()
    yield made
    context.tasks.wait()
    made.hide()
    made.deleteLater()


def title_after_f1(qtbot: QtBot, front: MainWindow | QDialog) -> str:
    """The heading of the page that F1 opens."""
    front.activateWindow()
    qtbot.waitUntil(front.isActiveWindow)
    qtbot.keyClick(front, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: front.findChild(HelpWindow) is not None)
    opened = front.findChild(HelpWindow)
    words = opened.findChild(QTextBrowser).toPlainText()
    opened.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    opened.close()
    opened.setParent(None)
    return words.splitlines()[0]


def test_that_f1_opens_the_page_about_what_is_in_front(qtbot: QtBot, window: MainWindow) -> None:
    for place, tab, title in (
        ("outlet", "", "录入台账"),
        ("checklist", "", "验收清单"),
        ("registers", "", "其他台账"),
        ("summary", "writing", "季度总结"),
        ("summary", "export", "导出报送"),
        ("annual_summary", "targets", "年度总结和工作信息"),
        ("work_note", "", "年度总结和工作信息"),
        ("maintenance", "history", "录入台账"),
        ("maintenance", "imports", "导入表格"),
        ("maintenance", "duplicates", "疑似重复和合并"),
        ("maintenance", "backups", "备份与安全"),
        ("maintenance", "additions", "其他台账"),
    ):
        window.go(place, "", tab)
        assert title_after_f1(qtbot, window) == title


def test_that_f1_works_in_windows_before_the_main_one(qtbot: QtBot, context: Context) -> None:
    for front, title in (
        (ImportWizard(context, Journey("outlet")), "导入表格"),
        (ImportWizard(context, Journey("outlet", is_pasted=True)), "粘贴和批量修改"),
        (TemplateDispatch(context, "outlet"), "给社区发模板"),
    ):
        front.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(front)
        front.open()
        assert title_after_f1(qtbot, front) == title
        front.close()


def test_that_every_page_of_the_manual_is_in_its_contents(qtbot: QtBot) -> None:
    opened = HelpWindow(manual, "dashboard")
    qtbot.addWidget(opened)
    topics = opened.findChild(QListWidget)
    listed = {topics.item(row).data(Qt.ItemDataRole.UserRole) for row in range(topics.count())}
    assert listed == {page.stem for page in manual.glob("*.md")}


def test_that_links_and_pictures_of_the_manual_are_there_and_small() -> None:
    shown: set[Path] = set()
    for page in manual.glob("*.md"):
        targets = re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
        assert [target for target in targets if not (manual / target).is_file()] == []
        shown |= {manual / target for target in targets if target.endswith(".png")}
    pictures = set((manual / "images").iterdir())
    assert shown == pictures
    assert [p.name for p in pictures if p.stat().st_size > largest_picture] == []
    assert not any(QImage(str(picture)).isNull() for picture in pictures)
