"""Looking at a quarter that nobody began leaves no trace; the first word typed begins it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.summary_page import SummaryPage

_next_year = Quarter(2025, 2)


def _page(context: Context, qtbot: QtBot) -> SummaryPage:
    context.quarter = _next_year
    page = SummaryPage(context)
    qtbot.addWidget(page)
    page.show_tab("figures")
    with qtbot.waitSignal(page._figures.derived, timeout=20_000):
        page.show()
    return page


def test_that_looking_at_a_quarter_makes_no_summary_and_no_history(
    context: Context, qtbot: QtBot
) -> None:
    before = context.application.history.events(limit=1)[0].entry.counter
    page = _page(context, qtbot)
    page.show_tab("writing")
    assert context.application.summaries.record(_next_year) is None
    assert context.application.history.events(limit=1)[0].entry.counter == before
    assert page.findChild(QLabel, "summary_state").text() == "未填"


def test_that_the_first_word_begins_the_summary_and_is_saved_with_it(
    context: Context, qtbot: QtBot
) -> None:
    page = _page(context, qtbot)
    page.show_tab("writing")
    jobs = page.findChild(QLineEdit, "jobs")
    qtbot.keyClicks(jobs, "35")
    assert page.findChild(QLabel, "summary_state").text() == "填报中"
    assert jobs.text() == "35"
    assert page._writing.save()
    assert context.application.summaries.record(_next_year).get("jobs") == 35
