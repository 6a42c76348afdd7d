"""年度总结 in the window: figures, targets typed in place, texts, check and export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTableView,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.gui.annual.figures_model import YearFiguresModel
from bianmin_desktop.gui.annual.targets_model import TargetsModel
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dashboard.target_strip import TargetStrip
from bianmin_desktop.gui.main_window import MainWindow
from bianmin_desktop.gui.pages.annual_page import AnnualPage
from tests.gui.conftest import Answers, Heard

year = Year(2024)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> AnnualPage:
    """The page of 2024 on screen, its year summed up."""
    made = AnnualPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    with qtbot.waitSignal(made._figures.shown, timeout=20_000):
        made.show()
    return made


def rows(table: QTableView) -> dict[str, list[str]]:
    model = table.model()
    read = [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    return {row[0]: row[1:] for row in read}


def words(page: QWidget, name: str) -> str:
    return page.findChild(QLabel, name).text()


def until_said(qtbot: QtBot, page: QWidget, name: str, part: str) -> None:
    qtbot.waitUntil(lambda: part in words(page, name), timeout=60_000)


def targets_shown(page: AnnualPage, qtbot: QtBot, act: Callable[[], None]) -> TargetsModel:
    with qtbot.waitSignal(page._targets.shown, timeout=20_000):
        act()
    model = page.findChild(QTableView, "targets").model()
    assert isinstance(model, TargetsModel)
    return model


def explain_everything(application: Application) -> None:
    application.annual_drafting.write(year)
    for issue in application.annual_checks.check(year).readiness.unexplained:
        application.annual_checks.explain(year, issue.id, "情况属实。")


def test_that_the_figures_on_screen_are_the_years(page: AnnualPage, context: Context) -> None:
    account = context.application.annual.account(year)
    shown = rows(page.findChild(QTableView, "year_figures"))
    for line in account.figures:
        assert shown[line.label][5] == line.shown(line.closing)
        assert shown[line.label][6:8] == [line.shown(n) for n in line.closings[:2]]
        assert shown[line.label][8:] == ["—", "—"]
    for line in account.entered:
        assert shown[line.label][5] == line.shown(line.total)
    assert "第一季度还没有报送，按现在的台账" in words(page, "year_sources")
    assert "还有 2 个季度没有开始" in words(page, "year_sources")


def test_that_a_number_of_a_quarter_leads_to_that_quarter(
    page: AnnualPage, context: Context, heard: Heard
) -> None:
    table = page.findChild(QTableView, "year_figures")
    table.doubleClicked.emit(table.model().index(1, 3))
    assert heard.gone == []
    table.doubleClicked.emit(table.model().index(1, 8))
    assert heard.gone == [("summary", "", "figures")]
    assert context.quarter == Quarter(2024, 2)


def test_that_what_changed_since_a_quarter_was_handed_in_is_listed(
    page: AnnualPage, context: Context, qtbot: QtBot, tmp_path: Path, heard: Heard
) -> None:
    application = context.application
    quarter = Quarter(2024, 1)
    application.exporting.export(quarter, tmp_path)
    record = application.summaries.record(quarter)
    assert record is not None
    saved = application.entry.save(Draft("summary", {"jobs": "999"}, record.id), record)
    assert not page.findChild(QTreeWidget, "since").isVisible()
    page.show_tab("export")
    context.hub.announce(saved.changes)
    with qtbot.waitSignal(page._figures.shown, timeout=20_000):
        page.show_tab("figures")
    since = page.findChild(QTreeWidget, "since")
    assert since.isVisible()
    item = since.topLevelItem(0)
    assert [item.text(column) for column in (0, 1, 4)] == [
        "2024年第一季度第1版",
        "带动就业（人）",
        "999",
    ]
    assert "第一季度取第 1 版" in words(page, "year_sources")
    since.itemActivated.emit(item, 0)
    assert heard.gone[-1] == ("summary", "", "figures")


def test_that_a_target_is_typed_into_its_cell_and_kept(
    page: AnnualPage, context: Context, qtbot: QtBot, heard: Heard
) -> None:
    model = targets_shown(page, qtbot, lambda: page.show_tab("targets"))
    place = model.index(model.row_of(2024), 3)
    assert place.flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.index(0, 1).flags() & Qt.ItemFlag.ItemIsEditable
    targets_shown(page, qtbot, lambda: model.setData(place, "１２"))
    line = next(one for one in context.application.annual.progress() if one.year == 2024)
    assert line.own.added == 12
    assert model.index(model.row_of(2024), 3).data() == "12"
    assert heard.said[-1] == "目标已保存"


def test_that_a_target_nobody_can_read_is_told_and_the_old_one_stays(
    page: AnnualPage, context: Context, qtbot: QtBot, heard: Heard
) -> None:
    context.application.annual.set_target(2024, {"added": "3"})
    model = targets_shown(page, qtbot, lambda: page.show_tab("targets"))
    place = model.index(model.row_of(2024), 3)
    targets_shown(page, qtbot, lambda: model.setData(place, "许多"))
    assert "目标没有保存" in str(heard.told[0])
    assert model.index(model.row_of(2024), 3).data() == "3"
    model.setData(place, "3")
    assert len(heard.told) == 1


def test_that_the_models_keep_to_the_rules_of_qt(page: AnnualPage, qtbot: QtBot) -> None:
    model = targets_shown(page, qtbot, lambda: page.show_tab("targets"))
    QAbstractItemModelTester(model)
    figures = page.findChild(QTableView, "year_figures").model()
    assert isinstance(figures, YearFiguresModel)
    QAbstractItemModelTester(figures)


def test_that_the_first_word_begins_the_summary_and_is_saved(
    page: AnnualPage, context: Context, heard: Heard
) -> None:
    page.show_subject("", "problems")
    assert page.tab == "annual_writing"
    assert context.application.annual.record(year) is None
    page.findChild(QPlainTextEdit, "problems").setPlainText("停车难。")
    page._writing.findChild(QPushButton, "save").click()
    stored = context.application.annual.record(year)
    assert stored is not None
    assert stored.text("problems") == "停车难。"
    assert heard.said[-1] == "已保存：2024年度总结"
    assert words(page, "annual_state") == "填报中"


def test_that_drafting_fills_blank_texts_from_the_year(
    page: AnnualPage, qtbot: QtBot, heard: Heard
) -> None:
    page.show_tab("writing")
    qtbot.waitUntil(lambda: page._writing._drafting.known is not None, timeout=20_000)
    page._writing.findChild(QPushButton, "draft").click()
    assert page._writing.is_changed
    layout = page._writing._form.draft().texts["task_layout"]
    assert "{figure:outlets.closing}" in layout
    assert "起草了" in heard.said[-1]
    page._writing.revert()
    assert not page._writing.is_changed


def test_that_the_check_of_a_year_is_explained_in_place(
    page: AnnualPage, context: Context, qtbot: QtBot, heard: Heard
) -> None:
    context.application.annual.open(year)
    with qtbot.waitSignal(page._check.checked, timeout=20_000):
        page.show_tab("check")
    found = page.findChild(QTreeWidget, "found")
    assert "2024年度总结还不能报送" in words(page, "verdict")
    item = found.topLevelItem(0)
    assert "2024年还没有结束" in item.text(2)
    page.findChild(QPlainTextEdit, "reason").setPlainText("按要求提前报送。")
    page.findChild(QPushButton, "explain").click()
    qtbot.waitUntil(lambda: "情况说明已保存" in heard.said)
    explanations = context.application.annual_checks.check(year).explanations
    assert "按要求提前报送。" in explanations.values()
    found.itemActivated.emit(item, 0)
    assert heard.gone[-1] == ("annual_summary", "", "figures")


def test_that_the_year_is_exported_and_its_versions_listed(
    page: AnnualPage, context: Context, qtbot: QtBot, tmp_path: Path, answers: Answers
) -> None:
    explain_everything(context.application)
    page.show_tab("export")
    page._export.export_to(tmp_path / "甲")
    until_said(qtbot, page, "outcome", "第 1 版已导出")
    versions = page.findChild(QTreeWidget, "versions")
    qtbot.waitUntil(lambda: versions.topLevelItemCount() == 1)
    answers.paths.append(str(tmp_path / "乙"))
    page.findChild(QPushButton, "again").click()
    until_said(qtbot, page, "outcome", "没有另立新版")
    pairs = zip(
        sorted((tmp_path / "甲").iterdir()), sorted((tmp_path / "乙").iterdir()), strict=True
    )
    for one, two in pairs:
        assert one.read_bytes() == two.read_bytes()
    assert words(page, "annual_state") == "已上报"


def test_that_what_is_in_the_way_is_told_and_leads_to_the_check(
    page: AnnualPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.show_tab("export")
    page._export.export_to(tmp_path / "年度")
    to_check = page.findChild(QPushButton, "to_check")
    qtbot.waitUntil(to_check.isVisible, timeout=60_000)
    assert list((tmp_path / "年度").iterdir()) == []
    with qtbot.waitSignal(page._check.checked, timeout=20_000):
        to_check.click()
    assert page.tab == "annual_check"


def test_that_the_year_follows_the_quarter_and_can_be_chosen(
    page: AnnualPage, context: Context, qtbot: QtBot
) -> None:
    choice = page.findChild(QComboBox, "year")
    assert [choice.itemText(n) for n in range(choice.count())] == ["2024年", "2023年"]
    with qtbot.waitSignal(page._figures.shown, timeout=20_000):
        choice.activated.emit(1)
    assert words(page, "annual_title") == "2023年度总结"
    with qtbot.waitSignal(page._figures.shown, timeout=20_000):
        context.hub.choose(Quarter(2024, 2))
    assert words(page, "annual_title") == "2024年度总结"
    assert choice.currentText() == "2024年"


def test_that_the_dashboard_tells_how_far_the_targets_are_met(
    window: MainWindow, context: Context, qtbot: QtBot
) -> None:
    strip = window.findChild(TargetStrip)
    qtbot.waitUntil(strip.isVisible, timeout=20_000)
    button = strip.findChild(QPushButton, "targets")
    assert button.text() == "填本单位目标"
    assert words(strip, "target_city") == "全市：新增不少于 50个，累计不少于 115个"
    context.hub.announce(context.application.annual.set_target(2024, {"added": "9"}))
    added = strip.findChild(QProgressBar, "target_added")
    done = next(one.added for one in context.application.annual.progress() if one.year == 2024)
    qtbot.waitUntil(lambda: added.text() == f"当年新建成 {done} / 9 个", timeout=20_000)
    assert added.value() == min(100, (done or 0) * 100 // 9)
    button.click()
    qtbot.waitUntil(lambda: window.pages.in_view == "annual_targets")


def test_that_a_year_is_returned_answered_taken_and_locked(
    page: AnnualPage, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    application = context.application
    received = page.findChild(QPushButton, "note_received")
    explain_everything(application)
    page.show_tab("export")
    qtbot.waitUntil(lambda: not received.isEnabled())
    page._export.export_to(tmp_path / "甲")
    qtbot.waitUntil(received.isEnabled, timeout=60_000)
    note = {"reason": "请补充问题。", "on": "2024-05-20"}
    context.hub.announce(application.returns.note(year, note))
    page.show_tab("writing")
    until_said(qtbot, page, "return_head", "第 1 版")
    assert words(page, "return_reason") == "请补充问题。"
    assert words(page, "annual_state") == "退回"
    page.findChild(QPlainTextEdit, "problems").setPlainText("停车难。")
    page.show_tab("export")
    page._export.export_to(tmp_path / "乙")
    until_said(qtbot, page, "outcome", "第 2 版已导出")
    qtbot.waitUntil(received.isEnabled)
    received.click()
    page.show_tab("writing")
    until_said(qtbot, page, "lock_words", "2024年的总结上级已收")
