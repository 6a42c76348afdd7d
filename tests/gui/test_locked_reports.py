"""上级已收 on screen: locked, opened again for a reason; and the table of deadlines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import start
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.return_dialog import amendment_dialog
from bianmin_desktop.gui.maintenance.deadlines_tab import DeadlinesTab
from bianmin_desktop.gui.pages.summary_page import SummaryPage
from tests.gui.conftest import demo_moment
from tests.gui.screenshots import shoot

quarter = Quarter(2024, 1)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example book of one community, handed in once."""
    folder = tmp_path_factory.mktemp("已收")
    program = start(folder, FixedClock(demo_moment))
    program.make_book("370212005007", is_demo=True)
    application = program.open()
    for issue in application.checks.check(quarter).readiness.unexplained:
        application.checks.explain(quarter, issue.id, "已现场核实，情况属实。")
    application.exporting.export(quarter, folder / "报送")
    application.close()
    return folder


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> SummaryPage:
    made = SummaryPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    made.show()
    return made


def found(parent: QObject, kind: type[Any], name: str) -> Any:  # noqa: ANN401
    held = parent.findChild(kind, name)
    assert held is not None, name
    return held


def test_that_a_report_that_was_taken_is_only_looked_at_until_a_reason_is_given(
    page: SummaryPage, context: Context, qtbot: QtBot
) -> None:
    page.show_tab("export")
    button = found(page, QPushButton, "note_received")
    qtbot.waitUntil(button.isEnabled)
    with qtbot.waitSignal(context.hub.changed):
        button.click()
    qtbot.waitUntil(lambda: not button.isEnabled())
    page.show_tab("writing")
    banner = found(page, QFrame, "lock_banner")
    qtbot.waitUntil(banner.isVisible)
    problems = found(page, QPlainTextEdit, "problems")
    qtbot.waitUntil(lambda: not problems.isEnabled())
    assert not found(page, QPushButton, "save").isEnabled()
    shoot(page, "summary-locked", (1180, 680))
    dialog = amendment_dialog(context, quarter, page)
    found(dialog, QPlainTextEdit, "reason").setPlainText("漏报3户网点。")
    with qtbot.waitSignal(context.hub.changed):
        found(dialog, QPushButton, "save_note").click()
    qtbot.waitUntil(problems.isEnabled)
    assert "登记改报：漏报3户网点。" in found(page, QLabel, "lock_words").text()
    assert found(page, QPushButton, "amend").isHidden()


def test_that_the_deadlines_are_listed_and_a_told_day_is_kept(
    context: Context, qtbot: QtBot
) -> None:
    tab = DeadlinesTab(context)
    qtbot.addWidget(tab)
    tab.resize(1150, 600)
    tab.show()
    tree = found(tab, QTreeWidget, "deadlines")
    qtbot.waitUntil(lambda: tree.topLevelItemCount() > 0)

    def row(label: str) -> list[str]:
        items = (tree.topLevelItem(place) for place in range(tree.topLevelItemCount()))
        item = next(one for one in items if one is not None and one.text(0) == label)
        return [item.text(column) for column in range(6)]

    label = quarter.label
    assert row(label)[:4] == [label, "2024-04-01", "2024-04-10", "2024-05-20"]
    assert row(label)[4] == "！补报"
    assert "参考模板" in row(label)[5]
    shoot(tab, "deadlines", (1180, 600))
    with qtbot.waitSignal(context.hub.changed):
        texts = {"due": "2024-05-20", "reason": "区商务局延期通知"}
        context.hub.announce(context.application.periods.name_day(quarter, texts))
    qtbot.waitUntil(lambda: row(label)[4] == "按时")
    assert row(label)[5] == "区商务局延期通知"
