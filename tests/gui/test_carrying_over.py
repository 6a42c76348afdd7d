"""从上季度带入: contacts come by themselves, the rest is offered and ticked by the clerk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.carry_dialog import CarryDialog
from bianmin_desktop.gui.summary.writing_tab import WritingTab
from tests.gui.conftest import Answers, Heard

quarter = Quarter(2024, 1)


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> WritingTab:
    """The form of 2024Q1, its jobs blank and its activities another than last quarter's."""
    application = context.application
    record = application.summaries.open(quarter).record
    texts = {"jobs": "", "problems": "", "activities": "77"}
    application.entry.save(Draft("summary", texts, record.id), record)
    made = WritingTab(context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    made.show()
    made.show_quarter(quarter)
    return made


def last(context: Context) -> dict[str, str]:
    application = context.application
    before = application.summaries.record(quarter.previous)
    assert before is not None
    return application.entry.texts(before)


def test_that_what_was_ticked_goes_into_blanks_and_is_not_saved_by_itself(
    tab: WritingTab, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tick(dialog: CarryDialog) -> int:
        fields = dialog.findChild(QListWidget, "carried_fields")
        names = [fields.item(row).text().partition("：")[0] for row in range(fields.count())]
        assert "开展活动" not in names
        ticked = [fields.item(row).checkState() for row in range(fields.count())]
        assert Qt.CheckState.Checked not in ticked
        fields.item(names.index("带动就业")).setCheckState(Qt.CheckState.Checked)
        return QDialog.DialogCode.Accepted.value

    monkeypatch.setattr(CarryDialog, "exec", tick)
    tab.findChild(QPushButton, "carry").click()
    assert tab.findChild(QLineEdit, "jobs").text() == last(context)["jobs"]
    assert tab.findChild(QLineEdit, "activities").text() == "77"
    assert tab.findChild(QPlainTextEdit, "problems").toPlainText() == ""
    assert context.application.summaries.record(quarter).get("jobs") is None
    assert tab.is_changed


def test_that_nothing_is_carried_when_the_dialog_is_left(tab: WritingTab, answers: Answers) -> None:
    answers.results.append(QDialog.DialogCode.Rejected.value)
    tab.findChild(QPushButton, "carry").click()
    assert tab.findChild(QLineEdit, "jobs").text() == ""
    assert not tab.is_changed


def test_that_a_full_summary_has_nothing_to_carry(
    context: Context, qtbot: QtBot, heard: Heard
) -> None:
    made = WritingTab(context)
    qtbot.addWidget(made)
    made.show_quarter(quarter.previous)
    made.findChild(QPushButton, "carry").click()
    assert heard.said[-1] == "没有可以带入的空白项"


def test_that_all_can_be_ticked_at_once(qtbot: QtBot, context: Context) -> None:
    record_type = context.application.edition.record_type("summary")
    fields = [record_type.field(name) for name in ("jobs", "phone", "problems")]
    texts = {"jobs": "12", "phone": "88886666", "problems": "停车难。"}
    dialog = CarryDialog(fields, texts)
    qtbot.addWidget(dialog)
    assert dialog.chosen == {"phone": "88886666"}
    dialog.findChild(QPushButton, "carry_all").click()
    assert dialog.chosen == texts


def test_that_the_numbers_beside_the_fields_are_those_handed_in(
    context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    application = context.application
    for issue in application.checks.check(quarter.previous).readiness.unexplained:
        application.checks.explain(quarter.previous, issue.id, "已现场核实，情况属实。")
    application.exporting.export(quarter.previous, tmp_path / "报送")
    before = application.summaries.record(quarter.previous)
    handed = before.get("jobs")
    application.entry.save(Draft("summary", {"jobs": "9999"}, before.id), before)
    made = WritingTab(context)
    qtbot.addWidget(made)
    made.show_quarter(quarter)
    told = [words.text() for words in made.findChildren(QLabel)]
    assert f"上季度 {handed:,}" in told
    assert "上季度 9,999" not in told
