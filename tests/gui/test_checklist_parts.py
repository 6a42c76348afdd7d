"""验收清单 in the window: evidence, what is to be put right, steps, prints and points."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.gui.acceptance.batch_dialog import BatchDialog
from bianmin_desktop.gui.acceptance.evidence_dialog import EvidenceDialog
from bianmin_desktop.gui.acceptance.points_dialog import PointsDialog
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.checklist_page import ChecklistPage
from tests.gui.checklist_pages import (
    assert_preview,
    button,
    circle,
    kept,
    opened,
    page,
    said,
    table,
    tree,
    typed,
)
from tests.gui.conftest import Answers, Heard

__all__ = ["circle", "page"]


def test_that_a_missing_material_is_supplied_and_its_lines_are_changed(
    qtbot: QtBot,
    page: ChecklistPage,
    circle: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paper = tmp_path / "方案.txt"
    paper.write_text("方案", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(paper)], ""))
    page.view.show_tab("evidence")
    missing, attached = tree(page, "missing"), tree(page, "evidence")
    before = missing.topLevelItemCount()
    button(page, "supply").click()
    qtbot.waitUntil(lambda: attached.topLevelItemCount() == 1)
    qtbot.waitUntil(lambda: missing.topLevelItemCount() == before - 1)
    assert attached.topLevelItem(0).text(0) == "佐证-01"
    attached.setCurrentItem(attached.topLevelItem(0))
    button(page, "edit_evidence").click()
    dialog = page.findChild(EvidenceDialog)
    assert isinstance(dialog, EvidenceDialog)
    lines = dialog.findChild(QListWidget, "proved")
    assert isinstance(lines, QListWidget)
    lines.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    qtbot.waitUntil(lambda: attached.topLevelItem(0).text(2) == "1-1、1-2")
    attached.setCurrentItem(attached.topLevelItem(0))
    button(page, "remove_evidence").click()
    qtbot.waitUntil(lambda: attached.topLevelItemCount() == 0)


def test_that_a_failed_line_is_put_right_until_it_passes(
    qtbot: QtBot, page: ChecklistPage, context: Context, circle: str
) -> None:
    context.hub.announce(
        context.application.acceptance.checklists.answer(
            circle, "standard", "402", {"verdict": "不合格"}
        ).changes
    )
    page.view.show_tab("repairs")
    repairs = tree(page, "repairs")
    qtbot.waitUntil(lambda: repairs.topLevelItemCount() == 1)
    assert repairs.topLevelItem(0).text(4) == "没有定期限"
    typed(page, "due").setText("2024-5-10")
    button(page, "keep_repair").click()
    qtbot.waitUntil(lambda: repairs.topLevelItem(0).text(4) == "过期 10 天")
    assert "1 项已过期限" in said(page, "repairs_note")
    typed(page, "fixed_on").setText("2024-5-18")
    button(page, "keep_repair").click()
    qtbot.waitUntil(lambda: repairs.topLevelItem(0).text(4) == "已改好，待复验")
    assert kept(context, circle, "402").repair.fixed_on is not None


def test_that_a_step_is_taken_when_nothing_is_in_the_way(
    qtbot: QtBot, page: ChecklistPage, context: Context, circle: str, heard: Heard
) -> None:
    record = context.application.entry.record("circle", circle)
    assert record.text("stage") == "building"
    page.view.show_tab("stage")
    button(page, "step_self_check").click()
    qtbot.waitUntil(lambda: said(page, "stage") == "现在的阶段：自查")
    waiting = page.findChild(QPushButton, "step_report")
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "step_report") is not None)
    waiting = button(page, "step_report")
    assert not waiting.isEnabled()
    assert heard.said[-1] == "建设完成，开始自查"


def test_that_an_acceptance_is_frozen_and_printed_again(
    qtbot: QtBot, page: ChecklistPage, context: Context, circle: str
) -> None:
    room = context.application.acceptance
    room.steps.advance(circle, "standard", "self_check")
    for line in room.checklists.sheet(circle, "standard").lines:
        texts = {"self_score": f"{line.points:f}", "verdict": "合格"}
        room.checklists.answer(circle, "standard", line.id, texts)
    page.show_subject(circle, "stage")
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "step_report") is not None)
    qtbot.waitUntil(lambda: button(page, "step_report").isEnabled())
    button(page, "step_report").click()
    acceptances = tree(page, "acceptances")
    qtbot.waitUntil(lambda: acceptances.topLevelItemCount() == 1)
    assert acceptances.topLevelItem(0).text(4) == "合格"
    acceptances.itemActivated.emit(acceptances.topLevelItem(0), 0)
    assert_preview(qtbot, page)


def test_that_all_circles_are_printed_at_once(
    qtbot: QtBot, page: ChecklistPage, tmp_path: Path, answers: Answers, heard: Heard
) -> None:
    dialog = opened(page, "print_all", BatchDialog)
    circles = dialog.findChild(QListWidget, "which_circles")
    assert isinstance(circles, QListWidget)
    for row in range(2, circles.count()):
        circles.item(row).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    assert_preview(qtbot, page)
    again = opened(page, "print_all", BatchDialog)
    again.findChildren(type(again._way))[1].choose(".xlsx")
    answers.paths.append(str(tmp_path / "清单"))
    again.accept()
    qtbot.waitUntil(lambda: bool(heard.said), timeout=30_000)
    assert len(list((tmp_path / "清单").iterdir())) == table(page, "circles").model().rowCount()


def test_that_points_are_saved_only_when_they_add_up(
    qtbot: QtBot, page: ChecklistPage, context: Context
) -> None:
    dialog = opened(page, "points", PointsDialog)
    points = dialog.findChild(QTableWidget, "points_table")
    assert isinstance(points, QTableWidget)
    points.item(0, 2).setText("4")
    total = dialog.findChild(QLabel, "sum")
    assert isinstance(total, QLabel)
    assert total.text() == "合计 101 分（不含加分），应是 100 分。"
    assert not dialog._save.isEnabled()
    points.item(1, 2).setText("2")
    assert dialog._save.isEnabled()
    dialog.accept()
    assert context.application.acceptance.checklists.points("standard")["101"] == 4


def test_that_the_other_template_is_looked_at(qtbot: QtBot, page: ChecklistPage) -> None:
    page._overview.choose_template("quick")
    model = table(page, "circles").model()
    qtbot.waitUntil(lambda: model.index(0, 5).data() == "")
    page._overview.choose_template("standard")
    qtbot.waitUntil(lambda: model.index(0, 5).data() != "")
