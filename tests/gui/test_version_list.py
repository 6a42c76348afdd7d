"""The versions of a quarter on screen: listed, compared, saved, returned, handed in again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.errors import Refused
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.return_dialog import return_dialog
from bianmin_desktop.gui.dialogs.version_comparison import VersionComparisonDialog
from bianmin_desktop.gui.pages.summary_page import SummaryPage
from bianmin_desktop.gui.printing.preview import PrintPreview
from tests.gui.conftest import Answers, Heard, demo_moment

quarter = Quarter(2024, 1)
reason = "网点面积与台账不符，请核对。"


def explain_all(application: Application, at: Quarter = quarter) -> None:
    for issue in application.checks.check(at).readiness.unexplained:
        application.checks.explain(at, issue.id, "已现场核实，情况属实。")


def change(application: Application) -> None:
    """Write another paragraph into the summary."""
    summary = application.summaries.record(quarter)
    text = f"{summary.text('problems')}\n新添一段。"
    application.entry.save(Draft("summary", {"problems": text}, summary.id), summary)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example book of one community, smaller than the street's, with its first version."""
    folder = tmp_path_factory.mktemp("社区")
    program = start(folder, FixedClock(demo_moment))
    program.make_book("370212005007", is_demo=True)
    application = program.open()
    explain_all(application)
    application.exporting.export(quarter, folder / "报送")
    application.close()
    return folder


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> SummaryPage:
    """The export tab of 2024Q1."""
    made = SummaryPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    made.show_tab("export")
    with qtbot.waitSignal(made._export._versions.listed, timeout=20_000):
        made.show()
    return made


def button(parent: QWidget, name: str) -> QPushButton:
    found = parent.findChild(QPushButton, name)
    assert found is not None, name
    return found


def states(page: SummaryPage) -> list[str]:
    tree = page.findChild(QTreeWidget, "versions")
    return [tree.topLevelItem(row).text(3) for row in range(tree.topLevelItemCount())]


def opened(page: SummaryPage, qtbot: QtBot, name: str) -> VersionComparisonDialog:
    """The comparison that a button of the list opens."""
    button(page, name).click()
    qtbot.waitUntil(lambda: bool(page.findChildren(VersionComparisonDialog)), timeout=60_000)
    return page.findChildren(VersionComparisonDialog)[0]


def rows(dialog: QDialog) -> list[list[str]]:
    model = dialog.findChild(QTableView, "differences").model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_that_a_version_shows_its_code_and_where_it_stands(
    page: SummaryPage, context: Context
) -> None:
    [version] = context.application.versions.shelf(quarter).lines
    tree = page.findChild(QTreeWidget, "versions")
    shown = [tree.topLevelItem(0).text(column) for column in range(4)]
    made = f"{version.made_at:%Y-%m-%d %H:%M}"
    assert shown == ["第 1 版", version.fingerprint, made, "已上报"]
    assert not button(page, "with_before").isEnabled()
    assert not button(page, "with_quarter").isEnabled()
    assert "2023年第四季度没有导出过" in button(page, "with_quarter").toolTip()


def test_that_what_changed_since_the_version_is_shown_and_read_in_full(
    page: SummaryPage, context: Context, qtbot: QtBot
) -> None:
    change(context.application)
    dialog = opened(page, qtbot, "with_now")
    assert ["总结文字", "存在问题", "内容", "（没有）", "新添一段。", ""] in rows(dialog)
    tables = dialog.findChild(QComboBox, "comparison_tables")
    tables.setCurrentIndex(tables.findData("texts"))
    [row] = rows(dialog)
    before, after = dialog.findChildren(QPlainTextEdit)
    assert (before.toPlainText(), after.toPlainText()) == (row[3], row[4])
    assert "第1版与现在的台账和总结对比表" in dialog.findChild(QLabel, "comparison_title").text()


def test_that_a_comparison_is_saved_and_printed(
    page: SummaryPage, context: Context, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    change(context.application)
    dialog = opened(page, qtbot, "with_now")
    state = dialog.findChild(QLabel, "comparison_state")
    for suffix, name in ((".xlsx", "save_xlsx"), (".pdf", "save_pdf")):
        target = tmp_path / f"对比{suffix}"
        answers.paths.append(str(target.with_suffix(".txt")))
        button(dialog, name).click()
        qtbot.waitUntil(lambda t=target: t.name in state.text(), timeout=60_000)
        assert target.stat().st_size > 2_000
    button(dialog, "print_comparison").click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(PrintPreview)), timeout=60_000)
    dialog.findChildren(PrintPreview)[0].close()


