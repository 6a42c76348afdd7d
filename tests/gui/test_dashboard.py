from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.deadlines import Due, standing_of
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dashboard.steps import current, due_words, steps_of
from bianmin_desktop.gui.pages.dashboard_page import DashboardPage
from bianmin_desktop.services.dashboard import Stage
from tests.gui.conftest import Heard

quarter = Quarter(2024, 1)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[DashboardPage]:
    made = DashboardPage(context)
    with qtbot.waitSignal(made.studied):
        made.show()
    yield made
    context.tasks.wait()
    made.hide()
    made.deleteLater()


def test_that_the_headline_figures_are_those_of_the_ledger(
    page: DashboardPage, application: Application
) -> None:
    rows = {
        row.id: row for row in derive(application.summaries.ledger(), application.edition, quarter)
    }
    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    for figure in ("circles", "communities_covered", "outlets", "residents_covered", "chain_rate"):
        assert rows[figure].shown(rows[figure].closing) in shown


def test_that_the_gap_table_says_for_every_circle_what_is_there(
    page: DashboardPage, application: Application
) -> None:
    gaps = application.dashboard.study(quarter).gaps
    table = page.findChild(QTableWidget, "gaps")
    assert table.rowCount() == len(gaps.rows) > 0
    names = {row.circle_name: row for row in gaps.rows}
    for line in range(table.rowCount()):
        row = names[table.item(line, 0).text()]
        for place, count in enumerate(row.counts, start=1):
            said = table.item(line, place).text()
            assert said == (f"有 {count}" if count else "✕ 无")


def test_that_circles_that_lack_something_stand_first(
    page: DashboardPage, application: Application
) -> None:
    gaps = application.dashboard.study(quarter).gaps
    assert any(gaps.missing(row) for row in gaps.rows)
    table = page.findChild(QTableWidget, "gaps")
    first = [table.item(0, place).text() for place in range(1, table.columnCount())]
    assert "✕ 无" in first


def test_that_a_step_leads_to_where_the_work_is(page: DashboardPage, heard: Heard) -> None:
    page.findChild(QPushButton, "go-ledger").click()
    page.findChild(QPushButton, "go-check").click()
    assert heard.gone == [("outlet", "", ""), ("summary", "", "check")]


def test_that_opening_a_circle_of_the_gap_table_goes_there(
    qtbot: QtBot, page: DashboardPage, heard: Heard, application: Application
) -> None:
    table = page.findChild(QTableWidget, "gaps")
    table.setFocus()
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    (went,) = heard.gone
    assert went[0] == "circle"
    assert application.entry.record("circle", went[1]).text("name") == table.item(0, 0).text()


def test_that_another_quarter_is_shown_when_it_is_chosen(
    qtbot: QtBot, page: DashboardPage, context: Context
) -> None:
    context.quarter = Quarter(2023, 4)
    with qtbot.waitSignal(page.studied):
        context.hub.choose(context.quarter)
    assert any("2023年第四季度" in label.text() for label in page.findChildren(QLabel))


def test_that_a_blocking_record_makes_the_first_step_the_current_one(
    qtbot: QtBot, page: DashboardPage, context: Context
) -> None:
    entry, ledgers = context.application.entry, context.application.ledgers
    outlet = ledgers.records(ledgers.listing("outlet"))[0]
    with qtbot.waitSignal(page.studied):
        saved = entry.save(Draft("outlet", {"name": ""}, outlet.id), outlet)
        context.hub.announce(saved.changes)
    glance = context.application.dashboard.glance(quarter)
    assert glance.blocking == 1
    step = current(steps_of(glance, context.application.dashboard.study(quarter)))
    assert step is not None
    assert step.stage is Stage.LEDGER
    assert "1 条" in step.left
    assert page.findChild(QPushButton, "go-ledger").property("role") == "primary"


def test_that_a_large_book_is_counted_only_when_asked(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    dashboard = context.application.dashboard
    glance = dashboard.glance
    monkeypatch.setattr(dashboard, "glance", lambda q: replace(glance(q), outlets=200_000))
    page = DashboardPage(context)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.filled):
        page.show()
    count = page.findChild(QPushButton, "count")
    assert count.isVisible()
    with qtbot.waitSignal(page.studied):
        count.click()
    assert not count.isVisible()


def test_that_the_quarter_at_hand_is_the_one_to_be_handed_in(application: Application) -> None:
    assert application.dashboard.quarter_at_hand() == quarter
    application.summaries.move(quarter, "submitted")
    assert application.dashboard.quarter_at_hand() == Quarter(2024, 2)


def test_that_the_steps_of_a_submitted_quarter_are_behind_us(application: Application) -> None:
    application.summaries.move(quarter, "submitted")
    glance = application.dashboard.glance(quarter)
    assert glance.is_sent
    sending = steps_of(glance, None)[-1]
    assert sending.is_done
    assert "已上报" in sending.left


@pytest.mark.parametrize(
    ("days", "said", "level"),
    [
        (-3, "已过 3 天", "blocking"),
        (0, "今天", "blocking"),
        (7, "还有 7 天", "verify"),
        (30, "还有 30 天", ""),
    ],
)
def test_that_the_deadline_is_said_with_its_weight(days: int, said: str, level: str) -> None:
    day = date(2024, 4, 10)
    due = Due(day, "默认", is_template=True)
    today = day - timedelta(days=days)
    words, weight = due_words(standing_of(Quarter(2024, 1), due, None, today, 30), today)
    assert said in words
    assert "2024年4月10日" in words
    assert "参考模板" in words
    assert weight == level


def test_that_no_deadline_is_said_plainly() -> None:
    today = date(2024, 4, 10)
    standing = standing_of(Quarter(2024, 1), None, None, today, 30)
    assert due_words(standing, today) == ("没有设定报送期限", "")


@pytest.mark.parametrize(
    ("handed_in", "said", "level"),
    [
        (date(2024, 4, 10), "按时报出", ""),
        (date(2024, 4, 12), "晚了 2 天，算迟报", "verify"),
        (date(2024, 6, 1), "算补报", "verify"),
    ],
)
def test_that_a_report_handed_in_says_whether_it_was_in_time(
    handed_in: date, said: str, level: str
) -> None:
    due = Due(date(2024, 4, 10), "区里通知")
    standing = standing_of(Quarter(2024, 1), due, handed_in, date(2024, 7, 1), 30)
    words, weight = due_words(standing, date(2024, 7, 1))
    assert said in words
    assert weight == level
