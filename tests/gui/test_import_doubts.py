"""Doubtful rows of an import: a clerk says what each one is, before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.quiet_box import QuietBox
from bianmin_desktop.gui.wizards.import_wizard.journey import Step
from bianmin_desktop.gui.wizards.import_wizard.outcome_table import OutcomeTable
from bianmin_desktop.gui.wizards.import_wizard.wizard import ImportWizard
from bianmin_desktop.services.importing import Fate
from tests.gui.conftest import Answers
from tests.gui.import_files import ImportDesk, brought, ledger_file, settled

_head = ("店招名称", "业态", "地址", "所属社区", "联系电话")


@pytest.fixture
def stored(context: Context) -> Record:
    """A shop that is in the ledger."""
    texts = dict(
        zip(
            ("name", "business_type", "address", "community", "phone"),
            ("惠民佳家便利店", "便利店", "海尔路 921 号", "金家岭社区", "0532-88889921"),
            strict=True,
        )
    )
    entry = context.application.entry
    return entry.save(Draft("outlet", texts), entry.blank("outlet")).record


@pytest.fixture
def wizard(
    desk: ImportDesk, qtbot: QtBot, context: Context, stored: Record, tmp_path: Path
) -> ImportWizard:
    """The trial of a row that is very much like that shop."""
    row = ("惠民佳家便利店（金家岭店）", "便利店", "海尔路921号", "金家岭社区", "0532-88889921")
    return desk.to_trial(ledger_file(tmp_path / "像.xlsx", [row], _head))


def _button(wizard: ImportWizard, name: str) -> QPushButton:
    return wizard.findChild(QPushButton, name)


def _fate(wizard: ImportWizard) -> str:
    return str(wizard.findChild(OutcomeTable).model().index(0, 0).data())


def test_that_a_doubtful_row_names_what_it_may_be_and_is_not_written_undecided(
    wizard: ImportWizard, stored: Record
) -> None:
    assert _fate(wizard) == "存疑"
    assert _button(wizard, "decide_update").isVisible()
    assert wizard.findChild(QuietBox, "rivals").value == stored.id
    assert not _button(wizard, "next").isEnabled()


@pytest.mark.parametrize(
    ("decision", "fate", "words"),
    [
        ("decide_new", Fate.NEW, "存疑 → 当作新增"),
        ("decide_update", Fate.CHANGED, "存疑 → 更新"),
        ("decide_skip", Fate.SKIPPED, "存疑 → 跳过"),
    ],
)
def test_that_a_decision_is_tried_and_then_carried_out(
    qtbot: QtBot, wizard: ImportWizard, decision: str, fate: Fate, words: str
) -> None:
    _button(wizard, decision).click()
    assert _fate(wizard) == words
    assert _button(wizard, "next").text() == "按决定再试一次(&N)"
    wizard.go_on()
    settled(qtbot, wizard)
    trial = wizard.journey.trial
    assert trial is not None
    assert trial.rows[0].fate is fate
    assert _button(wizard, "next").isEnabled() is (fate is not Fate.SKIPPED)


def test_that_the_chosen_record_is_updated(
    qtbot: QtBot, wizard: ImportWizard, stored: Record, context: Context
) -> None:
    _button(wizard, "decide_update").click()
    wizard.go_on()
    qtbot.waitUntil(lambda: _button(wizard, "next").text() == "导入 1 条(&N)")
    wizard.go_on()
    brought(qtbot, wizard, Step.DONE)
    now = context.application.entry.record("outlet", stored.id)
    assert now.text("name") == "惠民佳家便利店（金家岭店）"


def test_that_a_decision_can_be_taken_back(qtbot: QtBot, wizard: ImportWizard) -> None:
    _button(wizard, "decide_skip").click()
    wizard.go_on()
    settled(qtbot, wizard)
    assert _fate(wizard).startswith("跳过")
    wizard.findChild(OutcomeTable).selectRow(0)
    _button(wizard, "decide_later").click()
    assert _button(wizard, "next").text() == "按决定再试一次(&N)"
    wizard.go_on()
    settled(qtbot, wizard)
    assert _fate(wizard) == "存疑"


def test_that_several_doubtful_rows_are_decided_at_once(
    desk: ImportDesk, qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    entry = context.application.entry
    rows = []
    for n in range(3):
        texts = {
            "name": f"惠民{'甲乙丙'[n]}家理发店",
            "address": f"海尔路 93{n} 号",
            "phone": f"0532-8888993{n}",
        }
        entry.save(Draft("outlet", texts | {"community": "金家岭社区"}), entry.blank("outlet"))
        rows.append(
            (f"惠民{'甲乙丙'[n]}家理发店（新）", "", f"海尔路93{n}号", "金家岭社区", texts["phone"])
        )
    wizard = desk.to_trial(ledger_file(tmp_path / "三家.xlsx", rows, _head))
    wizard.findChild(QToolButton, "tile_doubtful").click()
    table = wizard.findChild(OutcomeTable)
    table.selectAll()
    assert wizard.findChild(QLabel, "doubt").text() == "选中的 3 行存疑："
    _button(wizard, "decide_update").click()
    wizard.go_on()
    qtbot.waitUntil(lambda: _button(wizard, "next").text() == "导入 3 条(&N)")


def test_that_rows_to_correct_are_marked_in_a_copy_of_the_clerks_file(
    desk: ImportDesk, qtbot: QtBot, context: Context, tmp_path: Path, answers: Answers
) -> None:
    row = ("惠民错电话店", "便利店", "海尔路 940 号", "金家岭社区", "12345")
    wizard = desk.to_trial(ledger_file(tmp_path / "错.xlsx", [row], _head))
    answers.paths.append(str(tmp_path))
    _button(wizard, "save_marked").click()
    settled(qtbot, wizard)
    assert "错_需修改.xlsx" in wizard.findChild(QLabel, "fault").text()
    assert (tmp_path / "错_需修改.xlsx").is_file()


def test_that_several_files_have_a_line_each(
    desk: ImportDesk, qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    folder = tmp_path / "交回"
    folder.mkdir()
    for n in range(3):
        rows = [(f"惠民{n}号店", "便利店", f"海尔路 95{n} 号", "金家岭社区", "")]
        ledger_file(folder / f"社区{n}.xlsx", rows, _head)
    wizard = desk.to_trial(folder)
    lines = [
        held
        for held in wizard.findChildren(QListWidget, "file_outcomes")
        if held.isVisibleTo(wizard)
    ]
    assert [lines[0].item(row).text()[:16] for row in range(3)] == [
        "社区0.xlsx：新增 1，跳过",
        "社区1.xlsx：新增 1，跳过",
        "社区2.xlsx：新增 1，跳过",
    ]
    wizard.findChild(OutcomeTable).setFocus(Qt.FocusReason.OtherFocusReason)