def test_that_a_file_that_cannot_be_written_is_told_and_the_dialog_stays(
    page: SummaryPage, context: Context, qtbot: QtBot, heard: Heard, tmp_path: Path
) -> None:
    dialog = opened(page, qtbot, "with_now")
    (tmp_path / "占住").write_text("x", encoding="utf-8")
    dialog.save_to(tmp_path / "占住" / "对比.xlsx")
    qtbot.waitUntil(lambda: bool(heard.told), timeout=20_000)
    assert button(dialog, "save_xlsx").isEnabled()
    assert dialog.isVisible()


def test_that_last_quarters_ledgers_are_listed_one_by_one_when_asked_for(
    page: SummaryPage, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    explain_all(context.application, quarter.previous)
    context.application.exporting.export(quarter.previous, tmp_path / "上季度")
    with qtbot.waitSignal(page._export._versions.listed, timeout=20_000):
        page._export.show_quarter(quarter)
    dialog = opened(page, qtbot, "with_quarter")
    counted = len(rows(dialog))
    dialog.findChild(QCheckBox, "with_records").click()
    qtbot.waitUntil(lambda: len(rows(dialog)) > counted, timeout=60_000)


def test_that_a_return_is_noted_shown_and_answered_by_the_next_export(
    page: SummaryPage, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = return_dialog(context, quarter, page)
    dialog.findChild(QPlainTextEdit, "reason").setPlainText(reason)
    with qtbot.waitSignal(context.hub.changed):
        button(dialog, "save_note").click()
    assert dialog.result() == QDialog.DialogCode.Accepted.value
    assert page.findChild(QLabel, "summary_state").text() == "退回"
    page.show_tab("writing")
    banner = page.findChild(QFrame, "return_banner")
    qtbot.waitUntil(banner.isVisible)
    assert page.findChild(QLabel, "return_reason").text() == reason
    assert "第 1 版于2024年5月20日被退回" in page.findChild(QLabel, "return_head").text()
    page.show_tab("export")
    qtbot.waitUntil(lambda: states(page) == [f"退回（{reason}）"])
    assert not button(page, "note_return").isEnabled()
    change(context.application)
    explain_all(context.application)
    page._export.export_to(tmp_path / "重报")
    qtbot.waitUntil(lambda: len(states(page)) == 2, timeout=60_000)
    assert states(page) == ["已上报", f"已退回，后已重报（{reason}）"]
    assert banner.isHidden()


def test_that_a_return_without_a_reason_is_told_and_keeps_what_was_typed(
    page: SummaryPage, context: Context, qtbot: QtBot, heard: Heard
) -> None:
    dialog = return_dialog(context, quarter, page)
    dialog.show()
    dialog._form.put_texts({"by": "崂山区商务局"})
    button(dialog, "save_note").click()
    assert isinstance(heard.told[0], Refused)
    assert dialog.isVisible()
    assert dialog._form.draft().texts["by"] == "崂山区商务局"
    assert context.application.returns.notes(quarter) == ()


def test_that_a_check_that_passes_agrees_the_summary_and_is_not_offered_for_undo(
    page: SummaryPage, context: Context, qtbot: QtBot
) -> None:
    context.application.summaries.move(quarter, "filling")
    before = context.undo.next()
    chip = page.findChild(QLabel, "summary_state")
    page.show_tab("check")
    qtbot.waitUntil(lambda: chip.text() == "已审核", timeout=60_000)
    after = context.undo.next()
    assert (after and after.key) == (before and before.key)


def test_that_only_the_pages_a_new_version_changed_are_printed_when_asked_for(
    page: SummaryPage, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    application = context.application
    change(application)
    explain_all(application)
    application.exporting.export(quarter, tmp_path / "二版")
    with qtbot.waitSignal(page._export._versions.listed, timeout=20_000):
        page._export.show_quarter(quarter)
    button(page, "preview_version").click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintPreview)), timeout=60_000)
    preview = page.findChildren(PrintPreview)[0]
    only = preview.findChild(QCheckBox, "only_changed")
    pages = preview.findChild(QLineEdit, "pages")
    assert "第2版" in preview.windowTitle()
    only.setChecked(True)
    [(number, words)] = [
        (n, preview._pages.said(n))
        for n in range(len(preview._pages.sizes))
        if "新添一段" in preview._pages.said(n)
    ]
    assert "存在问题" in words
    assert str(number + 1) in pages.text().split(",")
    assert len(pages.text().split(",")) < len(preview._pages.sizes)
    assert not pages.isEnabled()
    preview.close()
