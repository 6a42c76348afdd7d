"""变动说明 in the window: listed by group, a reason picked or written, records one step away."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.quarter_changes import Change, Group
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.summary_page import SummaryPage
from bianmin_desktop.gui.summary.changes_tab import ChangesTab
from bianmin_desktop.gui.summary.changes_table import ChangesTable
from tests.gui.conftest import Heard, compose

quarter = Quarter(2024, 1)


@pytest.fixture
def asked(context: Context) -> Change:
    """A change 审核 asks about: a shop that is gone, nobody knows since when."""
    entry = context.application.entry
    community = context.application.summaries.ledger().of("community")[0]
    texts = {
        "name": "不辞而别的店",
        "kind": "商户",
        "business_type": "便利店",
        "status": "注销",
        "community": community.text("code"),
        "verified": "2024-02-20",
    }
    saved = entry.save(Draft("outlet", texts), entry.blank("outlet"))
    changed = context.application.changes.of(quarter)
    return next(c for c in changed.changes if c.subject == saved.record.id)


@pytest.fixture
def tab(context: Context, asked: Change, qtbot: QtBot) -> ChangesTab:
    """The tab of 2024Q1 on screen, its changes listed."""
    made = ChangesTab(context)
    qtbot.addWidget(made)
    made.resize(1150, 600)
    made.show()
    with qtbot.waitSignal(made.listed, timeout=20_000):
        made.show_quarter(quarter)
    return made


def table_of(tab: ChangesTab) -> ChangesTable:
    return tab.findChild(ChangesTable, "changes")


def choose(tab: ChangesTab, change: Change) -> None:
    table = table_of(tab)
    table.setCurrentIndex(tab._model.index(tab._model.row_of(change.id), 0))


def box(tab: ChangesTab) -> QPlainTextEdit:
    return tab.findChild(QPlainTextEdit, "change_reason")


def pick(tab: ChangesTab, place: int) -> str:
    combo = tab.findChild(QComboBox, "suggested")
    text = combo.itemText(place)
    combo.activated.emit(place)
    return text


def test_that_changes_stand_under_their_groups(tab: ChangesTab, context: Context) -> None:
    QAbstractItemModelTester(tab._model)
    changes = context.application.changes.of(quarter).changes
    headings = [tab._model.index(row, 0).data() for row in tab._model.headings()]
    expected = [
        f"{group.label}（{count:,} {group.unit}）"
        for group in Group
        if (count := sum(c.group is group for c in changes))
    ]
    assert headings == expected
    assert tab._model.rowCount() == len(changes) + len(headings)


def test_that_what_must_be_explained_stands_out_and_can_be_listed_alone(
    tab: ChangesTab, asked: Change
) -> None:
    row = tab._model.row_of(asked.id)
    assert tab._model.index(row, 3).data() == "● 要写明原因"
    assert "项要写明原因才能报送" in tab.findChild(QLabel, "changes_note").text()
    which = tab.findChild(QComboBox, "which_changes")
    which.setCurrentIndex(which.findData("open"))
    listed = [tab._model.entry(r) for r in range(tab._model.rowCount())]
    assert asked in listed
    assert all(change.is_asked for change in listed if change is not None)


def test_that_a_picked_reason_may_be_edited_and_is_kept_when_the_line_is_left(
    tab: ChangesTab, context: Context, asked: Change, qtbot: QtBot
) -> None:
    choose(tab, asked)
    assert box(tab).toPlainText() == ""
    sentence = pick(tab, 0)
    assert "2月20日" in sentence
    assert box(tab).toPlainText() == sentence
    compose(box(tab), "已拍照留存。")
    other = next(c for c in tab._last.changes if c.id != asked.id)
    with qtbot.waitSignal(context.hub.changed, timeout=20_000):
        choose(tab, other)
    checked = context.application.checks.check(quarter)
    assert checked.explanations[asked.id] == f"{sentence}已拍照留存。"
    assert asked.id in {issue.id for issue in checked.readiness.explained}
    assert tab._model.index(tab._model.row_of(asked.id), 3).data().startswith(sentence)


def test_that_picking_keeps_the_clerks_own_words(tab: ChangesTab, asked: Change) -> None:
    choose(tab, asked)
    first, second = pick(tab, 0), pick(tab, 1)
    assert box(tab).toPlainText() == second != first
    box(tab).setPlainText("物业说二月就走了。")
    pick(tab, 1)
    assert box(tab).toPlainText() == f"物业说二月就走了。\n{second}"


def test_that_a_saved_reason_is_there_again_and_can_be_taken_back(
    tab: ChangesTab, context: Context, asked: Change, qtbot: QtBot
) -> None:
    choose(tab, asked)
    for reason in ("已核对。", ""):
        box(tab).setPlainText(reason)
        with qtbot.waitSignal(tab.listed, timeout=20_000):
            tab.findChild(QPushButton, "keep_reason").click()
        given = context.application.changes.of(quarter).reasons.get(asked.id, "")
        assert given == tab._last.reasons.get(asked.id, "") == reason
        assert box(tab).toPlainText() == reason


def test_that_a_reason_taken_back_elsewhere_disappears_here(
    tab: ChangesTab, context: Context, asked: Change, qtbot: QtBot
) -> None:
    changes = context.application.checks.explain(quarter, asked.id, "已核对。")
    choose(tab, asked)
    for said, told in ((changes, "已核对。"), (None, "")):
        announced = said or context.application.checks.explain(quarter, asked.id, "")
        with qtbot.waitSignal(tab.listed, timeout=20_000):
            context.hub.announce(announced)
        assert box(tab).toPlainText() == told


def test_that_a_double_click_opens_the_record_behind(
    tab: ChangesTab, asked: Change, heard: Heard
) -> None:
    choose(tab, asked)
    table_of(tab).doubleClicked.emit(table_of(tab).currentIndex())
    assert heard.gone[-1][:2] == ("outlet", asked.subject)


def test_that_a_number_lists_its_records_and_leads_to_them(
    context: Context, qtbot: QtBot, heard: Heard
) -> None:
    application = context.application
    for number in range(60):
        texts = {"name": f"书店{number}", "business_type": "新型书店", "opened": "2024-02-01"}
        application.entry.save(
            Draft("outlet", texts | {"status": "营业"}), application.entry.blank("outlet")
        )
    page = SummaryPage(context)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page._changes.listed, timeout=20_000):
        page.show_tab("changes")
    tab = page._changes
    change = next(c for c in tab._last.changes if c.subject == "quality_bookstore")
    choose(tab, change)
    behind = tab.findChild(QListWidget, "behind_change")
    qtbot.waitUntil(lambda: behind.count() == len(change.behind))
    table_of(tab).opened.emit()
    assert heard.gone == []
    assert behind.currentRow() == 0
    behind.itemActivated.emit(behind.currentItem())
    assert heard.gone[-1][0] == "outlet"
    assert heard.gone[-1][1] in change.behind


def test_that_leaving_for_another_part_keeps_the_reason(
    context: Context, asked: Change, qtbot: QtBot
) -> None:
    page = SummaryPage(context)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page._changes.listed, timeout=20_000):
        page.show_tab("changes")
    choose(page._changes, asked)
    compose(box(page._changes), "已核对。")
    with qtbot.waitSignal(page._check.checked, timeout=20_000):
        page.show_tab("check")
    context.tasks.wait()
    assert context.application.checks.check(quarter).explanations[asked.id] == "已核对。"
