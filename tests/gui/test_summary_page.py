"""The quarter from its figures to its files: every number is the ledger's, no word is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.summary_page import SummaryPage
from tests.gui.conftest import Answers, Heard

quarter = Quarter(2024, 1)
buttons = QMessageBox.StandardButton


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> SummaryPage:
    """The page of 2024Q1 on screen, its figures derived."""
    made = SummaryPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    made.show_tab("figures")
    with qtbot.waitSignal(made._figures.derived, timeout=20_000):
        made.show()
    return made


def cells(table: QTableView) -> dict[str, list[str]]:
    """The figures as shown, by label."""
    model = table.model()
    rows = [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    return {row[0]: row[1:] for row in rows}


def index_of(table: QTableView, words: str, column: int) -> QModelIndex:
    model = table.model()
    row = next(r for r in range(model.rowCount()) if model.index(r, 0).data() == words)
    return model.index(row, column)


def checked(page: SummaryPage, qtbot: QtBot) -> QTreeWidget:
    with qtbot.waitSignal(page._check.checked, timeout=20_000):
        page.show_tab("check")
    return page.findChild(QTreeWidget, "found")


def test_that_the_figures_shown_are_those_derived_from_the_ledgers(
    page: SummaryPage, context: Context
) -> None:
    table = page.findChild(QTableView, "figures")
    shown = cells(table)
    rows = context.application.summaries.figures(quarter)
    assert rows
    for row in rows:
        assert shown[row.label][4] == row.shown(row.closing)
        if row.is_flow:
            numbers = (row.opening, row.added, row.removed)
            assert shown[row.label][1:4] == [row.shown(number) for number in numbers]
        else:
            assert shown[row.label][1:4] == ["", "", ""]
    assert {row.section for row in rows} <= set(shown)


@pytest.mark.parametrize(("column", "part"), [(2, "opening_ids"), (3, "added_ids")])
def test_that_choosing_a_number_lists_the_records_behind_it(
    column: int, part: str, page: SummaryPage, qtbot: QtBot, heard: Heard
) -> None:
    rows = page._context.application.summaries.figures(quarter)
    row = next(r for r in rows if r.is_flow and 0 < len(getattr(r, part)) < 200)
    table = page.findChild(QTableView, "figures")
    behind = page.findChild(QListWidget, "behind")
    table.setCurrentIndex(index_of(table, row.label, column))
    qtbot.waitUntil(lambda: behind.count() == len(getattr(row, part)))
    assert f"{len(getattr(row, part)):,} 条" in page.findChild(QLabel, "behind_title").text()
    behind.itemActivated.emit(behind.item(0))
    assert heard.gone[0][1] in getattr(row, part)


def test_that_what_is_written_is_saved_and_shown_again(
    page: SummaryPage, context: Context, heard: Heard
) -> None:
    page.show_field("jobs")
    jobs = page.findChild(QLineEdit, "jobs")
    jobs.selectAll()
    jobs.insert("１２３")
    page.findChild(QPlainTextEdit, "problems").setPlainText("停车难。\n缺菜市场。")
    page._writing.findChild(QPushButton, "save").click()
    stored = context.application.summaries.record(quarter)
    assert stored.get("jobs") == 123
    assert stored.text("problems") == "停车难。\n缺菜市场。"
    assert jobs.text() == "123"
    assert heard.said[-1] == "已保存：2024年第一季度总结"


def test_that_last_quarters_number_stands_beside_the_field(
    page: SummaryPage, context: Context
) -> None:
    before = context.application.summaries.record(quarter.previous)
    wanted = f"上季度 {before.get('jobs'):,}"
    assert wanted in [words.text() for words in page.findChildren(QLabel)]


def test_that_another_quarter_is_shown_when_it_is_chosen(
    page: SummaryPage, context: Context
) -> None:
    context.hub.choose(Quarter(2023, 4))
    assert page.findChild(QLabel, "summary_title").text() == "2023年第四季度总结"
    stored = context.application.summaries.record(Quarter(2023, 4))
    texts = context.application.entry.texts(stored)
    assert page.findChild(QLineEdit, "jobs").text() == texts["jobs"]


def test_that_another_quarter_waits_for_what_is_not_saved(
    page: SummaryPage, context: Context, answers: Answers
) -> None:
    page.findChild(QLineEdit, "filler").insert("新填报人")
    answers.boxes.append(buttons.Cancel)
    context.hub.choose(Quarter(2023, 4))
    assert page.findChild(QLabel, "summary_title").text() == "2024年第一季度总结"
    assert "新填报人" in page.findChild(QLineEdit, "filler").text()
    answers.boxes.append(buttons.Discard)
    assert page.may_leave()


def test_that_the_check_judges_what_stands_in_the_form(
    page: SummaryPage, context: Context, qtbot: QtBot
) -> None:
    page.show_tab("writing")
    returned = page.findChild(QLineEdit, "survey_returned")
    returned.selectAll()
    returned.insert("很多")
    found = checked(page, qtbot)
    assert context.application.summaries.record(quarter).typed["survey_returned"] == "很多"
    assert found.topLevelItem(0).text(0) == "● 强制"
    assert "很多" in found.topLevelItem(0).text(2)
    assert "还不能报送" in page.findChild(QLabel, "verdict").text()


def test_that_a_double_click_leads_to_the_place(
    page: SummaryPage, qtbot: QtBot, heard: Heard
) -> None:
    found = checked(page, qtbot)
    item = found.topLevelItem(0)
    found.itemActivated.emit(item, 0)
    place = item.data(0, Qt.ItemDataRole.UserRole).place
    assert heard.gone == [(place.record_type, place.record_id, place.field)]


def test_that_a_reason_is_kept_when_the_next_line_is_chosen(
    page: SummaryPage, context: Context, heard: Heard, qtbot: QtBot
) -> None:
    found = checked(page, qtbot)
    application = context.application
    ready = application.checks.check(quarter).readiness
    issue = (*ready.unexplained, *ready.explained)[0]
    row = next(
        r
        for r in range(found.topLevelItemCount())
        if found.topLevelItem(r).data(0, Qt.ItemDataRole.UserRole).id == issue.id
    )
    assert issue.level is Level.VERIFY
    found.setCurrentItem(found.topLevelItem(row))
    page.findChild(QPlainTextEdit, "reason").setPlainText("已到现场看过，情况属实。")
    found.setCurrentItem(found.topLevelItem(row + 1))
    qtbot.waitUntil(lambda: "情况说明已保存" in heard.said, timeout=20_000)
    kept = application.checks.check(quarter)
    assert kept.explanations[issue.id] == "已到现场看过，情况属实。"
    assert found.topLevelItem(row).text(3) == "已到现场看过，情况属实。"


def outcome_of(page: SummaryPage) -> str:
    return page.findChild(QLabel, "outcome").text()


def explain_all(application: Application) -> None:
    for issue in application.checks.check(quarter).readiness.unexplained:
        application.checks.explain(quarter, issue.id, "已现场核对，情况属实。")


def test_that_a_quarter_is_exported_and_its_version_listed(
    page: SummaryPage, context: Context, qtbot: QtBot, tmp_path: Path, answers: Answers
) -> None:
    application = context.application
    explain_all(application)
    page.show_tab("export")
    answers.paths.append(str(tmp_path))
    with qtbot.waitSignal(context.hub.changed, timeout=60_000):
        page.findChild(QPushButton, "export").click()
    versions = page.findChild(QTreeWidget, "versions")
    qtbot.waitUntil(lambda: versions.topLevelItemCount() == 1)
    [version] = application.summaries.versions(quarter)
    assert versions.topLevelItem(0).text(1) == version.fingerprint
    outcome = page.findChild(QLabel, "outcome").text()
    assert version.fingerprint in outcome
    assert {path.suffix for path in tmp_path.iterdir()} >= {".xlsx", ".pdf"}
    assert page.findChild(QLabel, "summary_state").text() == "已上报"
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    answers.paths.append(str(tmp_path / "再拷一份"))
    page.findChild(QPushButton, "again").click()
    qtbot.waitUntil(lambda: "没有另立新版" in outcome_of(page), timeout=60_000)
    copies = {path.name: path.read_bytes() for path in (tmp_path / "再拷一份").iterdir()}
    assert copies == before


def test_that_an_export_that_is_refused_says_why_and_leads_to_the_check(
    page: SummaryPage, context: Context, qtbot: QtBot, tmp_path: Path, heard: Heard
) -> None:
    application = context.application
    record = application.summaries.open(quarter).record
    application.entry.save(Draft("summary", {"jobs": "很多"}, record.id), record)
    page.show_tab("export")
    to_check = page.findChild(QPushButton, "to_check")
    page._export.export_to(tmp_path)
    qtbot.waitUntil(to_check.isVisible, timeout=60_000)
    assert page.findChild(QLabel, "outcome").text()
    assert list(tmp_path.glob("*.xlsx")) == []
    assert heard.told == []
    with qtbot.waitSignal(page._check.checked, timeout=20_000):
        to_check.click()


def test_that_input_from_before_a_crash_is_restored_in_its_quarter(
    page: SummaryPage, context: Context
) -> None:
    application = context.application
    record = application.summaries.record(Quarter(2023, 4))
    texts = {**application.entry.texts(record), "experience": "崩溃前写的经验"}
    application.entry.remember(Draft("summary", texts, record.id))
    page.restore(application.entry.unsaved()[0])
    assert page.findChild(QLabel, "summary_title").text() == "2023年第四季度总结"
    assert page.findChild(QPlainTextEdit, "experience").toPlainText() == "崩溃前写的经验"
    assert page._writing.is_changed
    assert page._writing.save()
    assert application.summaries.record(Quarter(2023, 4)).text("experience") == "崩溃前写的经验"
